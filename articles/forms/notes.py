"""An article's sources as numbered rows."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.translation import gettext, gettext_lazy as _

from articles.drafts import MAX_SOURCES, NoteDraft
from articles.marks import MAX_NUMBER
from articles.models import Source
from articles.proofs import text_of

from .source import AddressField, PublishedField

if TYPE_CHECKING:
    from articles.models import Article

EMPTY_ROWS = 3  # to fill without JavaScript; saving brings three more
LONGEST = Source._meta.get_field("title").max_length
LONGEST_PUBLISHER = Source._meta.get_field("publisher").max_length
_NOTHING = (None, "", False)
FIELDS = [field.name for field in fields(NoteDraft)]


class NoteForm(forms.Form):
    """One row. With nothing but a number it is empty."""

    number = forms.IntegerField(
        label=_("Number"), min_value=1, max_value=MAX_NUMBER, required=False
    )
    title = forms.CharField(label=_("Title"), max_length=LONGEST, required=False)
    url = AddressField(
        label=_("Address"),
        required=False,
        widget=forms.TextInput(attrs={"list": "known-sources", "inputmode": "url"}),
    )
    publisher = forms.CharField(
        label=_("Publisher"), max_length=LONGEST_PUBLISHER, required=False
    )
    year = PublishedField(label=_("Year"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        year = cast("PublishedField", self.fields["year"])
        year.known = self.initial.get("year", "")

    def clean(self) -> dict[str, Any]:
        """A source that we know by its address brings its title along."""
        typed = self.cleaned_data
        if self.errors or self.is_empty or typed["title"]:
            return typed
        url = typed["url"]
        known = Source.objects.found([url]).get(url) if url else None
        if known is None:
            self.add_error("title", gettext("Give the source a title."))
        else:
            typed["title"] = known.title
        return typed

    @property
    def is_empty(self) -> bool:
        told = ("title", "url", "publisher", "year")
        return not any(self.cleaned_data.get(name) for name in told)


class NoteRows(forms.BaseFormSet[NoteForm]):
    """All of them. A number left empty is the next free one."""

    default_error_messages = {
        "missing_management_form": _(
            "The sources have not arrived whole. Go back, and send the article again."
        ),
    }

    def __init__(self, data: Any, *, article: Article) -> None:
        notes = text_of(article).notes if article.pk else ()
        initial = [asdict(note) for note in notes]
        super().__init__(data, initial=initial, prefix="notes")
        struck = article.notes.filter(is_struck=True) if article.pk else None
        self.struck = list(struck.select_related("source")) if struck else []
        known = notes if article.is_published else ()
        self.known = frozenset(note.number for note in known)
        self.by_number: dict[int, NoteForm] = {}

    def clean(self) -> None:
        numbers = [row.cleaned_data["number"] or 0 for row in self.filled]
        free = max([*numbers, *(note.number for note in self.struck)], default=0)
        for row in self.filled:
            if row.cleaned_data["number"] is None:
                free += 1
                row.cleaned_data["number"] = free
                if free > MAX_NUMBER:
                    said = gettext("No number is left after %d: give it one.")
                    row.add_error("number", said % MAX_NUMBER)
                    continue
            number = row.cleaned_data["number"]
            if number in self.by_number:
                row.add_error("number", gettext("Two sources have this number."))
            self.by_number.setdefault(number, row)

    def numbered(self, number: int) -> NoteForm | None:
        """The row of that number, be it typed or as it was stored."""
        if self.is_bound:
            return self.by_number.get(number)
        stored = (row for row in self.forms if row.initial.get("number") == number)
        return next(stored, None)

    @property
    def typed(self) -> list[dict[str, str]]:
        """The rows as they stand in the page, each with the number it has got."""
        numbers = {id(row): number for number, row in self.by_number.items()}
        return [_as_typed(row, numbers.get(id(row))) for row in self.forms]

    @property
    def filled(self) -> list[NoteForm]:
        """The rows that name a source, as far as they can be read."""
        return [
            row
            for row in self.forms
            if row.is_valid() and not row.is_empty and not row.cleaned_data["DELETE"]
        ]

    @property
    def drafts(self) -> tuple[NoteDraft, ...]:
        if self.non_form_errors():
            return ()
        typed = [
            NoteDraft(**{name: row.cleaned_data[name] for name in FIELDS})
            for row in self.filled
        ]
        return tuple(sorted(typed, key=lambda draft: draft.number))


def _as_typed(row: NoteForm, number: int | None) -> dict[str, str]:
    typed = {name: row[name].value() for name in row.fields}
    said = {name: str(value) for name, value in typed.items() if value not in _NOTHING}
    if number is not None:
        said["number"] = str(number)
    return said


NoteFormSet = cast(
    "type[NoteRows]",
    forms.formset_factory(
        NoteForm,
        formset=NoteRows,
        extra=EMPTY_ROWS,
        max_num=MAX_SOURCES,
        validate_max=True,
        absolute_max=MAX_SOURCES + EMPTY_ROWS,
        can_delete=True,
    ),
)
