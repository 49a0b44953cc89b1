"""Whatever people do, and in whatever order, the counters are what a recount says."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import PermissionDenied

from accounts import actions as moderation
from forum import actions, recounting
from forum.models import Discussion, Reply, ReplyFlag
from tests.factories import accounts, articles, forum

if TYPE_CHECKING:
    from accounts.models import Member
    from articles.models import Article

pytestmark = pytest.mark.django_db

DEEDS = 60
REASONS = ["spam", "unkind", "off_topic"]


class Day:
    """Members and a moderator, doing whatever the dice say."""

    def __init__(
        self, article: Article, members: list[Member], mina: Member, seed: int
    ):
        self.article, self.members, self.mina = article, members, mina
        self.dice = random.Random(seed)  # noqa: S311 - the same day for each seed

    def somebody(self) -> Member:
        member = self.dice.choice(self.members)
        forum.rest(member)
        return member

    def some_reply(self) -> Reply:
        return self.dice.choice(
            list(Reply.objects.select_related("discussion__article"))
        )

    def post(self) -> None:
        body = self.dice.choice(["So it is.", "As in [1].", "[1] and [2] differ."])
        actions.post_reply(article=self.article, author=self.somebody(), body=body)

    def answer(self) -> None:
        actions.post_reply(
            article=self.article,
            author=self.somebody(),
            body=self.dice.choice(["Why?", "See [2]."]),
            parent=self.some_reply(),
        )

    def vote(self) -> None:
        helpful = self.dice.random() < 0.7
        actions.vote(reply=self.some_reply(), by=self.somebody(), helpful=helpful)

    def withdraw(self) -> None:
        reply = self.some_reply()
        actions.withdraw_reply(reply=reply, by=reply.author)

    def put_back(self) -> None:
        reply = self.some_reply()
        actions.put_back_reply(reply=reply, by=reply.author)

    def edit(self) -> None:
        reply = self.some_reply()
        forum.rest(reply.author)
        actions.edit_reply(
            reply=reply,
            by=reply.author,
            body=self.dice.choice(["So it was.", "As in [2].", "See [a] and [1]."]),
            sources=self.dice.choice([[], ["https://a.example/"]]),
            version=reply.version,
        )

    def hide(self) -> None:
        reason = self.dice.choice(REASONS)
        moderation.hide(subject=self.some_reply(), by=self.mina, reason=reason)

    def restore(self) -> None:
        moderation.restore(subject=self.some_reply(), by=self.mina)

    def flag(self) -> None:
        reason = self.dice.choice(REASONS)
        actions.raise_flag(reply=self.some_reply(), by=self.somebody(), reason=reason)

    def judge(self) -> None:
        flag = self.dice.choice(list(ReplyFlag.objects.all()) or [None])
        if flag is None:
            return
        if self.dice.random() < 0.5:
            moderation.dismiss(flag=flag, by=self.mina)
        else:
            moderation.uphold(flag=flag, by=self.mina, reason=flag.reason)

    def goes_by(self) -> None:
        self.post()
        deeds = [self.post, self.answer, self.answer, self.answer, self.vote, self.vote]
        deeds += [self.withdraw, self.hide, self.restore, self.flag, self.judge]
        deeds += [self.put_back, self.edit, self.edit]
        for _deed in range(DEEDS):
            try:
                self.dice.choice(deeds)()
            except (PermissionDenied, moderation.AlreadyDecided):
                continue  # the dice ask for what nobody may do, too


@pytest.mark.parametrize("seed", range(6))
def test_counters_equal_a_recount_whatever_happened(
    article: Article, mina: Any, seed: int
) -> None:
    members = [accounts.make_member(f"member-{n}") for n in range(5)]

    Day(article, members, mina, seed).goes_by()

    discussion = Discussion.objects.get()
    assert forum.stored_counters(discussion) == forum.true_counters(discussion)
    assert recounting.recount(discussion) == []
    numbers = Reply.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, discussion.last_number + 1))


def test_what_is_refused_leaves_no_trace(
    article: Article, alice: Any, alices: Reply
) -> None:
    before = forum.stored_counters(alices.discussion)

    for deed in (
        lambda: actions.vote(reply=alices, by=alice, helpful=True),
        lambda: actions.raise_flag(reply=alices, by=alice, reason="spam"),
    ):
        with pytest.raises(PermissionDenied):
            deed()

    assert forum.stored_counters(alices.discussion) == before


def test_a_reply_in_another_discussion_cannot_be_answered_here(
    article: Article, alice: Any, bob: Any
) -> None:
    elsewhere = forum.make_reply(article=articles.make_article(), author=alice)

    with pytest.raises(Reply.DoesNotExist):
        actions.post_reply(article=article, author=bob, body="Why?", parent=elsewhere)

    assert not Discussion.objects.filter(article=article).exists()
