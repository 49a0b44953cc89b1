"""What members and moderators type here."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Member, Reason

MAX_NOTE = 2_000  # characters


class SettingsForm(forms.ModelForm[Member]):
    class Meta:
        model = Member
        fields = ["theme"]
        widgets = {"theme": forms.RadioSelect}


class HidingForm(forms.Form):
    """Why something is taken out of sight: a reason for everybody, a note for staff."""

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


class DecisionForm(HidingForm):
    """A moderator's decision on a flag."""

    verdict = forms.ChoiceField(
        choices=[("uphold", _("Uphold")), ("dismiss", _("Dismiss"))]
    )
