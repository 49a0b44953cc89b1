"""Why a reply breaks a rule."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Reason
from articles.cleaning import is_visible

from .words import Words

MAX_FLAG_TEXT = 2_000  # characters


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
