"""What members and moderators type here."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Member, Reason

MAX_NOTE = 2_000  # characters


class SettingsForm(forms.ModelForm[Member]):
    class Meta:
        model = Member
        fields = ["theme", "keys"]
        widgets = {"theme": forms.RadioSelect}
        help_texts = {
            "keys": _(
                "Read a discussion by single keys; ? lists them there. "
                "On every page, / leads to the search of the sources."
            )
        }


class RulingForm(forms.Form):
    """Why something is decided: a reason for everybody, a note for staff."""

    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=Reason,
        help_text=_("Public: the author and the ledger are told."),
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=MAX_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For staff only."),
    )


class HidingForm(RulingForm):
    """What the button said that was pressed, whatever has happened meanwhile."""

    verdict = forms.ChoiceField(
        choices=[("hide", _("Remove it")), ("restore", _("Restore it"))]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("verdict") == "hide" and cleaned.get("reason") == "":
            self.add_error("reason", self.fields["reason"].error_messages["required"])
        return cleaned


class DecisionForm(RulingForm):
    """A moderator's decision on a flag."""

    verdict = forms.ChoiceField(
        choices=[
            ("uphold", _("Uphold: remove it")),
            ("dismiss", _("Dismiss: it stays")),
        ]
    )
