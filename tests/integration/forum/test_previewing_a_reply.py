"""What a preview shows is what the reply will be, byte for byte."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Tally
from accounts.throttle import LIMITS
from articles.models import Source
from forum.models import Discussion, Mention, Reply, ReplyCitation
from tests.factories import forum
from tests.integration.forum.conftest import PART, url_of
from tests.integration.forum.pages import hidden, kept_text, previewed, words

if TYPE_CHECKING:
    from django.test import Client

    from articles.models import Article

pytestmark = pytest.mark.django_db

OWN = ["https://a.example/report", "https://memo.example/leak"]


# --------------------------------------------------------------------- The same bytes
@pytest.mark.parametrize(
    ("body", "sources"),
    [
        ("It **is** so.", ""),
        ("As in [1] and [2], and [1] again.", ""),
        ("As in [a], and [b], and [k].", "\n".join(OWN)),
        ("Nothing is marked.", OWN[0]),
        ("So says @alice.", ""),
        ("```python\nprint('so')\n```", ""),
        ("# Heading\n\n> quoted\n\n- a\n- b\n\n| a | b |\n|---|---|\n| 1 | 2 |", ""),
        ("<script>alert(1)</script>", ""),
    ],
)
def test_a_preview_is_the_reply(
    *,
    bob_client: Client,
    alices: Reply,
    preview_url: str,
    post_url: str,
    body: str,
    sources: str,
) -> None:
    form = {"body": body, "sources": sources, "parent": "1"}

    shown = previewed(bob_client.post(preview_url, form, headers=PART))

    bob_client.post(post_url, form)
    assert shown == Reply.objects.get(number=2).body_html


def test_a_preview_of_an_edit_is_the_reply(
    alice_client: Client, alice: Any, article: Article, preview_url: str
) -> None:
    for _time in range(3):
        reply = forum.make_reply(article=article, author=alice, body="As in [1].")
    form = {"body": "As in [1] and [a].", "sources": OWN[0], "version": "1"}

    response = alice_client.post(preview_url, {**form, "edits": "3"}, headers=PART)

    alice_client.post(url_of(reply, "edit-reply"), form)
    stored = Reply.objects.get(number=3).body_html
    assert previewed(response) == stored
    assert 'id="r3-fnref1"' in stored


# ------------------------------------------------------------------- Beside the form
def test_in_place_it_is_a_part_without_the_form(
    bob_client: Client, preview_url: str
) -> None:
    response = bob_client.post(preview_url, {"body": "*So*"}, headers=PART)

    page = response.content.decode()
    assert response.status_code == 200
    assert "<em>So</em>" in page
    assert "<form" not in page
    assert "HX-Request" in response.headers["Vary"]


def test_without_a_script_it_is_a_page_from_which_to_post(
    bob_client: Client, alices: Reply, preview_url: str, post_url: str
) -> None:
    form = {"body": "*So*, as in [a].", "sources": OWN[0], "parent": "1"}

    response = bob_client.post(preview_url, form)

    page = response.content.decode()
    assert '<em>So</em>, as in <a class="cite"' in page
    assert "Alice said this." in page
    assert "The memo" in page  # to cite from
    again = {
        "body": kept_text(response).strip(),
        "sources": kept_text(response, "sources").strip(),
        "parent": hidden(response, "parent"),
        "key": hidden(response, "key"),
    }
    bob_client.post(post_url, again)
    answer = Reply.objects.get(number=2)
    assert (answer.body, answer.parent_number) == (form["body"], 1)
    assert answer.addresses == [OWN[0]]


def test_without_a_script_an_edit_is_a_page_from_which_to_save(
    alice_client: Client, alices: Reply, preview_url: str
) -> None:
    form = {"body": "*So*", "version": "1", "edits": "1", "reason": "Because."}

    response = alice_client.post(preview_url, form)

    assert "<em>So</em>" in response.content.decode()
    assert 'value="Because."' in response.content.decode()
    again = {
        "body": kept_text(response).strip(),
        "version": hidden(response, "version"),
    }
    alice_client.post(url_of(alices, "edit-reply"), again)
    assert Reply.objects.get().body == "*So*"


# ---------------------------------------------------------------------- Stores nothing
def test_a_preview_stores_nothing(
    bob_client: Client, alice: Any, article: Article, preview_url: str
) -> None:
    sources = Source.objects.count()

    bob_client.post(
        preview_url, {"body": "As [1] and [a], says @alice.", "sources": OWN[0]}
    )

    assert Source.objects.count() == sources
    for model in (Reply, ReplyCitation, Mention, Discussion):
        assert not model.objects.exists()
    assert Tally.objects.get().key.startswith("preview:")


def test_previews_have_a_limit_of_their_own(
    bob_client: Client, article: Article, preview_url: str, post_url: str
) -> None:
    bob_client.post(preview_url, {"body": "So."})
    Tally.objects.update(count=LIMITS["preview"][0].times)

    response = bob_client.post(preview_url, {"body": "So it is."})

    assert response.status_code == 429
    assert 0 < int(response.headers["Retry-After"]) <= 600
    assert "That was often." in words(response)
    assert kept_text(response).strip() == "So it is."
    assert bob_client.post(post_url, {"body": "So it is."}).status_code == 302


# ------------------------------------------------------------------ What cannot be yet
@pytest.mark.parametrize("headers", [{}, PART], ids=["page", "part"])
@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"body": ""}, "Write something first."),
        ({"body": "x" * 10_001}, "at most 10000 characters"),
        ({"sources": "no address"}, "Line 1 is no address: no address."),
        ({"parent": "77"}, "is not here, or no longer."),
    ],
)
def test_what_is_typed_wrong_is_said_beside_the_text(
    bob_client: Client,
    preview_url: str,
    typed: dict[str, str],
    sentence: str,
    headers: dict[str, str],
) -> None:
    form = {"body": "So it is.", **typed}

    response = bob_client.post(preview_url, form, headers=headers)

    assert response.status_code == 422
    assert sentence in words(response)
    if not headers:
        assert kept_text(response).strip() == form["body"]


@pytest.mark.parametrize("headers", [{}, PART], ids=["page", "part"])
@pytest.mark.parametrize(
    ("body", "reason", "html"),
    [
        ("So, *as* in [9].", "The article has no source [9].", "<em>as</em> in [9]."),
        ("&shy;&shy;", "Write something that can be seen.", ""),
    ],
)
def test_what_cannot_be_posted_yet_is_shown_and_says_why(
    *,
    bob_client: Client,
    preview_url: str,
    body: str,
    reason: str,
    html: str,
    headers: dict[str, str],
) -> None:
    response = bob_client.post(preview_url, {"body": body}, headers=headers)

    page = response.content.decode()
    assert response.status_code == 200
    assert reason in words(response)
    assert html in page


def test_who_may_not_post_gets_the_text_back(
    bob_client: Client, article: Article, alices: Reply, preview_url: str
) -> None:
    Discussion.objects.update(is_locked=True)

    response = bob_client.post(preview_url, {"body": "So it is."})

    assert response.status_code == 403
    assert kept_text(response).strip() == "So it is."


@pytest.mark.parametrize("deed", ["withdrawn", "a day old", "another's"])
def test_who_may_not_edit_gets_the_text_back(
    *,
    alice_client: Client,
    bob_client: Client,
    alices: Reply,
    preview_url: str,
    deed: str,
) -> None:
    client = alice_client
    if deed == "withdrawn":
        alice_client.post(url_of(alices, "withdraw-reply"))
    elif deed == "a day old":
        Reply.objects.update(created_at=timezone.now() - timedelta(hours=24))
    else:
        client = bob_client

    form = {"body": "So it is.", "version": "1", "edits": "1"}
    response = client.post(preview_url, form)

    assert response.status_code == 403
    assert "You may not do this here" in words(response)
    assert kept_text(response).strip() == "So it is."
    assert "Alice said this." not in response.content.decode()


@pytest.mark.parametrize("number", ["77", "0", "-1", "one", "9" * 30])
def test_no_number_of_a_reply_breaks_a_preview(
    bob_client: Client, preview_url: str, number: str
) -> None:
    form = {"body": "So it is.", "edits": number}

    response = bob_client.post(preview_url, form, headers=PART)

    assert response.status_code in {200, 404}


def test_a_visitor_signs_in_and_finds_the_words_again(
    visitor: Client, bob: Any, article: Article, preview_url: str
) -> None:
    response = visitor.post(preview_url, {"body": "So it is."})

    place = article.get_absolute_url()
    assert response.headers["Location"].endswith(f"?next={place}")
    visitor.force_login(bob)
    assert kept_text(visitor.get(place)).strip() == "So it is."


def test_looking_at_the_address_shows_nothing(
    bob_client: Client, preview_url: str
) -> None:
    assert bob_client.get(preview_url).status_code == 405


def test_an_article_not_yet_out_has_none(bob_client: Client, draft: Article) -> None:
    address = reverse("forum:preview", args=[draft.slug])

    assert bob_client.post(address, {"body": "So it is."}).status_code == 404
