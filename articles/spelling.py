"""Words as they are looked for, and as they stand in addresses. Pure."""

from __future__ import annotations

import re
import unicodedata

from django.utils.text import slugify

LONGEST = (
    40  # characters of a word that tell it from others; databases refuse endless ones
)
# Written without spaces, so that each sign is a word of its own.
_SIGNS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[{_SIGNS}]|[^\W_{_SIGNS}]+")

# Of letters, digits and what stands between two of them; small, as all of them are.
ADDRESS = re.compile(r"[a-z0-9]+(?:[-_]+[a-z0-9]+)*")
_BETWEEN = re.compile(r"(?<=\w)[./:](?=\w)")  # "example.org/report", "GPT-4.5"
# Letters that are no other with an accent. Case folding makes two of "ß" itself.
_LATIN = str.maketrans(
    {
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "\u0131": "i",
    }
)


def in_address(text: str, *, most: int) -> str:
    """The text as a part of an address, at most so long: "zurich-strasse".

    "" for one without a Latin letter or a digit.
    """
    apart = _BETWEEN.sub("-", latin(text))
    return slugify(apart).replace("_", "-")[:most].strip("-")


def latin(text: str) -> str:
    """The text in small letters, those spelt out that are no other with an accent."""
    return text.casefold().translate(_LATIN)


def words(text: str) -> list[str]:
    """Each word of a text once, in the order of the text."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(sign for sign in folded if not unicodedata.combining(sign))
    return list(dict.fromkeys(word[:LONGEST] for word in _WORD.findall(bare)))
