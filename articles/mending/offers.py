"""What would mend a finding, in a word for its button and one for the program. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from articles import checks
from articles.checks import Finding, Kind
from articles.marks import blocks

from .sheet import spots, token

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .sheet import Sheet

MOST = 6  # sources offered for one paragraph; more would hide the text
WORDS = 40  # characters of a title on a button


@dataclass(frozen=True, slots=True)
class Mend:
    """A button. Its code is what `mend` understands."""

    code: str
    label: str


def offered(finding: Finding, sheet: Sheet) -> list[Mend]:
    """The ways to mend it that need no further word, the likeliest first."""
    ways = _WAYS.get(finding.kind)
    return list(ways(finding, sheet)) if ways else []


def for_address(index: int, typed: str) -> list[Mend]:
    """For an address that cannot be read: what may be missing is its beginning."""
    mended = f"https://{typed.strip().lstrip('/')}"
    if not typed.strip() or "://" in typed or not checks.can_be_followed(mended):
        return []
    return [Mend(f"https:{index}", _("Make it %(url)s") % {"url": mended})]


def _undefined(finding: Finding, sheet: Sheet) -> Iterator[Mend]:
    number = finding.cites
    idle = sorted(sheet.standing.keys() - {spot.number for spot in spots(sheet.body)})
    values = {"number": number, "title": ""}
    if number in sheet.struck:
        values["title"] = _short(sheet.struck[number].get("title", ""))
        label = _("Bring source %(number)d back: %(title)s")
    else:
        label = _("Add a row for source %(number)d")
    if number not in sheet.standing:  # else it has one, which says nothing yet
        yield Mend(f"add:{number}", label % values)
    if len(idle) == 1:
        label = _("Cite source %(idle)d instead") % {"idle": idle[0]}
        yield Mend(f"cite:{number}:{idle[0]}", label)
    yield Mend(f"unmark:{number}", _("Take [%(number)d] out of the text") % values)


def _uncited(finding: Finding, sheet: Sheet) -> Iterator[Mend]:
    values = {"number": finding.number}
    yield Mend(f"mark:{finding.number}", _("Cite [%(number)d] in the text") % values)
    if finding.number in sheet.known:
        label = _("Strike source %(number)d")
    else:
        label = _("Remove source %(number)d")
    yield Mend(f"drop:{finding.number}", label % values)


def _repeated(finding: Finding, sheet: Sheet) -> Iterator[Mend]:
    if finding.number in sheet.known:
        return  # readers know both numbers
    label = _("Cite [%(first)d] instead, and remove source %(number)d")
    values = {"first": finding.cites, "number": finding.number}
    yield Mend(f"merge:{finding.number}:{finding.cites}", label % values)


def _unsourced(finding: Finding, sheet: Sheet) -> Iterator[Mend]:
    block = next((b for b in blocks(sheet.body) if b.line == finding.line), None)
    if block is None:
        return
    cited = {spot.number for spot in spots(sheet.body)}
    standing = sheet.standing
    for number in sorted(standing, key=lambda n: (n in cited, n))[:MOST]:
        values = {"number": number, "title": _short(standing[number].get("title", ""))}
        label = _("Cite [%(number)d] here: %(title)s") % values
        yield Mend(f"mark:{number}:{token(block)}", label)


def _miscounted(finding: Finding, sheet: Sheet) -> Iterator[Mend]:  # noqa: ARG001
    yield Mend(f"recount:{finding.cites}", _("Write it as it will show"))


def _short(title: str) -> str:
    return Truncator(title).chars(WORDS)


_WAYS: dict[Kind, Callable[[Finding, Sheet], Iterator[Mend]]] = {
    Kind.UNDEFINED: _undefined,
    Kind.UNCITED: _uncited,
    Kind.REPEATED: _repeated,
    Kind.UNSOURCED: _unsourced,
    Kind.MISCOUNTED: _miscounted,
}
