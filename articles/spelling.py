"""Words as they are looked for: one spelling, whatever their case and accents. Pure."""

from __future__ import annotations

import re
import unicodedata

LONGEST = (
    40  # characters of a word that tell it from others; databases refuse endless ones
)
# Written without spaces, so that each sign is a word of its own.
_SIGNS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[{_SIGNS}]|[^\W_{_SIGNS}]+")


def words(text: str) -> list[str]:
    """Each word of a text once, in the order of the text."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(sign for sign in folded if not unicodedata.combining(sign))
    return list(dict.fromkeys(word[:LONGEST] for word in _WORD.findall(bare)))
