"""A member says something about an article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.urls import reverse

from forum import actions, composing
from forum.models import Discussion, Reply
from tests.factories import forum
from tests.integration.forum.conftest import PART

if TYPE_CHECKING:
    from django.test import Client

    from articles.models import Article

pytestmark = pytest.mark.django_db


def test_a_reply_is_stored_as_typed_and_shown_as_html(
    bob_client: Client, article: Article, post_url: str, bob: Any
) -> None:
    response = bob_client.post(post_url, {"body": "It **is** so."})

    reply = Reply.objects.get()
    assert (
        response.headers["Location"]
        == f"{article.get_absolute_url()}?order=new&page=1#r1"
    )
    assert (reply.author, reply.number, reply.body) == (bob, 1, "It **is** so.")
    page = bob_client.get(response.headers["Location"]).content.decode()
    assert "It <strong>is</strong> so." in page


def test_an_answer_hangs_under_what_it_answers_and_is_shown_in_context(
    bob_client: Client, alices: Reply, post_url: str
) -> None:
    response = bob_client.post(post_url, {"body": "Why?", "parent": alices.number})

    answer = Reply.objects.get(number=2)
    assert (answer.parent_number, answer.root_number, answer.depth) == (1, 1, 1)
    assert response.headers["Location"] == answer.get_absolute_url()
    page = bob_client.get(response.headers["Location"]).content.decode()
    assert "Alice said this." in page
    assert "Why?" in page


def test_a_reply_cites_the_sources_of_the_article_each_once(
    bob_client: Client, article: Article, post_url: str
) -> None:
    bob_client.post(post_url, {"body": "First [2]. Then [1], and again [2:1]."})

    reply = Reply.objects.get()
    cited = reply.citations.values_list("number", "source__title", "uses")
    assert list(cited) == [(1, "The memo", 1), (2, "The paper", 2)]
    assert reply.source_count == 2
    assert 'href="/articles/models/#fn2"' in reply.body_html
    assert 'id="r1-fnref2:1"' in reply.body_html


def test_the_first_word_begins_the_discussion(
    visitor: Client, bob_client: Client, article: Article, post_url: str
) -> None:
    visitor.get(article.get_absolute_url())
    bob_client.get(article.get_absolute_url())
    assert not Discussion.objects.exists()

    bob_client.post(post_url, {"body": "Well."})

    assert Discussion.objects.get().article == article


def test_everything_that_is_counted_is_counted(
    bob_client: Client, alice: Any, article: Article, post_url: str
) -> None:
    first = forum.make_reply(article=article, author=alice, body="As in [1].")

    bob_client.post(post_url, {"body": "No, as in [2].", "parent": first.number})

    discussion = Discussion.objects.get()
    article.refresh_from_db()
    answer = Reply.objects.get(number=2)
    assert forum.stored_counters(discussion) == forum.true_counters(discussion)
    assert (discussion.live_count, discussion.sourced_count) == (2, 2)
    assert article.reply_count == 2
    assert article.last_reply_at == discussion.last_reply_at == answer.created_at


def test_the_same_form_sent_again_is_one_reply(
    bob_client: Client, article: Article, post_url: str
) -> None:
    form = {"body": "Once.\r\nOnly.", "key": str(uuid4())}

    answers = [bob_client.post(post_url, form) for _time in range(3)]

    assert Reply.objects.count() == 1
    assert {answer.headers["Location"] for answer in answers} == {
        f"{article.get_absolute_url()}?order=new&page=1#r1"
    }


def test_sent_twice_at_the_same_time_it_is_one_reply(
    bob: Any, article: Article, monkeypatch: Any
) -> None:
    """The second finds nothing, and the first is stored while it is rendered."""
    compose, sent = composing.compose, {"article": article, "author": bob}
    sent |= {"body": "It is so.", "key": uuid4()}
    first: list[Reply] = []

    def meanwhile(**text: Any) -> composing.Composition:
        monkeypatch.setattr(composing, "compose", compose)
        first.append(actions.post_reply(**sent))
        return compose(**text)

    monkeypatch.setattr(composing, "compose", meanwhile)

    assert [actions.post_reply(**sent)] == first
    assert Reply.objects.get().author == bob


def test_one_key_from_two_members_is_two_replies(
    alice_client: Client, bob_client: Client, post_url: str
) -> None:
    form = {"body": "The same words.", "key": str(uuid4())}

    alice_client.post(post_url, form)
    bob_client.post(post_url, form)

    assert Reply.objects.count() == 2


def test_a_form_that_was_sent_in_time_is_still_answered_once_the_door_is_closed(
    bob_client: Client, article: Article, post_url: str
) -> None:
    form = {"body": "In time.", "key": str(uuid4())}
    bob_client.post(post_url, form)
    Discussion.objects.update(is_locked=True)

    response = bob_client.post(post_url, form)

    assert response.status_code == 302
    assert Reply.objects.count() == 1


def test_in_place_the_reply_comes_back_with_an_empty_form(
    bob_client: Client, article: Article, post_url: str
) -> None:
    response = bob_client.post(post_url, {"body": "Now."}, headers=PART)

    html = response.content.decode()
    assert response.status_code == 200
    assert "HX-Request" in response.headers["Vary"]
    assert 'id="r1"' in html
    assert "<textarea" in html
    assert "<html" not in html
    assert html.count("Now.") == 1


def test_in_place_an_answer_comes_back_alone(
    bob_client: Client, alices: Reply, post_url: str
) -> None:
    form = {"body": "Why?", "parent": alices.number}

    html = bob_client.post(post_url, form, headers=PART).content.decode()

    assert 'id="r2"' in html
    assert "<textarea" not in html


def test_a_page_without_htmx_is_kept_apart_from_the_part(
    bob_client: Client, article: Article, post_url: str
) -> None:
    response = bob_client.post(post_url, {"body": "Now."})

    assert "HX-Request" in response.headers["Vary"]


def test_a_line_end_is_one_character_however_the_browser_sends_it(
    bob_client: Client, article: Article, post_url: str
) -> None:
    text = "Line\n" * 1_999 + "Last."

    response = bob_client.post(post_url, {"body": text.replace("\n", "\r\n")})

    assert response.status_code == 302
    assert Reply.objects.get().body == text


def test_the_longest_reply_is_taken(
    bob_client: Client, article: Article, post_url: str
) -> None:
    text = "é" * 10_000

    bob_client.post(post_url, {"body": text})

    assert Reply.objects.get().body == text


def test_the_shortest_reply_is_taken(
    bob_client: Client, article: Article, post_url: str
) -> None:
    bob_client.post(post_url, {"body": "no"})

    assert Reply.objects.get().body == "no"


def test_a_text_that_looks_like_markup_stays_text(
    bob_client: Client, article: Article, post_url: str
) -> None:
    bob_client.post(post_url, {"body": "<script>alert(1)</script> {{ article }}"})

    page = bob_client.get(article.get_absolute_url()).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ article }}" in page


@pytest.mark.parametrize("mark", ["\x08", "\x1b", "\x7f", "\x85", "\ufffe", "\ufdd0"])
def test_characters_that_nobody_can_see_reach_no_page_and_no_feed(
    bob_client: Client, article: Article, post_url: str, mark: str
) -> None:
    bob_client.post(post_url, {"body": f"be{mark}fore"})

    for name in ("forum:discussion", "forum:feed"):
        page = bob_client.get(reverse(name, args=[article.slug])).content.decode()
        assert "before" in page
        assert f"be{mark}fore" not in page


def test_half_a_character_becomes_a_sign_that_it_is_missing(
    bob_client: Client, article: Article, post_url: str
) -> None:
    typed = b"body=be%ED%A0%80fore"  # a lone surrogate, as no browser sends it

    response = bob_client.post(
        post_url, typed, content_type="application/x-www-form-urlencoded"
    )

    assert response.status_code == 302
    assert "\ufffd" in Reply.objects.get().body


def test_posting_takes_a_form_that_was_posted(
    bob_client: Client, article: Article, post_url: str
) -> None:
    assert bob_client.get(post_url).status_code == 405


# ------------------------------------------------------------------ On the page itself
def sent_from(client: Client, post_url: str, address: str, **form: str) -> str:
    """The part that takes the place of the form on an open page."""
    headers = {**PART, "HX-Current-URL": f"http://testserver{address}"}
    form = {"body": "It does say so [1].", **form}
    return client.post(post_url, form, headers=headers).content.decode()


def test_the_first_reply_takes_the_place_of_there_being_none(
    bob_client: Client, article: Article, post_url: str
) -> None:
    page = article.get_absolute_url()
    before = bob_client.get(page).content.decode()
    part = sent_from(bob_client, post_url, f"{page}?order=old")

    for name in ("no-replies", "discussion-counts", "discussion-orders"):
        assert f'id="{name}"' in before
        assert f'id="{name}"' in part
    assert "1 reply" in part
    assert f'href="{page}?order=old#discussion" aria-current="true"' in part


def test_a_later_one_changes_the_counts_alone(
    bob_client: Client, article: Article, post_url: str, alice: Any
) -> None:
    forum.make_reply(article=article, author=alice, body="Hm.")

    part = sent_from(bob_client, post_url, f"{article.get_absolute_url()}", parent="1")

    assert "2 replies" in part
    assert "1 cites a source" in part
    assert "discussion-orders" not in part


def test_a_page_without_a_head_gets_none(
    bob_client: Client, article: Article, post_url: str, alice: Any
) -> None:
    reply = forum.make_reply(article=article, author=alice, body="Hm.")

    part = sent_from(bob_client, post_url, reply.get_absolute_url(), parent="1")

    assert "data-hx-swap-oob" not in part
    assert 'id="r2"' in part
