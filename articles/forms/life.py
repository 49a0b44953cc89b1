"""What an article has beside its text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.models import Correction, Topic

if TYPE_CHECKING:
    from articles.models import Article

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

    def __init__(self, data: Any, *, article: Article) -> None:
        super().__init__(data, initial={"further": _further(article)})
        if not article.is_published:
            del self.fields["correction"]

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
