"""A member answers what another said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from forum.models import MAX_DEPTH, Discussion, Reply
from tests.factories import forum
from tests.integration.forum.conftest import PART, url_of
from tests.integration.forum.pages import hidden

if TYPE_CHECKING:
    from django.test import Client

    from articles.models import Article

pytestmark = pytest.mark.django_db


def test_the_form_is_a_page_with_what_is_answered(
    bob_client: Client, alices: Reply
) -> None:
    response = bob_client.get(url_of(alices, "answer"))

    page = response.content.decode()
    assert "Alice said this." in page
    assert hidden(response, "parent") == "1"
    assert "HX-Request" in response.headers["Vary"]


def test_in_place_the_form_is_a_part(bob_client: Client, alices: Reply) -> None:
    response = bob_client.get(url_of(alices, "answer"), headers=PART)

    html = response.content.decode()
    assert "<html" not in html
    assert "Your answer to" in html
    assert "HX-Request" in response.headers["Vary"]


def test_a_visitor_signs_in_and_comes_back_to_the_form(
    visitor: Client, alices: Reply
) -> None:
    response = visitor.get(url_of(alices, "answer"))

    assert response.status_code == 302
    assert response.headers["Location"].endswith("?next=" + url_of(alices, "answer"))


def test_an_unknown_reply_has_no_form(bob_client: Client, alices: Reply) -> None:
    unknown = url_of(alices, "answer").replace("/1/", "/2/")

    assert bob_client.get(unknown).status_code == 404


def test_what_was_withdrawn_has_no_form(bob_client: Client, alices: Reply) -> None:
    alices.lock()
    alices.withdraw()

    assert bob_client.get(url_of(alices, "answer")).status_code == 404


def test_a_closed_discussion_has_no_form(bob_client: Client, alices: Reply) -> None:
    Discussion.objects.update(is_locked=True)

    assert bob_client.get(url_of(alices, "answer")).status_code == 403


def test_at_the_last_level_an_answer_becomes_a_sibling(
    alice: Any, bob: Any, article: Article
) -> None:
    forum.grow(article=article, author=alice, parents=list(range(MAX_DEPTH)))
    deepest = Reply.objects.get(number=MAX_DEPTH)

    answer = forum.make_reply(article=article, author=bob, parent=deepest)

    assert deepest.depth == MAX_DEPTH - 1
    assert answer.depth == deepest.depth
    assert answer.parent_number == deepest.parent_number
    assert answer.answers_number == deepest.number
    assert len(answer.path) == len(deepest.path)
    discussion = Discussion.objects.get()
    assert forum.stored_counters(discussion) == forum.true_counters(discussion)


def test_a_sibling_at_the_last_level_says_what_it_answers(
    visitor: Client, alice: Any, bob: Any, article: Article
) -> None:
    forum.grow(article=article, author=alice, parents=list(range(MAX_DEPTH)))
    deepest = Reply.objects.get(number=MAX_DEPTH)
    answer = forum.make_reply(article=article, author=bob, parent=deepest)
    further = forum.make_reply(article=article, author=alice, parent=answer)

    page = visitor.get(url_of(further)).content.decode()

    assert further.parent_number == deepest.parent_number
    assert f'href="{url_of(answer)}">#{answer.number}</a>' in page


def test_only_an_answer_at_the_last_level_says_so_in_words(
    alice: Any, bob: Any, article: Article
) -> None:
    forum.grow(article=article, author=alice, parents=list(range(MAX_DEPTH - 1)))
    above = Reply.objects.get(number=MAX_DEPTH - 1)

    answer = forum.make_reply(article=article, author=bob, parent=above)

    assert (answer.depth, answer.answers_number) == (MAX_DEPTH - 1, 0)
    assert answer.ancestor_numbers == list(range(1, MAX_DEPTH))
