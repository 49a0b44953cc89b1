"""A reply as it is typed, new or edited."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, Self, cast
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from articles.forms import SourcesField
from forum.models import Reply
from forum.models.reply import MAX_BODY
from forum.models.revision import MAX_REASON

from .versions import VersionField
from .words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import QueryDict

    from accounts.policies import Viewer
    from forum.models import Discussion

MIN_BODY = 2  # characters; "no" is an answer
FEWEST, MOST = 3, 18  # lines of a text that the field shows; with a script it grows so
LINE = 60  # characters, about, on a screen of middling width
_TAKEN_UP = ("body", "sources", "draft", "key", "version", "reason")


class TextForm(forms.Form):
    """What a reply says, and the sources it brings along."""

    body = Words(
        min_length=MIN_BODY,
        max_length=MAX_BODY,
        error_messages={
            "required": _("Write something first."),
            "min_length": _("A reply has at least %(limit_value)d characters."),
            "max_length": _(
                "A reply has at most %(limit_value)d characters; "
                "this one has %(show_value)d."
            ),
        },
    )
    sources = SourcesField()
    draft = VersionField()

    @property
    def lines(self) -> int:
        """How high the field is in which its text is found again, without a script too."""
        typed = self["body"].value() or ""
        lines = sum(1 + max(len(line) - 1, 0) // LINE for line in typed.splitlines())
        return min(max(lines, FEWEST), MOST)

    def take_up(self, *begun: Mapping[str, object] | None) -> None:
        """Open with what was written before and not sent; the last of several wins."""
        for text in begun:
            found = {name: (text or {}).get(name) for name in _TAKEN_UP}
            told = {name: value for name, value in found.items() if value is not None}
            self.initial = {**self.initial, **told}

    def refuse(self, sentence: str, *, field: str | None = None) -> None:
        """Say why it is not done; then nothing else that is wrong matters."""
        self.errors.clear()
        self.add_error(field, sentence)

    def kept_as(self, version: int) -> None:
        """Go on as this version of a draft."""
        self._amend("draft", str(version))

    def _amend(self, name: str, value: str) -> None:
        typed = cast("QueryDict", self.data).copy()
        typed[name] = value
        self.data = typed


class ReplyForm(TextForm):
    """A new reply. The parent can only be one of this discussion's."""

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
        viewer: Viewer,
        parent: Reply | None = None,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("initial", {"key": uuid4(), "parent": parent})
        super().__init__(*args, **kwargs)
        if discussion.pk and (self.is_bound or self.initial.get("parent")):
            visible = Reply.objects.visible_to(viewer).for_reading()
            self._parent_field.queryset = visible.filter(discussion=discussion)

    @property
    def answered(self) -> Reply | None:
        """The reply that this answers, if it is there still."""
        with suppress(ValidationError):
            reply: Reply | None = self._parent_field.clean(self["parent"].value())
            return reply
        return None

    @property
    def _parent_field(self) -> forms.ModelChoiceField[Reply]:
        return cast("forms.ModelChoiceField[Reply]", self.fields["parent"])

    def clean(self) -> dict[str, Any]:
        """Say at the top what is wrong with a hidden field, and put it right."""
        for name, value in {"parent": "", "key": str(uuid4())}.items():
            for sentence in self.errors.get(name, []):
                self.add_error(None, sentence)
                self._amend(name, value)
        if "parent" in self.errors:  # another place has another draft
            self._amend("draft", "")
        return self.cleaned_data

    def begin_anew(self) -> None:
        """Let the text be sent as another reply than the one sent before."""
        self._amend("key", str(uuid4()))


class EditForm(TextForm):
    """Another text for a reply, and the version that it was written over."""

    version = VersionField()
    reason = forms.CharField(
        label=_("Why (readers see it)"), max_length=MAX_REASON, required=False
    )

    @classmethod
    def of(cls, reply: Reply) -> Self:
        """The form as it opens, with the text as it stands."""
        return cls(
            initial={
                "body": reply.body,
                "sources": "\n".join(reply.addresses),
                "version": reply.version,
            }
        )

    def write_over(self, version: int) -> None:
        """Let the text be sent again, now in full view of another version."""
        self._amend("version", str(version))
