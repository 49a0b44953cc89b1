"""What members type in a discussion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast
from uuid import uuid4

from django import forms
from django.utils.text import normalize_newlines
from django.utils.translation import gettext_lazy as _

from accounts.models import Reason
from articles.cleaning import is_visible

from .models import Discussion, Reply
from .models.reply import MAX_BODY

if TYPE_CHECKING:
    from django.http import QueryDict

MIN_BODY = 2  # characters; "no" is an answer
MAX_FLAG_TEXT = 2_000  # characters


class Words(forms.CharField):
    """Text as people count it: a line end is one character, however it was sent."""

    def to_python(self, value: Any) -> str:
        words = super().to_python(value)
        return str(normalize_newlines(words)) if words else ""


class ReplyForm(forms.Form):
    """A reply. The parent can only be one of this discussion's."""

    body = Words(
        label=_("Your reply"),
        min_length=MIN_BODY,
        max_length=MAX_BODY,
        widget=forms.Textarea(
            attrs={
                "rows": 4,
                "placeholder": _("Markdown works; type [1] to cite source 1."),
            }
        ),
        error_messages={
            "required": _("Write something first."),
            "min_length": _("A reply has at least %(limit_value)d characters."),
            "max_length": _(
                "A reply has at most %(limit_value)d characters; "
                "this one has %(show_value)d."
            ),
        },
    )
    parent = forms.ModelChoiceField(
        Reply.objects.none(),
        to_field_name="number",
        required=False,
        widget=forms.HiddenInput,
        error_messages={
            "invalid_choice": _(
                "The reply you are answering is not here, or no longer. "
                "Sent again, your text stands by itself."
            )
        },
    )
    key = forms.UUIDField(
        required=False,
        widget=forms.HiddenInput,
        error_messages={
            "invalid": _("This form was damaged on its way. Please send it again.")
        },
    )

    def __init__(
        self,
        *args: Any,
        discussion: Discussion,
        parent: Reply | None = None,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("initial", {"key": uuid4(), "parent": parent})
        super().__init__(*args, **kwargs)
        if discussion.pk:
            parent_field = cast("forms.ModelChoiceField[Reply]", self.fields["parent"])
            parent_field.queryset = discussion.replies.filter(is_live=True)

    def clean(self) -> dict[str, Any]:
        """Say at the top what is wrong with a hidden field, and put it right."""
        for name, value in {"parent": "", "key": str(uuid4())}.items():
            for sentence in self.errors.get(name, []):
                self.add_error(None, sentence)
                self._amend(name, value)
        return self.cleaned_data

    def begin_anew(self) -> None:
        """Let the text be sent as another reply than the one sent before."""
        self._amend("key", str(uuid4()))

    def _amend(self, name: str, value: str) -> None:
        typed = cast("QueryDict", self.data).copy()
        typed[name] = value
        self.data = typed


class FlagForm(forms.Form):
    """Why a reply breaks a rule."""

    reason = forms.ChoiceField(
        label=_("What is wrong with it?"),
        choices=Reason.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose a reason."),
            "invalid_choice": _("Choose one of the reasons."),
        },
    )
    text = Words(
        label=_("Anything a moderator should know"),
        max_length=MAX_FLAG_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("reason") == Reason.ILLEGAL and not is_visible(
            cleaned.get("text", "")
        ):
            self.add_error("text", _("Say what is illegal about it, and where."))
        return cleaned
