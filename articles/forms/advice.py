"""What the checks found, said at its place in the form, with what would mend it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from articles import mending
from articles.mending import offers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.forms import BaseForm

    from articles.checks import Finding
    from articles.mending import Mend, Sheet

    from .notes import NoteRows

BODY = "id_body"
QUOTE = 90  # characters of a line: enough to know it again


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to mend. `place` is the id of the field that it is about.

    Where the field says it itself, `said` is empty.
    """

    said: str
    place: str
    href: str
    is_error: bool = False
    is_fault: bool = False  # what is there cannot be read, and was left out
    line: int = 0
    mark: str = ""
    quote: str = ""
    mends: tuple[Mend, ...] = ()


def on(
    findings: Sequence[Finding],
    *,
    sheet: Sheet,
    rows: NoteRows,
    anchors: dict[int, str],
) -> Iterator[Advice]:
    """What was found, about the text or about a row.

    Lines are those of the field, where a text may begin further down.
    """
    lead = leading(sheet.body)
    for found in findings:
        anchor = anchors.get(found.line, BODY)
        finding = replace(found, line=found.line + lead if found.line else 0)
        mends = tuple(mending.offered(finding, sheet))
        if finding.number:
            row = rows.numbered(finding.number)
            if row is not None:
                place = row[finding.field].id_for_label
                href = f"#{row.prefix}"
                yield Advice(str(finding), place, href, finding.is_error, mends=mends)
            continue
        yield Advice(
            said=str(finding),
            place=BODY,
            href=f"#{anchor}",
            is_error=finding.is_error,
            line=finding.line,
            mark=finding.mark,
            quote=_quoted(sheet.body, finding.line, finding.mark),
            mends=mends,
        )


def of_faults(form: BaseForm, index: int = -1) -> Iterator[Advice]:
    """What cannot be read in a form; `index` is that of a row."""
    for name, errors in form.errors.items():
        if name not in form.fields:
            continue
        field = form[name]
        is_address = index >= 0 and name == "url"
        mends = offers.for_address(index, field.value() or "") if is_address else []
        for error in errors:
            yield Advice(
                said=f"{field.label}: {error}",
                place=field.id_for_label,
                href=f"#{form.prefix or field.id_for_label}",
                is_fault=True,
                mends=tuple(mends),
            )


def leading(body: str) -> int:
    """How many lines of the field stand before the text."""
    return body[: len(body) - len(body.lstrip())].count("\n")


def _quoted(body: str, line: int, mark: str) -> str:
    """The line as it was typed, or as much of it as shows the mark."""
    lines = body.split("\n")
    if not 0 < line <= len(lines):
        return ""
    said = lines[line - 1].strip()
    if len(said) <= QUOTE:
        return said
    begin = max(0, said.find(mark) - QUOTE // 2) if mark else 0
    piece = said[begin : begin + QUOTE].strip()
    before, after = "…" if begin else "", "…" if begin + QUOTE < len(said) else ""
    return f"{before}{piece}{after}"
