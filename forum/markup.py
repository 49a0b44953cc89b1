"""A reply as HTML: one plain function, the same for a page and for a fragment.

The template engine would cost more than the SQL of the page. Everything a person
chose passes through `escape`, but for `body_html`, which `articles.prose` made safe.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from accounts.names import initials, tint
from articles import elapsed

from .departed import Departed
from .threads import Order
from .wording import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from .threads import Row


@dataclass(frozen=True, slots=True)
class Powers:
    """What any member may do in this discussion; of one's own replies the row knows.

    One's own may be edited if written after `edit_since`, and put back if withdrawn
    after `undo_since`.
    """

    reply: bool = False
    vote: bool = False
    flag: bool = False
    withdraw: bool = False
    edit_since: datetime | None = None
    undo_since: datetime | None = None


class Draughtsman:
    """Draws the replies of one article's discussion for one viewer."""

    def __init__(
        self,
        *,
        slug: str,
        may: Powers,
        order: Order = Order.BEST,
        focus: int = 0,
        since: int | None = None,
        asked: Mapping[str, str] | None = None,
        now: datetime | None = None,
    ) -> None:
        self.base = reverse("forum:discussion", args=[slug]) + "replies/"
        self.members = reverse("accounts:profile", args=["_"]).removesuffix("_/")
        self.may = may
        self.order = order
        self.focus = focus
        self.since = since
        self.taken = dict(asked or {})  # along, to the address of a reply in context
        self.asked = escape(f"?{urlencode(self.taken)}") if self.taken else ""
        self.clock = elapsed.Clock(now or timezone.now())
        self.words = Words()
        self.departed = Departed(
            base=self.base, focus=focus, undo_since=may.undo_since, words=self.words
        )
        self.badge = f'<span class="badge">{self.words.moderator}</span>'
        self.new = f'<span class="reply__new">{self.words.new}</span>'

    def thread(self, rows: Sequence[Row]) -> SafeString:
        """The replies and all that hangs under them, as a nested list's items.

        Of several in a row that are gone, one line; what hangs under each stays there.
        """
        shared = self.departed.shared(rows)
        drawn = (self._item(row, gone=shared.get(row.number)) for row in rows)
        return mark_safe("".join(drawn))  # noqa: S308

    def lone(self, rows: Iterable[Row]) -> SafeString:
        """The replies each by itself, without what hangs under them."""
        return mark_safe("".join(self._item(row, alone=True) for row in rows))  # noqa: S308

    def flat(self, rows: Sequence[Row]) -> SafeString:
        """The replies each by itself; of several in a row that are gone, one line."""
        drawn: list[str] = []
        for several, are_gone in self.departed.runs(rows):
            if are_gone:
                drawn.append(self.departed.together(several))
            else:
                drawn.append(self.lone(several))
        return mark_safe("".join(drawn))  # noqa: S308

    def address(self, row: Row) -> str:
        """Where a reply is read in context, with what is taken along."""
        question = f"?{urlencode(self.taken)}" if self.taken else ""
        return f"{self.base}{row.number}/{question}#r{row.number}"

    def deeds(self, row: Row, *, refusal: str = "") -> SafeString:
        """The line of deeds under a live reply: what changes after a vote.

        With `refusal`, the sentence that says why nothing did.
        """
        return mark_safe(self._deeds(row, refusal))  # noqa: S308

    def _item(self, row: Row, *, alone: bool = False, gone: str | None = None) -> str:
        """One reply; where it is gone, in these words if there are any."""
        if row.is_live:
            drawn = self._head(row) + self._body(row) + self._deeds(row)
            drawn += self._answer(row)
        else:
            drawn = self.departed.alone(row) if gone is None else gone
        own = " reply--own" if row.is_own else ""
        focus = " reply--focus" if row.number == self.focus else ""
        state = "" if row.is_live else " reply--gone"
        new = " reply--new" if self._is_new(row) else ""
        return (
            f'<li class="reply{own}{state}{new}{focus}" id="r{row.number}">'
            f"{drawn}{'' if alone else self._branch(row) + self._more(row)}</li>"
        )

    def _is_new(self, row: Row) -> bool:
        return self.since is not None and row.is_new_since(self.since)

    def _holds_new(self, row: Row) -> bool:
        """Whether something new hangs under it; where some is left out, it may."""
        if self.since is None or row.subtree_last_number <= self.since:
            return False
        return row.more > 0 or any(
            self._is_new(answer) or self._holds_new(answer) for answer in row.children
        )

    def _head(self, row: Row) -> str:
        name = escape(row.author)
        return (
            '<div class="reply__head">'
            f'<span class="avatar avatar--{tint(row.author)}" aria-hidden="true">{escape(initials(row.author))}</span>'
            f'<h3 class="reply__byline"><a class="reply__author" href="{self.members}{name}/">{name}</a></h3>'
            f"{self.badge if row.is_moderators else ''}"
            f"{self.new if self._is_new(row) else ''}"
            f'<a class="reply__time" href="{self.base}{row.number}/{self.asked}">'
            f'<time datetime="{row.created_at:%Y-%m-%dT%H:%M:%SZ}">{self.clock.ago(row.created_at)}</time></a>'
            f"{self._edited(row)}{self._answers(row)}</div>"
        )

    def _edited(self, row: Row) -> str:
        if not row.edited_at:
            return ""
        history = f"{self.base}{row.number}/revisions/"
        return f'<a class="reply__edited" href="{history}">{self.words.edited}</a>'

    def _answers(self, row: Row) -> str:
        if not row.answers_number:
            return ""
        at = f"{self.base}{row.answers_number}/{self.asked}"
        link = f'<a href="{at}">#{row.answers_number}</a>'
        return f'<span class="reply__answers">{self.words.answers % link}</span>'

    def _body(self, row: Row) -> str:
        return f'<div class="reply__body" dir="auto">{row.body_html}</div>'

    def _deeds(self, row: Row, refusal: str = "") -> str:
        at = f"{self.base}{row.number}/"
        words, may = self.words, self.may
        whose = (
            f'<span class="visually-hidden"> {words.whose(escape(row.author))}</span>'
        )
        parts = [self._votes(row, at)]
        if may.reply:
            parts.append(
                f'<a class="reply__act" href="{at}answer/" data-hx-get="{at}answer/" '
                f'data-hx-target="#answer-{row.number}">{words.reply}{whose}</a>'
            )
            parts.append(
                f'<a class="reply__act" href="{at}answer/?quote=1" data-hx-get="{at}answer/?quote=1" '
                f'data-hx-target="#answer-{row.number}">{words.quote}{whose}</a>'
            )
        parts.append(f'<a class="reply__act" href="{at}">{words.link}{whose}</a>')
        if may.flag and not row.is_own:
            parts.append(
                f'<a class="reply__act" href="{at}flag/">{words.flag}{whose}</a>'
            )
        if may.edit_since and row.is_own and row.created_at > may.edit_since:
            parts.append(f'<a class="reply__act" href="{at}edit/">{words.edit}</a>')
        if may.withdraw and row.is_own:
            parts.append(
                f'<a class="reply__act" href="{at}withdraw/">{words.withdraw}</a>'
            )
        if refusal:
            parts.append(
                f'<span class="field__error" role="alert">{escape(refusal)}</span>'
            )
        return f'<div class="reply__acts" id="acts-{row.number}">{"".join(parts)}</div>'

    def _answer(self, row: Row) -> str:
        """Where an answer is written in place; it outlives a change of the deeds."""
        place = f'<div class="reply__answer" id="answer-{row.number}"></div>'
        return place if self.may.reply else ""

    def _votes(self, row: Row, at: str) -> str:
        count = f'<span aria-hidden="true">▲ {row.ups}</span>'
        label = self.words.helpful(row.ups)
        hidden = f'<span class="visually-hidden">{label}</span>'
        if row.is_own or not self.may.vote:
            return f'<span class="reply__votes">{count}{hidden}</span>'
        pressed = "true" if row.is_voted else "false"
        wanted = "off" if row.is_voted else "on"
        return (
            f'<button class="reply__act reply__vote" id="vote-{row.number}" name="vote" value="{wanted}" form="deeds" '
            f'formaction="{at}vote/" aria-pressed="{pressed}" data-hx-post="{at}vote/" '
            f'data-hx-target="#acts-{row.number}" data-hx-swap="outerHTML">{count}{hidden}</button>'
        )

    def _branch(self, row: Row) -> str:
        if not row.children:
            return ""
        to = row.author if row.is_live else ""
        label = self.words.branch(row.live_descendants, to)
        new = " branch--new" if self._holds_new(row) else ""
        return (
            f'<details class="branch{new}" id="b{row.number}" open><summary class="branch__line">'
            f'<span class="branch__label">{label}</span></summary>'
            f'<ol class="thread" role="list">{self.thread(row.children)}</ol></details>'
        )

    def _more(self, row: Row) -> str:
        """The way on to answers left out; under the focus it is the page's own."""
        if row.more <= 0 or row.number == self.focus:
            return ""
        label = (
            self.words.more(row.more)
            if row.children
            else self.words.continued(row.more)
        )
        return f'<a class="more" href="{self._on_from(row)}">{label}</a>'

    def _on_from(self, row: Row) -> str:
        """Where the answers to a reply go on after those shown, in the same order."""
        asked = {} if self.order is Order.BEST else {"order": self.order.value}
        if row.after:  # which means nothing in another order, chosen meanwhile
            asked = {"order": self.order.value, "after": str(row.after)}
        asked |= self.taken
        question = f"?{urlencode(asked)}" if asked else ""
        return escape(f"{self.base}{row.number}/{question}")
