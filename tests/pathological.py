"""Texts that no one would write, each as long as a reply may be: by what they repeat."""

from collections.abc import Callable

LENGTH = 10_000  # characters; the longest reply

Generator = Callable[[int], str]


def _of(piece: str) -> Generator:
    return lambda length: (piece * (length // len(piece) + 1))[:length]


def _around(left: str, right: str, middle: str = "a") -> Generator:
    """Opened as often as closed."""

    def nested(length: int) -> str:
        depth = (length - len(middle)) // (len(left) + len(right))
        return left * depth + middle + right * depth

    return nested


def _behind(start: str, piece: str, end: str = "") -> Generator:
    return lambda length: start + _of(piece)(length - len(start) - len(end)) + end


def _deeper(item: str, step: int) -> Generator:
    """Each line further in than the last."""

    def stairs(length: int) -> str:
        lines, room, indent = [], length, 0
        while room > indent + len(item) + 1:
            lines.append(" " * indent + item)
            room -= indent + len(item) + 1
            indent += step
        return "\n".join(lines)

    return stairs


def _counted(pattern: str) -> Generator:
    """Each piece with a number of its own."""

    def many(length: int) -> str:
        text, number = [], 0
        while length > 0:
            number += 1
            text.append(pattern.replace("%", str(number)))
            length -= len(text[-1])
        return "".join(text[:-1])

    return many


def _growing(mark: str, between: str) -> Generator:
    """Runs of a mark, each one longer than the last."""

    def runs(length: int) -> str:
        text, size = "", 1
        while len(text) + size + len(between) <= length:
            text += mark * size + between
            size += 1
        return text

    return runs


GENERATORS: dict[str, Generator] = {
    # Brackets, whose other half is looked for.
    "opening brackets": _of("["),
    "brackets within brackets": _around("[", "]"),
    "closed brackets": _of("[]"),
    "brackets and parentheses": _of("[a]("),
    "brackets with an address begun": _of("[a](<b"),
    "links with a title begun": _of('[a](b "'),
    "links with quotes in turn": _of("[a](b \"c' "),
    "links in links": _around("[", "](/b)"),
    "references begun": _of("[a]["),
    "references to nothing": _of("[a][b] "),
    "definitions": _counted("[%]: /a\n"),
    "definitions with a title begun": _of('[a]: /b "\n'),
    "definitions that are used": lambda n: (
        _counted("[a%]: /a\n")(n // 2) + _counted("[a%] ")(n // 2)
    ),
    "pictures begun": _of("!["),
    "pictures in pictures": _of("![[a]("),
    "parentheses": _behind("[a](", "("),
    "parentheses within parentheses": lambda n: "[a]" + _around("(", ")")(n - 3),
    "escaped brackets": _of("\\["),
    # Emphasis, whose other half is looked for.
    "stars": _of("*"),
    "stars and letters": _of("*a "),
    "stars on both sides": _of("*a*"),
    "stars of all lengths": _growing("*", "a"),
    "emphasis within emphasis": _around("*a ", " a*"),
    "strong within emphasis": _around("*a **a ", " a** a*"),
    "low lines": _of("_a"),
    "low lines and stars in turn": _of("*_"),
    "crossed emphasis": _of("*a _b* c_ "),
    "waves": _of("~~a~"),
    "waves in words": _of("a~~"),
    # Code, whose end is looked for.
    "backticks": _of("`"),
    "backticks of two lengths": _of("``a`"),
    "backticks of all lengths": _growing("`", "a"),
    "escaped backticks": _of("\\`"),
    "bars that nothing closes": _of("~~~a\n"),
    "bars of two kinds": _of("```\n~~~\n"),
    "bars of all lengths": _growing("`", "\n"),
    "code in code": _counted("```python\n%\n```\n"),
    "code of one long line": _behind("```python\n", "'\"\\", "\n```"),
    "code that is never coloured to its end": _behind("```perl\n", "s{", "\n```"),
    "code with too many words": _behind("```python\n", "1 ", "\n```"),
    "code far in": _of("    a\n\n"),
    # Lists, quotes and headings, which stand in each other.
    "list in list on one line": _of("- "),
    "numbers in numbers on one line": _of("1. "),
    "stars that are lists": _of("* * "),
    "lists ever deeper": _deeper("- a", 2),
    "lists four by four deeper": _deeper("* a", 4),
    "numbers ever deeper": _deeper("1. a", 3),
    "years at the foot of lists": lambda n: (
        _deeper("- a", 2)(n // 2) + _of("\n1984. a")(n // 2)
    ),
    "lists below each other's text": _of("- a\n\n  b\n  - c\n"),
    "quoted lists ever deeper": lambda n: (
        "> " + _deeper("- a", 2)(n - n // 20).replace("\n", "\n> ")
    ),
    "quotes in quotes": _of(">"),
    "quotes and lists in turn": _of("> - "),
    "quotes of one line": _of("> a\n"),
    "quotes with a gap": _of("> a\n\n"),
    "items": _of("- a\n"),
    "items with a gap": _of("- a\n\n"),
    "headings": _of("# a\n"),
    "marks of a heading": _behind("# a ", "#"),
    "lines below a heading": _of("a\n=\n"),
    "rules": _of("***\n"),
    "half a rule": _behind("a\n", "* " * 20 + "a\n"),
    # Tables, which are filled up.
    "a wide table": lambda n: "|a" * (n // 4 - 1) + "\n" + "|-" * (n // 4 - 1) + "\n|b",
    "a long table": _behind("|a|b|\n|-|-|\n", "|c|\n"),
    "tables": _of("|a|\n|-|\n\n"),
    "bars of a table": _of("|"),
    # What stands for something else.
    "tags": _of("<a "),
    "tags with a value begun": _of('<a href="'),
    "comments": _of("<!--"),
    "sections of data": _of("<![CDATA["),
    "addresses in angles begun": _of("<https://"),
    "addresses": _of("https://a.example/ "),
    "an address without end": _behind("https://", "a."),
    "an address of brackets": _behind("https://a.example/", ")("),
    "e-mail addresses": _of("a@b"),
    "signs by name": _of("&amp;"),
    "signs by name begun": _of("&a"),
    "signs by number": _of("&#60;"),
    "backslashes": _of("\\"),
    # Marks of our own.
    "citations": _of("[1]"),
    "citations of nothing": _counted("[%]"),
    "citations in a sentence": _of("a [1] "),
    "citations with an end of a sentence": _of("[1]."),
    "letters": _of("[a]"),
    "mentions": _of("@bob "),
    "mentions begun": _of("@"),
    "a mention without end": _behind("@", "bob_"),
    "pictures of ours": _of(f"![a](/pictures/{'0' * 32}.webp)"),
    "links that name another host": _of("[a.example](https://b.example) "),
    "a link that names many hosts": _behind("[", "a.b", "](https://b.example)"),
    # Blanks, ends and letters.
    "blanks": _of(" "),
    "blanks and letters": _of("a" + " " * 99),
    "tabs": _of("\t"),
    "ends of lines": _of("\n"),
    "breaks": _of("a  \n"),
    "full stops": _of(". "),
    "quotes after full stops": _behind("a.", "\"'"),
    "one word": _of("a"),
    "combined letters": _behind("a", "\u0301"),
    "letters that turn": _of("\u202e\u2066a"),
    "letters that are long in HTML": _of("\U0001f600"),
}

TEXTS = {name: generator(LENGTH) for name, generator in GENERATORS.items()}
