"""Editors merge and part sources while others write: nobody waits in a circle."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection

from articles import actions as desk, rendition
from articles.models import Article, Source
from articles.proofs import text_of
from forum import actions
from tests.factories import articles, forum
from tests.factories.accounts import make_editor
from tests.integration.forum.crowding import assert_all_is_counted_right, together

if TYPE_CHECKING:
    from collections.abc import Callable

    from accounts.models import Member

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

MEMO, COPY = "https://memo.example/a", "https://copy.example/a"
AT_MOST = 30  # seconds, for a machine that is busy


@pytest.fixture
def editor(transactional_db: None) -> Member:
    return make_editor()


@pytest.fixture
def article(editor: Member) -> Article:
    sources = [("A memo", MEMO), ("A copy", COPY)]
    return articles.make_article(author=editor, sources=sources)


def at(url: str) -> Source:
    return Source.objects.get(url=url)


def until_somebody_waits() -> None:
    """Until another's statement waits for a lock that is ours."""
    end = time.monotonic() + AT_MOST
    while time.monotonic() < end:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' "
                "AND datname = current_database()"
            )
            if cursor.fetchone() != (0,):
                return
        time.sleep(0.01)
    raise TimeoutError("Nobody waited.")


class Pause:
    """A step of one deed that is taken only when another deed waits for the first."""

    def __init__(self, patch: pytest.MonkeyPatch, room: Any, name: str) -> None:
        self.is_reached = threading.Event()
        step = getattr(room, name)

        def late(*args: Any, **options: Any) -> Any:
            self.is_reached.set()
            until_somebody_waits()
            return step(*args, **options)

        patch.setattr(room, name, late)

    def within(self, deed: Callable[[], Any], other: Callable[[], Any]) -> None:
        """Do the other while the first has come as far as this step."""

        def either(number: int) -> None:
            if number == 0:
                deed()
            else:
                assert self.is_reached.wait(AT_MOST)
                other()

        assert together(either, threads=2) == []


def merge(editor: Member) -> None:
    desk.merge_sources(into=at(MEMO), others=[at(COPY)], editor=editor)


def part(editor: Member) -> None:
    other = Source(title="The second edition", url="https://copy.example/b")
    notes = list(at(COPY).notes.all())
    desk.part_source(source=at(COPY), other=other, notes=notes, editor=editor)


@pytest.mark.parametrize("decide", [merge, part])
def test_an_article_is_saved_while_its_sources_are_decided_on(
    article: Article,
    editor: Member,
    monkeypatch: pytest.MonkeyPatch,
    decide: Callable[[Member], None],
) -> None:
    text = text_of(article)
    text = desk.Text(title="Another title", body=text.body, notes=text.notes)
    pause = Pause(monkeypatch, rendition, "store")

    def save() -> None:
        desk.revise_article(article=article, editor=editor, text=text, began_from=1)

    pause.within(save, lambda: decide(editor))

    article.refresh_from_db()
    assert article.title == "Another title"
    by_note = list(article.notes.order_by("number").values_list("source"))
    by_mark = list(article.citations.order_by("number").values_list("source"))
    assert by_note == by_mark
    assert (at(COPY).pk,) not in by_note


def test_a_reply_brings_the_source_that_is_just_parted_off(
    article: Article, editor: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = "https://copy.example/b"
    forum.make_reply(article=article, author=editor, body="See [2].")
    pause = Pause(monkeypatch, Article, "record_reply")

    def post() -> None:
        actions.post_reply(
            article=article, author=editor, body="See [a].", sources=[url]
        )

    pause.within(post, lambda: part(editor))

    assert article.notes.get(number=2).source == at(url)
    assert at(url).replycitations.count() == 2
    assert_all_is_counted_right()


def test_a_reply_is_posted_while_several_sources_become_one(
    article: Article, editor: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One source leads to the article alone, the other to its discussion."""
    own = "https://own.example/"
    forum.make_reply(article=article, author=editor, body="See [a].", sources=[own])
    pause = Pause(monkeypatch, Article, "record_reply")

    def post() -> None:
        actions.post_reply(article=article, author=editor, body="See [1].")

    def merge() -> None:
        gone = [at(COPY), at(own)]
        desk.merge_sources(into=at(MEMO), others=gone, editor=editor)

    pause.within(post, merge)

    assert {note.source for note in article.notes.all()} == {at(MEMO)}
    assert_all_is_counted_right()
