"""Why an article is taken back."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy as _

from articles import cleaning
from articles.models import Article

LONGEST = Article._meta.get_field("retraction_reason").max_length


class RetractionForm(forms.Form):
    """Everybody reads what is typed here."""

    reason = forms.CharField(
        label=_("What is wrong with it"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"class": "desk__wide", "rows": 5}),
        help_text=_("In one or two sentences. They stand above the text."),
        error_messages={"required": _("Say why: readers are owed a reason.")},
    )

    def clean_reason(self) -> str:
        reason: str = self.cleaned_data["reason"]
        if not cleaning.is_visible(reason):
            raise ValidationError(gettext("Write something that can be seen."))
        return reason
