"""Many people in one discussion at the same time."""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from accounts import actions as moderation
from accounts.throttle import TooManyRequests
from forum import actions
from forum.models import Discussion, Reply, ReplyFlag
from tests.factories import accounts
from tests.integration.forum.crowding import (
    THREADS,
    assert_all_is_counted_right,
    together,
)
from tests.thorough import tries

if TYPE_CHECKING:
    from accounts.models import Member
    from articles.models import Article

SECONDS = tries(fair=8, thorough=20)
NOBODY_MAY = (
    PermissionDenied,
    moderation.AlreadyDecided,
    TooManyRequests,
    actions.Overtaken,
)
NEW_SOURCES = ["https://a.example/", "https://memo.example/leak"]


class Somebody:
    """One thread's share of the crowd: does what the dice say until the time is up."""

    def __init__(self, article: Article, crowd: list[Member], mina: Member, seed: int):
        self.article, self.crowd, self.mina = article, crowd, mina
        self.dice = random.Random(seed)  # noqa: S311 - no secret
        self.done: dict[str, int] = {}

    def member(self) -> Member:
        return self.dice.choice(self.crowd)

    def reply(self) -> Reply:
        last = Discussion.objects.values_list("last_number", flat=True).get()
        return Reply.objects.select_related("discussion__article", "author").get(
            number=self.dice.randint(max(1, last - 40), max(1, last))
        )

    def post(self) -> None:
        parent = self.reply() if self.dice.random() < 0.8 else None
        body = self.dice.choice(["So it is.", "As in [1]."])
        actions.post_reply(
            article=self.article, author=self.member(), body=body, parent=parent
        )

    def vote(self) -> None:
        helpful = self.dice.random() < 0.8
        actions.vote(reply=self.reply(), by=self.member(), helpful=helpful)

    def withdraw(self) -> None:
        reply = self.reply()
        actions.withdraw_reply(reply=reply, by=reply.author)

    def put_back(self) -> None:
        gone = Reply.objects.filter(withdrawn_at__isnull=False).order_by("?")
        if reply := gone.select_related("discussion__article", "author").first():
            actions.put_back_reply(reply=reply, by=reply.author)

    def edit(self) -> None:
        reply = self.reply()
        actions.edit_reply(
            reply=reply,
            by=reply.author,
            body=self.dice.choice(["So it was.", "As in [2].", "Read [a] again."]),
            sources=self.dice.choice([[], NEW_SOURCES]),
            version=reply.version,
        )

    def hide(self) -> None:
        moderation.hide(subject=self.reply(), by=self.mina, reason="spam")

    def restore(self) -> None:
        moderation.restore(subject=self.reply(), by=self.mina)

    def flag(self) -> None:
        actions.raise_flag(reply=self.reply(), by=self.member(), reason="unkind")

    def judge(self) -> None:
        flag = ReplyFlag.objects.open().order_by("?").first()
        if flag:
            moderation.dismiss(flag=flag, by=self.mina)

    def half_a_minute_passes(self) -> None:
        Discussion.objects.update(ordered_at=None)

    def until(self, end: float) -> None:
        deeds = [self.post] * 6 + [self.vote] * 8 + [self.hide, self.restore] * 2
        deeds += [self.withdraw, self.flag, self.judge, self.half_a_minute_passes]
        deeds += [self.put_back, self.edit, self.edit]
        while time.monotonic() < end:
            deed = self.dice.choice(deeds)
            try:
                deed()
            except NOBODY_MAY:
                continue
            self.done[deed.__name__] = self.done.get(deed.__name__, 0) + 1


def deadlocks() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
        )
        [count] = cursor.fetchone()
    return int(count)


@pytest.mark.postgresql
def test_whatever_a_crowd_does_together_is_counted_right(
    busy: Article, crowd: list[Member]
) -> None:
    mina = accounts.make_moderator("mina")
    actions.post_reply(article=busy, author=crowd[0], body="The first word.")
    end = time.monotonic() + SECONDS
    people = [Somebody(busy, crowd, mina, seed) for seed in range(THREADS)]

    went_wrong = together(lambda number: people[number].until(end))

    assert went_wrong == []
    assert deadlocks() == 0
    discussion = Discussion.objects.get()
    numbers = Reply.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, discussion.last_number + 1))
    assert_all_is_counted_right()
    done = {name for person in people for name in person.done}
    assert done >= {"post", "vote", "withdraw", "hide", "restore", "flag", "judge"}
    assert done >= {"put_back", "edit"}
    assert discussion.last_number > 5 * SECONDS


@pytest.mark.postgresql
def test_the_first_words_of_many_begin_one_discussion(
    busy: Article, crowd: list[Member]
) -> None:
    def speak(number: int) -> None:
        actions.post_reply(article=busy, author=crowd[number], body=f"Me, {number}.")

    went_wrong = together(speak)

    assert went_wrong == []
    assert Discussion.objects.get().last_number == THREADS
