"""What editors and members should find of sources, written down beside the site itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from articles import links

if TYPE_CHECKING:
    from collections.abc import Collection

    from articles.models import Source


class Known:
    """Which source a number and a letter mean, where it went, where it lies.

    Sources are known by their keys, replies too. Nothing here asks the database.
    """

    def __init__(self) -> None:
        super().__init__()
        self.numbers: dict[int, int] = {}  # of the article: what each means
        self.struck: set[int] = set()
        self.went: dict[int, int] = {}  # a merged source: into which
        self.urls: dict[int, str | None] = {}
        self.letters: dict[int, list[int]] = {}  # of a reply: the sources it brought
        self.cites: dict[int, set[int]] = {}  # of a reply: the numbers it says

    @property
    def standing(self) -> set[int]:
        return self.numbers.keys() - self.struck

    @property
    def stays(self) -> set[int]:
        return self.urls.keys() - self.went.keys()

    @property
    def leant_on(self) -> set[int]:
        brought = (pk for own in self.letters.values() for pk in own)
        return {*self.numbers.values(), *map(self.lasting, brought)}

    def meet(self, source: Source) -> int:
        self.urls[source.pk] = source.url
        return source.pk

    def lasting(self, pk: int) -> int:
        return self.went.get(pk, pk)

    def address(self, pk: int) -> str | None:
        return self.urls[pk] or self.urls[self.lasting(pk)]

    def at(self, address: str) -> int | None:
        """The key of the source that an address leads to, if there is one."""
        key = links.identity(address)
        had = (
            pk for pk, url in self.urls.items() if url and links.identity(url) == key
        )
        return next(map(self.lasting, had), None)


def one_of(of: Collection[int], seed: int) -> int:
    """Any of them, always the same for one seed."""
    return sorted(of)[seed % len(of)]
