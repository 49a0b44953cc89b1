"""Editors merge sources at their desk, and part one that is two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from articles import actions
from articles.models import Article, Source
from tests.factories import articles
from tests.factories.forum import make_reply
from tests.worker import work

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db

DESK = "/admin/articles/source/"
OWN = "https://own.example/1"


@pytest.fixture
def article(erin: Any) -> Article:
    sources = [
        ("A memo", "https://memo.example/a"),
        ("A copy", "https://copy.example/"),
    ]
    return articles.make_article(author=erin, title="Open models", sources=sources)


def called(*titles: str) -> list[Source]:
    return [Source.objects.get(title=title) for title in titles]


def send(client: Client, action: str, chosen: list[Source], **typed: Any) -> Any:
    keys = [source.pk for source in chosen]
    return client.post(DESK, {"action": action, "_selected_action": keys} | typed)


def test_the_one_to_keep_is_asked_for_and_then_they_are_one(erin_client, article):
    memo, copy = called("A memo", "A copy")

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
        ({"title": "Two"}, "Choose at least one article or reply"),
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
    memo, copy = called("A memo", "A copy")
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


def test_what_only_a_reply_brought_is_parted_by_the_reply(erin_client, article, bob):
    sources = [OWN, "https://own.example/2"]
    reply = make_reply(
        article=article, author=bob, body="[a] and [b].", sources=sources
    )
    own = Source.objects.get(url=OWN)
    cited = reply.citations.get(letter="a")

    asked = send(erin_client, "part_chosen", [own])
    typed = {
        "_decided": "1",
        "alone": [f"replycitation-{cited.pk}"],
        "title": "The second edition",
    }
    without = send(erin_client, "part_chosen", [own], **typed)
    done = send(erin_client, "part_chosen", [own], **typed, url=f"{OWN}/2")

    assert "Reply 1 to “Open models”, by bob: [a]" in asked.content.decode()
    assert "What a reply brings along has an address." in without.content.decode()
    assert done.status_code == 302
    assert reply.addresses == [f"{OWN}/2", sources[1]]
    work()
    reply.refresh_from_db()
    assert "The second edition" in reply.body_html
    assert f'href="{OWN}"' not in reply.body_html


def test_one_that_is_part_of_a_third_is_not_taken_out_of_it(erin_client, article, erin):
    articles.make_article(author=erin, sources=[("Third", "https://third.example/")])
    memo, copy, third = called("A memo", "A copy", "Third")
    send(erin_client, "merge_chosen", [copy, third], _decided="1", into=third.pk)

    response = send(
        erin_client,
        "part_chosen",
        [memo],
        _decided="1",
        notes=[article.notes.get(number=1).pk],
        title="Whatever",
        url="https://copy.example/",
    )

    assert response.status_code == 422
    said = "The source at this address is part of another: “Third”."
    assert said in response.content.decode()
    assert Source.objects.get(pk=copy.pk).merged_into == third
    with pytest.raises(actions.SourceChanged):
        actions.part_source(source=memo, other=copy, editor=erin)


def said(client: Client, response: Any) -> str:
    """What the list says after something was done, or was not."""
    assert response.status_code == 302
    return client.get(response["Location"]).content.decode()


CHANGED = "This source was changed while you were deciding."


def test_one_that_went_elsewhere_meanwhile_is_said_to_have(erin_client, article, erin):
    articles.make_article(author=erin, sources=[("Third", "https://third.example/")])
    memo, copy, third = called("A memo", "A copy", "Third")
    send(erin_client, "merge_chosen", [memo, copy], _decided="1", into=memo.pk)

    response = send(
        erin_client, "merge_chosen", [copy, third], _decided="1", into=third.pk
    )

    assert CHANGED in said(erin_client, response)
    assert Source.objects.get(pk=copy.pk).merged_into == memo
    assert Source.objects.get(pk=third.pk).merged_into is None


def test_one_that_went_elsewhere_meanwhile_is_not_parted(erin_client, article):
    memo, copy = called("A memo", "A copy")
    note = article.notes.get(source=copy)
    send(erin_client, "merge_chosen", [memo, copy], _decided="1", into=memo.pk)

    response = send(
        erin_client,
        "part_chosen",
        [copy],
        _decided="1",
        notes=[note.pk],
        title="The second edition",
    )

    assert CHANGED in said(erin_client, response)
    assert not Source.objects.filter(title="The second edition").exists()


@pytest.mark.parametrize("deed", ["merge_sources", "part_source"])
def test_one_that_goes_elsewhere_at_that_moment_is_said_to_have(
    erin_client, article, monkeypatch, deed
):
    memo, copy = called("A memo", "A copy")

    def overtaken(**_what: Any) -> None:
        raise actions.SourceChanged

    monkeypatch.setattr(actions, deed, overtaken)
    if deed == "merge_sources":
        chosen: dict[str, Any] = {"into": memo.pk}
        response = send(
            erin_client, "merge_chosen", [memo, copy], _decided="1", **chosen
        )
    else:
        chosen = {"notes": [article.notes.get(source=memo).pk], "title": "Another"}
        response = send(erin_client, "part_chosen", [memo], _decided="1", **chosen)

    assert CHANGED in said(erin_client, response)


def test_moderators_do_not_merge(mina_client, article):
    memo, copy = called("A memo", "A copy")

    response = send(
        mina_client, "merge_chosen", [memo, copy], _decided="1", into=memo.pk
    )

    assert response.status_code == 403
