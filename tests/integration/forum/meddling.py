"""A discussion grown by dice, and all that members and a moderator may do to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import F

from accounts import actions as moderation
from forum import actions
from tests.factories import forum
from tests.integration.forum.walking import (
    flush,
    grown_at_random,
    heavy_tailed,
    let_cite,
)

if TYPE_CHECKING:
    from random import Random

    from articles.models import Article
    from forum.models import Reply


class Crowd:
    """A discussion of some size and any shape, of which any share is withdrawn.

    Whatever is taken back or put back is `touched`: no walk promises to meet it.
    """

    def __init__(
        self, article: Article, alice: Any, mina: Any, dice: Random, *, size: int
    ) -> None:
        self.dice, self.article, self.alice, self.mina = dice, article, alice, mina
        every = range(1, size + 1)
        self.discussion = forum.grow(
            article=article,
            author=alice,
            parents=self._shape(size),
            withdrawn=self._some(every, dice.choice([0, 0.2, 0.2, 0.8])),
            votes={n: dice.randint(1, 9) for n in self._some(every, 0.5)},
        )
        let_cite(self.discussion, self._some(every, 0.3))
        citing = self.discussion.replies.filter(is_live=True, source_count__gt=0)
        self.discussion.sourced_count = citing.count()
        self.discussion.save()
        self.touched: set[int] = set()

    def live(self) -> set[int]:
        return set(self._numbers(is_live=True))

    def do_something(self) -> None:
        """Votes count, and one reply comes, goes, comes back or is written anew."""
        self._vote()
        taken = [self._withdraw, self._put_back, self._hide, self._restore]
        self.dice.choice([self._write, self._edit, *taken])()

    def may_do_something(self) -> None:
        """Or all is quiet, or there are votes alone."""
        quiet = [lambda: None] * 2
        self.dice.choice([self.do_something, self._vote, *quiet])()

    def _vote(self) -> None:
        live = self._numbers(is_live=True)
        for number in self.dice.sample(live, k=min(3, len(live))):
            change = F("ups") + self.dice.randint(1, 30)
            found = self.discussion.replies.filter(number=number)
            found.update(ups=change, is_order_due=True)
        flush(self.discussion)

    def _write(self) -> None:
        parent = self.dice.choice([None, self._any(is_live=True)])
        forum.make_reply(article=self.article, author=self.alice, parent=parent)

    def _edit(self) -> None:
        """It begins to cite a source, or no longer does."""
        if reply := self._any(is_live=True):
            forum.rest(reply.author)
            body = "So it is." if reply.source_count else "So it is, as in [1]."
            actions.edit_reply(
                reply=reply, by=reply.author, body=body, version=reply.version
            )

    def _withdraw(self) -> None:
        if reply := self._touched(is_live=True):
            reply.withdraw()

    def _put_back(self) -> None:
        if reply := self._touched(withdrawn_at__isnull=False, hidden_at=None):
            reply.put_back()

    def _hide(self) -> None:
        if reply := self._touched(is_live=True):
            moderation.hide(subject=reply, by=self.mina, reason="spam")

    def _restore(self) -> None:
        if reply := self._touched(hidden_at__isnull=False):
            moderation.restore(subject=reply, by=self.mina)

    def _touched(self, **wanted: object) -> Reply | None:
        reply = self._any(**wanted)
        if reply:
            self.touched.add(reply.number)
        return reply

    def _any(self, **wanted: object) -> Reply | None:
        numbers = self._numbers(**wanted)
        if not numbers:
            return None
        return self.discussion.replies.get(number=self.dice.choice(numbers))

    def _numbers(self, **wanted: object) -> list[int]:
        found = self.discussion.replies.filter(**wanted).order_by("number")
        return list(found.values_list("number", flat=True))

    def _shape(self, size: int) -> list[int]:
        if self.dice.random() < 0.25:
            return heavy_tailed(self.dice, size)
        roots = self.dice.choice([0.02, 0.1, 0.4, 0.9, 1])
        return grown_at_random(self.dice, size, roots=roots)

    def _some(self, numbers: range, share: float) -> set[int]:
        return {n for n in numbers if n > 1 and self.dice.random() < share}
