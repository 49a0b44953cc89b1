"""The house keeps its plan: what lies where, how large it is, and how it begins."""

from __future__ import annotations

import ast
import re

from .house import (
    APPS,
    FLOORS,
    ROOT,
    called,
    css,
    javascript,
    listed,
    name,
    python,
    read,
    templates,
    tree,
)

LONGEST = 300  # lines; nearing it, a file has usually begun to be about two things
NO_SUBJECT = {"base", "common", "core", "helper", "helpers", "lib", "misc", "shared"}
NO_SUBJECT |= {"tools", "util", "utils"}
FOLDERS = {  # product.md, and what issue 2 adds
    *FLOORS,
    "benchmarks",
    "docs",
    "locale",
    "requirements",
    "static",
    "templates",
    "tests",
    ".ci",
    ".github",
}
FILES = {
    "CHANGELOG.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "SECURITY.md",
    "manage.py",
    "pyproject.toml",
    ".editorconfig",
    ".env.example",
    ".gitignore",
    ".pre-commit-config.yaml",
}
NEEDED = (FOLDERS | FILES) - {
    "benchmarks",
    "locale",
    ".github",
    ".pre-commit-config.yaml",
}
LOCKS = ("base.txt", "development.txt", "production.txt")


def is_ignored(entry: str) -> bool:
    """Whether .gitignore keeps a top-level name out of the repository."""
    patterns = [line.strip("/") for line in read(ROOT / ".gitignore").splitlines()]
    plain = [re.escape(one).replace(r"\*", ".*") for one in patterns if one]
    return entry == ".git" or any(re.fullmatch(one, entry) for one in plain)


# ------------------------------------------------------------------ what lies where
def test_the_top_of_the_house_is_as_planned() -> None:
    found = {entry.name for entry in ROOT.iterdir() if not is_ignored(entry.name)}

    strange = sorted(found - FOLDERS - FILES)
    missing = sorted(NEEDED - found)

    assert not strange, (
        "The top level is fixed (docs/architecture.md). Find the floor these belong to, "
        f"or add them here with a decision in docs/decisions:{listed(strange)}"
    )
    assert not missing, f"These belong to the house and are not there:{listed(missing)}"


def test_every_room_has_a_subject() -> None:
    nameless = [
        name(file)
        for file in python(migrations=True)
        if NO_SUBJECT & {file.stem, *file.relative_to(ROOT).parts[:-1]}
        and file.parent != ROOT / "config" / "settings"
    ]

    assert not nameless, (
        "Such a room fills with everything. Put each thing in the lowest app whose "
        f"subject it is:{listed(nameless)}"
    )


def test_files_are_short_enough_to_be_about_one_thing() -> None:
    ours = [*python(*FLOORS, "tests"), *templates(), *css(), *javascript()]

    long = [
        f"{name(file)} has {count} lines"
        for file in ours
        if (count := len(read(file).splitlines())) > LONGEST
    ]

    assert not long, (
        "Make it a folder of the same name, and let its __init__ keep the names that "
        f"others import:{listed(long)}"
    )


def test_every_module_begins_with_a_door_plate() -> None:
    bare = [
        name(file)
        for file in [*python(*FLOORS, "tests"), ROOT / "manage.py"]
        if read(file).strip() and not ast.get_docstring(tree(file))
    ]

    assert not bare, f"Say in one sentence what the file holds:{listed(bare)}"


def test_every_style_sheet_and_script_begins_with_a_door_plate() -> None:
    bare = [
        name(file)
        for file in [*css(), *javascript()]
        if not read(file).lstrip().startswith("/*")
    ]

    assert not bare, f"Say in a comment what the file holds:{listed(bare)}"


# --------------------------------------------------------------------- what is not
def test_nothing_happens_by_signal() -> None:
    faults = [
        f"{name(file)}:{node.lineno}: {ast.unparse(node)}"
        for file in python()
        for node in ast.walk(tree(file))
        if (
            isinstance(node, ast.ImportFrom)
            and re.search(r"(?:^|\.)(?:signals|dispatch)(?:$|\.)", node.module or "")
        )
        or (
            isinstance(node, ast.Call)
            and re.search(r"signals?\.\w+\.connect$|^receiver$", called(node))
        )
    ]

    assert not faults, (
        "A saved row does nothing else by itself: let an action say all that it does "
        f"(docs/decisions, verbs live in actions):{listed(faults)}"
    )


def test_nothing_is_printed() -> None:
    faults = [
        f"{name(file)}:{node.lineno}"
        for file in [*python(*APPS), ROOT / "manage.py"]
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call)
        and called(node) in {"print", "pprint", "breakpoint"}
    ]

    assert not faults, (
        f"A command writes to self.stdout; the program logs:{listed(faults)}"
    )


# ------------------------------------------------------------------------ the locks
def test_every_locked_package_carries_its_hashes() -> None:
    faults = []
    for lock in LOCKS:
        entries = re.split(r"\n(?=[A-Za-z0-9])", read(ROOT / "requirements" / lock))
        faults += [
            f"requirements/{lock}: {entry.splitlines()[0]}"
            for entry in entries
            if entry.strip()
            and not re.search(r"==\S+.*--hash=sha256:", entry, re.DOTALL)
        ]

    assert not faults, f"`make lock` writes them anew, with hashes:{listed(faults)}"


def test_no_lock_names_an_address() -> None:
    faults = [
        f"requirements/{lock}: {line.strip()}"
        for lock in LOCKS
        for line in read(ROOT / "requirements" / lock).splitlines()
        if "://" in line
        or line.lstrip().startswith(("-i", "--index", "--find", "--extra"))
    ]

    assert not faults, (
        f"Where packages come from is each machine's own affair:{listed(faults)}"
    )


def test_the_locks_agree() -> None:
    pins: dict[str, set[str]] = {}
    for lock in LOCKS:
        text = read(ROOT / "requirements" / lock)
        for package, version in re.findall(r"(?m)^([\w.-]+)(?:\[.*?\])?==(\S+)", text):
            pins.setdefault(package, set()).add(version)

    faults = [
        f"{package}: {sorted(those)}"
        for package, those in pins.items()
        if len(those) > 1
    ]

    assert not faults, (
        f"A laptop and a server would differ; `make lock`:{listed(faults)}"
    )
