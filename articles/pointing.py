"""Lead from a line of a text to where it stands in the HTML made of it. Pure.

Only an id of ours is added, to an opening tag that has none.
"""

import re
from collections.abc import Iterable
from html import unescape

WORDS = 6  # of a line; as many tell one block from another

_OPENS = re.compile(r"<(p|li|h[2-6]|td|th|blockquote)>")
_BLOCK_ENDS = re.compile(r"</?(?:p|li|[uo]l|h[2-6]|t[dhr]|blockquote|pre|aside)\b")
_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"\w+")


def pointed(html: str, body: str, lines: Iterable[int]) -> tuple[str, dict[int, str]]:
    """The HTML with an id where each of these lines stands, and the ids by line.

    A line that is not found, for its words are marks of Markdown, has none.
    """
    typed = body.split("\n")
    blocks = [
        (opening.end() - 1, _words(html, opening)) for opening in _OPENS.finditer(html)
    ]
    ids: dict[int, str] = {}
    places: dict[int, str] = {}
    for line in sorted(set(lines)):
        if not 0 < line <= len(typed):
            continue
        wanted = f" {' '.join(_WORD.findall(typed[line - 1])[:WORDS])} "
        for place, said in blocks:
            if wanted.strip() and wanted in said:
                ids[line] = places.setdefault(place, f"line-{line}")
                break
    for place, name in sorted(places.items(), reverse=True):
        html = f'{html[:place]} id="{name}"{html[place:]}'
    return html, ids


def _words(html: str, opening: re.Match[str]) -> str:
    """What the block says itself, as words with a space on either side."""
    closing = _BLOCK_ENDS.search(html, opening.end())
    end = closing.start() if closing else len(html)
    said = unescape(_TAG.sub("", html[opening.end() : end]))
    return f" {' '.join(_WORD.findall(said))} "
