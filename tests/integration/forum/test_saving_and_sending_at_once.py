"""Saves of one draft, and the reply it becomes, all at the same moment."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.db import transaction

from forum import actions
from forum.models import Draft
from tests.factories import accounts, articles, forum
from tests.integration.forum.conftest import SOURCES
from tests.integration.forum.crowding import together
from tests.integration.forum.drafting import only, written

if TYPE_CHECKING:
    from articles.models import Article

A_MOMENT = 0.5  # seconds, in which a save that does not wait is done


@pytest.fixture
def busy(transactional_db: None) -> Article:
    return articles.make_article(slug="busy", sources=SOURCES)


@pytest.fixture
def writer(transactional_db: None) -> Any:
    return accounts.make_member("writer")


def test_of_many_windows_one_is_kept_and_the_others_are_told(
    busy: Article, writer: Any
) -> None:
    def save(number: int) -> None:
        actions.keep_draft(
            member=writer, article=busy, written=written(f"By window {number}.")
        )

    told = together(save)

    assert {type(news) for news in told} == {actions.Overwritten}
    assert {news.draft.body for news in told} == {only().body}  # type: ignore[attr-defined]


@pytest.mark.parametrize("is_first", [True, False], ids=["first deed", "later deed"])
def test_a_save_lets_the_post_on_its_way_pass_and_leaves_no_draft_of_it(
    busy: Article, writer: Any, *, is_first: bool
) -> None:
    if not is_first:
        forum.make_reply(article=busy, author=writer, body="Said before.")
    key, posted, saved = uuid4(), threading.Event(), threading.Event()
    waited: list[bool] = []

    def save_while_it_is_sent(number: int) -> None:
        text = written("Sent.", key=key)
        if number == 0:
            with transaction.atomic():
                actions.post_reply(article=busy, author=writer, body="Sent.", key=key)
                posted.set()
                waited.append(not saved.wait(A_MOMENT))
            return
        posted.wait()
        try:
            actions.keep_draft(member=writer, article=busy, written=text)
        finally:
            saved.set()

    told = together(save_while_it_is_sent, threads=2)

    assert waited == [True]
    assert [type(news) for news in told] == [actions.Overwritten]
    assert not Draft.objects.exists()
