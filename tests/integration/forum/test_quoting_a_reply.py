"""A member quotes what another said, with its author and its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from forum.models import Draft, Reply
from tests.factories import forum
from tests.integration.forum.conftest import PART, url_of
from tests.integration.forum.pages import hidden, kept_text

if TYPE_CHECKING:
    from django.test import Client

    from articles.models import Article

pytestmark = pytest.mark.django_db

PLACE = "— [alice](/articles/models/replies/1/)"


def quoted(client: Client, reply: Reply, **headers: Any) -> str:
    response = client.get(f"{url_of(reply, 'answer')}?quote=1", **headers)
    return kept_text(response).removeprefix("\n")


@pytest.mark.parametrize("headers", [{}, PART], ids=["page", "part"])
def test_the_answer_opens_with_the_words_quoted(
    bob_client: Client, alices: Reply, headers: dict[str, str]
) -> None:
    text = quoted(bob_client, alices, headers=headers)

    assert text == f"> Alice said this.\n>\n> {PLACE}\n\n"


def test_every_line_is_quoted_as_it_was_typed(
    bob_client: Client, alice: Any, article: Article
) -> None:
    body = "One **bold** claim [1].\n\n> Quoted.\n\n```\n<code>\n```"
    reply = forum.make_reply(article=article, author=alice, body=body)

    assert quoted(bob_client, reply) == (
        "> One **bold** claim [1].\n>\n> > Quoted.\n>\n> ```\n> <code>\n> ```\n"
        f">\n> {PLACE}\n\n"
    )


def test_a_script_may_ask_for_the_words_alone(
    bob_client: Client, visitor: Client, alices: Reply
) -> None:
    address, asks = (
        f"{url_of(alices, 'answer')}?quote=1",
        {"Accept": "application/json"},
    )

    told = bob_client.get(address, headers=asks)

    assert told.json() == {"quote": f"> Alice said this.\n>\n> {PLACE}\n\n"}
    assert "Accept" in told.headers["Vary"]
    assert visitor.get(address, headers=asks).status_code == 302


def test_its_letters_are_no_sources_of_whoever_quotes_it(
    alice_client: Client, bob_client: Client, article: Article, post_url: str
) -> None:
    memo, study = "https://alices.example/", "https://bobs.example/"
    alice_client.post(post_url, {"body": "As in [a] and [1].", "sources": memo})
    alices = Reply.objects.get()
    body = quoted(bob_client, alices)
    assert body.startswith("> As in \\[a] and [1].\n")

    answer = {"body": f"{body}Not so [a].", "sources": study, "parent": "1"}
    bob_client.post(post_url, answer)

    bobs = Reply.objects.get(number=2)
    own = bobs.citations.get(letter="a")
    assert (own.source.url, own.uses) == (study, 1)
    assert "<p>As in [a] and <a" in bobs.body_html
    assert bobs.citations.get(number=1).uses == 1


def test_posted_it_is_a_quotation_that_leads_back(
    bob_client: Client, alices: Reply, post_url: str
) -> None:
    body = quoted(bob_client, alices) + "Not so."

    bob_client.post(post_url, {"body": body, "parent": "1"})

    html = Reply.objects.get(number=2).body_html
    assert "<blockquote>\n<p>Alice said this.</p>" in html
    assert 'href="/articles/models/replies/1/"' in html
    assert html.rstrip().endswith("<p>Not so.</p>")


def test_what_was_begun_stays_before_it(
    bob_client: Client, bob: Any, article: Article, alices: Reply
) -> None:
    Draft.objects.create(member=bob, article=article, body="Begun.", parent_number=1)

    text = quoted(bob_client, alices)

    assert text.startswith("Begun.\n\n> Alice said this.")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_is_quoted_already_is_not_quoted_again(
    bob_client: Client, bob: Any, article: Article, alices: Reply, end: str
) -> None:
    body = f"> Alice said this.\n>\n> {PLACE}\n\nNot so.".replace("\n", end)
    Draft.objects.create(member=bob, article=article, body=body, parent_number=1)

    text = quoted(bob_client, alices)

    assert text.splitlines() == body.splitlines()


def test_an_answer_without_a_quotation_is_empty(
    bob_client: Client, alices: Reply
) -> None:
    response = bob_client.get(url_of(alices, "answer"))

    assert kept_text(response).strip() == ""
    assert hidden(response, "parent") == "1"


def test_every_reply_offers_it_to_members(
    bob_client: Client, visitor: Client, alices: Reply
) -> None:
    way = f'href="{url_of(alices, "answer")}?quote=1"'

    assert way in bob_client.get(url_of(alices)).content.decode()
    assert way not in visitor.get(url_of(alices)).content.decode()


def test_what_has_gone_is_not_quoted(
    alice_client: Client, bob_client: Client, alices: Reply
) -> None:
    alice_client.post(url_of(alices, "withdraw-reply"))

    response = bob_client.get(f"{url_of(alices, 'answer')}?quote=1")

    assert response.status_code == 404
    assert "Alice said this." not in response.content.decode()
