"""What an article has beside its text."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy as _

from articles import cleaning
from articles.drafts import Lead
from articles.models import Article, Correction, Picture, Topic
from articles.models.picture import LONGEST_WORDS

LONGEST_CREDIT = Article._meta.get_field("lead_credit").max_length
LONGEST = Correction._meta.get_field("text").max_length


class LifeForm(forms.Form):
    """It goes with the article's own; what an article is not ready for is not asked."""

    further = forms.ModelMultipleChoiceField(
        Topic.objects.all(),
        label=_("Also about"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("It is listed under these topics as well."),
    )
    correction = forms.CharField(
        label=_("Correction"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"class": "desk__wide", "rows": 3}),
        help_text=_(
            "If readers had something wrong: what it was, and what is right. It stands "
            "above the text, with the date. Empty for what misled nobody."
        ),
    )

    lead = forms.ModelChoiceField(
        Picture.objects.none(),
        to_field_name="name",
        required=False,
        widget=forms.HiddenInput,
    )
    lead_words = forms.CharField(
        label=_("What the lead picture shows, in words"),
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.TextInput(attrs={"class": "desk__wide"}),
        help_text=_("For those who do not see it."),
    )
    lead_credit = forms.CharField(
        label=_("Whose picture it is"),
        max_length=LONGEST_CREDIT,
        required=False,
        widget=forms.TextInput(attrs={"class": "desk__wide"}),
        help_text=_("It stands below the picture."),
    )
    lead_off = forms.BooleanField(label=_("Take the lead picture away"), required=False)

    def __init__(self, data: Any, *, article: Article) -> None:
        initial = {
            "further": _further(article),
            "lead": article.lead,
            "lead_words": article.lead_words,
            "lead_credit": article.lead_credit,
        }
        super().__init__(data, initial=initial)
        pictures = Picture.objects.for_article(article)
        self.fields["lead"].queryset = pictures  # type: ignore[attr-defined]
        if not article.is_published:
            del self.fields["correction"]

    def clean(self) -> dict[str, Any]:
        """A picture without words is kept from those who cannot see it."""
        typed = super().clean() or {}
        words = typed.get("lead_words", "")
        is_shown = typed.get("lead") and not typed.get("lead_off")
        if is_shown and "lead_words" in typed and not cleaning.is_visible(words):
            sentence = gettext("Say in words what the picture shows.")
            self.add_error("lead_words", ValidationError(sentence))
        return typed

    @property
    def picture(self) -> Picture | None:
        """The one that leads now, to be looked at, whatever else is typed wrong."""
        if not self.is_bound:
            picture: Picture | None = self.initial["lead"]
            return picture
        try:
            chosen: Picture | None = self.fields["lead"].clean(self["lead"].value())
        except ValidationError:
            return None
        return chosen

    @property
    def as_lead(self) -> Lead | None:
        typed = self.cleaned_data
        if not typed.get("lead") or typed.get("lead_off"):
            return None
        return Lead(
            picture=typed["lead"],
            words=typed["lead_words"],
            credit=typed["lead_credit"],
        )

    @property
    def topics(self) -> list[Topic]:
        return list(self.cleaned_data.get("further", ()))

    @property
    def correction_text(self) -> str:
        said: str = self.cleaned_data.get("correction", "")
        return said


def _further(article: Article) -> list[int]:
    if not article.pk:
        return []
    keys = article.topics.values_list("pk", flat=True)
    return [key for key in keys if key != article.topic_id]
