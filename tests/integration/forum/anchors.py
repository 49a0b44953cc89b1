"""Where the marks, the notes and the links back on a page lead."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass(slots=True)
class Page(HTMLParser):
    """A page as far as its anchors go. Chips are by the id of their note."""

    html: str
    ids: Counter[str] = field(default_factory=Counter)
    cites: list[str] = field(default_factory=list)
    backs: Counter[str] = field(default_factory=Counter)
    chips: dict[str, str] = field(default_factory=dict)
    struck: set[str] = field(default_factory=set)
    _note: str = ""

    def __post_init__(self) -> None:
        super(Page, self).__init__()
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        name, href = told.get("id") or "", told.get("href") or ""
        classes = (told.get("class") or "").split()
        if name:
            self.ids[name] += 1
        if tag == "li":
            self._note = name
            if "sources__note--struck" in classes:
                self.struck.add(name)
        if "cite" in classes:
            self.cites.append(href)
        if "backlink" in classes:
            self.backs[href] += 1
        if "chip" in classes:
            self.chips[self._note] = href

    def faults(self) -> list[str]:
        """Anchors that lead nowhere, or to which nothing leads back."""
        marks = {f"#{name}" for name in self.ids if "fnref" in name}
        found = [f"{name} stands twice" for name, n in self.ids.items() if n > 1]
        found += [f"{to} is no note" for to in self.cites if not self.ids[to[1:]]]
        found += [f"{to} is no mark" for to in self.backs.keys() - marks]
        found += [f"nothing leads back to {to}" for to in marks - self.backs.keys()]
        found += [f"two lead back to {to}" for to, n in self.backs.items() if n > 1]
        return found
