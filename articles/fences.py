"""Fenced code in Markdown, coloured where it names its language. Pure."""

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterator

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from articles import colouring

# An opening bar may say a language, and whatever else: `codes like this` it may not.
_OPENS = re.compile(r"(?P<bar>`{3,}|~{3,}) *(?P<language>[^\s`]*)[^`]*")
_CLOSES = re.compile(r"(?P<bar>`{3,}|~{3,}) *")


class Fences(Extension):
    """Code between bars of three or more ``` or ~~~."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Markdown's name)
        md.preprocessors.register(_Fence(md), "fenced_code_block", 25)


class _Fence(Preprocessor):
    """Take code out of the text before anything else looks at it.

    Each line is read once. Markdown's own search begins anew at every bar that nothing
    closes, which a thousand of them turn into seconds.
    """

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.stash = md.htmlStash

    def run(self, lines: list[str]) -> list[str]:
        return list(self._without_code(lines))

    def _without_code(self, lines: list[str]) -> Iterator[str]:
        closing: dict[str, list[int]] = defaultdict(list)
        for number, line in enumerate(lines):
            if bar := _CLOSES.fullmatch(line):
                closing[bar["bar"]].append(number)
        code_ends = -1
        for number, line in enumerate(lines):
            if number <= code_ends:
                continue
            opening = _OPENS.fullmatch(line)
            ends = closing[opening["bar"]] if opening else []
            later = ends[bisect(ends, number) :][:1]
            if opening and later:
                code_ends = later[0]
                code = "".join(f"{one}\n" for one in lines[number + 1 : code_ends])
                yield from ("", self._stored(code, opening["language"]), "")
            else:
                yield line

    def _stored(self, code: str, language: str) -> str:
        html = colouring.coloured(code, language)
        return self.stash.store(f"<pre><code>{html}</code></pre>")
