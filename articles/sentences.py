"""Find the sentence that stands around a place in a text. Pure."""

import re
import textwrap
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

MAX_LENGTH = 500  # characters; a longer one is cut at a word

# A full stop ends a sentence when space and no small letter follow, unless it is that
# of an initial or of a common abbreviation. So does a line that ends.
_END = re.compile(
    r"""(?<=[.!?…])(?<!\b[A-Z]\.)(?<!\b(?:vs|Dr|Mr|Ms|St|No)\.)(?<!\bMrs\.)
        (?<!\b(?:e\.g|i\.e)\.)(?<!\b(?:cf|et)\.)["'”’)\]]*[^\S\n]+(?![a-z\s])
      | (?<=[。！？])
      | \n""",  # noqa: RUF001 (the full stops of Chinese and Japanese)
    re.VERBOSE,
)
_WORD = re.compile(r"\w")
_SPACE_BEFORE_STOP = re.compile(r"\s+(?=[.,;:!?])")


class Sentences:
    """The sentences of a text, to be asked for by place.

    Marks at a sentence's end are told beside it. Where one stands within it, it may be
    a word of it, as in "[1] and [2] say so": then all are quoted where they stand.
    """

    def __init__(self, text: str, marks: Sequence[tuple[int, str]] = ()) -> None:
        """`marks` are places in the text, and what stands there, in their order."""
        self._text = text
        self._starts = [0]
        self._ends = []
        for end in _END.finditer(text):
            self._ends.append(end.start())
            self._starts.append(end.end())
        self._ends.append(len(text))
        self._marks: dict[int, list[tuple[int, str]]] = defaultdict(list)
        for place, mark in marks:
            self._marks[self._index(place)].append((place, mark))
        self._told: dict[int, str] = {}

    def around(self, place: int) -> str:
        """The sentence at that place. What follows a full stop still belongs to it."""
        index = self._index(place)
        if index not in self._told:  # a sentence may hold a thousand places
            sentence = _SPACE_BEFORE_STOP.sub("", self._quoted(index).strip())
            shortened = textwrap.shorten(sentence, MAX_LENGTH, placeholder="…")
            self._told[index] = shortened
        return self._told[index]

    def _index(self, place: int) -> int:
        return bisect_right(self._starts, place) - 1

    def _quoted(self, index: int) -> str:
        start, end = self._starts[index], self._ends[index]
        marks = self._marks[index]
        if not (marks and _WORD.search(self._text, marks[0][0], end)):
            return self._text[start:end]
        pieces = []
        for place, mark in marks:
            pieces += [self._text[start:place], mark]
            start = place
        return "".join([*pieces, self._text[start:end]])
