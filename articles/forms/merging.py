"""Two sources that are one, and one that is two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext, gettext_lazy as _

from articles import leaning
from articles.models import Note, Source

from .source import AddressField

if TYPE_CHECKING:
    from django.db.models import QuerySet

LONGEST = Source._meta.get_field("title").max_length


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
    """What leans on another work than the rest, and what that is.

    The newest places are offered; when they are parted, the next ones are.
    """

    notes = forms.ModelMultipleChoiceField(
        Note.objects.none(),
        label=_("Articles that lean on the other"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    alone = forms.TypedMultipleChoiceField(
        label=_("Replies that brought the other"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    title = forms.CharField(label=_("Title of the other"), max_length=LONGEST)
    url = AddressField(label=_("Its address"), required=False, empty_value=None)

    def __init__(self, source: Source, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.source = source
        notes = _offered(source)
        field = self.fields["notes"]
        field.queryset = notes  # type: ignore[attr-defined]
        field.label_from_instance = _listed  # type: ignore[attr-defined]
        rows = {
            f"{row._meta.model_name}-{row.pk}": row for row in leaning.alone(source)
        }
        field = self.fields["alone"]
        field.choices = [(key, row.told) for key, row in rows.items()]  # type: ignore[attr-defined]
        field.coerce = rows.get  # type: ignore[attr-defined]
        for name, chosen in (("notes", notes), ("alone", rows)):
            if not chosen:
                self.fields[name].widget = forms.MultipleHiddenInput()

    def clean_url(self) -> str | None:
        url: str | None = self.cleaned_data["url"]
        if url is None:
            return None
        known = Source.objects.found([url]).get(url)
        if known == self.source:
            said = gettext("This is the address of the source itself.")
            raise forms.ValidationError(said)
        if known and known.merged_into_id not in {None, self.source.pk}:
            said = gettext(
                "The source at this address is part of another: “%(title)s”. "
                "Part that one first."
            )
            raise forms.ValidationError(said % {"title": known.lasting.title})
        return url

    def clean(self) -> None:
        typed = self.cleaned_data
        if "notes" in typed and not typed["notes"] and not typed.get("alone"):
            raise forms.ValidationError(
                gettext("Choose at least one article or reply that leans on the other.")
            )
        if typed.get("alone") and "url" in typed and not typed["url"]:
            said = gettext("What a reply brings along has an address.")
            self.add_error("url", said)

    @property
    def other(self) -> Source:
        """The source at the address, one that was merged included; else a new one."""
        url, title = self.cleaned_data["url"], self.cleaned_data["title"]
        known = Source.objects.found([url]).get(url) if url else None
        return known or Source(title=title, url=url)


def _offered(source: Source) -> QuerySet[Note]:
    """The newest notes of it: with the titles of their articles, and without the texts."""
    newest = source.notes.order_by("-article", "number").values_list("pk", flat=True)
    notes = Note.objects.filter(pk__in=list(newest[: leaning.OFFERED]))
    known = notes.select_related("article").order_by("-article", "number")
    return known.only("number", "article__title")


def _told(source: Source) -> str:
    facts = (source.title, source.publisher, source.published, source.url)
    return " · ".join(filter(None, facts))


def _listed(note: Note) -> str:
    return f"{note.article.title} [{note.number}]"
