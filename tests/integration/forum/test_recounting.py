"""What is counted as it happens can be counted anew, and put right."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import actions as moderation
from articles.models import Article
from forum import actions, ranking, recounting
from forum.models import Discussion, OrderMove, Reply, Vote
from forum.recounting import recount
from tests.factories import accounts, articles, forum

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk(article: Article, alice: Any, bob: Any, mina: Any) -> Discussion:
    """A root that cites and its answers, one hidden, one withdrawn; votes and a flag."""
    say = forum.make_reply
    root = say(article=article, author=alice, body="As in [1].")
    answer = say(article=article, author=bob, parent=root, body="See [a].", sources=[])
    actions.edit_reply(
        reply=answer,
        by=bob,
        body="See [a].",
        sources=["https://a.example/"],
        version=1,
    )
    deeper = say(article=article, author=alice, parent=answer)
    last = say(article=article, author=bob, parent=root)
    for voter in (bob, mina):
        actions.vote(reply=root, by=voter, helpful=True)
    actions.raise_flag(reply=last, by=alice, reason="unkind")
    moderation.hide(subject=deeper, by=mina, reason="spam")
    actions.withdraw_reply(reply=last, by=bob)
    Discussion.objects.update(ordered_at=None)
    actions.vote(reply=root, by=mina, helpful=False)
    return Discussion.objects.select_related("article").get()


def told(*options: str) -> tuple[str, str, bool]:
    """What the command prints, what it prints of errors, and whether it is content."""
    out, err = StringIO(), StringIO()
    try:
        call_command("recount", *options, stdout=out, stderr=err)
    except CommandError as error:
        return out.getvalue(), f"{err.getvalue()}{error}", error.returncode == 0
    return out.getvalue(), err.getvalue(), True


def everything() -> list[Any]:
    """What is stored of the discussion, its replies and its article."""
    rows = [Reply.objects, Discussion.objects, Article.objects]
    return [list(row.order_by("pk").values()) for row in rows]


def test_what_deeds_have_counted_is_right(talk: Discussion) -> None:
    assert recount(talk) == []

    assert told() == ("Everything is counted right.\n", "", True)


ON_REPLIES = [
    {"ups": 7},
    {"flags": 7},
    {"source_count": 0},
    {"source_count": 3},
    {"descendants": 7},
    {"live_descendants": 7},
    {"subtree_last_number": 7},
    {"best_key": 7},
    {"sourced_key": 7},
]
ON_DISCUSSIONS: list[dict[str, Any]] = [
    {"last_number": 7},
    {"live_count": 7},
    {"sourced_count": 7},
    {"last_reply_at": None},
]
ON_ARTICLES: list[dict[str, Any]] = [{"reply_count": 7}, {"last_reply_at": None}]
CASES = [
    *((Reply, wrong) for wrong in ON_REPLIES),
    *((Discussion, wrong) for wrong in ON_DISCUSSIONS),
    *((Article, wrong) for wrong in ON_ARTICLES),
]


@pytest.mark.parametrize(
    ("model", "wrong"), CASES, ids=lambda case: getattr(case, "__name__", str(case))
)
def test_every_counter_that_is_wrong_is_told_and_put_right(
    talk: Discussion, model: Any, wrong: dict[str, Any]
) -> None:
    right = everything()
    first = model.objects.order_by("pk").first()
    model.objects.filter(pk=first.pk).update(**wrong)
    [name] = wrong

    out, err, is_content = told()

    assert not is_content
    assert out == ""
    assert f"{name} is {wrong[name]}, counted {getattr(first, name)}." in err
    assert f"{name} differs in 1 place." in err
    assert everything() != right

    out, err, is_content = told("--repair")

    assert is_content
    assert out == "Put right.\n"
    assert told()[2]
    assert without_epochs(everything()) == without_epochs(right)


def without_epochs(rows: list[Any]) -> list[Any]:
    """Putting an order right is a move like any other: it begins an epoch."""
    of_moves = ("order_epoch", "ordered_at", "forgotten_epoch")
    return [
        [{name: row[name] for name in row if name not in of_moves} for row in table]
        for table in rows
    ]


def test_what_stands_in_sight_by_mistake_goes_and_what_should_comes(
    talk: Discussion,
) -> None:
    Reply.objects.filter(number=3).update(shown=True, live_descendants=1)  # is hidden
    Reply.objects.filter(number=1).update(live_descendants=0)

    drifts = {(drift.where, drift.name) for drift in recount(talk, repair=True)}

    assert drifts == {
        ("models, reply 3", "shown"),
        ("models, reply 3", "live_descendants"),
        ("models, reply 1", "live_descendants"),
    }
    assert recount(talk) == []


def test_looking_changes_nothing(talk: Discussion) -> None:
    Reply.objects.update(ups=9)
    before = everything()

    told()

    assert everything() == before


def test_a_vote_that_has_not_moved_its_reply_yet_is_no_mistake(
    talk: Discussion, mina: Any
) -> None:
    actions.vote(reply=Reply.objects.get(number=2), by=mina, helpful=True)
    assert Reply.objects.get(number=2).is_order_due

    assert recount(talk) == []


def test_a_list_begun_before_the_repair_goes_on_as_it_was(
    visitor: Client, article: Article, alice: Any
) -> None:
    for _time in range(26):
        forum.make_reply(article=article, author=alice)
    voters = [accounts.make_member(f"voter-{n}") for n in range(3)]
    last = Reply.objects.get(number=26)
    Vote.objects.bulk_create(Vote(reply=last, member=voter) for voter in voters)
    first_page = visitor.get(article.get_absolute_url()).content.decode()
    way_on = re.findall(r'href="([^"]+)" rel="next"', first_page)[0]

    drifts = recount(Discussion.objects.get(), repair=True)

    assert {drift.where for drift in drifts} == {"models, reply 26"}
    assert OrderMove.objects.get().number == 26
    assert 'id="r26"' in visitor.get(unescape(way_on)).content.decode()
    assert 'id="r26"' in visitor.get(article.get_absolute_url()).content.decode()


def test_many_replies_are_read_and_written_in_batches(
    monkeypatch: pytest.MonkeyPatch, article: Article, alice: Any
) -> None:
    parents = [0] + [number // 2 for number in range(2, 301)]
    discussion = forum.grow(article=article, author=alice, parents=parents)
    times = {"last_reply_at": Reply.objects.get(number=300).created_at}
    Discussion.objects.update(**times)
    Article.objects.update(last_reply_at=Reply.objects.latest("created_at").created_at)
    right = forum.stored_counters(discussion)
    monkeypatch.setattr(recounting, "BATCH", 50)
    Reply.objects.update(descendants=F("descendants") + 1, ups=3)

    with CaptureQueriesContext(connection) as queries:
        drifts = recount(
            Discussion.objects.select_related("article").get(), repair=True
        )

    assert len(drifts) == 600
    assert forum.stored_counters(discussion) == right
    written = [q["sql"] for q in queries if q["sql"].startswith('UPDATE "forum_reply"')]
    assert len([sql for sql in written if '"descendants"' in sql]) == 6
    assert len(queries) < 80


def test_every_discussion_is_counted_and_each_drift_is_named(
    talk: Discussion, alice: Any
) -> None:
    other = articles.make_article(slug="other")
    forum.make_reply(article=other, author=alice)
    articles.make_article(slug="silent")
    Reply.objects.update(ups=5)

    _out, err, _is_content = told()

    assert "models, reply 1: ups is 5, counted 1." in err
    assert "other, reply 1: ups is 5, counted 0." in err
    assert "ups differs in 5 places." in err


def test_after_the_first_few_they_are_only_counted(
    article: Article, alice: Any
) -> None:
    forum.grow(article=article, author=alice, parents=[0] * 60)
    Reply.objects.update(ups=5, is_order_due=True)

    _out, err, _is_content = told()

    assert err.count("ups is 5") == 20
    assert "ups differs in 60 places." in err


def test_a_clock_that_was_wrong_once_is_no_mistake(
    article: Article, alice: Any
) -> None:
    forum.make_reply(article=article, author=alice)
    ahead = timezone.now() + timedelta(hours=1)
    for model in (Discussion, Article):
        model.objects.update(last_reply_at=ahead)
    Reply.objects.update(created_at=ahead)

    forum.make_reply(article=article, author=alice)

    assert recount(Discussion.objects.get()) == []


def test_the_keys_are_those_of_the_ranking(talk: Discussion) -> None:
    Reply.objects.update(best_key=0, sourced_key=0)

    recount(talk, repair=True)

    for reply in Reply.objects.all():
        key = ranking.best_key(number=reply.number, ups=reply.ups, flags=reply.flags)
        assert reply.best_key == key
        cites = reply.citations.exists()
        assert reply.sourced_key == ranking.sourced_key(key, cites=cites)
