"""What a source is called now is what the replies that cite it show."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import actions as desk, renderer, titles
from articles.models import Source
from articles.proofs import text_of
from forum import actions, composing, redrawing
from forum.models import Discussion, Reply
from tests.factories import forum
from tests.factories.accounts import make_member
from tests.factories.articles import make_article
from tests.integration.forum.titling import MEMO, amend, answering, bring, chips
from tests.worker import waiting, work

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

    from articles.models import Article
    from tests.loopback import Loopback

pytestmark = pytest.mark.django_db


@pytest.fixture
def web(monkeypatch: Any, settings: Any) -> Iterator[Loopback]:
    with answering(monkeypatch, settings) as machine:
        yield machine


# ------------------------------------------------------------------- What an editor says
def test_an_editors_title_stays_even_if_it_comes_while_the_page_is_asked(
    article: Article, bob: Any, erin: Any, web: Loopback, monkeypatch: Any
) -> None:
    bring(article, bob, web.url("/memo"))
    source = Source.objects.get(is_title_provisional=True)
    look_up = titles.look_up

    def amended_meanwhile(source_id: int, *, again: bool) -> str:
        title = look_up(source_id, again=again)
        amend(source, erin, title="What erin calls it")
        return title

    monkeypatch.setattr(titles, "look_up", amended_meanwhile)
    work()

    assert web.paths == ["/memo"]
    assert "What erin calls it" in Reply.objects.get().body_html
    assert not Source.objects.get(pk=source.pk).is_title_provisional


def test_a_title_that_an_editor_let_stand_is_not_fetched(
    article: Article, bob: Any, erin: Any, web: Loopback
) -> None:
    bring(article, bob, web.url("/memo"))
    amend(Source.objects.get(is_title_provisional=True), erin, publisher="Lab")

    assert work() == 1
    assert web.asked == []


def test_an_article_that_lists_the_source_gives_it_its_title(
    article: Article, bob: Any, erin: Any, visitor: Client, web: Loopback
) -> None:
    reply = bring(article, bob, web.url("/memo"))
    other = make_article(
        author=erin, slug="other", sources=[("The memo of May", web.url("/memo"))]
    )

    work()

    assert "The memo of May" in other.body_html
    assert chips(visitor, reply) == ["a The memo of May page.example"]
    assert web.asked == []


def test_an_article_that_takes_over_its_address_for_a_title_leaves_it_open(
    article: Article, bob: Any, erin: Any, web: Loopback
) -> None:
    bring(article, bob, web.url("/memo"))
    other = make_article(
        author=erin, slug="other", sources=[("page.example/memo", web.url("/memo"))]
    )

    work()

    other.refresh_from_db()
    assert "A memo of May" in other.body_html
    assert Source.objects.get(url=web.url("/memo")).title == "A memo of May"


def test_what_an_editor_mends_shows_in_replies_as_well(
    article: Article, alice: Any, erin: Any, visitor: Client
) -> None:
    reply = forum.make_reply(article=article, author=alice, body="It says so [1].")
    source = Source.objects.get(url=MEMO)

    amend(source, erin, title="The memo of May")
    work()

    assert chips(visitor, reply) == ["1 The memo of May"]


def test_an_address_that_an_editor_mends_is_where_the_reply_leads(
    article: Article, bob: Any, erin: Any
) -> None:
    bring(article, bob, "https://page.example/mmeo")
    amend(Source.objects.latest("pk"), erin, url="https://page.example/memo")

    work()

    assert 'href="https://page.example/memo"' in Reply.objects.get().body_html


def test_what_no_reply_shows_draws_nothing_anew(
    article: Article, bob: Any, erin: Any
) -> None:
    bring(article, bob, MEMO)

    amend(Source.objects.get(url=MEMO), erin, publisher="Lab", note="Lost in May.")

    assert waiting() == []


# ---------------------------------------------------------------------------- Drawn anew
def test_drawn_anew_a_text_names_whom_it_named_and_nobody_else(
    article: Article, alice: Any, bob: Any, erin: Any
) -> None:
    body = "It says so [1], @Bob and @newcomer."
    reply = forum.make_reply(article=article, author=alice, body=body)
    make_member("newcomer")

    amend(Source.objects.get(url=MEMO), erin, title="The memo of May")
    work()

    reply.refresh_from_db()
    assert "The memo of May" in reply.body_html
    assert '<a class="mention" href="/members/bob/">@Bob</a>' in reply.body_html
    assert "@newcomer." in reply.body_html
    assert "/members/newcomer/" not in reply.body_html


def test_all_replies_are_drawn_anew_some_at_a_time(
    article: Article, alice: Any, bob: Any, erin: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(redrawing, "BATCH", 2)
    for author in (alice, bob, alice, bob):
        forum.make_reply(article=article, author=author, body="It says so [1].")
    gone = forum.make_reply(article=article, author=alice, body="It says so [1].")
    actions.withdraw_reply(reply=gone, by=alice)
    amend(Source.objects.get(url=MEMO), erin, title="The memo of May")

    assert work() == 2 + 3  # the article, found first, and the replies in three parts
    assert Reply.objects.filter(body_html__contains="The memo of May").count() == 5


def test_drawing_one_reply_costs_the_same_however_many_follow(
    article: Article, alice: Any, bob: Any, erin: Any
) -> None:
    source = Source.objects.get(url=MEMO)

    def cost() -> int:
        title = f"The memo, draft {Reply.objects.count()}"
        Source.objects.filter(pk=source.pk).update(title=title)
        with CaptureQueriesContext(connection) as queries:
            redrawing.redraw(source.pk)
        return len(queries)

    costs = [cost()]
    for _ in range(3):
        forum.make_reply(article=article, author=bob, body="It says so [1].")
        costs.append(cost())

    steps = {after - before for before, after in pairwise(costs)}
    assert len(steps) == 1
    assert steps.pop() <= 9  # what it leans on, whom it names, what it shows; its lock


def test_a_reply_that_shows_no_other_title_is_left_alone(
    article: Article, bob: Any
) -> None:
    bring(article, bob, MEMO)
    was = Discussion.objects.get().version

    redrawing.redraw(Source.objects.get(url=MEMO).pk)

    assert Discussion.objects.get().version == was


def test_a_text_that_is_edited_while_it_is_drawn_keeps_its_words(
    article: Article, alice: Any, erin: Any, monkeypatch: Any
) -> None:
    reply = forum.make_reply(article=article, author=alice, body="It says so [1].")
    compose = composing.compose

    def edited_meanwhile(**given: Any) -> Any:
        composed = compose(**given)
        monkeypatch.undo()
        again = Reply.objects.get()
        actions.edit_reply(reply=again, by=alice, body="It does not [1].", version=1)
        return composed

    Source.objects.filter(url=MEMO).update(title="The memo of May")
    monkeypatch.setattr(composing, "compose", edited_meanwhile)
    redrawing.redraw(Source.objects.get(url=MEMO).pk)

    reply.refresh_from_db()
    assert "It does not" in reply.body_html
    assert reply.version == 2


def test_a_letter_goes_on_meaning_what_it_meant(
    article: Article, bob: Any, erin: Any, visitor: Client
) -> None:
    reply = bring(article, bob, "https://page.example/memo", MEMO, body="[a] and [b].")
    notes = text_of(article).notes
    added = desk.NoteDraft(number=3, title="It", url="https://page.example/memo")
    desk.revise_article(
        article=article,
        editor=erin,
        text=desk.Text(
            title="Models", body="Cited [1], [2] and [3].", notes=(*notes, added)
        ),
        began_from=article.version,
    )

    work()

    assert "[a]" in Reply.objects.get().body_html
    assert chips(visitor, reply) == ["1 The memo", "a It page.example"]


def test_a_text_that_takes_too_long_stays_as_it_was_drawn(
    article: Article, alice: Any, monkeypatch: Any
) -> None:
    reply = forum.make_reply(article=article, author=alice, body="It **says** so [1].")
    Source.objects.filter(url=MEMO).update(title="The memo of May")
    hasty = partial(renderer.reply, seconds=0.0)
    monkeypatch.setattr(renderer, "reply", hasty)

    redrawing.redraw(Source.objects.get(url=MEMO).pk)

    reply.refresh_from_db()
    assert "It <strong>says</strong> so" in reply.body_html
