"""Who stands where on a page of a discussion, and the links there, read in one pass.

What else is on a page, and that it is sound, others ask with a browser's own parser; of
the hundreds of pages of a walk that would be most of the work.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser

Attributes = list[tuple[str, str | None]]


@dataclass
class Link:
    kind: str  # its class
    href: str
    rel: str
    words: str = ""

    @property
    def count(self) -> int:
        """The number that it tells."""
        found = re.search(r"\d+", self.words)
        return int(found[0]) if found else 0


class Outline(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.items: list[tuple[int, int]] = []  # how deep in the tree, which number
        self.links: list[Link] = []
        self._depth = 0  # of lists, from that of the tree on
        self._is_in_link = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        if tag in {"ol", "li", "a"}:
            has = {name: value or "" for name, value in attrs}
            if tag == "ol" and (self._depth or has.get("id") == "thread"):
                self._depth += 1
            if tag == "li" and self._depth and has.get("class", "").startswith("reply"):
                self.items.append((self._depth, int(has["id"][1:])))
            if tag == "a":
                self._is_in_link = True
                kind, href = has.get("class", ""), has.get("href", "")
                self.links.append(Link(kind, href, has.get("rel", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "ol" and self._depth:
            self._depth -= 1
        if tag == "a":
            self._is_in_link = False

    def handle_data(self, data: str) -> None:
        if self._is_in_link:
            self.links[-1].words += data
