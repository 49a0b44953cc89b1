"""Read a whole page as a browser does, and say what in it no page of ours has."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import html5lib
from django.conf import settings

from tests import safe_html

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SCRIPTS = Path(settings.BASE_DIR, "static", "js", "elements")
# fmt: off
ELEMENTS = safe_html.ELEMENTS | {
    "html", "head", "meta", "title", "link", "script", "body", "header", "nav", "main",
    "footer", "section", "article", "h1", "div", "time", "details", "summary", "form",
    "fieldset", "legend", "label", "input", "textarea", "button", "select", "option",
    "dialog", "kbd", "output", "figure", "figcaption", "svg", "path", "del", "ins", "dl", "dt", "dd",
} | {script.stem for script in SCRIPTS.glob("*.js")}
ATTRIBUTES = {
    "accept", "action", "alt", "as", "autocomplete", "autofocus", "charset", "class", "content",
    "cols", "crossorigin", "d", "datetime", "decoding", "defer", "dir", "enctype", "for", "form", "formaction",
    "formnovalidate", "height", "hidden", "href", "id", "lang", "loading", "maxlength",
    "media", "method", "minlength", "name", "novalidate", "open", "placeholder",
    "property", "readonly", "rel", "required", "role", "rows", "sizes", "spellcheck", "src", "start",
    "tabindex", "title", "type", "value", "viewBox", "width",
}
# fmt: on
OURS = re.compile(r"(?:aria|data)-[a-z-]+")
ADDRESSES = {
    "action",
    "data-hx-get",
    "data-hx-post",
    "data-names",
    "formaction",
    "href",
    "src",
}
ON_THE_SITE = re.compile(r"(?:/(?!/)|[?#])[^\s\\]*|")
LINK = re.compile(rf"{safe_html.HREF.pattern}|{ON_THE_SITE.pattern}", re.IGNORECASE)
SCRIPT = re.compile(r"/static/(?:js/|admin/|django_htmx/)[\w./-]+\.js")
_TOKEN = re.compile(
    r"\b(?:[0-9A-Za-z]{64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\b"
)


def foreign(page: str) -> list[str]:
    """Everything on this page that neither we nor any text may bring about."""
    found: list[str] = []
    for element in tree(page).iter():
        found += _in_element(element)
    return found


def skeleton(page: str, *, but: str = "") -> list[str]:
    """The page's elements with their attributes, words and tokens apart.

    What is in elements of the names or classes `but` is left out: two pages that differ
    in such texts alone have one skeleton.
    """
    return list(_bones(tree(page), but.split(), 0))


def texts(page: str, of: str) -> list[str]:
    """What stands in each element of this name or class, as a reader reads it."""
    return [
        "".join(element.itertext())
        for element in tree(page).iter()
        if _is(element, [of])
    ]


@lru_cache(maxsize=4)  # a page is looked at in several ways
def tree(page: str) -> Any:
    """The page as a browser builds it; to be read only."""
    return html5lib.parse(page, namespaceHTMLElements=False)


def _is(element: Any, names: Sequence[str]) -> bool:
    return any(one in names for one in (element.tag, *element.get("class", "").split()))


def _in_element(element: Any) -> Iterator[str]:
    if not isinstance(element.tag, str):  # a comment
        return
    tag = element.tag.removeprefix("{http://www.w3.org/2000/svg}")
    if tag not in ELEMENTS:
        yield f"<{tag}>"
    for name, value in element.attrib.items():
        if not (name in ATTRIBUTES or OURS.fullmatch(name)):
            yield f"<{tag} {name}>"
        if name in ADDRESSES and not _may_lead(tag, name).fullmatch(value):
            yield f"<{tag} {name}={value!r}>"
    if tag == "script":
        yield from _in_script(element)


def _may_lead(tag: str, name: str) -> re.Pattern[str]:
    return LINK if name == "href" and tag in {"a", "link"} else ON_THE_SITE


def _in_script(script: Any) -> Iterator[str]:
    if not SCRIPT.fullmatch(script.get("src", "")):
        yield f"<script src={script.get('src')!r}>"
    if "".join(script.itertext()).strip():
        yield "<script> with words of its own"


def _bones(element: Any, but: Sequence[str], depth: int) -> Iterator[str]:
    if not isinstance(element.tag, str):
        return
    drawn = {"value": "token"} if element.get("name") == "draft" else {}
    if element.get("name") == "body" and element.get("rows", "").isdecimal():
        drawn["rows"] = "lines"  # as many as its text has
    attributes = [
        f" {name}={_TOKEN.sub('token', value)!r}"
        for name, value in sorted({**element.attrib, **drawn}.items())
    ]
    yield f"{' ' * depth}<{element.tag}{''.join(attributes)}>"
    if _is(element, but):
        return
    for child in element:
        yield from _bones(child, but, depth + 1)
