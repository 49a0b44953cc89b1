"""Every sentence that somebody reads can be translated."""

from __future__ import annotations

import ast
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from django.template.base import TokenType

from . import drawing
from .house import called, listed, name, python, templates, tree

if TYPE_CHECKING:
    from pathlib import Path

GAP = "\ue000"  # stands where a tag or a variable was: no letter
READ = {"alt", "aria-label", "aria-description", "placeholder", "title", "label"}
NOT_READ = {"script", "style", "code"}
SAME_EVERYWHERE = {"RSS", "Atom", "HTML", "T"}  # names, not words
ATTRIBUTES = re.compile(r"^(?:coltype|bodyclass|nav_\w+)$")  # blocks inside a tag
WORDS = {"label", "help_text", "verbose_name", "verbose_name_plural", "description"}
WORDS |= {"short_description", "search_help_text", "empty_label", "site_header"}
TELLS = re.compile(r"^messages\.(?:success|info|warning|error|debug)$")
REFUSALS = {"ValidationError", "PermissionDenied", "forms.ValidationError"}


class Words(HTMLParser):
    """Collects the letters that a reader sees or hears outside all translation tags."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in NOT_READ:
            self.inside.append(tag)
        values = dict(attrs)
        for attribute, value in attrs:
            is_ours = attribute.startswith("data-") and not attribute.startswith(
                "data-hx-"
            )
            is_sentence = is_ours and " " in (value or "").strip()
            named = f"{values.get('name')} {values.get('property')}"
            is_description = attribute == "content" and "description" in named
            if attribute in READ or is_description or is_sentence:
                self._note(value or "")

    def handle_endtag(self, tag: str) -> None:
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if not self.inside:
            self._note(data)

    def _note(self, text: str) -> None:
        words = re.findall(r"[^\W\d_]+", text.replace(GAP, " "))
        if [word for word in words if word not in SAME_EVERYWHERE]:
            self.found.append(" ".join(text.replace(GAP, "…").split())[:70])


def untagged(path: Path) -> str:
    """The template with a gap for each tag, variable and translated block."""
    kept, skipping_to = [], ""
    for token in drawing.tokens(path):
        tag, _, rest = token.contents.partition(" ")
        if token.token_type == TokenType.BLOCK and not skipping_to:
            if tag.startswith("blocktrans"):
                skipping_to = f"end{tag}"
            elif tag == "block" and ATTRIBUTES.match(rest):
                skipping_to = "endblock"
        elif token.token_type == TokenType.BLOCK and tag == skipping_to:
            skipping_to = ""
        elif not skipping_to and token.token_type == TokenType.TEXT:
            kept.append(token.contents)
            continue
        kept.append(GAP)
    return "".join(kept)


def words_outside(path: Path) -> list[str]:
    reader = Words()
    text = untagged(path)
    if path.suffix == ".txt":
        reader.handle_data(text)
    else:
        reader.feed(text)
        reader.close()
    return reader.found


def test_every_word_of_a_template_is_translated() -> None:
    faults = [
        f"{name(path)}: {words}"
        for path in templates()
        for words in words_outside(path)
    ]

    assert not faults, (
        "Put it into {% translate %} or {% blocktranslate %}, attributes that are read "
        f"or heard included:{listed(faults)}"
    )


def test_every_template_that_translates_loads_the_words_for_it() -> None:
    faults = [
        name(path)
        for path in templates()
        if re.search(
            r"\{% (?:block)?trans(?:late)?\b", path.read_text(encoding="utf-8")
        )
        and not re.search(r"\{% load [^%]*\bi18n\b", path.read_text(encoding="utf-8"))
    ]

    assert not faults, f"{{% load i18n %}} is missing:{listed(faults)}"


def test_every_label_in_python_is_translated() -> None:
    faults = [
        f"{name(file)}:{node.value.lineno}: {node.arg}={ast.unparse(node.value)}"
        for file in python()
        for call in ast.walk(tree(file))
        if isinstance(call, ast.Call) and not called(call).endswith("add_argument")
        for node in call.keywords
        if node.arg in WORDS and _is_words(node.value)
    ]
    faults += [
        f"{name(file)}:{node.lineno}: {ast.unparse(node)[:70]}"
        for file in python()
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Assign)
        and {one.id for one in node.targets if isinstance(one, ast.Name)} & WORDS
        and _is_words(node.value)
    ]

    assert not faults, f"Wrap it in gettext_lazy, imported as _:{listed(faults)}"


def test_every_message_in_python_is_translated() -> None:
    faults = [
        f"{name(file)}:{call.lineno}: {ast.unparse(call)[:70]}"
        for file in python()
        for call in ast.walk(tree(file))
        if isinstance(call, ast.Call)
        and (TELLS.match(called(call)) or called(call) in REFUSALS)
        and any(_is_words(argument) for argument in call.args)
    ]

    assert not faults, f"Wrap it in gettext, imported as _:{listed(faults)}"


def test_no_translated_sentence_is_put_together_beforehand() -> None:
    """`_(f"Hello {name}")` is looked up with the name in it, and never found."""
    faults = [
        f"{name(file)}:{call.lineno}: {ast.unparse(call)[:70]}"
        for file in python()
        for call in ast.walk(tree(file))
        if isinstance(call, ast.Call)
        and called(call) in {"_", "gettext", "gettext_lazy", "ngettext", "pgettext"}
        and any(
            isinstance(argument, ast.JoinedStr | ast.BinOp)
            for argument in call.args[:2]
        )
    ]

    assert not faults, f"Translate first, fill in afterwards:{listed(faults)}"


def _is_words(node: ast.expr) -> bool:
    """A text with letters, written where it is used."""
    if isinstance(node, ast.JoinedStr):
        return any(_is_words(part) for part in node.values)
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return is_text and bool(re.search(r"[^\W\d_]{2}", str(node.value)))  # type: ignore[attr-defined]
