"""A draft gives no title to a source that readers have in an article by its address."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from articles import actions as desk, tasks, titles
from articles.actions import NoteDraft, Text
from articles.models import Article, Source
from articles.proofs import Proof
from tests.factories.articles import make_article
from tests.integration.forum.embargo import (
    REPORT,
    SHOWN,
    TITLE,
    all_that_is_told,
    begin,
)
from tests.integration.forum.pages import words
from tests.integration.forum.titling import bring, chips
from tests.worker import waiting, work

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def listed(article: Article, bob: Any, erin: Any) -> Article:
    """A published article that lists what a reply brought, by its address."""
    bring(article, bob, REPORT)
    return make_article(author=erin, slug="out", sources=[(SHOWN, REPORT)])


def test_a_draft_gives_no_title_to_what_a_published_article_lists(
    visitor: Client, listed: Article, erin: Any
) -> None:
    begin(erin)
    work()

    source = Source.objects.get(url=REPORT)
    assert (source.is_withheld, source.title) == (False, SHOWN)
    assert source.is_title_provisional
    read = [listed.get_absolute_url(), f"{listed.get_absolute_url()}sources.bib"]
    shown = "\n".join(visitor.get(each).content.decode() for each in read)
    assert SHOWN in shown
    assert TITLE not in shown + all_that_is_told(visitor)


def test_nor_to_what_one_lists_that_has_its_hour(
    article: Article, bob: Any, erin: Any
) -> None:
    bring(article, bob, REPORT)
    hour = timezone.now() + timedelta(hours=5)
    make_article(author=erin, slug="out", sources=[(SHOWN, REPORT)], publish_at=hour)

    begin(erin)

    assert Source.objects.get(url=REPORT).title == SHOWN


def test_an_article_that_comes_out_while_a_draft_is_saved_keeps_its_address(
    article: Article, bob: Any, erin: Any, meanwhile: Any
) -> None:
    bring(article, bob, REPORT)
    hidden = make_article(author=erin, published=False, sources=[(SHOWN, REPORT)])

    meanwhile(lambda: desk.publish(article=hidden, editor=erin))
    begin(erin)
    work()

    source = Source.objects.get(url=REPORT)
    assert (source.is_withheld, source.title) == (False, SHOWN)
    assert SHOWN in Article.objects.get(slug="soon").body_html


def test_the_editor_is_told_that_it_stays_as_readers_know_it(
    listed: Article, erin: Any
) -> None:
    note = NoteDraft(number=1, title=TITLE, url=REPORT)
    text = Text(title="Soon", standfirst="", body="It says so [1].", notes=(note,))

    found = Proof(Article(slug="soon", author=erin), text).findings

    assert f"We know this source as “{SHOWN}”: its record is kept." in [
        finding.message for finding in found
    ]


def test_it_gets_its_title_once_both_are_published(
    visitor: Client, listed: Article, erin: Any
) -> None:
    draft = begin(erin)
    out = desk.publish(article=draft, editor=erin)
    note = NoteDraft(number=1, title=TITLE, url=REPORT)
    text = Text(title="Out", standfirst="", body="It says so [1].", notes=(note,))
    desk.revise_article(article=out, editor=erin, text=text, began_from=out.version)
    work()

    assert TITLE in words(visitor.get(listed.get_absolute_url()))


def drop(draft: Article, editor: Any) -> None:
    text = Text(title="Soon", standfirst="", body="It says nothing.")
    desk.revise_article(
        article=draft, editor=editor, text=text, began_from=draft.version
    )


def test_what_a_draft_lists_no_longer_gets_its_title_from_its_page(
    visitor: Client, article: Article, bob: Any, erin: Any, settings: Any
) -> None:
    reply = bring(article, bob, REPORT)
    draft = begin(erin)
    settings.FETCH_TITLES = True

    drop(draft, erin)

    source = Source.objects.get(url=REPORT)
    assert source.is_title_provisional
    assert (source.title, source.publisher, source.published) == (SHOWN, "", "")
    (task,) = waiting("fetch_title")
    assert task.task_result.args == [source.pk]
    assert titles.give(source.pk, "What the page says")
    tasks.announce(Source.objects.get(pk=source.pk))
    settings.FETCH_TITLES = False
    work()
    assert chips(visitor, reply) == ["a What the page says embargo.example"]


def test_it_is_kept_while_another_draft_lists_it(erin: Any) -> None:
    draft = begin(erin)
    make_article(author=erin, published=False, sources=[(TITLE, REPORT)])

    drop(draft, erin)

    assert Source.objects.get(url=REPORT).title == TITLE


def test_what_readers_were_told_is_not_forgotten(erin: Any) -> None:
    make_article(author=erin, slug="out", sources=[("The report", REPORT)])
    draft = begin(erin)

    drop(draft, erin)

    assert Source.objects.get(url=REPORT).title == "The report"


def test_a_draft_that_leaves_it_for_another_has_it_forgotten(erin: Any) -> None:
    draft = begin(erin)
    note = NoteDraft(number=1, title="Another", url="https://another.example/")
    text = Text(title="Soon", standfirst="", body="It says so [1].", notes=(note,))

    desk.revise_article(article=draft, editor=erin, text=text, began_from=draft.version)

    assert Source.objects.get(url=REPORT).is_title_provisional
