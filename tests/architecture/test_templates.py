"""Every template is used, knows its rank, says what it expects, and holds no script."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from . import drawing
from .drawing import RANKS, called, rank
from .house import TEMPLATES, listed, name, python, read, strings, templates

if TYPE_CHECKING:
    from pathlib import Path

ENDINGS = (".html", ".txt", "_subject.txt", "_message.txt")  # a letter goes by its stem
BY_DJANGO = {"400.html", "403.html", "404.html", "500.html"}  # names it knows itself
EXPECTS = re.compile(r"\{# expects: (.+?) #\}")
FORBIDDEN = {
    r"<style\b": "a <style>",
    r"\sstyle\s*=": "a style attribute",
    r"<script\b(?![^>]*\bsrc=)(?![^>]*application/(ld\+)?json)": "a script without src",
    r"\s(on[a-z]+|(data-)?hx-on[\w:-]*)\s*=\s*[\"']": "a handler",
    r"javascript:": "an address that is a script",
}


def drawn() -> list[Path]:
    """What pages are made of: all but the letters, which know no ranks."""
    return [path for path in templates() if path.suffix == ".html"]


def parts_and_components() -> list[str]:
    names = [called(path) for path in templates()]
    return [one for one in names if rank(one) in {"part", "component"}]


def test_every_template_is_reached() -> None:
    named = {text for file in python() for text in strings(file)}
    for path in templates():
        named |= {include.name for include in drawing.includes(path)}
        named.add(drawing.extends(path))

    lost = [
        name(path)
        for path in templates()
        if not drawing.overrides_a_library(template := called(path))
        and template not in named | BY_DJANGO
        and not any(template.removesuffix(ending) in named for ending in ENDINGS)
    ]

    assert not lost, (
        "No view, no letter and no other template names these, and no library asks for "
        f"them. Name them or delete them:{listed(lost)}"
    )


def test_every_template_that_is_named_is_there() -> None:
    missing = [
        f"{name(path)}:{include.line} includes {include.name}"
        for path in templates()
        for include in drawing.includes(path)
        if not drawing.is_ours(include.name)
        and not drawing.overrides_a_library(include.name)
    ]

    assert not missing, f"These includes would fail when drawn:{listed(missing)}"


def test_parts_and_components_say_in_their_first_line_what_they_expect() -> None:
    silent = [
        name(path)
        for path in templates()
        if called(path) in parts_and_components()
        and not EXPECTS.match(path.read_text(encoding="utf-8"))
    ]

    assert not silent, (
        f"Begin it with {{# expects: name (type), … #}}, then a new line:{listed(silent)}"
    )


def test_an_include_hands_over_what_is_expected_and_nothing_else() -> None:
    faults = []
    for path in drawn():
        for include in drawing.includes(path):
            if not drawing.is_ours(include.name):
                continue
            where = f"{name(path)}:{include.line}: {include.name}"
            if not include.is_alone:
                faults.append(f"{where} is included without “only”")
            text = (TEMPLATES / include.name).read_text(encoding="utf-8")
            expected = re.findall(r"\w+", "".join(EXPECTS.findall(text)[:1]))
            faults += [
                f"{where} does not say that it expects “{handed}”"
                for handed in include.hands
                if handed not in expected
            ]

    assert not faults, f"A part sees what it is handed, and says so:{listed(faults)}"


def test_nothing_is_included_from_above() -> None:
    faults = [
        f"{name(path)}:{include.line}: a {rank(called(path))} includes "
        f"a {rank(include.name)}, {include.name}"
        for path in drawn()
        for include in drawing.includes(path)
        if drawing.is_ours(include.name)
        and (
            rank(include.name) in {"page", "base"}
            or RANKS.index(rank(include.name)) > RANKS.index(rank(called(path)))
        )
    ]

    assert not faults, (
        "The ranks are base, page, part (_x.html), component; each includes only what "
        f"stands below it, parts also parts:{listed(faults)}"
    )


def test_a_part_extends_nothing_and_a_page_extends_a_base() -> None:
    faults = []
    for path in drawn():
        above = drawing.extends(path)
        if not above:
            continue
        if rank(called(path)) in {"part", "component"}:
            faults.append(f"{name(path)} is drawn inside a page and extends {above}")
        elif rank(above) not in {"base", "page"} or "/_" in above:
            faults.append(f"{name(path)} extends {above}, a {rank(above)}")

    assert not faults, f"Pages extend a base; parts extend nothing:{listed(faults)}"


def test_no_template_holds_style_script_or_handler() -> None:
    faults = [
        f"{name(path)} holds {what}: {found[0].strip()}"
        for path in templates()
        for pattern, what in FORBIDDEN.items()
        if (found := re.search(pattern, drawing.without_comments(path), re.IGNORECASE))
    ]

    assert not faults, (
        "The policy forbids it in every page. A class and a rule in static/css, or an "
        f"element in static/js/elements, does it:{listed(faults)}"
    )


def test_a_title_is_written_in_its_own_direction() -> None:
    """An article or a source may be called something in Arabic on an English page."""
    first = re.compile(r"(?:<\w+\b[^<>]*>\s*)+\{\{ (?:\w+\.)+title \}\}")
    faults = [
        f"{name(file)}: {found[0]}"
        for file in templates()
        if "admin" not in file.relative_to(TEMPLATES).parts
        for found in first.finditer(read(file))
        if 'dir="auto"' not in found[0] and "<title>" not in found[0]
    ]

    assert not faults, f'Give the element dir="auto":{listed(faults)}'
