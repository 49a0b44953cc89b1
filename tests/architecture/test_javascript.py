"""JavaScript: small elements, each listed, none that turns text into code or markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .house import STATIC, javascript, listed, name, python, read, strings, templates

if TYPE_CHECKING:
    from pathlib import Path

JS = STATIC / "js"
LONGEST = 80  # lines; past that it has begun to be about two things
SHORTEST = 20  # lines of an element; a smaller behaviour hardly needs a file
IMPORT = re.compile(r"^\s*(?:import|export\b[^;\n]*\bfrom)\b.*", re.MULTILINE)
MODULE = re.compile(r"""["']([^"']+)["']""")
FORBIDDEN = {
    r"\beval\(|\bnew Function\(|set(?:Timeout|Interval)\(\s*[\"'`]": "runs text as code",
    r"\.(?:inner|outer)HTML\s*\+?=": "takes text for markup: textContent, or "
    "replaceChildren with what DOMParser made of the server's own HTML",
    r"insertAdjacentHTML|document\.write|createContextualFragment": "takes text for markup",
    r"\.style\b|setAttribute\(\s*[\"'](?:style|on\w+)": "styles or handles inline",
    r"^\s*(?:window|globalThis)\.\w+\s*=[^=]": "makes something global",
    r"\bdebugger\b|\bconsole\.\w+\(": "was left over",
}


def entries() -> set[Path]:
    """What pages link to: named in a template, or in the Media of an admin page."""
    texts = [text for file in python() for text in strings(file)]
    every = "\n".join([*texts, *(read(file) for file in templates())])
    return {file for file in javascript() if _address(file) in every}


def imports(file: Path) -> list[str]:
    return [line.strip() for line in IMPORT.findall(_code(file))]


def imported(file: Path) -> set[Path]:
    addresses = [
        MODULE.findall(line)[-1] for line in imports(file) if MODULE.search(line)
    ]
    return {(file.parent / address).resolve() for address in addresses}


def _address(file: Path) -> str:
    return file.relative_to(STATIC).as_posix()


def _code(file: Path) -> str:
    """The file without its comments."""
    text = re.sub(r"/\*.*?\*/", "", read(file), flags=re.DOTALL)
    return re.sub(r"(?m)(?:^|\s)//.*$", "", text)


def test_modules_import_by_relative_path_and_end_with_a_semicolon() -> None:
    faults = [
        f"{name(file)}: {line}"
        for file in javascript()
        for line in imports(file)
        if not re.fullmatch(r"""[^"']*["']\.{1,2}/[^"']+\.js["'];""", line)
    ]

    assert not faults, (
        'Only lines such as  import { announce } from "../lib/announce.js";  are given '
        f"their hashed addresses in production:{listed(faults)}"
    )


def test_every_import_leads_to_a_file() -> None:
    faults = [
        f"{name(file)}: {target.name}"
        for file in javascript()
        for target in imported(file)
        if not target.exists()
    ]

    assert not faults, f"These modules are not there:{listed(faults)}"


def test_every_module_is_reached_from_a_page() -> None:
    reached, waiting = set(entries()), list(entries())
    while waiting:
        new = {file for file in imported(waiting.pop()) if file.exists()} - reached
        reached |= new
        waiting += new

    lost = [name(file) for file in javascript() if file not in reached]

    assert JS / "main.js" in reached, "No page links to static/js/main.js."
    assert not lost, (
        f"Import these in main.js or in an admin's own module:{listed(lost)}"
    )


def test_every_element_is_listed_in_a_table_of_contents() -> None:
    begun = entries()
    contents = begun | {target for entry in begun for target in imported(entry)}

    lost = [
        name(file)
        for file in javascript()
        if file.parent.name == "elements" and file not in contents
    ]

    assert not lost, (
        f"main.js imports each element, and so tells what there is:{listed(lost)}"
    )


def test_an_element_is_called_as_its_file() -> None:
    faults = [
        name(file)
        for file in javascript()
        if file.parent.name == "elements"
        and f'customElements.define("{file.stem}"' not in read(file)
    ]

    assert not faults, (
        f"elements/reply-composer.js defines <reply-composer>:{listed(faults)}"
    )


def test_files_are_small() -> None:
    faults = []
    for file in javascript():
        lines = len(read(file).splitlines())
        least = SHORTEST if file.parent.name == "elements" else 1
        if not least <= lines <= LONGEST:
            faults.append(f"{name(file)} has {lines} lines")

    assert not faults, (
        f"One behaviour, one file, {SHORTEST} to {LONGEST} lines; what several share "
        f"goes into static/js/lib:{listed(faults)}"
    )


def test_nothing_turns_text_into_code_or_markup() -> None:
    faults = [
        f"{name(file)}: {found[0].strip()} {why}"
        for file in javascript()
        for pattern, why in FORBIDDEN.items()
        if (found := re.search(pattern, _code(file), re.MULTILINE))
    ]

    assert not faults, f"The policy would stop it, or ought to:{listed(faults)}"
