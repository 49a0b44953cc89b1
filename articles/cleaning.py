"""Keep of a text and of its HTML only what we allow. Pure.

Two cleaners by different hands stand behind each other: bleach, then nh3. Both read
the same table, so what one of them overlooks the other still has to let through.
"""

import re
import unicodedata
from collections.abc import Mapping
from html import unescape

import nh3
from bleach.sanitizer import Cleaner

from articles.marks import LETTERS

# fmt: off
TAGS = frozenset({
    "a", "aside", "blockquote", "br", "code", "del", "em", "h2", "h3", "h4", "h5",
    "h6", "hr", "img", "li", "ol", "p", "pre", "span", "strong", "table", "tbody",
    "td", "th", "thead", "tr", "ul",
})
# fmt: on
SCHEMES = frozenset({"http", "https"})
REL = "nofollow ugc noopener"

# An address on the web, a page of ours, a place on this page. Nothing else is a link.
ADDRESS = re.compile(
    r'https?://[^\s<>"\\]+|/(?!/)[^\s<>"\\]*|#[^\s<>"\\]*', re.IGNORECASE
)

# A picture of ours, whose bytes we made ourselves. No other is ever shown.
PICTURES = "/pictures/"
PICTURE = re.compile(rf"{PICTURES}(?P<name>[0-9a-f]{{32}})\.(?:jpg|png|webp)")

_ALIGNMENT = re.compile("align-(?:left|center|right)")
_WORDS = re.compile(r"[^<>]*")
_SIGN = f"(?:[0-9]{{1,3}}|[{LETTERS}])"  # of a source
_PIXELS = re.compile("[1-9][0-9]{0,4}")
_COLOURED = "c|gd|gh|gi|gu|k|m|na|nb|nc|nd|nf|nt|ow|s"  # words of code

# Every attribute we let out, and the shape its value must have. Members cannot write
# an id, a class or a role: those are here for our own marks alone.
SHAPES: Mapping[tuple[str, str], re.Pattern[str]] = {
    ("a", "class"): re.compile("cite|chip|backlink|mention"),
    ("a", "id"): re.compile(
        rf"(?:fnref[0-9]{{1,3}}|r[0-9a-f]{{1,16}}-fnref{_SIGN})(?::[0-9]{{1,4}})?"
    ),
    ("a", "href"): ADDRESS,
    ("a", "title"): _WORDS,
    ("a", "role"): re.compile("doc-noteref"),
    ("a", "aria-label"): _WORDS,
    ("aside", "class"): re.compile("margin-note"),
    ("aside", "aria-hidden"): re.compile("true"),
    ("img", "alt"): _WORDS,
    ("img", "decoding"): re.compile("async"),
    ("img", "height"): _PIXELS,
    ("img", "loading"): re.compile("lazy"),
    ("img", "src"): PICTURE,
    ("img", "width"): _PIXELS,
    ("li", "id"): re.compile(f"r[0-9a-f]{{1,16}}-fn{_SIGN}"),
    ("ol", "class"): re.compile("reply__notes"),
    ("ol", "start"): re.compile("[0-9]{1,9}"),
    ("pre", "tabindex"): re.compile("0"),
    ("span", "class"): re.compile(
        "chip__(?:number|host)|link-host|margin-note__(?:number|title|host)"
        f"|{_COLOURED}"
    ),
    ("td", "class"): _ALIGNMENT,
    ("th", "class"): _ALIGNMENT,
}

_ATTRIBUTES: dict[str, set[str]] = {}
for _tag, _name in SHAPES:
    _ATTRIBUTES.setdefault(_tag, set()).add(_name)

# No reader can see these and no feed may carry them: C0 (but for tab and newline), C1,
# lone surrogates and Unicode's noncharacters.
_UNSPEAKABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}"
        for plane in range(0, 0x110000, 0x10000)
    )
    + "]"
)
# Letters and symbols by their category that have no shape: Braille blank, Hangul fillers.
BLANK = frozenset("\u2800\u115f\u1160\u3164\uffa0")
_LINE_END = re.compile("\r\n?")
_ENTITY = re.compile("&#?[0-9A-Za-z]+;")

# nh3 gives every link its rel. Those of our own marks that stay on the site need none.
_OWN_LINK = re.compile(
    r'(<a (?:aria-label="[^"<>]*" )?class="(?:cite|chip|backlink|mention)"'
    rf'(?! href="[Hh])[^<>]*) rel="{REL}">'
)
# Without a place to come from it is no picture.
_NO_PICTURE = re.compile('<img(?: (?!src=)[a-z]+="[^"]*")*>')


def is_visible(text: str) -> bool:
    """Whether a reader sees anything: not of spaces, marks and fillers alone."""
    return any(
        unicodedata.category(character)[0] not in "CMZ" and character not in BLANK
        for character in text
    )


def tidy(text: str) -> str:
    """The text in one spelling: NFC, one kind of line end, nothing unspeakable."""
    text = _LINE_END.sub("\n", text)
    return unicodedata.normalize("NFC", _UNSPEAKABLE.sub("", text))


def as_read(text: str) -> str:
    """The text with each "&amp;" as the sign that a browser makes of it."""
    return _ENTITY.sub(lambda entity: unescape(entity[0]), text)


def is_address(value: str) -> bool:
    """Whether a link may lead there."""
    return ADDRESS.fullmatch(value) is not None


def clean(html: str) -> str:
    """The HTML, reduced to what we allow. Cleaning twice is cleaning once."""
    bleach = Cleaner(tags=TAGS, attributes=_is_allowed, protocols=SCHEMES)
    html = bleach.clean(html)
    html = nh3.clean(
        html,
        tags=set(TAGS),
        attributes=_ATTRIBUTES,
        attribute_filter=_if_allowed,
        url_schemes=set(SCHEMES),
        link_rel=REL,
    )
    html = _NO_PICTURE.sub("", _UNSPEAKABLE.sub("", html))
    return _OWN_LINK.sub(r"\1>", html)


def _is_allowed(tag: str, name: str, value: str) -> bool:
    shape = SHAPES.get((tag, name))
    return shape is not None and shape.fullmatch(value) is not None


def _if_allowed(tag: str, name: str, value: str) -> str | None:
    return value if name == "rel" or _is_allowed(tag, name, value) else None
