"""Which names a member may carry, and which of them the eye would take for one. Pure."""

from __future__ import annotations

import unicodedata

SHORTEST = 3
LONGEST = 20
TINTS = 4  # colours of pictures; static/css/components/avatar.css
_EDGE, _WITHIN = "[a-z0-9]", "[a-z0-9_-]"
SHAPE = rf"^{_EDGE}{_WITHIN}*{_EDGE}\Z"
IN_TEXT = rf"{_EDGE}{_WITHIN}{{{SHORTEST - 2},{LONGEST - 2}}}{_EDGE}"  # with its length

# What the eye reads alike: letters first, then pairs that look like one letter.
_LOOKALIKES = str.maketrans({"0": "o", "1": "l", "i": "l", "5": "s", "-": "", "_": ""})
_PAIRS = (("rn", "m"), ("vv", "w"))

_RESERVED = """
    about abuse account accounts admin administrator anonymous answer answers api
    article articles billing contact deleted discussion edit editor editors error
    feed feeds footnote footnotes former former-member forum guest help home index
    info legal login logout mail me member members mod moderation moderator
    moderators new nobody none notice notices null official owner postmaster press
    privacy replies reply root rules search security settings sign-in sign-out
    sign-up signin signout signup site sitemap source sources staff static status
    support system team test topic topics undefined unknown user users visitor
    webmaster www you
"""


def fold(name: str) -> str:
    """The name as the eye takes it: `paypa1` folds to what `paypal` folds to."""
    folded = unicodedata.normalize("NFKC", name).casefold().translate(_LOOKALIKES)
    for pair, letter in _PAIRS:
        folded = folded.replace(pair, letter)
    return folded


_RESERVED_FOLDS = frozenset(fold(name) for name in _RESERVED.split())


def is_reserved(name: str) -> bool:
    """Whether the name would pass for the site itself, its staff or one of its pages."""
    return fold(name) in _RESERVED_FOLDS


def initials(name: str) -> str:
    """Two letters for a picture: of the first two parts, or of the only one."""
    first, _mark, rest = name.replace("-", "_").partition("_")
    letters = first[:1] + rest.lstrip("_")[:1] if rest else first[:2]
    return letters.upper()


def tint(name: str) -> int:
    """Which of the colours of pictures a name has, from 1; always the same one."""
    return sum(map(ord, name)) % TINTS + 1
