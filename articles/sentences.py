"""Find the sentence that stands around a place in a text. Pure."""

import re
import textwrap
from bisect import bisect_right

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
_SPACE_BEFORE_STOP = re.compile(r"\s+(?=[.,;:!?])")


class Sentences:
    """The sentences of a text, to be asked for by place."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0]
        self._ends = []
        for end in _END.finditer(text):
            self._ends.append(end.start())
            self._starts.append(end.end())
        self._ends.append(len(text))
        self._told: dict[int, str] = {}

    def around(self, place: int) -> str:
        """The sentence at that place. What follows a full stop still belongs to it."""
        index = bisect_right(self._starts, place) - 1
        if index not in self._told:  # a sentence may hold a thousand places
            sentence = self._text[self._starts[index] : self._ends[index]]
            sentence = _SPACE_BEFORE_STOP.sub("", sentence.strip())
            shortened = textwrap.shorten(sentence, MAX_LENGTH, placeholder="…")
            self._told[index] = shortened
        return self._told[index]
