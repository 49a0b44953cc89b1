"""Turn citation marks in Markdown into links to what they cite. Pure."""

import re
from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString, code_escape

from articles import cleaning, hosts, links
from articles.marks import MARK, REPLY_MARK, NoteRef, Use
from articles.sentences import Sentences

BACK_LABEL = "Back to reference {mark}"
BACK_SIGN = "↩︎"
NOTES = "reply__notes"  # class of the list of a reply's sources, which ends it

# fmt: off
_BLOCKS = frozenset({
    "aside", "blockquote", "div", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol",
    "p", "pre", "table", "td", "th", "tr", "ul",
})
# fmt: on


class _Typed(NamedTuple):
    """A mark as it was typed."""

    mark: str
    sign: str
    use: str | None


class Citations(Extension, ABC):
    """Turn typed marks into links to notes, and remember what was cited.

    Marks are found wherever Markdown looks for them and counted only afterwards, in
    the order in which they are read.
    """

    pattern = MARK

    def __init__(self, notes: Mapping[str, NoteRef], *, prefix: str = "") -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.notes = notes  # by what is typed
        self.prefix = prefix  # of every id, so that a page never repeats one
        self.typed: dict[Element, _Typed] = {}
        self.uses: list[Use] = []
        self.unknown: dict[int, None] = {}  # in the order met, each once
        self.unlisted: dict[str, None] = {}  # letters, as above
        self.mismatched: list[tuple[str, str]] = []

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Markdown's name)
        # After all kinds of link, so that [1](address) stays one.
        md.inlinePatterns.register(_Mark(self), "citation", 105)
        md.treeprocessors.register(_Count(self), "citations", -5)

    def miss(self, sign: str, after: str) -> None:  # noqa: ARG002 - for those with letters
        """Remember a mark that has no source; `after` follows it. [7] is meant for one."""
        if sign.isdecimal():
            self.unknown[int(sign)] = None

    @abstractmethod
    def place(self, root: Element, uses: Mapping[Element, Use]) -> None:
        """Add to the counted text what its reader needs beside it."""


class ArticleCitations(Citations):
    """An article's marks; each source stands beside the block that cites it first."""

    def __init__(self, notes: Mapping[int, NoteRef]) -> None:
        super().__init__(_by_sign(notes))

    def place(self, root: Element, uses: Mapping[Element, Use]) -> None:
        blocks: list[Element] = []
        for block in root:
            for mark in block.iter("a"):
                use = uses.get(mark)
                if use and use.use == 0:
                    blocks.append(self._margin_note(self.notes[use.sign]))
            blocks.append(block)
        root[:] = blocks

    def _margin_note(self, note: NoteRef) -> Element:
        aside = Element("aside", {"class": "margin-note", "aria-hidden": "true"})
        parts = {"number": str(note.number), "title": note.title}
        if note.url:
            parts["host"] = links.host(note.url)
        for name, text in parts.items():
            part = SubElement(aside, "span", {"class": f"margin-note__{name}"})
            part.text = _verbatim(text)
            part.tail = " "
        aside.tail = "\n"
        return aside


class ReplyCitations(Citations):
    """A reply's marks. At its end stand the sources it cites and all of its own.

    A source of its own that the article has too is the article's: `[a]` prints `[3]`.
    """

    pattern = REPLY_MARK

    def __init__(
        self,
        notes: Mapping[int, NoteRef],
        *,
        own: Mapping[str, NoteRef],
        prefix: str,
        back_label: str,
    ) -> None:
        super().__init__({**_by_sign(notes), **own}, prefix=prefix)
        self.own = {note.sign for note in own.values()}
        self.back_label = back_label

    def miss(self, sign: str, after: str) -> None:
        """As above. [c] may be anything, but beside letters that are sources it is none.

        The first letter of a word, changed by whoever quotes it, stays one: "[e]very".
        """
        super().miss(sign, after)
        if self.own and not sign.isdecimal() and not after.isalnum():
            self.unlisted[sign] = None

    def place(self, root: Element, uses: Mapping[Element, Use]) -> None:
        cited: dict[str, list[Use]] = defaultdict(list)
        for use in uses.values():
            cited[use.sign].append(use)
        known = {note.sign: note for note in self.notes.values()}
        listed = [known[sign] for sign in self.own | cited.keys()]
        if not listed:
            return
        notes = SubElement(root, "ol", {"class": NOTES})
        for note in sorted(listed, key=_article_first):
            self._add_note(notes, note, cited[note.sign])

    def _add_note(self, notes: Element, note: NoteRef, uses: list[Use]) -> None:
        item = SubElement(notes, "li", {"id": f"{self.prefix}fn{note.sign}"})
        chip = SubElement(item, "a", {"class": "chip", "href": note.href})
        number = SubElement(chip, "span", {"class": "chip__number"})
        number.text = note.sign
        number.tail = _verbatim(f" {note.title}")
        host = "" if note.number else hosts.asked_host(note.url).removeprefix("www.")
        if host not in note.title:
            number.tail = _verbatim(f" {note.title} ")
            SubElement(chip, "span", {"class": "chip__host"}).text = _verbatim(host)
        chip.tail = " " if uses else ""
        for use in uses:
            label = self.back_label.replace("{mark}", use.label)
            href = f"#{self.prefix}fnref{use.label}"
            attributes = {"class": "backlink", "href": href, "aria-label": label}
            back = SubElement(item, "a", attributes)
            back.text = BACK_SIGN


class _Mark(InlineProcessor):
    """Make a link of each mark that has a source; leave the others."""

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, citations: Citations) -> None:
        super().__init__(citations.pattern)
        self.citations = citations

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self,
        m: re.Match[str],
        data: str,
    ) -> tuple[Element | None, int, int]:
        sign = m["number"]
        if sign not in self.citations.notes:
            self.citations.miss(sign, data[m.end() : m.end() + 1])
            return None, m.start(), m.end()
        mark = Element("a", {"class": "cite"})
        # Not the match itself: each one would keep a copy of the whole text alive.
        self.citations.typed[mark] = _Typed(m[0], sign, m["use"])
        return mark, m.start(), m.end()


class _Count(Treeprocessor):
    """Number the uses of each source in reading order, and name their sentences."""

    def __init__(self, citations: Citations) -> None:
        super().__init__()
        self.citations = citations

    def run(self, root: Element) -> None:
        text, places = _flatten(root)
        counts: dict[str, int] = defaultdict(int)
        uses: dict[Element, Use] = {}
        for mark, _place in places:
            typed = self.citations.typed[mark]
            note = self.citations.notes[typed.sign]
            use = Use(note.number, counts[note.sign], "", note.letter)
            counts[note.sign] += 1
            if typed.use is not None and int(typed.use) != use.use:
                self.citations.mismatched.append((typed.mark, f"[{use.label}]"))
            self._write(mark, use)
            uses[mark] = use
        marks = [(place, f"[{uses[mark].label}]") for mark, place in places]
        sentences = Sentences(text, marks)
        for mark, place in places:
            uses[mark] = replace(uses[mark], sentence=sentences.around(place))
        self.citations.uses = list(uses.values())
        self.citations.place(root, uses)

    def _write(self, mark: Element, use: Use) -> None:
        prefix = self.citations.prefix
        mark.set("id", f"{prefix}fnref{use.label}")
        mark.set("href", f"#{prefix}fn{use.sign}")
        mark.set("role", "doc-noteref")
        mark.text = f"[{use.label}]"


def _flatten(root: Element) -> tuple[str, list[tuple[Element, int]]]:
    """The text as it is read, one line to a block, and the place of each mark in it."""
    text: list[str] = []
    places: list[tuple[Element, int]] = []
    length = 0
    for piece in _pieces(root):
        if isinstance(piece, str):
            text.append(piece)
            length += len(piece)
        else:
            places.append((piece, length))
    return "".join(text), places


def _pieces(element: Element) -> Iterator[str | Element]:
    if element.get("class") == "cite":
        yield element
        return
    edge = "\n" if element.tag in _BLOCKS else ""
    yield edge
    yield _as_read(element.text)
    for child in element:
        yield from _pieces(child)
        yield _as_read(child.tail)
    yield edge


def _as_read(text: str | None) -> str:
    return cleaning.as_read(text or "").replace("\n", " ")


def _by_sign(notes: Mapping[int, NoteRef]) -> dict[str, NoteRef]:
    return {str(number): note for number, note in notes.items()}


def _article_first(note: NoteRef) -> tuple[bool, int, str]:
    return not note.number, note.number, note.letter


def _verbatim(text: str) -> AtomicString:
    """The text itself: Markdown would read "&lt;" in it as a sign for something else."""
    return AtomicString(code_escape(text))
