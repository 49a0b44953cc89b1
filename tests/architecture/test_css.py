"""Style sheets: each listed, each class given to something, none too new."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import django
import django_htmx

from config.styles import IMPORT

from . import stylesheets as sheets
from .house import (
    STATIC,
    css,
    javascript,
    listed,
    name,
    python,
    read,
    strings,
    templates,
    tree,
)
from .stylesheets import CSS, Declaration

PHYSICAL = re.compile(
    r"(?:margin|padding|scroll-margin|scroll-padding|border)-(?:top|right|bottom|left)\b"
    r"|^(?:top|right|bottom|left|width|height|(?:min|max)-(?:width|height))$"
    r"|^border-(?:top|bottom)-(?:left|right)-radius$"
)
# What some browser of the last two and a half years does not know, or house.md keeps out.
TOO_NEW = {
    r"light-dark\(": "means both looks at once; the looks are meant again in tokens.css",
    r"@scope\b": "blocks are kept apart by their names",
    r"@property\b": "tokens need no type",
    r"@view-transition\b|view-transition-name": "a page changes at once",
    r"@starting-style\b": "what appears, appears",
    r"@function\b|(?<![\w-])if\(": "a custom property does it",
    r"anchor\(|anchor-name|position-anchor|position-area": "float it or put it inside",
    r"animation-timeline|scroll-timeline|view-timeline": "scrolling moves nothing here",
    r"field-sizing|interpolate-size|calc-size\(": "a textarea has rows",
    r"text-wrap\s*:\s*pretty|text-box": "unknown to some",
    r"container\s+style\(|scroll-state\(": "unknown to some",
    r"sibling-(?:index|count)\(|random\(": "unknown to some",
    r"corner-shape|reading-flow|appearance\s*:\s*base-select": "unknown to some",
}


# -------------------------------------------------------------- files and classes
def test_every_style_sheet_is_listed() -> None:
    entries = {file for file in css() if _is_linked(file)}
    listed_in = {
        (entry.parent / address).resolve()
        for entry in entries
        for address in sheets.imported(entry)
    }

    lost = [name(file) for file in css() if file not in entries | listed_in]
    missing = [str(address) for address in listed_in if not address.exists()]

    assert CSS / "main.css" in entries, "No page links to static/css/main.css."
    assert not lost, (
        "Name these in static/css/main.css, or link to one of them from the admin's "
        f"page it is for:{listed(lost)}"
    )
    assert not missing, f"These are imported and are not there:{listed(missing)}"


def test_what_is_imported_can_be_put_in_its_place() -> None:
    def is_in_doubt(file: Path) -> bool:
        text = file.read_bytes().decode()  # with its line ends
        is_left = "@import" in IMPORT.sub("", text)
        return is_left or len(IMPORT.findall(text)) != len(sheets.imported(file))

    lost = [name(file) for file in css() if is_in_doubt(file)]

    assert not lost, (
        "An import stands alone on its line, as config/styles.py reads it, and nowhere "
        f"in a comment:{listed(lost)}"
    )


def test_every_address_is_one_that_can_be_led_along() -> None:
    written = [
        f"{name(file)}: {address}"
        for file in css()
        for address in re.findall(r"url\([^\"][^)]*\)", sheets.bare(file))
    ]

    assert not written, f"Write it in double quotes:{listed(written)}"


def test_main_css_is_a_list_and_nothing_else() -> None:
    main = sheets.bare(CSS / "main.css")

    assert "{" not in main, "main.css holds the order of the layers and the imports."
    assert all(" layer(" in line for line in main.splitlines() if "@import" in line)


def test_every_class_with_a_rule_is_given_to_something() -> None:
    given, begun = _classes_given()
    faults = []
    for sheet in css():
        known = given | (_classes_of_libraries(sheet.name))
        for selector in sheets.selectors(sheet):
            faults += [
                f"{name(sheet)}: .{one}"
                for one in re.findall(r"\.([A-Za-z_][\w-]*)", selector)
                if one not in known and not one.startswith(tuple(begun))
            ]

    assert not faults, (
        "No template, no markup in Python and no JavaScript names these classes: take "
        f"the rules away, or give the class:{listed(sorted(set(faults)))}"
    )


# ------------------------------------------------------------------------ manners
def test_nothing_is_important() -> None:
    faults = [name(sheet) for sheet in css() if "!important" in sheets.bare(sheet)]

    assert not faults, f"The layers settle every argument; use those:{listed(faults)}"


def test_sides_are_those_of_the_text_and_not_of_the_screen() -> None:
    faults = [
        f"{name(sheet)}: {one}"
        for sheet in css()
        for one in sheets.declarations(sheet)
        if "@page" not in " ".join(one.within) and _is_physical(one)
    ]

    assert not faults, (
        "Right-to-left pages need the logical names: margin-inline-start, inset-block, "
        f"inline-size, text-align: start …:{listed(faults)}"
    )


def test_everything_used_is_widely_available() -> None:
    faults = [
        f"{name(sheet)}: {found[0]} ({why})"
        for sheet in css()
        for pattern, why in TOO_NEW.items()
        if (found := re.search(pattern, sheets.bare(sheet)))
    ]

    assert not faults, (
        f"Not in every browser of the last thirty months:{listed(faults)}"
    )


# ------------------------------------------------------------------------- helpers
def _is_linked(sheet: Path) -> bool:
    """Whether a template or the Media of an admin page links to it."""
    address = sheet.relative_to(STATIC).as_posix()
    in_templates = any(f"'{address}'" in read(file) for file in templates())
    return in_templates or any(address in strings(file) for file in python())


def _classes_given() -> tuple[set[str], set[str]]:
    """Classes given in templates, in markup drawn by Python, in JavaScript.

    And the beginnings of those whose end is computed: `avatar--{tint}`.
    """
    texts = [read(file) for file in [*templates(), *javascript()]]
    texts += [ast.unparse(tree(file)) for file in python() if _draws(file)]
    every = "\n".join(texts)
    begun = set(re.findall(r"([a-z][\w-]*[-_])(?=\{)", every))
    return set(re.findall(r"[A-Za-z_][\w-]*", every)), begun


def _draws(file: Path) -> bool:
    """Whether markup is written there: class="…" in a string, or a "class" to set."""
    return any("class=" in one or one == "class" for one in strings(file))


def _classes_of_libraries(sheet: str) -> set[str]:
    """Forms and htmx give classes of their own; the admin's pages are Django's."""
    django_itself = Path(django.__file__).parent
    roots = [Path(django_htmx.__file__).parent / "static", django_itself / "forms"]
    if sheet.startswith("admin"):
        roots.append(django_itself / "contrib" / "admin")
    return {
        word
        for root in roots
        for file in root.rglob("*")
        if file.suffix in {".html", ".py", ".js"}
        for word in re.findall(r"[A-Za-z_][\w-]*", file.read_text(encoding="utf-8"))
    }


def _without_brackets(value: str) -> str:
    while (shorter := re.sub(r"\([^()]*\)", "", value)) != value:
        value = shorter
    return value


def _is_physical(one: Declaration) -> bool:
    if PHYSICAL.search(one.property):
        return True
    if one.property in {"text-align", "float", "clear"}:
        return one.value in {"left", "right"}
    if one.property in {"margin", "padding", "inset", "border-width"}:
        sides = _without_brackets(one.value).split()
        return len(sides) == 4 and sides[1] != sides[3]
    return False
