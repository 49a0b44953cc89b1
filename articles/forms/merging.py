"""Two sources that are one, and one that is two."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy as _

from articles.models import Note, Source

from .source import AddressField


class MergeForm(forms.Form):
    """Which of the chosen sources stays."""

    into = forms.ModelChoiceField(
        Source.objects.none(),
        label=_("Keep"),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the one to keep.")},
    )

    def __init__(self, chosen: Any, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["into"]
        field.queryset = chosen  # type: ignore[attr-defined]
        field.label_from_instance = _told  # type: ignore[attr-defined]


class PartForm(forms.Form):
    """Which articles lean on another work than the rest, and what that is."""

    notes = forms.ModelMultipleChoiceField(
        Note.objects.none(),
        label=_("Articles that lean on the other"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one article.")},
    )
    title = forms.CharField(label=_("Title of the other"), max_length=500)
    url = AddressField(label=_("Its address"), required=False, empty_value=None)

    def __init__(self, source: Source, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.source = source
        notes = source.notes.select_related("article", "source").order_by("-article")
        field = self.fields["notes"]
        field.queryset = notes  # type: ignore[attr-defined]
        field.label_from_instance = _listed  # type: ignore[attr-defined]

    def clean_url(self) -> str | None:
        url: str | None = self.cleaned_data["url"]
        if url and url == self.source.url:
            raise forms.ValidationError(
                gettext("This is the address of the source itself.")
            )
        return url

    @property
    def other(self) -> Source:
        """The source at the address, one that was merged included; else a new one."""
        url, title = self.cleaned_data["url"], self.cleaned_data["title"]
        known = Source.objects.found([url]).get(url) if url else None
        return known or Source(title=title, url=url)


def _told(source: Source) -> str:
    facts = (source.title, source.publisher, source.published, source.url)
    return " · ".join(filter(None, facts))


def _listed(note: Note) -> str:
    return f"{note.article.title} [{note.number}]"
