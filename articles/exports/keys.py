"""What other texts cite a source by: a family name and a year, "king2023b". Pure.

Small letters without accents, digits, and nothing that BibTeX or a shell would stumble
over.
"""

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator

from articles.spelling import latin

LENGTH = 32  # letters of a name; enough to be recognised by

_UNFIT = re.compile("[^a-z0-9]+")


def stem(*names: str, year: str, number: int) -> str:
    """The first of the names that has letters for a key, and the year.

    Nothing of a title in Chinese or Arabic would be left: its number stands for it.
    """
    plain = next(filter(None, map(_plain, names)), f"source{number}")
    return plain + year


def unique(stems: Iterable[str]) -> list[str]:
    """A key for each, in their order: king2023, king2023b, king2023c.

    The first keeps its key when others follow, so that what was copied stays true.
    """
    taken: dict[str, None] = {}  # in order
    for one in stems:
        free = next(key for key in _tried(one) if key not in taken)
        taken[free] = None
    return list(taken)


def _tried(one: str) -> Iterator[str]:
    yield one
    for times in itertools.count(2):
        yield f"{one}{_letters(times)}"


def _letters(count: int) -> str:
    """2 is b, 26 is z, 27 is aa."""
    letters = ""
    while count:
        count, letter = divmod(count - 1, 26)
        letters = chr(ord("a") + letter) + letters
    return letters


def _plain(name: str) -> str:
    spelt = unicodedata.normalize("NFKD", latin(name))
    return _UNFIT.sub("", spelt)[:LENGTH]
