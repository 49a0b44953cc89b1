"""How much is new to a member: on the page, and on the lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import actions as moderation
from articles.models import Article, Topic
from forum import visits
from forum.models import Reply, Visit
from forum.models.reply_queryset import ReplyQuerySet
from forum.opening import Opening
from forum.trail import Trail
from forum.visits import COUNTED
from tests.factories import articles, forum
from tests.integration.forum.coming_back import (
    later,
    led_to,
    marked,
    new_on,
    news_on,
    onwards,
    opened,
    say,
    told,
)
from tests.integration.forum.pages import words

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db

LISTS = pytest.mark.parametrize(
    "place",
    ["/", "/?order=discussed", "/topics/tools/", "/members/alice/replies/"],
)


@pytest.fixture(autouse=True)
def _tools(article: Article) -> None:
    article.topic = Topic.objects.create(name="Tools", slug="tools")
    articles.file_under(article.topic, article)


@LISTS
def test_lists_count_what_is_new(
    bob_client: Client, visited: Article, alice: Any, bob: Any, place: str
) -> None:
    say(visited, alice)
    say(visited, alice, to=1)
    say(visited, bob)
    say(visited, alice).withdraw()

    before = bob_client.get(place).content.decode()
    opened(bob_client, visited)
    after = bob_client.get(place).content.decode()

    assert (new_on(before), new_on(after)) == (2, 0)


@LISTS
def test_where_all_that_was_said_is_one_s_own_or_gone_nothing_is_new(
    bob_client: Client, visited: Article, *, alice: Any, bob: Any, mina: Any, place: str
) -> None:
    say(visited, bob)
    say(visited, alice).withdraw()
    moderation.hide(subject=say(visited, alice), by=mina, reason="spam", note="")

    page = bob_client.get(place).content.decode()

    assert new_on(page) == 0
    assert "__new" not in page


@LISTS
def test_a_restored_reply_counts_again_until_one_was_here(
    bob_client: Client, visited: Article, alice: Any, mina: Any, place: str
) -> None:
    hidden = say(visited, alice)
    counted = []

    moderation.hide(subject=hidden, by=mina, reason="spam", note="")
    counted.append(new_on(bob_client.get(place).content.decode()))
    moderation.restore(subject=hidden, by=mina, note="")
    counted.append(new_on(bob_client.get(place).content.decode()))
    opened(bob_client, visited)
    counted.append(new_on(bob_client.get(place).content.decode()))

    assert counted == [0, 1, 0]


@LISTS
def test_where_a_member_never_was_nothing_counts_as_new(
    mina_client: Client, visited: Article, alice: Any, place: str
) -> None:
    say(visited, alice)

    assert "__new" not in mina_client.get(place).content.decode()


@LISTS
def test_a_visitor_is_told_of_nothing_new(
    visitor: Client, visited: Article, alice: Any, place: str
) -> None:
    say(visited, alice)

    assert "__new" not in visitor.get(place).content.decode()
    assert marked(opened(visitor, visited)) == []


def test_each_discussion_has_a_count_of_its_own(
    bob_client: Client, visited: Article, alice: Any
) -> None:
    other = articles.make_article(title="Another thing", slug="another")
    forum.make_reply(article=other, author=alice)
    opened(bob_client, other)
    forum.make_reply(article=other, author=alice)
    say(visited, alice)
    say(visited, alice)

    page = bob_client.get("/members/alice/replies/").content.decode()

    assert news_on(page) == [2, 2, 1, 1, 2, 2, 2]


@LISTS
def test_counting_costs_the_same_for_one_and_for_many(
    bob_client: Client, visited: Article, alice: Any, place: str
) -> None:
    costs = []
    for others in (0, 9):
        for _ in range(others):
            other = articles.make_article()
            articles.file_under(Topic.objects.get(), other)
            forum.grow(article=other, author=alice, parents=[0, 0])
            opened(bob_client, other)
            Visit.objects.update(seen_number=1)
        say(visited, alice)
        with CaptureQueriesContext(connection) as queries:
            page = bob_client.get(place).content.decode()
        costs.append(len(queries))
        assert len(news_on(page)) > others

    assert costs[0] == costs[1]


# ------------------------------------------------------------- Where counting ends
@pytest.mark.parametrize(
    ("beyond", "is_own", "said"),
    [
        (0, False, "1,000 new"),
        (9, False, "1,000 or more new"),
        (9, True, "999 or more new"),
        (0, True, "999 new"),
    ],
)
def test_counting_ends_somewhere_and_says_so(
    bob_client: Client,
    article: Article,
    alice: Any,
    bob: Any,
    *,
    beyond: int,
    is_own: bool,
    said: str,
) -> None:
    forum.grow(article=article, author=alice, parents=[0] * (1 + COUNTED + beyond))
    Reply.objects.filter(number=5).update(author=bob if is_own else alice)
    opened(bob_client, article)
    Visit.objects.update(seen_number=1)
    later()

    for place in ("/", "/members/alice/replies/", article.get_absolute_url()):
        assert f" {said}" in words(bob_client.get(place))


def test_a_thousand_that_are_gone_do_not_hide_what_is_new_after_them(
    bob_client: Client, article: Article, alice: Any
) -> None:
    spam = set(range(5, COUNTED + 8))
    parents = [0] * (COUNTED + 10)
    forum.grow(article=article, author=alice, parents=parents, withdrawn=spam)
    opened(bob_client, article)
    Visit.objects.update(seen_number=4, since_number=4)
    later()

    listed = [
        new_on(bob_client.get(place).content.decode())
        for place in ("/", "/members/alice/replies/")
    ]
    page = opened(bob_client, article)

    assert (listed, told(page)) == ([3, 3], 3)
    assert len(marked(page)) == 3
    assert led_to(bob_client.get(onwards(page), follow=True)) == min(marked(page))


def test_what_is_gone_beyond_where_counting_ends_is_no_more(
    bob_client: Client, article: Article, alice: Any
) -> None:
    spam = set(range(5, COUNTED + 10))
    parents = [0] * (COUNTED + 9)
    forum.grow(article=article, author=alice, parents=parents, withdrawn=spam)
    opened(bob_client, article)
    Visit.objects.update(seen_number=1, since_number=1)
    later()

    for place in ("/", article.get_absolute_url()):
        assert " 3 new" in words(bob_client.get(place))


def test_who_may_see_a_reply_is_asked_where_all_ask_it(
    monkeypatch: pytest.MonkeyPatch, bob: Any, visited: Article, alice: Any, erin: Any
) -> None:
    hers = say(visited, alice)
    say(visited, erin)
    monkeypatch.setattr(
        ReplyQuerySet,
        "seen_by",
        lambda replies, _viewer: replies.filter(is_live=True).exclude(author=erin),
    )
    reading = Opening(lambda: Article.objects.filter(slug=visited.slug))

    later()
    read = reading.article(visited.slug, bob, **visits.asked(bob, pause=visits.GRACE))
    assert read is not None
    since = visits.of(read, bob)
    found = visits.next_unread(
        visited.discussion, member=bob, since=since.number or 0, trail=Trail()
    )

    assert since.unread == visits.counts([visited], bob)[visited.pk].unread == 1
    assert found == hers.number
