"""Colour the words of code by what they are. Pure.

Pygments is asked when the first code that names its language comes along. It is slow on
some texts that no one would write, and so gets short ones only.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pygments.lexer import Lexer

LONGEST = 5_000  # characters of one piece of code
MOST = 1_200  # coloured words of one piece of code

# Pygments' own short names of what is given a colour; static/css/components/code.css.
CLASSES: Mapping[tuple[str, ...], str] = {
    ("Comment",): "c",
    ("Keyword",): "k",
    ("Literal", "Number"): "m",
    ("Literal", "String"): "s",
    ("Name", "Attribute"): "na",
    ("Name", "Builtin"): "nb",
    ("Name", "Class"): "nc",
    ("Name", "Decorator"): "nd",
    ("Name", "Function"): "nf",
    ("Name", "Tag"): "nt",
    ("Operator", "Word"): "ow",
    ("Generic", "Deleted"): "gd",
    ("Generic", "Heading"): "gh",
    ("Generic", "Inserted"): "gi",
    ("Generic", "Subheading"): "gu",
}

# Named as Pygments names them. Those it knows beyond these are rare here, and each one
# would stay in memory once it was asked for.
LANGUAGES = frozenset(
    """
    Bash|Bash Session|Batchfile|C|C#|C++|CMake|CSS|CUDA|Clojure|Common Lisp|Dart|Diff
    |Docker|Elixir|Erlang|F#|Fortran|Go|GraphQL|Groovy|HTML|Haskell|INI|JSON|JSX|Java
    |JavaScript|Julia|Kotlin|LLVM|Lua|Makefile|Markdown|Matlab|Mojo|NASM|Nginx configuration file
    |OCaml|Objective-C|PHP|Perl|PowerShell|Prolog|Protocol Buffer
    |Python|Python Traceback|Python console session|Ruby|Rust|S|SQL|Scala|Scheme|Swift|TSX
    |TOML|TeX|Terraform|TypeScript|VB.net|WebAssembly|XML|YAML|Zig
    """.replace("\n    ", "")
    .strip()
    .split("|")
)


def coloured(code: str, language: str) -> str:
    """The code as HTML: coloured where we know its language, plain where we do not."""
    if len(code) <= LONGEST and (lexer := _lexer(language.lower())):
        words = [
            (colour, "".join(value for _, value in group))
            for colour, group in groupby(_tokens(lexer, code), key=lambda word: word[0])
        ]
        is_whole = "".join(word for _, word in words) == code
        if is_whole and sum(1 for colour, _ in words if colour) <= MOST:
            return "".join(_word(colour, word) for colour, word in words)
    return escape(code)


def _tokens(lexer: "Lexer", code: str) -> Iterator[tuple[str, str]]:
    for kind, value in lexer.get_tokens(code):
        ranks = (kind[:depth] for depth in range(len(kind), 0, -1))
        yield next((CLASSES[rank] for rank in ranks if rank in CLASSES), ""), value


def _word(colour: str, word: str) -> str:
    return f'<span class="{colour}">{escape(word)}</span>' if colour else escape(word)


def _lexer(language: str) -> "Lexer | None":
    name = _names().get(language)
    if name is None:
        return None
    from pygments.lexers import find_lexer_class  # noqa: PLC0415 (when asked for)

    # PHP needs no opening tag, and Markdown colours no code within code: that would
    # look for any language whatsoever.
    options = {"startinline": True, "handlecodeblocks": False}
    lexer: Lexer = find_lexer_class(name)(stripnl=False, **options)
    return lexer


@cache
def _names() -> Mapping[str, str]:
    """The language by each word that people write for it."""
    from pygments.lexers import get_all_lexers  # noqa: PLC0415 (when asked for)

    return {
        alias.lower(): name
        for name, aliases, _, _ in get_all_lexers(plugins=False)
        if name in LANGUAGES
        for alias in aliases
    }
