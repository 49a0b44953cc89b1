"""What was told of sources of drafts before they were withheld is told no longer."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps
from django.utils import timezone

from articles import actions as desk
from articles.models import Article, Source
from forum.models import Reply
from tests.integration.forum.embargo import (
    REPORT,
    SHOWN,
    TITLE,
    all_that_is_told,
    begin,
)
from tests.integration.forum.titling import bring, chips
from tests.worker import do, waiting, work

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db

drafts = import_module("articles.migrations.0013_sources_withheld")
scheduled = import_module("articles.migrations.0015_sources_of_scheduled_articles")
replies = import_module("forum.migrations.0008_replies_without_titles_of_drafts")


@pytest.fixture
def brought(article: Article, unpublished: Article, bob: Any) -> Reply:
    """A reply as it was stored before: with the title that a draft had told."""
    reply = bring(article, bob, REPORT)
    go_back()
    return reply


@pytest.fixture
def unpublished(erin: Any) -> Article:
    return begin(erin)


def go_back() -> None:
    drafts.find_again(apps, None)
    for reply in Reply.objects.all():
        html = reply.body_html.replace(f" {SHOWN}<", f" {TITLE}<")
        Reply.objects.filter(pk=reply.pk).update(body_html=html)


def upgrade() -> None:
    drafts.withhold(apps, None)
    scheduled.let_go(apps, None)
    scheduled.withhold(apps, None)
    replies.redraw(apps, None)


def test_stored_replies_are_drawn_anew(visitor: Client, brought: Reply) -> None:
    assert chips(visitor, brought) == [f"a {TITLE}"]

    upgrade()
    work()

    assert chips(visitor, brought) == [f"a {SHOWN}"]
    assert TITLE not in all_that_is_told(visitor)


def test_what_a_scheduled_article_lists_is_told_at_its_hour(
    visitor: Client, unpublished: Article, brought: Reply, erin: Any
) -> None:
    hour = timezone.now() + timedelta(hours=5)
    desk.publish(article=unpublished, editor=erin, at=hour)

    upgrade()
    for task in waiting("redraw_replies"):
        do(task)

    assert TITLE not in all_that_is_told(visitor)
    assert hour in {task.run_after for task in waiting("tell_at_its_hour")}
    Article.objects.update(publish_at=timezone.now())
    work()
    assert TITLE in all_that_is_told(visitor)
    assert chips(visitor, brought) == [f"a {TITLE} embargo.example"]


def test_a_provisional_title_was_told_by_no_draft(brought: Reply) -> None:
    Source.objects.filter(url=REPORT).update(is_title_provisional=True)
    upgrade()
    assert not Source.objects.get(url=REPORT).is_withheld

    Source.objects.filter(url=REPORT).update(is_withheld=True)  # as 0013 had it
    upgrade()

    assert not Source.objects.get(url=REPORT).is_withheld


def test_without_it_sources_are_found_by_what_is_known(unpublished: Article) -> None:
    known = Source.objects.get(url=REPORT)
    assert "embargo" in known.words
    assert "secretive" not in known.words

    drafts.find_again(apps, None)

    known.refresh_from_db()
    assert "secretive" in known.words
    assert known.publisher_key == "secretive-press"
