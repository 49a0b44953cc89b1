"""A source that a reply brings along gets the title of its page, later and by a worker."""

from __future__ import annotations

import time
from datetime import timedelta
from html import escape
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from accounts.models import Tally
from articles.models import Source
from forum import actions
from forum.models import Discussion, Reply
from tests import hostile_texts, safe_page
from tests.factories import forum
from tests.integration.forum.pages import words
from tests.integration.forum.titling import MEMO, answering, bring, chips
from tests.loopback import Loopback, page, response, serving
from tests.worker import do, waiting, work

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

    from articles.models import Article

pytestmark = pytest.mark.django_db


@pytest.fixture
def web(monkeypatch: Any, settings: Any) -> Iterator[Loopback]:
    with answering(monkeypatch, settings) as machine:
        yield machine


# ------------------------------------------------------------------------- The way of it
def test_a_title_is_fetched_by_the_worker_and_then_shown(
    bob_client: Client, visitor: Client, post_url: str, web: Loopback
) -> None:
    form = {"body": "See [a].", "sources": web.url("/memo")}
    bob_client.post(post_url, form)
    reply = Reply.objects.get()
    before = chips(visitor, reply)
    asked_meanwhile = list(web.asked)
    work()

    assert before == ["a page.example/memo"]
    assert asked_meanwhile == []
    assert chips(visitor, reply) == ["a A memo of May page.example"]
    assert web.paths == ["/memo"]
    source = Source.objects.get(url=web.url("/memo"))
    assert (source.title, source.is_title_provisional) == ("A memo of May", False)


def test_the_reply_that_shows_it_is_not_edited(
    article: Article, bob: Any, web: Loopback
) -> None:
    reply = bring(article, bob, web.url("/memo"))
    citations = list(reply.citations.values())
    was = Discussion.objects.get().version

    work()

    now = Reply.objects.get()
    assert "A memo of May" in now.body_html
    assert (now.version, now.edited_at, now.source_count) == (1, None, 1)
    assert list(now.citations.values()) == citations
    assert not now.revisions.exists()
    assert Discussion.objects.get().version == was + 1


def test_it_is_shown_ten_seconds_later_when_all_who_saw_the_old_one_are_done(
    article: Article, bob: Any, web: Loopback
) -> None:
    bring(article, bob, web.url("/memo"))
    do(waiting()[0])

    [redrawing_] = waiting()
    assert redrawing_.task_path == "forum.tasks.redraw_replies"
    assert redrawing_.run_after > timezone.now() + timedelta(seconds=5)


def test_without_leave_nobody_is_asked(
    article: Article, bob: Any, web: Loopback, settings: Any
) -> None:
    bring(article, bob, web.url("/memo"))
    settings.FETCH_TITLES = False
    bring(article, bob, web.url("/other"))

    assert work() == 1  # what was left from before
    assert web.asked == []
    assert not Source.objects.filter(title="A memo of May").exists()


def test_a_reply_that_is_not_stored_asks_for_nothing(
    bob_client: Client, post_url: str, web: Loopback
) -> None:
    refused = {"body": "See [a] and [9].", "sources": web.url("/memo")}
    response = bob_client.post(post_url, refused)

    assert response.status_code == 422
    assert waiting() == []


def test_a_source_with_a_title_is_not_asked_for_another(
    article: Article, bob: Any, web: Loopback
) -> None:
    first = bring(article, bob, MEMO, web.url("/memo"), body="See [b].")
    work()
    bring(article, bob, MEMO, web.url("/memo"), body="See [a] and [b].")

    assert waiting() == []
    assert web.paths == ["/memo"]
    assert Reply.objects.get(pk=first.pk).body_html.count("The memo") == 1


def test_an_edit_that_brings_a_source_has_its_title_fetched(
    article: Article, bob: Any, web: Loopback
) -> None:
    reply = forum.make_reply(article=article, author=bob)
    actions.edit_reply(
        reply=reply, by=bob, body="See [a].", sources=[web.url("/memo")], version=1
    )

    work()

    assert "A memo of May" in Reply.objects.get().body_html


# ---------------------------------------------------------------------- What comes back
def test_whatever_a_page_calls_itself_is_shown_as_words(
    article: Article, bob: Any, visitor: Client, web: Loopback
) -> None:
    told = {f"/{n}": text for n, text in enumerate(hostile_texts.OWN)}
    web.answers = {path: page(escape(text)) for path, text in told.items()}
    raw = {f"/raw{n}": page(text) for n, text in enumerate(hostile_texts.OWN)}
    web.answers |= raw
    addresses = [
        web.url(path, host=f"p{path[1:]}.example") for path in [*told, *raw]
    ]  # one host would be asked once a second
    for start in range(0, len(addresses), 10):
        bring(article, bob, *addresses[start : start + 10])

    work()

    html = visitor.get(article.get_absolute_url()).content.decode()
    assert safe_page.foreign(html) == []
    for reply in Reply.objects.all():
        assert safe_page.foreign(f"<html>{reply.body_html}") == []
    assert "<script>alert('a reply')</script>" in words(
        visitor.get(article.get_absolute_url())
    )
    assert Source.objects.filter(is_title_provisional=False).count() > 40


@pytest.mark.parametrize(
    "answer", [page("Just a moment..."), response(status="410 Gone"), page("")]
)
def test_a_page_without_a_title_is_not_asked_again(
    article: Article, bob: Any, visitor: Client, web: Loopback, answer: bytes
) -> None:
    web.answers = {"/memo": answer}
    reply = bring(article, bob, web.url("/memo"))

    work()

    assert web.paths == ["/memo"]
    assert chips(visitor, reply) == ["a page.example/memo"]


def test_a_page_that_does_not_answer_is_asked_twice_more_and_then_given_up(
    article: Article, bob: Any, web: Loopback
) -> None:
    web.answers = {"/memo": response(status="503 Busy")}
    bring(article, bob, web.url("/memo"))
    due = []
    while left := waiting():
        due.append(left[0].run_after - timezone.now())
        Tally.objects.filter(key__startswith="fetch:").delete()  # a second later
        do(left[0])

    assert web.paths == ["/memo"] * 3
    minute, hour = timedelta(minutes=1), timedelta(hours=1)
    assert 9 * minute < due[1] < 11 * minute
    assert 5 * hour < due[2] < 7 * hour
    assert Source.objects.filter(is_title_provisional=True).count() == 1


def test_a_page_that_answers_the_second_time_tells_its_title(
    article: Article, bob: Any, visitor: Client, web: Loopback
) -> None:
    answers = iter([response(status="503 Busy"), page("A memo of May")])
    web.answers = {"/memo": lambda: [next(answers)]}
    reply = bring(article, bob, web.url("/memo"))
    do(waiting()[0])
    Tally.objects.filter(key__startswith="fetch:").delete()  # a second later

    work()

    assert chips(visitor, reply) == ["a A memo of May page.example"]


def test_what_leads_inside_is_not_asked_and_stays_as_it_is(
    article: Article, bob: Any, visitor: Client, settings: Any
) -> None:
    settings.FETCH_TITLES = True
    with serving({"/": page("Inside")}) as machine:
        reply = bring(article, bob, machine.url(host="127.0.0.1"), "http://10.0.0.1/")
        work()

    assert machine.asked == []
    assert chips(visitor, reply) == ["a 127.0.0.1", "b 10.0.0.1"]


# ------------------------------------------------------------------------------- Courtesy
def test_a_title_is_looked_for_once_an_hour_whoever_brings_its_source(
    article: Article, alice: Any, bob: Any, web: Loopback
) -> None:
    web.answers = {"/memo": page("")}
    bring(article, alice, web.url("/memo"))
    bring(article, bob, web.url("/memo"))
    work()
    once = list(web.paths)
    Tally.objects.update(ends_at=timezone.now())  # an hour later
    bring(article, bob, web.url("/memo"))
    work()

    assert once == ["/memo"]
    assert web.paths == ["/memo"] * 2


def test_one_host_is_asked_once_a_second(
    article: Article, bob: Any, web: Loopback, monkeypatch: Any
) -> None:
    waited = []

    def wait(seconds: int) -> None:
        waited.append((seconds, len(web.asked)))
        Tally.objects.filter(key__startswith="fetch:").update(ends_at=timezone.now())

    monkeypatch.setattr(time, "sleep", wait)
    elsewhere = web.url("/memo", host="other.example")
    bring(article, bob, web.url("/memo"), web.url("/b"), elsewhere)

    work()

    assert waited == [(1, waited[0][1])]
    assert len(web.asked) == 3
