"""Two windows that edit one reply are told of each other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from forum.models import Reply, ReplyRevision
from tests.factories import forum
from tests.integration.forum.amending import edit, now
from tests.integration.forum.pages import changes, hidden, kept_text, words

if TYPE_CHECKING:
    from django.test import Client

    from articles.models import Article

pytestmark = pytest.mark.django_db


def test_two_windows_are_told_of_each_other(
    alice_client: Client, alice: Any, article: Article
) -> None:
    posted = "The first line.\n\nThe second line."
    reply = forum.make_reply(article=article, author=alice, body=posted)
    edit(alice_client, reply, posted.replace("second", "last"))
    typed = posted.replace("first", "very first").replace("\n", "\r\n")

    response = edit(
        alice_client, reply, typed, sources="https://a.example/", reason="For clarity."
    )

    page = response.content.decode()
    assert response.status_code == 409
    assert "edited in another window" in page
    assert "The last line." in words(response)
    assert kept_text(response).strip() == typed.replace("\r\n", "\n")
    assert kept_text(response, "sources").strip() == "https://a.example/"
    assert 'value="For clarity."' in page
    assert changes(response) == [
        "The <ins>very </ins>first line.\n\nThe <del>last</del><ins>second</ins> line."
        "<ins>\n\nhttps://a.example/</ins>"
    ]
    assert (now().version, now().citations.count()) == (2, 0)


def test_the_other_text_is_shown_with_the_sources_it_brings(
    alice_client: Client, alices: Reply
) -> None:
    edit(alice_client, alices, "Read [a].", sources="https://a.example/report")

    response = edit(alice_client, alices, "From the other.")

    verbatim = re.findall(
        r'<pre class="verbatim version__text"[^>]*>([^<]*)</pre>',
        response.content.decode(),
    )
    assert verbatim == ["\nRead [a].\n\nhttps://a.example/report"]


def test_who_has_seen_both_texts_may_write_over(
    alice_client: Client, alices: Reply
) -> None:
    edit(alice_client, alices, "From one window.")
    response = edit(alice_client, alices, "From the other.")

    edit(
        alice_client,
        alices,
        kept_text(response).strip(),
        version=hidden(response, "version"),
    )

    assert (now().body, now().version) == ("From the other.", 3)
    bodies = ReplyRevision.objects.values_list("body", flat=True)
    assert list(bodies) == ["Alice said this.", "From one window.", "From the other."]


@pytest.mark.parametrize("version", ["", "0", "-1", "one", "9" * 40, "\x00"])
def test_a_form_damaged_on_its_way_shows_both_texts_too(
    alice_client: Client, alices: Reply, version: str
) -> None:
    response = edit(alice_client, alices, "Second.", version=version)

    assert response.status_code in {409, 422}
    assert kept_text(response).strip() == "Second."
    assert now().version == 1
    again = hidden(response, "version")
    assert edit(alice_client, alices, "Second.", version=again).status_code == 302
