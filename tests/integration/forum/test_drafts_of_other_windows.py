"""What is sent ends the draft that it was, and none that another window has written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from forum.models import Draft, Reply
from tests.integration.forum.amending import edit
from tests.integration.forum.conftest import PART
from tests.integration.forum.drafting import begin, keep, keep_url, only
from tests.integration.forum.pages import hidden, kept_text

if TYPE_CHECKING:
    from django.test import Client

    from articles.models import Article

pytestmark = pytest.mark.django_db

HERE, ELSEWHERE = uuid4(), uuid4()
LONG = "What took an hour to write."


def drafts() -> list[tuple[str, UUID | None]]:
    return list(Draft.objects.order_by("pk").values_list("body", "key"))


def post(client: Client, article: Article, body: str, **typed: object) -> Any:
    url = reverse("forum:post-reply", args=[article.slug])
    return client.post(url, {"body": body, "key": HERE, **typed})


# --------------------------------------------------------------------------- Replies
@pytest.mark.parametrize("draft", ["", 2, "two", "9" * 5_000])
def test_a_draft_that_the_form_has_not_read_stays(
    bob_client: Client, bob: Any, article: Article, draft: object
) -> None:
    begin(member=bob, article=article, body=LONG, key=ELSEWHERE, version=3)

    response = post(bob_client, article, "Short.", draft=draft)

    assert response.status_code == 302
    assert drafts() == [(LONG, ELSEWHERE)]
    assert kept_text(bob_client.get(article.get_absolute_url())) == LONG


def test_one_of_the_same_version_that_began_elsewhere_stays_too(
    bob_client: Client, bob: Any, article: Article
) -> None:
    begin(member=bob, article=article, body=LONG, key=ELSEWHERE)

    post(bob_client, article, "Short.", draft=1)

    assert drafts() == [(LONG, ELSEWHERE)]


def test_in_place_the_next_form_goes_on_with_what_has_stayed(
    bob_client: Client, bob: Any, article: Article, post_url: str
) -> None:
    begin(member=bob, article=article, body=LONG, key=ELSEWHERE, version=3)

    typed = {"body": "Short.", "key": HERE}
    page = bob_client.post(post_url, typed, headers=PART)

    assert kept_text(page) == LONG
    assert (hidden(page, "draft"), hidden(page, "key")) == ("3", str(ELSEWHERE))


def test_the_same_draft_gone_on_with_elsewhere_stays_as_a_reply_of_its_own(
    bob_client: Client, bob: Any, article: Article
) -> None:
    begin(member=bob, article=article, body=LONG, key=HERE, version=5)

    post(bob_client, article, "What took", draft=3)

    assert drafts() == [(LONG, None)]
    again = bob_client.get(article.get_absolute_url())
    assert hidden(again, "key") != str(HERE)


@pytest.mark.parametrize("key", [HERE, None])
def test_a_draft_that_was_read_ends_however_much_was_changed(
    bob_client: Client, bob: Any, article: Article, key: UUID | None
) -> None:
    begin(member=bob, article=article, body=LONG, key=key, version=3)

    post(bob_client, article, "Something else.", draft=3)

    assert drafts() == []


@pytest.mark.parametrize(
    ("body", "sources"),
    [("What took an", ""), ("", "https://a.example/\n"), (f"{LONG}\n", "no address")],
)
def test_a_save_on_its_way_when_its_reply_was_sent_leaves_nothing_of_it(
    bob_client: Client, bob: Any, article: Article, body: str, sources: str
) -> None:
    on_its_way = {"body": body, "sources": sources, "key": HERE, "version": 4}
    begin(member=bob, article=article, **on_its_way)  # type: ignore[arg-type]
    addresses = "https://a.example/\nhttps://b.example/"

    post(bob_client, article, LONG, sources=addresses, draft=3)

    is_all_sent = sources != "no address"
    assert Draft.objects.exists() is not is_all_sent


def test_the_very_words_that_were_sent_are_no_draft_whoever_typed_them(
    bob_client: Client, bob: Any, article: Article
) -> None:
    typed = "HTTPS://A.example\nhttps://a.example/"
    begin(member=bob, article=article, body=LONG, sources=typed, key=ELSEWHERE)

    post(bob_client, article, LONG, sources="https://a.example/")

    assert drafts() == []


def test_a_draft_sent_from_another_place_than_its_own_ends(
    bob_client: Client, bob: Any, article: Article, alices: Reply
) -> None:
    number = alices.number
    begin(member=bob, article=article, body=LONG, key=HERE, parent_number=number)

    post(bob_client, article, "Standing by itself.")

    assert drafts() == []


# ----------------------------------------------------------------------------- Edits
@pytest.mark.parametrize("body", ["Another text.", "Alice said this."])
def test_the_draft_of_an_edit_that_was_not_read_stays(
    alice_client: Client, alice: Any, article: Article, alices: Reply, body: str
) -> None:
    edits = {"edits_number": alices.number, "written_over": 1}
    begin(member=alice, article=article, body=LONG, version=3, **edits)

    response = edit(alice_client, alices, body, draft=2)

    assert response.status_code == 302
    assert only().body == LONG


@pytest.mark.parametrize("body", ["Another text.", "Alice said this."])
def test_one_that_was_read_ends(
    alice_client: Client, alice: Any, article: Article, alices: Reply, body: str
) -> None:
    edits = {"edits_number": alices.number, "written_over": 1}
    begin(member=alice, article=article, body=LONG, version=3, **edits)

    edit(alice_client, alices, body, draft=3)

    assert drafts() == []


# --------------------------------------------------------------------- The form again
def test_what_is_written_in_the_form_of_a_sent_reply_can_be_kept_when_told_so(
    bob_client: Client, article: Article
) -> None:
    post(bob_client, article, "One.")
    save = {"body": "Two.", "key": HERE}

    told = bob_client.post(keep_url(article), save)
    fields = ("parent", "edits", "version", "draft")
    again = {name: hidden(told, name) for name in fields}
    kept = bob_client.post(keep_url(article), {"body": kept_text(told), **again})

    assert told.status_code == 409
    assert kept["Location"] == reverse("forum:drafts")
    assert drafts() == [("Two.", None)]


def test_a_draft_that_was_overwritten_keeps_its_key_through_being_told(
    bob_client: Client, article: Article
) -> None:
    keep(bob_client, article, body="Theirs.", key=ELSEWHERE)

    told = bob_client.post(keep_url(article), {"body": "Mine.", "key": HERE})

    assert hidden(told, "key") == str(HERE)
