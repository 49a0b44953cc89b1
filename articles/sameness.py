"""When two descriptions of a source without an address mean one. Pure."""

from __future__ import annotations

import unicodedata
from hashlib import sha256

from articles import dates

# Signs that are part of a name: C++ is not C#, R&D is not RD, 5 % is not 5.
_TELLING = "#%&@*"


def reference_key(*, title: str, publisher: str, year: str) -> str:
    """What all descriptions of it have in common: title, publisher and year.

    Of the day it appeared the year alone counts: one editor knows it more precisely
    than another.
    """
    appeared = dates.read(year).year or year
    parts = (plain(part) for part in (title, publisher, appeared))
    return sha256("|".join(parts).encode()).hexdigest()  # of one length, for the index


def plain(text: str) -> str:
    """Its letters, digits and telling signs: not how it is set, capitalised or pointed.

    A text that is nothing but points stays what it is.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    kept = (letter if _tells(letter) else " " for letter in folded)
    return unicodedata.normalize("NFKC", " ".join("".join(kept).split()) or folded)


def _tells(letter: str) -> bool:
    """Letters with their marks, digits, and signs such as + = < $: no punctuation."""
    return letter in _TELLING or unicodedata.category(letter)[0] in "LMNS"
