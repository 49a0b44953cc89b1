"""Pictures in Markdown: `![What it shows](/pictures/….webp)`. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import IMAGE_LINK_RE
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString, code_escape

from articles import cleaning
from articles.inline import Link

_ANGLES = str.maketrans(
    "<>", "\u2039\u203a"
)  # no attribute of ours holds what opens a tag


@dataclass(frozen=True, slots=True)
class PictureRef:
    """A picture as a text may show it."""

    name: str  # of its file, "0123….webp"
    width: int
    height: int


class Illustrations(Extension):
    """Show the pictures that we know; any other stays a link."""

    def __init__(self, pictures: Mapping[str, PictureRef]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.pictures = {
            f"{cleaning.PICTURES}{name}": pictures[name] for name in pictures
        }
        self.shown: tuple[
            str, ...
        ] = ()  # file names, in the order in which they are seen
        self.undescribed = 0

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Markdown's name)
        if self.pictures:
            md.inlinePatterns.register(_Picture(self, md), "image_link", 150)
            md.treeprocessors.register(_Describe(self), "illustrations", -6)


class _Picture(Link):
    def __init__(self, illustrations: Illustrations, md: Markdown) -> None:
        super().__init__(IMAGE_LINK_RE, md)
        self.illustrations = illustrations

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        link, start, end = super().handleMatch(m, data)
        if link is None:
            return None, start, end
        picture = self.illustrations.pictures.get(link.get("href", ""))
        if picture is None:
            return link, start, end
        has_words = not isinstance(link.text, AtomicString)
        shown = {
            "src": link.get("href", ""),
            "alt": self.unescape(link.text or "") if has_words else "",
            "width": str(picture.width),
            "height": str(picture.height),
            "loading": "lazy",
            "decoding": "async",
        }
        return Element("img", shown), start, end


class _Describe(Treeprocessor):
    """Make plain words of what each picture is said to show."""

    def __init__(self, illustrations: Illustrations) -> None:
        super().__init__()
        self.illustrations = illustrations

    def run(self, root: Element) -> None:
        seen: dict[str, None] = {}
        for image in root.iter("img"):
            words = cleaning.as_read(image.get("alt", "")).translate(_ANGLES)
            image.set("alt", code_escape(" ".join(words.split())))
            self.illustrations.undescribed += not cleaning.is_visible(words)
            seen[self.illustrations.pictures[image.get("src", "")].name] = None
        self.illustrations.shown = tuple(seen)
