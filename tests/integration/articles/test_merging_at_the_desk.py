"""Editors merge sources at their desk, and part one that is two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from articles.models import Article, Source
from tests.factories import articles

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db

DESK = "/admin/articles/source/"


@pytest.fixture
def article(erin: Any) -> Article:
    sources = [
        ("A memo", "https://memo.example/a"),
        ("A copy", "https://copy.example/"),
    ]
    return articles.make_article(author=erin, title="Open models", sources=sources)


def send(client: Client, action: str, chosen: list[Source], **typed: Any) -> Any:
    keys = [source.pk for source in chosen]
    return client.post(DESK, {"action": action, "_selected_action": keys} | typed)


def test_the_one_to_keep_is_asked_for_and_then_they_are_one(erin_client, article):
    memo, copy = Source.objects.order_by("pk")

    asked = send(erin_client, "merge_chosen", [memo, copy])
    done = send(erin_client, "merge_chosen", [memo, copy], _decided="1", into=memo.pk)

    assert asked.status_code == 200
    assert "A copy · https://copy.example/" in asked.content.decode()
    assert done.status_code == 302
    assert {note.source for note in article.notes.all()} == {memo}
    assert "A copy" not in erin_client.get(DESK).content.decode()


def test_without_a_choice_it_is_asked_for_again(erin_client, article):
    response = send(
        erin_client, "merge_chosen", list(Source.objects.all()), _decided="1"
    )

    assert response.status_code == 422
    assert "Choose the one to keep." in response.content.decode()


@pytest.mark.parametrize("action", ["merge_chosen", "part_chosen"])
def test_the_wrong_number_is_answered_with_a_sentence(erin_client, article, action):
    chosen = list(Source.objects.all())[: 1 if action == "merge_chosen" else 2]

    response = send(erin_client, action, chosen)

    assert "Choose " in erin_client.get(response["Location"]).content.decode()


def test_a_source_is_parted_by_its_articles(erin_client, article):
    memo = Source.objects.get(title="A memo")
    note = article.notes.get(source=memo)

    asked = send(erin_client, "part_chosen", [memo])
    done = send(
        erin_client,
        "part_chosen",
        [memo],
        _decided="1",
        notes=[note.pk],
        title="The second edition",
        url="https://MEMO.example/b",
    )

    assert "Open models [1]" in asked.content.decode()
    assert done.status_code == 302
    note.refresh_from_db()
    assert note.source.title == "The second edition"
    assert note.source.url == "https://memo.example/b"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"title": "Two"}, "Choose at least one article."),
        (
            {"url": "https://memo.example/a"},
            "This is the address of the source itself.",
        ),
        ({"url": "memo"}, "This is not an address on the web"),
    ],
)
def test_what_is_missing_is_said(erin_client, article, typed, said):
    memo = Source.objects.get(title="A memo")

    response = send(erin_client, "part_chosen", [memo], _decided="1", **typed)

    assert response.status_code == 422
    assert said in response.content.decode()


def test_a_merged_source_is_taken_out_again_by_its_address(erin_client, article):
    memo, copy = Source.objects.order_by("pk")
    send(erin_client, "merge_chosen", [memo, copy], _decided="1", into=memo.pk)
    second = article.notes.get(number=2)

    send(
        erin_client,
        "part_chosen",
        [memo],
        _decided="1",
        notes=[second.pk],
        title="Whatever",
        url="https://copy.example/",
    )

    second.refresh_from_db()
    assert second.source == copy
    assert Source.objects.get(pk=copy.pk).title == "A copy"


def test_one_that_went_elsewhere_meanwhile_is_said_to_have(erin_client, article, erin):
    articles.make_article(author=erin, sources=[("Third", "https://third.example/")])
    memo, copy, third = Source.objects.order_by("pk")
    send(erin_client, "merge_chosen", [memo, copy], _decided="1", into=memo.pk)

    response = send(
        erin_client, "merge_chosen", [copy, third], _decided="1", into=third.pk
    )

    assert response.status_code in {200, 302}
    assert Source.objects.get(pk=copy.pk).merged_into == memo


def test_moderators_do_not_merge(mina_client, article):
    memo, copy = Source.objects.order_by("pk")

    response = send(
        mina_client, "merge_chosen", [memo, copy], _decided="1", into=memo.pk
    )

    assert response.status_code == 403
