"""Citation marks in Markdown: `[1]`, `[1:1]` and the notes they lead to. Pure."""

import re
from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString, code_escape

from articles import links
from articles.sentences import Sentences

MARK = r"\[\^?(?P<number>[1-9][0-9]{0,2})(?::(?P<use>[0-9]{1,3}))?\]"
BACK_LABEL = "Back to reference {mark}"
BACK_SIGN = "↩︎"

INDENT = " " * 4  # a line this far in is code, or part of a list
_FENCE = re.compile("(`{3,}|~{3,})")
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_TYPED = re.compile(rf"(?<!\\){MARK}(?!\()")
_ENTITY = re.compile("&#?[0-9A-Za-z]+;")
# fmt: off
_BLOCKS = frozenset({
    "aside", "blockquote", "div", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol",
    "p", "pre", "table", "td", "th", "tr", "ul",
})
# fmt: on


@dataclass(frozen=True, slots=True)
class NoteRef:
    """A note of an article, as a text may cite it."""

    number: int
    title: str
    url: str = ""  # the source's own address
    href: str = ""  # where the article's note is, seen from elsewhere


@dataclass(frozen=True, slots=True)
class Use:
    """One place where a text leans on a source. Use 0 prints [n], use 1 prints [n:1]."""

    number: int
    use: int
    sentence: str

    @property
    def label(self) -> str:
        """What the mark says between its brackets."""
        return f"{self.number}:{self.use}" if self.use else str(self.number)


def unfenced(lines: Iterable[str]) -> Iterator[str]:
    """The lines, each one of fenced code left empty."""
    fence = ""
    for line in lines:
        bar = _FENCE.match(line)
        yield "" if bar or fence else line
        if bar:
            fence = "" if bar[1] == fence else fence or bar[1]


def typed(lines: Iterable[str]) -> Iterator[tuple[int, re.Match[str]]]:
    """Each mark as it was typed and its line from 1, outside code: a quick look."""
    for number, line in enumerate(unfenced(lines), start=1):
        if not line.startswith(INDENT):
            for mark in _TYPED.finditer(_CODE.sub("", line)):
                yield number, mark


class Citations(Extension, ABC):
    """Turn typed marks into links to notes, and remember what was cited.

    Marks are found wherever Markdown looks for them and counted only afterwards, in
    the order in which they are read.
    """

    def __init__(self, notes: Mapping[int, NoteRef], *, prefix: str = "") -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.notes = notes
        self.prefix = prefix  # of every id, so that a page never repeats one
        self.typed: dict[Element, re.Match[str]] = {}
        self.uses: list[Use] = []
        self.unknown: dict[int, None] = {}  # in the order met, each once
        self.mismatched: list[tuple[str, str]] = []

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Markdown's name)
        # After all kinds of link, so that [1](address) stays one.
        md.inlinePatterns.register(_Mark(self), "citation", 105)
        md.treeprocessors.register(_Count(self), "citations", -5)

    @abstractmethod
    def place(self, root: Element, uses: Mapping[Element, Use]) -> None:
        """Add to the counted text what its reader needs beside it."""


class ArticleCitations(Citations):
    """An article's marks; each source stands beside the block that cites it first."""

    def place(self, root: Element, uses: Mapping[Element, Use]) -> None:
        blocks: list[Element] = []
        for block in root:
            for mark in block.iter("a"):
                use = uses.get(mark)
                if use and use.use == 0:
                    blocks.append(self._margin_note(self.notes[use.number]))
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
    """A reply's marks; the sources it cites are listed at its end."""

    def __init__(
        self, notes: Mapping[int, NoteRef], *, prefix: str, back_label: str
    ) -> None:
        super().__init__(notes, prefix=prefix)
        self.back_label = back_label

    def place(self, root: Element, uses: Mapping[Element, Use]) -> None:
        cited: dict[int, list[Use]] = defaultdict(list)
        for use in uses.values():
            cited[use.number].append(use)
        if not cited:
            return
        notes = SubElement(root, "ol", {"class": "reply__notes"})
        for number in sorted(cited):
            self._add_note(notes, self.notes[number], cited[number])

    def _add_note(self, notes: Element, note: NoteRef, uses: list[Use]) -> None:
        item = SubElement(notes, "li", {"id": f"{self.prefix}fn{note.number}"})
        chip = SubElement(item, "a", {"class": "chip", "href": note.href})
        number = SubElement(chip, "span", {"class": "chip__number"})
        number.text = str(note.number)
        number.tail = _verbatim(f" {note.title}")
        chip.tail = " "
        for use in uses:
            label = self.back_label.replace("{mark}", use.label)
            href = f"#{self.prefix}fnref{use.label}"
            attributes = {"class": "backlink", "href": href, "aria-label": label}
            back = SubElement(item, "a", attributes)
            back.text = BACK_SIGN


class _Mark(InlineProcessor):
    """Make a link of each mark whose number the article knows; leave the others."""

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, citations: Citations) -> None:
        super().__init__(MARK)
        self.citations = citations

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002
    ) -> tuple[Element | None, int, int]:
        number = int(m["number"])
        if number not in self.citations.notes:
            self.citations.unknown[number] = None
            return None, m.start(), m.end()
        mark = Element("a", {"class": "cite"})
        self.citations.typed[mark] = m
        return mark, m.start(), m.end()


class _Count(Treeprocessor):
    """Number the uses of each source in reading order, and name their sentences."""

    def __init__(self, citations: Citations) -> None:
        super().__init__()
        self.citations = citations

    def run(self, root: Element) -> None:
        text, places = _flatten(root)
        sentences = Sentences(text)
        counts: dict[int, int] = defaultdict(int)
        uses: dict[Element, Use] = {}
        for mark, place in places:
            typed = self.citations.typed[mark]
            number = int(typed["number"])
            use = Use(number, counts[number], sentences.around(place))
            counts[number] += 1
            if typed["use"] is not None and int(typed["use"]) != use.use:
                self.citations.mismatched.append((typed[0], f"[{use.label}]"))
            self._write(mark, use)
            uses[mark] = use
        self.citations.uses = list(uses.values())
        self.citations.place(root, uses)

    def _write(self, mark: Element, use: Use) -> None:
        prefix = self.citations.prefix
        mark.set("id", f"{prefix}fnref{use.label}")
        mark.set("href", f"#{prefix}fn{use.number}")
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
    return _ENTITY.sub(lambda m: unescape(m[0]), text or "").replace("\n", " ")


def _verbatim(text: str) -> AtomicString:
    """The text itself: Markdown would read "&lt;" in it as a sign for something else."""
    return AtomicString(code_escape(text))
