"""What came to lean on a source while it was merged is told and drawn as the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from articles import actions as desk
from articles.models import Article, ArticleCitation, Note, Source
from forum.models import ReplyCitation
from tests.factories.articles import make_article
from tests.integration.forum.embargo import REPORT, TITLE, begin
from tests.integration.forum.pages import words
from tests.integration.forum.titling import MEMO, bring, chips
from tests.worker import waiting, work

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db

GONE = "https://gone.example/report"


def at(url: str) -> Source:
    return Source.objects.get(url=url)


def test_what_a_published_article_lists_by_then_is_withheld_no_longer(
    visitor: Client, erin: Any
) -> None:
    begin(erin)
    make_article(author=erin, published=False, sources=[("The same", GONE)])
    out = make_article(author=erin, slug="out", sources=["Something"])
    desk.merge_sources(into=at(REPORT), others=[at(GONE)], editor=erin)

    for kind in (Note, ArticleCitation):
        kind.objects.filter(article=out).update(source=at(GONE))
    work()

    assert not at(REPORT).is_withheld
    assert TITLE in words(visitor.get(out.get_absolute_url()))
    assert TITLE in words(visitor.get("/sources/?q=embargo"))


def test_a_reply_that_came_late_shows_the_title_of_the_other(
    visitor: Client, article: Article, bob: Any, erin: Any
) -> None:
    reply = bring(article, bob, GONE)
    Source.objects.filter(url=GONE).update(title="Gone", is_title_provisional=False)
    make_article(author=erin, sources=[("The same", REPORT)])
    desk.merge_sources(into=at(REPORT), others=[at(GONE)], editor=erin)
    # As it was stored meanwhile: by what it was called before.
    ReplyCitation.objects.filter(reply=reply).update(source=at(GONE))
    for task in waiting("redraw_replies"):
        task.delete()

    work()

    assert chips(visitor, reply) == ["a The same embargo.example"]


def test_if_nothing_came_nothing_is_drawn(erin: Any, article: Article) -> None:
    make_article(author=erin, sources=[("The same", REPORT)])
    desk.merge_sources(into=at(MEMO), others=[at(REPORT)], editor=erin)
    (gather,) = waiting("gather")
    before = len(waiting("redraw_replies"))

    gather.task.call(*gather.task_result.args)

    assert len(waiting("redraw_replies")) == before
