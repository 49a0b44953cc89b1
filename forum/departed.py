"""What stands in the place of a reply that has gone: how it went, and no word of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from django.urls import reverse

from accounts.models import Reason, ledger_url

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from .threads import Row
    from .wording import Words


@dataclass(frozen=True)
class Departed:
    """Draws what has gone, for one viewer; one's own may be put back for a while.

    Where several follow each other they share one line. The reply in focus, and what
    its author may still put back, keep one of their own.
    """

    base: str
    words: Words
    undo_since: datetime | None = None
    focus: int = 0

    def alone(self, row: Row) -> str:
        """The line of one."""
        if not row.is_hidden:
            return f'<p class="reply__gone">{self.words.withdrawn}{self._undo(row)}</p>'
        reason = escape(str(Reason(row.hidden_reason).label))
        entry = escape(ledger_url(row.ledger_entry or 0, ledger=self._ledger))
        link = f' <a href="{entry}">{self.words.entry}</a>'
        # The ledger does not say which reply was illegal, so the reply leads not to it.
        told = "" if row.hidden_reason == Reason.ILLEGAL else link
        return f'<p class="reply__gone">{self.words.removed % reason}{told}</p>'

    def shared(self, rows: Sequence[Row]) -> dict[int, str]:
        """For siblings, by number: the line of a run on its first, none on the others.

        Each remains an item of its own, for what hangs under it.
        """
        lines: dict[int, str] = {}
        if all(row.is_live for row in rows):  # as nearly always, and this is quick
            return lines
        for several, are_gone in self.runs(rows):
            if are_gone:
                lines |= dict.fromkeys((row.number for row in several), "")
                said = self.words.run_gone(len(several))
                lines[several[0].number] = f'<p class="reply__gone">{said}</p>'
        return lines

    def together(self, rows: Sequence[Row]) -> str:
        """One item for a run by time, found by the number of each of them."""
        first, *others = (row.number for row in rows)
        marks = "".join(f'<span id="r{number}"></span>' for number in others)
        said = self.words.several_gone(first, rows[-1].number)
        return (
            f'<li class="reply reply--gone" id="r{first}">'
            f'<p class="reply__gone">{marks}{said}</p></li>'
        )

    def runs(self, rows: Sequence[Row]) -> Iterator[tuple[list[Row], bool]]:
        """The rows in stretches, and whether each is of several that share a line."""
        for may_share, run in groupby(rows, key=self._may_share):
            several = list(run)
            yield several, may_share and len(several) > 1

    def _may_share(self, row: Row) -> bool:
        return not (row.is_live or row.number == self.focus or self._may_undo(row))

    def _undo(self, row: Row) -> str:
        """The way to put back what one has just withdrawn."""
        if not self._may_undo(row):
            return ""
        return (
            f' <button class="reply__act" form="deeds" '
            f'formaction="{self.base}{row.number}/put-back/">{self.words.put_back}</button>'
        )

    def _may_undo(self, row: Row) -> bool:
        since, gone_at = self.undo_since, row.withdrawn_at
        return bool(row.is_own and since and gone_at and gone_at > since)

    @cached_property
    def _ledger(self) -> str:
        return reverse("accounts:ledger")  # once: a page may have hundreds of them
