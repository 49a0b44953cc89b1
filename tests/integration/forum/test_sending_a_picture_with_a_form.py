"""Without a script a picture comes with the form: it is taken in where one may write."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.storage import default_storage

from accounts import throttle
from articles.models import Picture
from forum.models import Discussion, Draft, Reply
from tests.factories.pictures import brought
from tests.integration.forum.conftest import PART, url_of
from tests.integration.forum.drafting import only
from tests.integration.forum.pages import hidden, kept_text, words

if TYPE_CHECKING:
    from django.test import Client

    from articles.models import Article

pytestmark = pytest.mark.django_db

WAYS = pytest.mark.parametrize("headers", [{}, PART], ids=["page", "part"])
REFUSED = "You may not do this here, or no longer."
BODY = "See this."


def bring(client: Client, url: str, **typed: Any) -> Any:
    headers = typed.pop("headers", {})
    form = {"body": BODY, "picture": brought(), "_picture": "1", **typed}
    return client.post(url, form, headers=headers)


@WAYS
def test_it_comes_back_in_the_text_of_the_answer_that_it_was_sent_with(
    bob_client: Client, alices: Reply, post_url: str, headers: dict[str, str]
) -> None:
    page = bring(bob_client, post_url, parent=alices.number, headers=headers)

    assert page.status_code == 200
    shown = Picture.objects.get().markdown()
    assert kept_text(page) == f"{BODY}\n\n{shown}\n"
    assert hidden(page, "parent") == str(alices.number)
    assert "Your answer to alice" in words(page)
    assert f'data-place="bob/models/{alices.number}"' in page.content.decode()


@pytest.mark.parametrize("parent", ["", "9", "one"])
def test_a_form_that_answers_nothing_there_is_one_for_all(
    bob_client: Client, alices: Reply, post_url: str, parent: str
) -> None:
    page = bring(bob_client, post_url, parent=parent)

    assert page.status_code == 200
    assert "Add to the discussion" in words(page)
    assert kept_text(page).startswith(BODY)


def test_in_a_closed_discussion_none_is_taken_and_the_words_are_kept(
    bob_client: Client, discussion: Discussion, post_url: str
) -> None:
    Discussion.objects.update(is_locked=True)

    page = bring(bob_client, post_url, body="x")

    assert page.status_code == 403
    assert REFUSED in words(page)
    assert kept_text(page) == "x"
    assert only().body == "x"
    assert not Picture.objects.exists()


def test_for_an_edit_its_author_may_bring_one(
    alice_client: Client, alices: Reply
) -> None:
    page = bring(alice_client, url_of(alices, "edit-reply"), version=1, draft=2)

    assert page.status_code == 200
    assert Picture.objects.get().markdown() in kept_text(page)
    assert (hidden(page, "version"), hidden(page, "draft")) == ("1", "2")


@pytest.mark.parametrize("typed", [{}, {"body": ""}], ids=["picture", "too short"])
def test_for_an_edit_nobody_else_may(
    bob_client: Client, alices: Reply, typed: dict[str, str]
) -> None:
    page = bring(bob_client, url_of(alices, "edit-reply"), version=1, **typed)

    assert page.status_code == 403
    assert REFUSED in words(page)
    assert "Write something first." not in words(page)
    assert kept_text(page) == typed.get("body", BODY)
    assert not Picture.objects.exists()


@pytest.mark.parametrize("body", ["", "Not mine to say."])
def test_who_may_not_edit_is_told_so_first_and_has_no_draft_of_it(
    bob_client: Client, alices: Reply, body: str
) -> None:
    page = bob_client.post(url_of(alices, "edit-reply"), {"body": body})

    assert page.status_code == 403
    assert kept_text(page) == body
    assert not Draft.objects.exists()


# ------------------------------------------------------------------- What it cannot be
def test_where_the_disk_is_full_every_word_comes_back(
    bob_client: Client,
    article: Article,
    post_url: str,
    settings: Any,
    tmp_path: Any,
) -> None:
    backend = "tests.factories.pictures.FullDisk"
    there = {"BACKEND": backend, "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": there}

    page = bring(bob_client, post_url)

    assert page.status_code == 422
    assert "The picture could not be kept. Try again later." in words(page)
    assert kept_text(page) == BODY
    assert not Picture.objects.exists()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_where_no_process_can_start_every_word_comes_back(
    bob_client: Client, article: Article, post_url: str, monkeypatch: Any, caplog: Any
) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")

    page = bring(bob_client, post_url)

    assert page.status_code == 422
    assert "The picture could not be kept. Try again later." in words(page)
    assert kept_text(page) == BODY
    assert "A picture could not be kept." in caplog.text
    assert not default_storage.exists("pictures")


@WAYS
def test_one_that_came_too_often_leaves_its_words_and_the_time_to_wait(
    bob_client: Client,
    alices: Reply,
    post_url: str,
    headers: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = throttle.LIMITS["picture"][0].within
    monkeypatch.setitem(throttle.LIMITS, "picture", (throttle.Limit(0, window),))

    page = bring(bob_client, post_url, alt='A "graph"', headers=headers)

    assert page.status_code == 429
    assert int(page["Retry-After"]) > 60
    assert 'value="A &quot;graph&quot;"' in page.content.decode()
    assert kept_text(page) == BODY


def test_enter_in_the_words_of_a_picture_does_not_send_the_reply(
    bob_client: Client, article: Article
) -> None:
    page = bob_client.get(article.get_absolute_url()).content.decode()

    composer = page.partition("<reply-composer")[2]
    pressed = re.search(r"<button[^>]*>", composer)
    assert pressed
    assert 'name="_picture"' in pressed[0]
