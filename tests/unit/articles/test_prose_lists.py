"""Lists are read as they are typed: an item's own stand under its text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import pytest

from articles import prose
from tests.thorough import dice, seeds, tries

if TYPE_CHECKING:
    from random import Random


def reply(text: str) -> str:
    return shape(prose.render_reply(text, notes={}).html)


def article(text: str) -> str:
    return shape(prose.render_article(text, notes={}).html)


def shape(html: str) -> str:
    """What is in what: without paragraphs, breaks and blanks between elements."""
    plain = re.sub(r"</?p>|<br>", "", html)
    return re.sub(r"\s*(<[^>]+>)\s*", r"\1", re.sub(r"\s+", " ", plain))


@pytest.mark.parametrize("render", [reply, article])
@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("- a\n  - b\n- c", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
        ("- a\n   - b", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("- a\n    - b", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("1. a\n   - b\n2. c", "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>"),
        ("1. a\n   1. b", "<ol><li>a<ol><li>b</li></ol></li></ol>"),
        ("10. a\n    - b", '<ol start="10"><li>a<ul><li>b</li></ul></li></ol>'),
        ("- a\n  1. b\n  2. c", "<ul><li>a<ol><li>b</li><li>c</li></ol></li></ul>"),
        ("- a\n\n  - b", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        (
            "- - a\n  - b\n- c",
            "<ul><li><ul><li>a</li><li>b</li></ul></li><li>c</li></ul>",
        ),
        (
            "- a\n  - b\n    - c\n  - d\n- e",
            "<ul><li>a<ul><li>b<ul><li>c</li></ul></li><li>d</li></ul></li><li>e</li></ul>",
        ),
        (
            "- a\n\n  - b\n\n    - c\n  - d\n- e",
            "<ul><li>a<ul><li>b<ul><li>c</li></ul></li><li>d</li></ul></li><li>e</li></ul>",
        ),
    ],
)
def test_a_list_under_the_text_of_an_item_is_the_item_s(render, typed, shown):
    assert render(typed) == shown


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("- a\n - b", "<ul><li>a</li><li>b</li></ul>"),
        ("   - a\n  - b\n- c", "<ul><li>a</li><li>b</li><li>c</li></ul>"),
        ("1. a\n  - b", "<ol><li>a</li></ol><ul><li>b</li></ul>"),
        ("- a\n1. b\n2. c", "<ul><li>a</li></ul><ol><li>b</li><li>c</li></ol>"),
    ],
)
def test_a_list_that_stands_before_that_text_is_none_of_the_item_s(typed, shown):
    assert reply(typed) == shown


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("- a\n\n  b\n- c", "<ul><li>a b</li><li>c</li></ul>"),
        ("1. a\n\n   b\n\n2. c", "<ol><li>a b</li><li>c</li></ol>"),
        ("- a\n\n  Two:\n  - b", "<ul><li>a Two:<ul><li>b</li></ul></li></ul>"),
        ("- a\n  b\n  - c\n    d", "<ul><li>a b<ul><li>c d</li></ul></li></ul>"),
        (
            "- a\n  > b\n  > - c\n  >   - d\n- e",
            "<ul><li>a<blockquote>b<ul><li>c<ul><li>d</li></ul></li></ul></blockquote></li>"
            "<li>e</li></ul>",
        ),
    ],
)
def test_text_under_the_text_of_an_item_is_the_item_s(typed, shown):
    assert reply(typed) == shown


def test_code_in_an_item_stands_four_spaces_from_its_text():
    html = '<ul><li>a<pre tabindex="0"><code>- b\n- c\n</code></pre>d</li></ul>'

    assert reply("- a\n\n      - b\n      - c\n\n  d") == shape(html)


def test_lists_nest_in_a_quotation():
    nested = "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"

    assert reply("> - a\n>   - b\n> - c") == f"<blockquote>{nested}</blockquote>"
    assert (
        reply("> So:\n> - a\n>   - b\n> - c") == f"<blockquote>So:{nested}</blockquote>"
    )


@pytest.mark.parametrize(
    "typed", ["- Then\n  1984. So", "1. Then\n   1984. So", "- - Then\n    1984. So"]
)
def test_a_year_in_an_item_begins_no_list(typed):
    assert "Then 1984. So</li>" in reply(typed)


def test_a_heading_or_a_rule_at_the_margin_ends_a_list():
    assert (
        reply("- a\n# b\n  - c") == "<ul><li>a</li></ul><h4>b</h4><ul><li>c</li></ul>"
    )
    assert reply("- a\n---\n  - c") == "<ul><li>a</li></ul><hr><ul><li>c</li></ul>"


def test_a_list_as_deep_as_a_page_takes_is_shown_and_one_deeper_is_shown_as_typed():
    stairs = [f"{'  ' * depth}- a" for depth in range(13)]

    assert reply("\n".join(stairs[:12])).count("<ul>") == 12
    assert prose.render_reply("\n".join(stairs), notes={}).is_escaped


def test_whatever_lists_are_typed_each_is_where_it_was_meant():
    for seed in seeds(fair=1, thorough=5):
        with dice(seed) as thrown:
            for _turn in range(tries(fair=100, thorough=1_000)):
                lists = _lists(thrown, depth=0)
                lines = [line for each in lists for line in _typed(each, thrown)]
                meant = "".join(map(_meant, lists))

                assert reply("\n".join(lines)) == meant, lines
                quoted = reply("\n".join(f"> {line}" for line in lines))
                assert quoted == f"<blockquote>{meant}</blockquote>", lines


class List(NamedTuple):
    tag: str
    items: list[tuple[str, list[List]]]


def _lists(thrown: Random, *, depth: int) -> list[List]:
    """At most one of either kind, for two of a kind would be one."""
    tags = thrown.sample(["ul", "ol"], 1 if depth == 0 else thrown.choice([0, 1, 1, 2]))
    count = thrown.randint(1, 3)
    return [
        List(
            tag,
            [
                (
                    thrown.choice("abc"),
                    _lists(thrown, depth=depth + 1) if depth < 3 else [],
                )
                for _turn in range(count)
            ],
        )
        for tag in tags
    ]


def _typed(each: List, thrown: Random) -> list[str]:
    lines = []
    for number, (word, inner) in enumerate(each.items, start=1):
        marker = "- " if each.tag == "ul" else f"{number}. "
        lines.append(marker + word)
        further = len(marker) + thrown.choice([0, 0, 1])
        for one in inner:
            lines += [""] * thrown.choice([0, 0, 1])
            lines += [f"{' ' * further}{line}".rstrip() for line in _typed(one, thrown)]
    return lines


def _meant(each: List) -> str:
    items = (
        f"<li>{word}{''.join(map(_meant, inner))}</li>" for word, inner in each.items
    )
    return f"<{each.tag}>{''.join(items)}</{each.tag}>"
