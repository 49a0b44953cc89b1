"""Who wrote a source, from the one line that an editor types. Pure.

People are separated by semicolons, each "Family, Given" or "Family, Given, Jr.". A name
without a comma is left whole: an organisation, or somebody with one name.
"""

from typing import NamedTuple


class Author(NamedTuple):
    """A person by parts, or whatever has a name in one piece: then `literal` has it."""

    family: str = ""
    given: str = ""
    suffix: str = ""
    literal: str = ""

    @property
    def in_order(self) -> str:
        """As it was typed, and as lists are sorted by: "King, Martin Luther, Jr."."""
        parts = (self.family, self.given, self.suffix)
        return self.literal or ", ".join(part for part in parts if part)


def read(typed: str) -> tuple[Author, ...]:
    """The authors in the order given."""
    names = (_parts(name) for name in typed.split(";"))
    return tuple(_author(parts) for parts in names if parts)


def _parts(name: str) -> list[str]:
    parts = (" ".join(part.split()) for part in name.split(",", 2))
    return [part for part in parts if part]


def _author(parts: list[str]) -> Author:
    return Author(literal=parts[0]) if len(parts) == 1 else Author(*parts)
