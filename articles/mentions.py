"""Members whom a text names and pictures which it shows. Pure."""

import re
from collections.abc import Collection
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from accounts.names import IN_TEXT
from articles import cleaning

PROFILE = "/members/{name}/"

# Neither part of an e-mail address nor of a package's name, @types/node, nor of an
# address elsewhere, @bob@example.org. What ends the sentence ends the name too.
_MENTION = (
    rf"(?<![\w@./])@(?P<name>(?ai:{IN_TEXT}))"
    r"(?![_-]*[^\W_])(?!@|[./]\w)"
)
_NAMED = re.compile(_MENTION)


def names(text: str) -> list[str]:
    """Who may be named, each once: a quick look, for it looks into code and links."""
    found = _NAMED.finditer(cleaning.tidy(text))
    return list(dict.fromkeys(mention["name"].lower() for mention in found))


def pictures(text: str) -> list[str]:
    """Which pictures may be shown, by the name before the dot, each once: a quick look."""
    found = cleaning.PICTURE.finditer(text)
    return list(dict.fromkeys(picture["name"] for picture in found))


class Mentions(Extension):
    """Make `@bob` a link to the member of that name, where there is one.

    In a quotation it is somebody else who named him: there it stays as it is.
    """

    def __init__(self, members: Collection[str]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.members = frozenset(members)
        self.typed: dict[Element, str] = {}
        self.named: tuple[str, ...] = ()  # in the order in which they are read

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Markdown's name)
        if self.members:
            md.inlinePatterns.register(_Mention(self), "mention", 104)
            md.treeprocessors.register(_Roll(self), "mentions", -6)


class _Mention(InlineProcessor):
    ANCESTOR_EXCLUDES = ("a", "blockquote")

    def __init__(self, mentions: Mentions) -> None:
        super().__init__(_MENTION)
        self.mentions = mentions

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002
    ) -> tuple[Element | None, int, int]:
        name = m["name"].lower()
        if name not in self.mentions.members:
            return None, m.start(), m.end()
        link = Element("a", {"class": "mention", "href": PROFILE.format(name=name)})
        link.text = AtomicString(m[0])
        self.mentions.typed[link] = name
        return link, m.start(), m.end()


class _Roll(Treeprocessor):
    def __init__(self, mentions: Mentions) -> None:
        super().__init__()
        self.mentions = mentions

    def run(self, root: Element) -> None:
        typed = self.mentions.typed
        read = (typed[link] for link in root.iter("a") if link in typed)
        self.mentions.named = tuple(dict.fromkeys(read))
