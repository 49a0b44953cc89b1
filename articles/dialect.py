"""The Markdown we speak: Python-Markdown without raw HTML, and bounded. Pure."""

import re
from typing import cast
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import HashHeaderProcessor, ReferenceProcessor
from markdown.extensions import Extension
from markdown.extensions.nl2br import Nl2BrExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension, TableProcessor
from markdown.inlinepatterns import (
    BACKTICK_RE,
    IMAGE_LINK_RE,
    LINK_RE,
    REFERENCE_RE,
    DelimiterProcessor,
)
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor

from articles import inline
from articles.fences import Fences
from articles.hosts import TrueHosts
from articles.lists import Lists
from articles.marks import LETTERS

MAX_COLUMNS = 20  # a wider table is shown as it was typed: rows are filled up to this
MAX_ROWS = 200
MAX_DEPTH = 24  # elements within elements, in what is shown
RANKS = ("h1", "h2", "h3", "h4", "h5", "h6")

# Raw HTML stays text, and pictures have one way to be written. Of blocks we leave out
# raw HTML too, and the heading made by a row of dashes below: that is a rule.
LEFT_OUT = ("html", "entity", "automail", "image_reference", "short_image_ref")


class TooMuchError(ValueError):
    """The text would become a larger or deeper page than anyone reads."""


class Dialect(Extension):
    """What we leave out of Markdown, and what we do in our own way."""

    def __init__(self, *, headings: range, elements: int) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.headings = headings
        self.elements = elements

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Markdown's name)
        md.preprocessors.deregister("html_block")
        md.parser.blockprocessors.deregister("setextheader")
        for name in LEFT_OUT:
            md.inlinePatterns.deregister(name)

        for block, name, priority in (
            (_Table(md.parser, {"use_align_attribute": True}), "table", 75),
            (_Heading(md.parser), "hashheader", 70),
            (_Definition(md.parser), "reference", 15),
        ):
            md.parser.blockprocessors.register(block, name, priority)

        for pattern, name, priority in (
            (inline.Code(BACKTICK_RE), "backtick", 190),
            (inline.Reference(REFERENCE_RE, md), "reference", 170),
            (inline.Link(LINK_RE, md), "link", 160),
            (inline.Link(IMAGE_LINK_RE, md), "image_link", 150),
            (inline.ShortReference(REFERENCE_RE, md), "short_reference", 130),
            (inline.Autolink(inline.AUTOLINK, md), "autolink", 120),
            (inline.BareAddress(inline.BARE_ADDRESS, md), "bare_address", 110),
        ):
            md.inlinePatterns.register(pattern, name, priority)
        emphasis = cast("DelimiterProcessor", md.inlinePatterns["em_strong"])
        emphasis.add("~", "del", double=True)

        md.treeprocessors.register(_Measure(md, self.elements), "measure", 15)
        md.treeprocessors.register(TrueHosts(md), "true_hosts", -8)
        md.treeprocessors.register(_Finish(md, self.headings), "finish", -10)
        md.postprocessors.register(_ReachableCode(md), "reachable_code", -10)


def markdown(
    *extensions: Extension, headings: range, elements: int, breaks: bool
) -> Markdown:
    """A Markdown of our dialect. Making one is cheap, and none is ever shared.

    A text of more than so many elements is TooMuchError.
    """
    ours = [
        Fences(),
        TableExtension(),
        SaneListExtension(),
        Lists(),
        Dialect(headings=headings, elements=elements),
        *extensions,
    ]
    return Markdown(extensions=[*ours, Nl2BrExtension()] if breaks else ours)


class _Heading(HashHeaderProcessor):
    """`# Title`, with its space: `#2` is how people name the second reply."""

    RE = re.compile(r"(?:^|\n)(?P<level>#{1,6}) +(?P<header>[^\n]+)(?:\n|$)")

    def test(self, parent: Element, block: str) -> bool:
        # Asked of what is left of a block after each of its lines: a plain look first.
        may = block.startswith("#") or "\n#" in block
        return may and bool(super().test(parent, block))


class _Definition(ReferenceProcessor):
    """`[name]: address`, but never `[1]: …` or `[a]: …`: those are marks of sources.

    Nothing shows of a definition, so one in a quotation would turn a mark that its
    author meant for a source into a link to anywhere. Names count alike in capitals.
    """

    RE = re.compile(
        rf"(?! {{0,3}}\[\^?(?:[0-9:]+|(?i:[{LETTERS}])(?::[0-9]*)?)\]:)"
        + ReferenceProcessor.RE.pattern,
        re.MULTILINE,
    )


class _Table(TableProcessor):
    """A table that fits on a page."""

    def test(self, parent: Element, block: str) -> bool:
        return (
            block.count("\n") < MAX_ROWS
            and super().test(parent, block)
            and len(self.separator) <= MAX_COLUMNS
        )


class _Measure(Treeprocessor):
    """Refuse what grew too large, before anything else goes through all of it."""

    def __init__(self, md: Markdown, elements: int) -> None:
        super().__init__(md)
        self.elements = elements

    def run(self, root: Element) -> None:
        count, level = 0, [root]
        for _ in range(MAX_DEPTH + 1):
            count += len(level)
            level = [child for element in level for child in element]
        if level or count > self.elements:
            raise TooMuchError


class _Finish(Treeprocessor):
    """Give headings their rank and cells their class.

    The highest rank a text uses comes right under the page's own headings, whatever
    number of # it was typed with; so no rank is left out.
    """

    def __init__(self, md: Markdown, headings: range) -> None:
        super().__init__(md)
        self.headings = headings

    def run(self, root: Element) -> None:
        ranks = sorted({element.tag for element in root.iter() if element.tag in RANKS})
        for element in root.iter():
            if element.tag in RANKS:
                rank = min(ranks.index(element.tag), len(self.headings) - 1)
                element.tag = f"h{self.headings[rank]}"
            elif alignment := element.attrib.pop("align", None):
                element.set("class", f"align-{alignment}")


class _ReachableCode(Postprocessor):
    """A long line of code scrolls, also for those who have no mouse."""

    def run(self, text: str) -> str:
        return text.replace("<pre>", '<pre tabindex="0">')
