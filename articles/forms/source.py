"""A source by itself, and the field for an address."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import model_to_dict
from django.utils.translation import gettext, gettext_lazy as _

from articles import dates, links, works
from articles.models import Source


class PublishedField(forms.CharField):
    """When a source appeared: a year, a month or a day, as precisely as is known.

    What was `known` before may stay as it is: "c. 1843".
    """

    default_error_messages = {
        "no_date": _(
            "This is no date: write a year, a month or a day, "
            "as in 2023, 2023-05 or 2023-05-04."
        )
    }

    def __init__(self, **options: Any) -> None:
        longest = Source._meta.get_field("published").max_length
        super().__init__(max_length=longest, required=False, **options)
        self.known = ""

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if typed and typed != self.known and not dates.is_precise(typed):
            raise ValidationError(self.error_messages["no_date"], code="no_date")
        return typed


class AddressField(forms.CharField):
    """An address on the web, in its one spelling."""

    default_error_messages = {
        "malformed": _(
            "This is not an address on the web: it begins with https:// "
            "and has no spaces."
        )
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=links.MAX_LENGTH, **options)

    def clean(self, value: Any) -> Any:
        address = super().clean(value)
        if not address:
            return address
        try:
            return links.canonical(address)
        except ValueError:
            message = self.error_messages["malformed"]
            raise ValidationError(message, code="malformed") from None


class SourceForm(forms.ModelForm[Source]):
    """What is known of a source. Two records of one source cannot be."""

    url = AddressField(label=_("Address"), required=False, empty_value=None)
    published = PublishedField(
        label=_("Published"),
        help_text=_("As precisely as is known: 2023, 2023-05 or 2023-05-04."),
    )
    archived_url = AddressField(label=_("Archived address"), required=False)
    began_from = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Source
        fields = (
            "title", "url", "kind", "authors", "publisher", "published", "accessed",
            "archived_url", "doi", "arxiv_id", "language", "note",
        )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.is_overtaken = False
        self.stored = model_to_dict(self.instance) if self.instance.pk else {}
        self.fingerprint = self.instance.fingerprint if self.instance.pk else ""
        self.fields["began_from"].initial = self.fingerprint
        published = cast("PublishedField", self.fields["published"])
        published.known = self.stored.get("published", "")

    def clean(self) -> None:
        super().clean()
        if self.cleaned_data.get("began_from") != self.fingerprint:
            self._show_both()
        if self.errors:
            return
        self._refuse_what_another_is()

    def clean_url(self) -> str | None:
        """An address may be mended, not taken away: replies may have brought it."""
        url: str | None = self.cleaned_data["url"]
        if self.stored.get("url") and not url:
            raise ValidationError(gettext("A source that had an address keeps one."))
        return url

    def clean_doi(self) -> str:
        """Files of sources lead by it. What was known before may stay as it is."""
        doi: str = self.cleaned_data["doi"]
        if doi and doi != self.stored.get("doi") and not works.is_doi(doi):
            said = gettext("This is no DOI: it begins with 10., as in 10.1000/182.")
            raise ValidationError(said)
        return doi

    def _refuse_what_another_is(self) -> None:
        others = Source.objects.exclude(pk=self.instance.pk)
        url = self.cleaned_data["url"]
        is_new = url and url != self.stored.get("url")
        if is_new and (same := others.found([url]).get(url)):
            said = gettext("A source with this address already exists: %(title)s")
            self.add_error("url", said % {"title": same.title})
            return
        told = ("title", "url", "publisher", "published")
        described = Source(**{name: self.cleaned_data[name] for name in told})
        key = described.key_by_description()
        if key and others.filter(reference_key=key).exists():
            raise ValidationError(
                gettext(
                    "Another source has this title, publisher and year. "
                    "An address would tell them apart."
                )
            )

    def _show_both(self) -> None:
        """What another editor saved beside what this one typed, to go on with."""
        self.is_overtaken = True
        again = {self.add_prefix("began_from"): self.fingerprint}
        self.data = dict(self.data.items()) | again
        self.add_error(None, gettext("This source was changed while you were writing."))
        for name, typed in list(self.cleaned_data.items()):
            if name in self.stored and typed != self.stored[name]:
                said = gettext("It is now: “%(stored)s”")
                self.add_error(name, said % {"stored": self.stored[name] or ""})
