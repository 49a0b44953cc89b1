"""What articles and replies lean on: each work once."""

from __future__ import annotations

from copy import copy
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from articles import dates, links, works
from articles.sameness import reference_key
from articles.spelling import in_address

from . import finding

if TYPE_CHECKING:
    from collections.abc import Iterable

SLUG = 60  # characters of a title in an address


class SourceKind(models.TextChoices):
    MEMO = "memo", _("Memo")
    PAPER = "paper", _("Paper")
    REPORT = "report", _("Report")
    NEWS = "news", _("News")
    CODE = "code", _("Code")
    DATA = "data", _("Data")
    VIDEO = "video", _("Video")
    OTHER = "other", _("Other")


def publisher_key(publisher: str, url: str | None) -> str:
    """What the works of one publisher have in common: its name, or else the host.

    "" for a work of which neither is known.
    """
    return slugify(publisher, allow_unicode=True) or links.host(url or "")


class SourceQuerySet(models.QuerySet["Source"]):
    def at(self, address: str, **told: Any) -> Source:
        """The source at an address, or the one it was merged into. As `brought`."""
        return self.brought(address, **told).lasting

    def brought(
        self,
        address: str,
        *,
        title: str,
        publisher: str = "",
        year: str = "",
        is_title_provisional: bool = False,
        is_withheld: bool = False,
    ) -> Source:
        """The source with this address of its own; made if none has it.

        It keeps the spelling in which it was brought first; whichever comes later is
        found by what they have in common. Raises ValueError for anything that is not an
        http or https address.
        """
        url = links.canonical(address)
        if known := self.found([url]):
            return known[url]
        source, _created = self.get_or_create(
            address_key=links.identity(url),
            defaults={
                "url": url,
                "title": title,
                "publisher": publisher,
                "published": year,
                "is_title_provisional": is_title_provisional,
                "is_withheld": is_withheld,
                **_said_by(url),
            },
        )
        return source

    def found(self, addresses: Iterable[str]) -> dict[str, Source]:
        """By address in canonical spelling, the source that has it, if we have it.

        The very address comes first, what it has in common with another second. One that
        was merged comes with the other.
        """
        keys = {address: links.identity(address) for address in addresses}
        if not keys:
            return {}
        wanted = Q(url__in=keys) | Q(address_key__in=set(keys.values()))
        known = list(self.select_related("merged_into").filter(wanted))
        by_key = {source.address_key: source for source in known}
        by_url = {source.url: source for source in known}
        return {
            address: source
            for address, key in keys.items()
            if (source := by_url.get(address) or by_key.get(key))
        }

    def described(
        self, *, title: str, publisher: str, year: str, is_withheld: bool = False
    ) -> Source:
        """The source without an address that these three words name; made if new."""
        key = reference_key(title=title, publisher=publisher, year=year)
        source, _created = self.get_or_create(
            reference_key=key,
            defaults={
                "title": title,
                "publisher": publisher,
                "published": year,
                "is_withheld": is_withheld,
            },
        )
        return source.lasting


def _said_by(url: str) -> dict[str, str]:
    """What its address alone says of a work."""
    work = works.at(url)
    return {
        "kind": work.kind if work else SourceKind.OTHER,
        "doi": work.doi if work else "",
        "arxiv_id": work.arxiv_id if work else "",
    }


class Source(models.Model):
    """One work. With an address there is one record for it; without, see `described`.

    `url` leads to it; `address_key` is what all its addresses have in common. Of two
    records that were one by a later rule, the older has the key.

    A source of which only the title is known has neither key and belongs to the one
    article that names it. A provisional title is its address, which it is called by
    until its title is fetched or an editor gives it one.

    What only articles have told that nobody may read yet is withheld: readers know the
    source `as_told`, and find it by nothing else, until such an article is published.

    One that was found to be another keeps its row, so that its number and its address
    lead there; nothing leans on it any more.
    """

    url = models.URLField(
        _("address"), max_length=2048, unique=True, null=True, blank=True
    )
    address_key = models.CharField(  # noqa: DJ001 - as above
        max_length=2048, unique=True, null=True, editable=False
    )
    reference_key = models.CharField(  # noqa: DJ001 - as above
        max_length=500, unique=True, null=True, editable=False
    )
    title = models.CharField(_("title"), max_length=500)
    is_title_provisional = models.BooleanField(default=False, editable=False)
    is_withheld = models.BooleanField(default=False, editable=False)
    kind = models.CharField(
        _("kind"), max_length=10, choices=SourceKind, default=SourceKind.OTHER
    )
    authors = models.CharField(_("authors"), max_length=500, blank=True)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    published = models.CharField(
        _("published"),
        max_length=10,
        blank=True,
        help_text=_("As precisely as is known: 2023, 2023-05 or 2023-05-04."),
    )
    accessed = models.DateField(_("accessed"), null=True, blank=True)
    archived_url = models.URLField(_("archived address"), max_length=2048, blank=True)
    doi = models.CharField(_("DOI"), max_length=200, blank=True)
    arxiv_id = models.CharField(_("arXiv id"), max_length=40, blank=True)
    language = models.CharField(_("language"), max_length=20, blank=True)
    note = models.TextField(_("note"), blank=True)
    publisher_key = models.CharField(max_length=253, editable=False, default="")
    words = models.TextField(editable=False, default="")  # as articles.models.finding
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="former",
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["title"]
        indexes = [
            models.Index(
                fields=["publisher_key", "merged_into", "-id"],
                name="works_of_a_publisher",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **options: Any) -> None:
        """What it is found by follows what is known of it."""
        self.describe()
        if self._state.adding and self.url and not self.address_key:
            self.address_key = links.identity(self.url)
        if (named := options.get("update_fields")) is not None:
            options["update_fields"] = {*named, "publisher_key", "words"}
        super().save(*args, **options)

    def get_absolute_url(self) -> str:
        return reverse("forum:source", args=[self.pk, self.slug])

    def describe(self) -> None:
        """Say what it is found by: whatever does not `save` asks for this first."""
        told = self.as_told
        told.publisher_key = publisher_key(told.publisher, told.url)
        self.publisher_key, self.words = told.publisher_key, finding.described(told)

    @property
    def slug(self) -> str:
        """Its title in its address, which changes with it; the number finds it."""
        return in_address(self.as_told.title, most=SLUG) or "source"

    @property
    def as_told(self) -> Source:
        """As readers may know it: by its address alone while it is withheld."""
        if not self.is_withheld:
            return self
        told = copy(self)
        for field in self._meta.fields:
            if field.editable and not field.primary_key and field.name != "url":
                setattr(told, field.name, field.get_default())
        told.title = links.label(self.url or "")
        for name, value in _said_by(self.url or "").items():
            setattr(told, name, value)
        told.publisher_key = links.host(self.url or "")
        return told

    @property
    def lasting(self) -> Source:
        """Itself, or the one it was merged into."""
        return self.merged_into or self

    @property
    def is_bare(self) -> bool:
        """Nothing but its title is known: it belongs to the one article that names it."""
        return self.url is None and self.reference_key is None

    def move_to(self, url: str | None) -> None:
        """Give it another address, or none; not yet saved."""
        self.url = url
        self.address_key = links.identity(url) if url else None
        self.reference_key = self.key_by_description()

    def key_by_description(self) -> str | None:
        """Its reference key, if it has no address and enough else is known of it."""
        if self.url or not (self.publisher and self.published):
            return None
        return reference_key(
            title=self.title, publisher=self.publisher, year=self.published
        )

    @property
    def published_told(self) -> str:
        """When it appeared, as precisely as is known: "2023", "May 2023", "4 May 2023"."""
        read = dates.read(self.published)
        if not read.parts:
            return read.words
        form = ("Y", "F Y", "j F Y")[len(read.parts) - 1]
        return date_format(date(*(*read.parts, 1, 1)[:3]), form)

    @property
    def host(self) -> str:
        """Where it was published, for a reader deciding whether to follow the link."""
        return links.host(self.url or "")

    @property
    def fingerprint(self) -> str:
        """Of all that an editor can change: two who amend it at once are told by it."""
        told = (
            str(getattr(self, field.attname))
            for field in self._meta.fields
            if field.editable and not field.primary_key
        )
        return sha256("\0".join(told).encode()).hexdigest()
