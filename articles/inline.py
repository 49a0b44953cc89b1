"""Links and code within a line of Markdown, looked for within reach alone. Pure."""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import (
    AutolinkInlineProcessor,
    BacktickInlineProcessor,
    InlineProcessor,
    LinkInlineProcessor,
    ReferenceInlineProcessor,
    ShortReferenceInlineProcessor,
)
from markdown.util import AtomicString

from articles import cleaning

REACH = 2_000  # characters that one link may span; the search for its end stops there
MAX_VAIN = 100_000  # characters looked at in vain, until no link is looked for any more
MAX_BRACKETS = 32  # brackets within brackets, in the text of a link

BARE_ADDRESS = r'(?<![A-Za-z0-9/])https?://[^\s<>\[\]"`\\\x02\x03]+'
AUTOLINK = r"<(https?://[^\s<>]+)>"

_BACKTICKS = re.compile("`+")
_BRACKET = re.compile(r"[\[\]]")
_QUOTE = re.compile("[\"']")  # may begin a title, which ends far away or nowhere
_NOT_AT_THE_END = ".,;:!?'*_~"


class Code(BacktickInlineProcessor):
    """`code`, whose end is found by a search; Markdown's own counts every letter."""

    def find_code_spans(self, start: int, text: str) -> tuple[int, int | None]:
        opening = _BACKTICKS.match(text, start)
        size = opening.end() - start if opening else 0
        begins = start + size
        if closing := re.compile(f"(?<!`)`{{{size}}}(?!`)").search(text, begins):
            return begins, closing.start()
        runs = list(_BACKTICKS.finditer(text, begins))
        longest = max(runs, key=lambda run: len(run[0]), default=None)
        if longest and len(longest[0]) < size:
            return start + len(longest[0]), longest.start()
        return begins, None


class Link(LinkInlineProcessor):
    """A link that looks for its end only within reach, and leads to an address.

    Markdown's own search runs to the end of the text from every opening bracket, which
    10,000 brackets turn into minutes.
    """

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, pattern: str, md: Markdown) -> None:
        super().__init__(pattern, md)
        self.vain = 0

    def getText(self, data: str, index: int) -> tuple[str, int, bool]:  # noqa: N802
        if self.vain > MAX_VAIN:
            return "", index, False
        depth = 1
        for bracket in _BRACKET.finditer(data, index, index + REACH):
            depth += 1 if bracket[0] == "[" else -1
            if depth == 0:
                return data[index : bracket.start()], bracket.end(), True
            if depth > MAX_BRACKETS:
                break
            self.vain += 1
        return "", index, False

    def getLink(  # noqa: N802
        self, data: str, index: int
    ) -> tuple[str, str | None, int, bool]:
        within_reach = data[index : index + REACH]
        href, title, end, is_link = super().getLink(within_reach, 0)
        if not (is_link and cleaning.is_address(href)):
            is_searched = within_reach.startswith("(") and _QUOTE.search(within_reach)
            self.vain += len(within_reach) if is_searched else end
            return "", None, index, False
        return href, title, index + end, True

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        link, start, end = super().handleMatch(m, data)
        if link is None:
            return None, start, end
        href = link.get("href", "")
        if not cleaning.is_address(href):
            return None, None, None
        if not (link.text or "").strip():
            link.text = AtomicString(href)
        return link, start, end


class Reference(Link, ReferenceInlineProcessor):
    """`[text][name]`, and the text reaches no further than that of any link."""


class ShortReference(Link, ShortReferenceInlineProcessor):
    """`[name]`, likewise."""


class Autolink(AutolinkInlineProcessor):
    """`<https://example.org/>`, but not in the text of a link."""

    ANCESTOR_EXCLUDES = ("a",)


class BareAddress(InlineProcessor):
    """An address that was simply typed becomes a link."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002
    ) -> tuple[Element, int, int]:
        address = m[0].rstrip(_NOT_AT_THE_END)
        while address.endswith(")") and address.count(")") > address.count("("):
            address = address[:-1].rstrip(_NOT_AT_THE_END)
        link = Element("a", {"href": address})
        link.text = AtomicString(address)
        return link, m.start(), m.start() + len(address)
