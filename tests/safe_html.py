"""Read HTML as a browser does, and say what in it does not belong."""

import re
from collections.abc import Iterator
from typing import Any

import html5lib

# Written out again on purpose: a mistake in the product's list does not hide itself.
# fmt: off
ELEMENTS = {
    "a", "aside", "blockquote", "br", "code", "del", "em", "h2", "h3", "h4", "h5",
    "h6", "hr", "img", "li", "ol", "p", "pre", "span", "strong", "table", "tbody",
    "td", "th", "thead", "tr", "ul",
}
# fmt: on
ATTRIBUTES = {
    "a": {"href", "title", "rel", "class", "id", "role", "aria-label"},
    "aside": {"class", "aria-hidden"},
    "img": {"src", "alt", "width", "height", "loading", "decoding"},
    "li": {"id"},
    "ol": {"class", "start"},
    "pre": {"tabindex"},
    "span": {"class"},
    "td": {"class"},
    "th": {"class"},
}
CODE = {
    "c", "gd", "gh", "gi", "gu", "k", "m", "na", "nb", "nc", "nd", "nf", "nt", "ow",
    "s",
}  # fmt: skip
CLASSES = CODE | {
    "align-center", "align-left", "align-right", "backlink", "chip", "chip__host",
    "chip__number", "cite", "link-host", "margin-note", "margin-note__host",
    "margin-note__number", "margin-note__title", "mention", "reply__notes",
}  # fmt: skip
HREF = re.compile(r"(?:https?://|/(?!/)|#)[^\s]*", re.IGNORECASE)
SRC = re.compile(r"/pictures/[0-9a-f]{32}\.(?:gif|jpg|png|webp)")
REL = "nofollow ugc noopener"
INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef]")


def foreign(html: str) -> list[str]:
    """Everything in this HTML that no text may bring about."""
    found = [f"invisible {mark!r}" for mark in INVISIBLE.findall(html)]
    for element in html5lib.parseFragment(html, namespaceHTMLElements=False).iter():
        found += _in_element(element)
    return found


def _in_element(element: Any) -> Iterator[str]:
    tag = element.tag
    if tag == "DOCUMENT_FRAGMENT":
        return
    if not isinstance(tag, str) or tag not in ELEMENTS:
        yield f"<{tag}>"
        return
    for name, value in element.attrib.items():
        if name not in ATTRIBUTES.get(tag, set()):
            yield f"<{tag} {name}>"
        if name == "class" and value not in CLASSES:
            yield f"<{tag} class={value!r}>"
    if tag == "a":
        yield from _in_link(element)
    if tag == "img" and not SRC.fullmatch(element.get("src", "")):
        yield f"<img src={element.get('src')!r}>"


def _in_link(link: Any) -> Iterator[str]:
    href = link.get("href", "#")
    if not HREF.fullmatch(href):
        yield f"<a href={href!r}>"
    if href[0] not in "/#" and link.get("rel") != REL:
        yield f"<a rel={link.get('rel')!r}> to {href!r}"
