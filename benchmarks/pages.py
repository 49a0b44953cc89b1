"""What each page of the great discussion costs, beside one of a small discussion.

Service time in this process, rounds interleaved, medians, and their ratio to the first
page of a 100-reply discussion that shows just as many replies. Figures in milliseconds
are of this machine alone; the ratios travel, and so does the work.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accounts.models import Member
from forum.models import Discussion, Reply, Visit
from forum.threads import BELOW, BEYOND, Cursor

from . import moving, world
from .visiting import Page, signed_in, take_turns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.db.models import QuerySet
    from django.test import Client

    from .table import Row

KEYS = {"best": "best_key", "new": "-number", "old": "number", "sourced": "sourced_key"}
AFTER = 12_500  # siblings of the first level before a page in the middle
PERMALINK, FLAT = 73_512, 1_400  # a reply and a page further back than the middle
FEWEST, MOST = 6, 100  # replies that a small discussion can be made to show


def measure(rounds: int) -> list[Row]:
    """What each page costs, and each small discussion beside it."""
    reader, returning = Member.objects.order_by("pk")[7:9]
    stale = moving.votes_between_pages(Discussion.objects.get(article__slug="huge"))
    _have_been_here(reader, returning)
    here, back = signed_in(reader), signed_in(returning)
    pages = [
        *_of_the_great_one(here, stale),
        *_after_long(back),
        *_of_the_front(here, back),
    ]
    for page in pages:
        page.look()
    small = _small_ones(pages, here)
    _have_been_here(reader, returning)
    for page in small:
        page.look()
    take_turns([*pages, *small], rounds)
    return [*pages, *small]


def _small_ones(pages: Iterable[Page], client: Client) -> list[Page]:
    """For each page that is compared with none, a small discussion that shows as many."""
    alone = {page.name: page for page in pages if not page.beside}
    for page in alone.values():
        page.beside = f"100 replies, {_yard(page)} shown"
    yards = sorted({_yard(page) for page in alone.values()})
    world.yardsticks(yards)
    return [
        Page(
            name=f"100 replies, {shown} shown",
            beside=f"100 replies, {shown} shown",
            address=f"/articles/yard-{shown}/?order=best",
            client=client,
        )
        for shown in yards
    ]


def _yard(page: Page) -> int:
    return max(FEWEST, min(MOST, page.shown or 0))


def _have_been_here(reader: Member, returning: Member) -> None:
    """One has read it all; one has read nothing since the first reply of each.

    Both visits lie ahead of time, so that no page begins another or writes one down.
    """
    Visit.objects.filter(member__in=[reader, returning]).delete()
    ahead = timezone.now() + timedelta(days=1)
    Visit.objects.bulk_create(
        Visit(
            member=member,
            article_id=discussion.article_id,
            since_number=number,
            seen_number=number,
            visited_at=ahead,
        )
        for discussion in Discussion.objects.all()
        for member, number in ((reader, discussion.last_number), (returning, 1))
    )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE forum_visit")  # as it does itself, a minute later


def _of_the_great_one(client: Client, stale: moving.Stale) -> Iterator[Page]:
    """Every kind of page there is of the discussion, in every order."""
    huge = Discussion.objects.select_related("article").get(article__slug="huge")
    base = huge.article.get_absolute_url()

    def page(name: str, address: str) -> Page:
        return Page(name=name, beside="", address=f"{base}{address}", client=client)

    roots = Reply.objects.filter(discussion=huge, parent_number=0, shown=True)
    at = min(AFTER, roots.count() - 1)
    for order in KEYS:
        yield page(f"page 1, {order}", f"?order={order}")
    for order in KEYS:
        after = _after(roots, order, at, huge.order_epoch)
        yield page(f"after {at:,}, {order}", f"?order={order}&after={after}")
    for order, cursor in stale.cursors.items():
        name = f"after {stale.at:,}, {order}, {stale.moves} moved"
        yield page(name, f"?order={order}&after={cursor}")
    for order in KEYS:
        end = BELOW if order == "new" else BEYOND
        last = Cursor(
            key=end,
            before=huge.live_count,
            epoch=huge.order_epoch,
            is_backwards=True,
        )
        yield page(f"last page, {order}", f"?order={order}&after={last}")
    number = min(PERMALINK, huge.last_number)
    yield page(f"permalink of {number:,}", f"replies/{number}/")
    yield page("under 50,000 answers", "replies/1/")
    flat = min(FLAT, huge.last_number // 50)
    yield page(f"flat page {flat:,}", f"?order=flat&page={flat}")
    yield page("flat, last page", f"?order=flat&page={-(-huge.last_number // 50)}")


def _after(roots: QuerySet[Reply], order: str, at: int, epoch: int) -> Cursor:
    """Where a list goes on after so many branches; what lies before is not counted."""
    key = KEYS[order]
    place = roots.order_by(key).values_list(key.lstrip("-"), flat=True)[at - 1]
    return Cursor(key=place, before=at, epoch=epoch)


def _after_long(client: Client) -> Iterator[Page]:
    """What somebody asks for who has read nothing yet."""
    half = Discussion.objects.get(article__slug="huge").last_number // 2
    leads = "next unread, where it leads"
    there = reverse("forum:next-unread", args=["huge", half])
    small = reverse("forum:next-unread", args=[world.YARD, 50])
    first = "/articles/huge/?order=best"
    yield Page(name="page 1, all new", beside="", address=first, client=client)
    for name, beside, address in (
        ("next unread, of 100,000", "next unread, of 100", there),
        ("next unread, of 100", "next unread, of 100", small),
    ):
        yield Page(name=name, beside=beside, address=address, client=client)
    yield Page(
        name=f"{leads}", beside="", address=there, client=client, is_followed=True
    )


def _of_the_front(reader: Client, returning: Client) -> Iterator[Page]:
    front = reverse("forum:front")
    for name, client in (("front page", reader), ("front page, all new", returning)):
        yield Page(name=name, beside="front page", address=front, client=client)
