"""Among a hundred thousand replies a page does no more than among a hundred."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection, transaction
from django.db.models import Count, F, Sum
from django.test import Client
from django.utils import timezone

from accounts.models import Member
from articles.models import Article
from benchmarks import trees, work
from forum import ordering
from forum.models import Visit, Vote
from forum.reading import FIRST_LEVEL, FLAT
from forum.threads import BELOW, BEYOND
from tests.factories import accounts, articles, forum
from tests.integration.forum import multitude
from tests.integration.forum.conftest import SOURCES
from tests.integration.forum.pages import statements
from tests.integration.forum.walking import Leaf, numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

SMALL, GREAT = 1_000, 100_000
FEWER = range(1, 25)  # replies that a discussion has which shows fewer than it could
YARDSTICKS = [*FEWER, *range(25, 201, 5)]  # that a small one shows, all or of a hundred
NO_MORE = 1.3  # times the work of a small page that shows as many
ORDERS = ["best", "new", "old", "sourced"]
WHO = pytest.mark.parametrize("who", ["visitor", "member"])


@pytest.fixture(scope="module")
def world(
    django_db_setup: None, django_db_blocker: Any
) -> Iterator[dict[int, Article]]:
    """Two discussions of one shape and a hundredfold size; gone with the last test."""
    with django_db_blocker.unblock(), transaction.atomic():
        alice, bob = accounts.make_member("alice"), accounts.make_member("bob")
        grown = {}
        for size in (SMALL, GREAT):
            article = articles.make_article(slug=f"of-{size}", sources=SOURCES)
            discussion = multitude.fill(article, alice, size)
            some = discussion.replies.filter(number__lte=50)
            Vote.objects.bulk_create(Vote(reply=reply, member=bob) for reply in some)
            some.update(ups=F("ups") + 1, is_order_due=True)
            ordering.put_in_order(discussion)  # so that epoch 0 is a past one
            grown[size] = article
        for shown in YARDSTICKS:
            article = articles.make_article(slug=f"shows-{shown}", sources=SOURCES)
            parents = (
                [0] * shown
                if shown in FEWER
                else trees.yardstick(shown, size=max(100, shown))
            )
            forum.grow(article=article, author=alice, parents=parents)
        connection.check_constraints()  # once, and not again after each test
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
        yield grown
        transaction.set_rollback(True)


@pytest.fixture
def clients(db: None, world: dict[int, Article]) -> dict[str, Client]:
    """Somebody who has just been here, and a visitor."""
    member = Client()
    member.force_login(Member.objects.get(username="bob"))
    return {"visitor": Client(), "member": member}


PLACES = [
    *(f"?order={order}" for order in ORDERS),
    *(f"?order={order}&after={{{order}}}.900.1" for order in ORDERS),
    "?after={best}.900.0",  # begun before replies moved
    "?order=sourced&after={sourced}.900.0",
    *(f"?order={order}&after=b{BEYOND}.900.1" for order in ("best", "sourced", "old")),
    f"?order=new&after=b{BELOW}.900.1",  # the last page
    "replies/{number}/",
    "replies/1/",
    "replies/1/?order=old&after={answer}.300.1",
    "replies/33/",  # the end of the chain
    "?order=flat&page={page}",
]
# Of the great one: behind so many branches, this reply, this page of fifty.
BRANCHES, NUMBER, PAGE = 12_500, 73_512, 1_400


def address(article: Article, place: str) -> str:
    """A place far back in a discussion, in a small one where it looks alike."""
    discussion = article.discussion
    roots = discussion.replies.filter(parent_number=0)
    last = discussion.last_number
    branches = roots.count()

    def standing_at(key: str, share: float = 3 / 4) -> int:
        far = BRANCHES if branches > BRANCHES else int(branches * share)
        keys = roots.order_by(key).values_list(key.lstrip("-"), flat=True)
        found: int = keys[far - 1]
        return found

    place = place.format(
        best=standing_at("best_key"),
        sourced=standing_at("sourced_key"),
        old=standing_at("number"),
        new=standing_at("-number", share=1 / 8),
        number=min(NUMBER, last * 3 // 4),
        answer=min(NUMBER, last * 3 // 4),
        page=min(PAGE, last * 3 // 4 // FLAT),
    )
    return f"{article.get_absolute_url()}{place}"


def test_the_great_one_is_asked_for_the_places_named(world: dict[int, Article]) -> None:
    roots = world[GREAT].discussion.replies.filter(parent_number=0)

    named = [address(world[GREAT], place) for place in ("{number}", "{page}", "{old}")]

    ends = [one.rsplit("/", 1)[1] for one in named]
    place = roots.filter(number__lte=ends.pop()).count()
    assert [*ends, str(place)] == [str(NUMBER), str(PAGE), str(BRANCHES)]


def replies_on(client: Client, where: str) -> int:
    """With those above the one that the page is about, and with that one."""
    return len(numbers(client.get(where).content.decode()))


def work_of(client: Client, where: str) -> int:
    return work.of(lambda: client.get(where))


# ----------------------------------------------------------------------- Statements
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("who", "ceiling"), [("visitor", 6), ("member", 9)])
def test_a_page_takes_as_many_statements_as_in_a_discussion_of_a_thousand(
    clients: dict[str, Client],
    world: dict[int, Article],
    *,
    place: str,
    who: str,
    ceiling: int,
) -> None:
    small, great = (
        len(statements(clients[who], address(world[size], place)))
        for size in (SMALL, GREAT)
    )

    assert small == great <= ceiling


# ----------------------------------------------------------------------------- Work
@pytest.mark.parametrize("place", PLACES)
def test_a_page_is_hardly_more_work_than_a_small_discussion_that_shows_as_much(
    clients: dict[str, Client], world: dict[int, Article], place: str
) -> None:
    where = address(world[GREAT], place)
    shown = replies_on(clients["member"], where)
    like = min(YARDSTICKS, key=lambda yard: abs(yard - shown))
    small = f"/articles/shows-{like}/?order=best"
    assert replies_on(clients["member"], small) == like

    done, base = work_of(clients["member"], where), work_of(clients["member"], small)

    assert done <= NO_MORE * base, (shown, done, base)


@pytest.mark.parametrize("where", ["", "unread/{half}/"])
def test_who_comes_back_after_long_makes_no_more_work_than_after_a_thousand_replies(
    clients: dict[str, Client], world: dict[int, Article], where: str
) -> None:
    taken = {}
    for size in (SMALL, GREAT):
        there = world[size].get_absolute_url() + where.format(half=size // 2)
        been_away(clients["member"], world[size])
        clients["member"].get(there)
        taken[size] = work_of(clients["member"], there)

    assert taken[GREAT] <= NO_MORE * taken[SMALL], taken


UNREAD = 100  # replies, all that a small discussion has


def test_next_unread_and_where_it_leads_is_no_more_work_than_a_small_page_as_new(
    clients: dict[str, Client], world: dict[int, Article]
) -> None:
    small, great = Article.objects.get(slug="shows-25"), world[GREAT]
    bob = clients["member"]
    been_away(bob, small, seen=small.discussion.last_number - UNREAD)
    base = work_of(bob, f"{small.get_absolute_url()}?order=best")
    been_away(bob, great, seen=GREAT - UNREAD)
    there = f"{great.get_absolute_url()}unread/{GREAT - UNREAD}/"
    landed = bob.get(there, follow=True)
    assert [code for _, code in landed.redirect_chain] == [302]

    done = work.of(lambda: bob.get(there, follow=True))

    assert done <= NO_MORE * base, (done, base)


def been_away(bob: Client, article: Article, *, seen: int = 1) -> None:
    """Bob has seen so many replies, and is reading on."""
    bob.get(article.get_absolute_url())
    now = timezone.now()
    Visit.objects.update(since_number=seen, seen_number=seen, visited_at=now)


@pytest.mark.parametrize("where", ["/", "/?order=discussed", "{great}feed.atom"])
@WHO
def test_what_tells_the_newest_reads_none_but_the_newest(
    clients: dict[str, Client], world: dict[int, Article], who: str, where: str
) -> None:
    there = where.format(great=world[GREAT].get_absolute_url())
    clients[who].get(there)

    done = work_of(clients[who], there)

    assert 0 < done < GREAT / 20


# ---------------------------------------------------------------------------- Sums
@pytest.mark.parametrize("order", ORDERS)
def test_what_is_shown_and_what_follows_make_a_hundred_thousand(
    visitor: Client, world: dict[int, Article], order: str
) -> None:
    begin = f"{world[GREAT].get_absolute_url()}?order={order}"

    first = Leaf(visitor, begin)
    second = Leaf(visitor, first.ways["next"])
    third = Leaf(visitor, second.ways["next"])

    assert first.weight + first.more == GREAT
    assert first.weight + second.weight + second.more == GREAT
    assert first.weight + second.weight + third.weight + third.more == GREAT


@pytest.mark.parametrize("order", ["best", "sourced", "old"])
def test_behind_twelve_thousand_branches_the_sum_holds_as_well(
    visitor: Client, world: dict[int, Article], order: str
) -> None:
    article, key = world[GREAT], "number" if order == "old" else f"{order}_key"
    roots = article.discussion.replies.filter(parent_number=0).order_by(key)
    at = roots.values_list(key, flat=True)[BRANCHES - 1]
    read = roots.filter(**{f"{key}__lte": at}).aggregate(
        replies=Count("pk") + Sum("live_descendants")
    )["replies"]
    here = f"{article.get_absolute_url()}?order={order}&after={at}.{read}.1"

    page = Leaf(visitor, here)

    assert page.siblings == [
        *roots.values_list("number", flat=True)[BRANCHES : BRANCHES + FIRST_LEVEL]
    ]
    assert read + page.weight + page.more == GREAT


def test_under_the_first_reply_the_sum_is_that_of_its_answers(
    visitor: Client, world: dict[int, Article]
) -> None:
    article = world[GREAT]
    answers = article.discussion.replies.get(number=1).live_descendants

    page = Leaf(visitor, f"{article.get_absolute_url()}replies/1/")

    assert page.weight + page.more == answers > GREAT * 0.49
