"""A reply as HTML: one plain function, the same for a page and for a fragment.

The template engine would cost more than the SQL of the page. Everything a person
chose passes through `escape`, but for `body_html`, which `articles.prose` made safe.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _, ngettext

from accounts.models import Reason, ledger_url
from accounts.names import initials, tint
from articles import elapsed

from .threads import Order

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from .threads import Row


@dataclass(frozen=True, slots=True)
class Powers:
    """What this viewer may do in this discussion, asked of the policies once a page."""

    reply: bool = False
    vote: bool = False
    flag: bool = False
    withdraw: bool = False


class Draughtsman:
    """Draws the replies of one article's discussion for one viewer."""

    def __init__(
        self,
        *,
        slug: str,
        may: Powers,
        order: Order = Order.BEST,
        focus: int = 0,
        now: datetime | None = None,
    ) -> None:
        self.base = reverse("forum:discussion", args=[slug]) + "replies/"
        self.members = reverse("accounts:profile", args=["_"]).removesuffix("_/")
        self.may = may
        self.order = order
        self.focus = focus
        self.now = now or timezone.now()
        self.words = _Words()

    def thread(self, rows: Iterable[Row]) -> SafeString:
        """The replies and all that hangs under them, as a nested list's items."""
        return mark_safe("".join(self._item(row) for row in rows))  # noqa: S308

    def lone(self, rows: Iterable[Row]) -> SafeString:
        """The replies each by itself, without what hangs under them."""
        return mark_safe("".join(self._item(row, alone=True) for row in rows))  # noqa: S308

    def deeds(self, row: Row, *, refusal: str = "") -> SafeString:
        """The line of deeds under a live reply: what changes after a vote.

        With `refusal`, the sentence that says why nothing did.
        """
        return mark_safe(self._deeds(row, refusal))  # noqa: S308

    def _item(self, row: Row, *, alone: bool = False) -> str:
        if row.is_live:
            drawn = self._head(row) + self._body(row) + self._deeds(row)
            drawn += self._answer(row)
        else:
            drawn = self._gone(row)
        own = " reply--own" if row.is_own else ""
        focus = " reply--focus" if row.number == self.focus else ""
        gone = "" if row.is_live else " reply--gone"
        return (
            f'<li class="reply{own}{gone}{focus}" id="r{row.number}">'
            f"{drawn}{'' if alone else self._branch(row) + self._more(row)}</li>"
        )

    def _head(self, row: Row) -> str:
        name = escape(row.author)
        edited = f'<span class="reply__edited">{self.words.edited}</span>'
        return (
            '<div class="reply__head">'
            f'<span class="avatar avatar--{tint(row.author)}" aria-hidden="true">{escape(initials(row.author))}</span>'
            f'<h3 class="reply__byline"><a class="reply__author" href="{self.members}{name}/">{name}</a></h3>'
            f'<a class="reply__time" href="{self.base}{row.number}/">'
            f'<time datetime="{row.created_at:%Y-%m-%dT%H:%M:%SZ}">{elapsed.ago(row.created_at, now=self.now)}</time></a>'
            f"{edited if row.edited_at else ''}{self._answers(row)}</div>"
        )

    def _answers(self, row: Row) -> str:
        if not row.answers_number:
            return ""
        link = f'<a href="{self.base}{row.answers_number}/">#{row.answers_number}</a>'
        return f'<span class="reply__answers">{self.words.answers % link}</span>'

    def _body(self, row: Row) -> str:
        return f'<div class="reply__body" dir="auto">{row.body_html}</div>'

    def _deeds(self, row: Row, refusal: str = "") -> str:
        at = f"{self.base}{row.number}/"
        words, may = self.words, self.may
        parts = [self._votes(row, at)]
        if may.reply:
            parts.append(
                f'<a class="reply__act" href="{at}answer/" data-hx-get="{at}answer/" '
                f'data-hx-target="#answer-{row.number}">{words.reply}</a>'
            )
        parts.append(f'<a class="reply__act" href="{at}">{words.link}</a>')
        if may.flag and not row.is_own:
            parts.append(f'<a class="reply__act" href="{at}flag/">{words.flag}</a>')
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

    def _gone(self, row: Row) -> str:
        if not row.is_hidden:
            return f'<p class="reply__gone">{self.words.withdrawn}</p>'
        reason = escape(Reason(row.hidden_reason).label)
        entry = escape(ledger_url(row.ledger_entry or 0))
        return (
            f'<p class="reply__gone">{self.words.removed % reason} '
            f'<a href="{entry}">{self.words.entry}</a></p>'
        )

    def _branch(self, row: Row) -> str:
        if not row.children:
            return ""
        to = row.author if row.is_live else ""
        label = self.words.branch(row.live_descendants, to)
        return (
            '<details class="branch" open><summary class="branch__line">'
            f'<span class="branch__label">{label}</span></summary>'
            f'<ol class="thread">{self.thread(row.children)}</ol></details>'
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
        if row.after:
            asked["after"] = str(row.after)
        question = f"?{urlencode(asked)}" if asked else ""
        return escape(f"{self.base}{row.number}/{question}")


class _Words:
    """The words of a reply, translated once for the page."""

    def __init__(self) -> None:
        self.edited = escape(_("edited"))
        self.answers = escape(_("answers %s"))
        self.reply = escape(_("Reply"))
        self.link = escape(_("Link"))
        self.flag = escape(_("Flag"))
        self.withdraw = escape(_("Withdraw"))
        self.withdrawn = escape(_("Withdrawn by its author."))
        self.removed = escape(_("Removed by a moderator: %s."))
        self.entry = escape(_("Log entry"))

    def helpful(self, count: int) -> str:
        return escape(
            ngettext(
                "%d member finds this helpful", "%d members find this helpful", count
            )
            % count
        )

    def branch(self, count: int, author: str) -> str:
        """Who wrote what has gone is not said any more."""
        if not author:
            return escape(ngettext("%d reply", "%d replies", count) % count)
        return escape(
            ngettext("%(n)d reply to %(author)s", "%(n)d replies to %(author)s", count)
            % {"n": count, "author": author}
        )

    def more(self, count: int) -> str:
        return escape(ngettext("%d more reply", "%d more replies", count) % count)

    def continued(self, count: int) -> str:
        return escape(
            ngettext(
                "Continue this thread: %d more reply",
                "Continue this thread: %d more replies",
                count,
            )
            % count
        )
