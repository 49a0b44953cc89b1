"""What only an unpublished article tells of a source is told to nobody else."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import actions as desk, tasks
from articles.actions import NoteDraft, Place, Text
from articles.models import Article, Source
from tests import safe_page
from tests.factories.articles import make_article
from tests.integration.forum.embargo import (
    PUBLISHER,
    REPORT,
    SHOWN,
    TITLE,
    all_that_is_told,
    begin,
)
from tests.integration.forum.pages import words
from tests.integration.forum.titling import amend, bring, chips
from tests.worker import do, waiting, work

if TYPE_CHECKING:
    from django.test import Client

    from forum.models import Reply

pytestmark = pytest.mark.django_db


@pytest.fixture
def unpublished(erin: Any) -> Article:
    return begin(erin)


@pytest.fixture
def brought(article: Article, unpublished: Article, bob: Any) -> Reply:
    """A reply that brings what the draft lists."""
    return bring(article, bob, REPORT)


def chip_texts(response: Any) -> list[str]:
    page = response.content.decode()
    return [" ".join(text.split()) for text in safe_page.texts(page, "chip")]


@pytest.mark.parametrize("hours", [None, 5])
def test_a_preview_shows_its_address_as_that_of_any_page(
    alice_client: Client, article: Article, unpublished: Article, erin: Any, hours: Any
) -> None:
    if hours:
        hour = timezone.now() + timedelta(hours=hours)
        desk.publish(article=unpublished, editor=erin, at=hour)
    url = reverse("forum:preview", args=[article.slug])

    known, unknown = (
        alice_client.post(url, {"body": "See [a].", "sources": address})
        for address in (REPORT, "https://unheard.example/report")
    )

    assert chip_texts(known) == [f"a {SHOWN}"]
    assert TITLE not in known.content.decode()
    assert known.content.decode().replace("embargo", "unheard").count(
        "unheard.example/report"
    ) == unknown.content.decode().count("unheard.example/report")


def test_a_reply_that_brings_it_makes_only_its_address_public(
    visitor: Client, brought: Reply
) -> None:
    shown = all_that_is_told(visitor)

    assert SHOWN in shown
    assert "1 reply cites it" in words(
        visitor.get(Source.objects.get(url=REPORT).get_absolute_url())
    )
    for told in (TITLE, PUBLISHER, "2031", "under-embargo"):
        assert told not in shown, told
    assert "embargo.example" in words(visitor.get("/publishers/embargo.example/"))
    assert visitor.get("/publishers/secretive-press/").status_code == 404


def test_what_is_amended_meanwhile_is_not_told_either(
    visitor: Client, brought: Reply, erin: Any
) -> None:
    amend(Source.objects.get(url=REPORT), erin, title="Another secret", authors="Deep")
    work()

    shown = all_that_is_told(visitor)
    assert "Another secret" not in shown + str(chips(visitor, brought))
    assert "Deep" not in shown


def test_a_draft_says_nothing_of_a_source_that_a_reply_brought_before(
    visitor: Client, article: Article, bob: Any, erin: Any
) -> None:
    reply = bring(article, bob, REPORT)

    begin(erin)
    work()

    assert TITLE not in all_that_is_told(visitor)
    assert chips(visitor, reply) == [f"a {SHOWN}"]


def test_what_a_published_article_told_stays_told(
    visitor: Client, article: Article, bob: Any, erin: Any
) -> None:
    make_article(author=erin, slug="out", sources=[("The report", REPORT)])
    reply = bring(article, bob, REPORT)

    begin(erin)
    work()

    assert "The report" in all_that_is_told(visitor)
    assert chips(visitor, reply) == ["a The report embargo.example"]


def test_all_of_it_is_told_once_the_article_is_published(
    visitor: Client, brought: Reply, unpublished: Article, erin: Any
) -> None:
    desk.publish(article=unpublished, editor=erin)
    work()

    source = Source.objects.get(url=REPORT)
    assert chips(visitor, brought) == [f"a {TITLE} embargo.example"]
    assert TITLE in words(visitor.get(source.get_absolute_url()))
    assert TITLE in words(visitor.get("/sources/?q=title"))
    assert TITLE in words(visitor.get("/publishers/secretive-press/"))


def test_it_is_told_at_the_hour_of_the_article_and_not_before(
    visitor: Client, brought: Reply, unpublished: Article, erin: Any
) -> None:
    hour = timezone.now() + timedelta(hours=5)
    desk.publish(article=unpublished, editor=erin, at=hour)
    assert TITLE not in all_that_is_told(visitor)
    (task,) = waiting("tell_at_its_hour")
    assert task.run_after == hour

    tasks.tell_at_its_hour.call(unpublished.pk)
    assert TITLE not in all_that_is_told(visitor)
    Article.objects.filter(pk=unpublished.pk).update(publish_at=timezone.now())
    do(task)
    work()

    assert TITLE in all_that_is_told(visitor)
    assert chips(visitor, brought) == [f"a {TITLE} embargo.example"]


def test_another_hour_is_another_task(
    brought: Reply, unpublished: Article, erin: Any
) -> None:
    early, late = (timezone.now() + timedelta(hours=hours) for hours in (5, 9))
    scheduled = desk.publish(article=unpublished, editor=erin, at=early)
    text = Text(
        title="Soon", standfirst="", body="It says so [1].",
        notes=(NoteDraft(number=1, title=TITLE, url=REPORT, publisher=PUBLISHER, year="2031"),),
    )  # fmt: skip

    desk.write_article(
        editor=erin, article=scheduled, text=text, began_from=scheduled.version,
        place=Place(slug="soon", publish_at=late),
    )  # fmt: skip

    assert late in {task.run_after for task in waiting("tell_at_its_hour")}


def test_a_source_merged_into_one_of_a_draft_is_told_of_if_an_article_lists_it(
    visitor: Client, unpublished: Article, erin: Any
) -> None:
    make_article(author=erin, slug="out", sources=[("The report", "https://r.example")])
    kept = Source.objects.get(url=REPORT)

    desk.merge_sources(
        into=kept, others=[Source.objects.get(title="The report")], editor=erin
    )

    assert TITLE in words(visitor.get(kept.get_absolute_url(), follow=True))


def test_a_source_without_an_address_is_found_once_it_is_published(
    visitor: Client, erin: Any
) -> None:
    hidden = make_article(author=erin, published=False, sources=["A book of secrets"])
    assert Source.objects.get(title="A book of secrets").is_withheld

    desk.publish(article=hidden, editor=erin)

    assert "A book of secrets" in words(visitor.get("/sources/?q=secrets"))
