"""What a member has begun to write is kept until it is sent."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts import throttle
from accounts.throttle import Limit
from forum import actions
from forum.models import Draft, Reply
from forum.models.draft import KEPT_FOR, MAX_DRAFT
from tests.factories import articles
from tests.integration.forum.drafting import begin, keep, keep_url, only, written
from tests.integration.forum.pages import hidden, kept_text

if TYPE_CHECKING:
    from django.test import Client

    from articles.models import Article

pytestmark = pytest.mark.django_db

TEXT = "Every word & <mark> of this, [1]."


# ----------------------------------------------------------------------- Keeping
def test_a_text_is_kept_with_its_sources_and_offered_again(
    bob_client: Client, article: Article
) -> None:
    answer = keep(bob_client, article, body=TEXT, sources="https://a.example/")

    page = bob_client.get(article.get_absolute_url())
    assert answer.json() == {"draft": only().version}
    assert kept_text(page) == TEXT
    assert "https://a.example/" in page.content.decode()
    assert hidden(page, "draft") == str(only().version)


def test_each_place_has_a_draft_of_its_own(
    bob_client: Client, article: Article, alices: Reply
) -> None:
    other = articles.make_article(slug="other")

    keep(bob_client, article, body="To all.")
    keep(bob_client, article, body="To alice.", parent=alices.number)
    keep(bob_client, other, body="Elsewhere.")

    kept = Draft.objects.order_by("pk").values_list("article", "parent_number", "body")
    assert list(kept) == [
        (article.pk, 0, "To all."),
        (article.pk, alices.number, "To alice."),
        (other.pk, 0, "Elsewhere."),
    ]


def test_a_place_holds_one_draft_of_a_member(bob: Any, article: Article) -> None:
    begin(member=bob, article=article)

    with pytest.raises(IntegrityError), transaction.atomic():
        begin(member=bob, article=article)


def test_a_text_written_on_is_another_version_of_the_draft(
    bob_client: Client, article: Article
) -> None:
    keep(bob_client, article, body="One")

    answer = keep(bob_client, article, body="One, two", draft=only().version)

    assert answer.json() == {"draft": only().version}
    assert only().body == "One, two"


def test_the_same_text_again_is_no_news_whatever_version_it_was_read_at(
    bob_client: Client, article: Article
) -> None:
    keep(bob_client, article, body="One")
    keep(bob_client, article, body="Two", draft=only().version)
    before = only().updated_at

    answer = keep(bob_client, article, body="Two", draft=1)

    assert answer.json() == {"draft": only().version}
    assert only().updated_at == before


def test_line_ends_are_kept_as_people_count_them(
    bob_client: Client, article: Article
) -> None:
    keep(bob_client, article, body="One\r\ntwo ", sources="https://a.example/\r\n")

    assert only().body == "One\ntwo "
    assert only().sources == "https://a.example/\n"


def test_an_empty_text_ends_the_draft(bob_client: Client, article: Article) -> None:
    keep(bob_client, article, body="One")

    answer = keep(bob_client, article, body=" \n", draft=only().version)

    assert answer.json() == {"draft": 0}
    assert not Draft.objects.exists()


def test_where_nothing_was_kept_an_empty_text_begins_nothing(
    bob_client: Client, article: Article
) -> None:
    answer = keep(bob_client, article, body=" \n")

    assert answer.json() == {"draft": 0}
    assert not Draft.objects.exists()


def test_sources_alone_are_a_draft(bob_client: Client, article: Article) -> None:
    keep(bob_client, article, body="", sources="https://a.example/")

    assert only().sources == "https://a.example/"


def test_twice_the_length_of_a_reply_is_kept_and_no_more(
    bob_client: Client, article: Article
) -> None:
    kept = keep(bob_client, article, body="x" * MAX_DRAFT)
    refused = keep(
        bob_client, article, body="x" * (MAX_DRAFT + 1), draft=only().version
    )

    assert kept.status_code == 200
    assert refused.status_code == 422
    assert "20001" in refused.json()["error"].replace(",", "")
    assert len(only().body) == MAX_DRAFT


@pytest.mark.parametrize("number", ["one", "-1", "9" * 12, "1.5"])
def test_a_damaged_place_is_refused(
    bob_client: Client, article: Article, number: str
) -> None:
    answer = keep(bob_client, article, body=TEXT, parent=number)

    assert answer.status_code == 422
    assert not Draft.objects.exists()


def test_a_damaged_key_keeps_no_text_from_being_saved(
    bob_client: Client, article: Article
) -> None:
    answer = keep(bob_client, article, body=TEXT, key="4711")

    assert answer.status_code == 200
    assert only().key is None


# ------------------------------------------------------------------ Who and how often
def test_saving_is_limited_and_says_when_it_goes_on(
    bob_client: Client, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = {**throttle.LIMITS, "draft": (Limit(1, timedelta(minutes=10)),)}
    monkeypatch.setattr(throttle, "LIMITS", few)
    keep(bob_client, article, body="One")

    answer = keep(bob_client, article, body="Two", draft=1)

    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 600
    assert "try again" in answer.json()["error"]
    assert only().body == "One"


def test_nobody_has_more_drafts_than_anybody_needs(
    bob_client: Client, bob: Any, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("forum.actions.drafting.MOST", 2)
    begin(member=bob, article=article, parent_number=7)
    begin(member=bob, article=article, parent_number=8)

    answer = keep(bob_client, article, body=TEXT)

    assert answer.status_code == 422
    assert answer.json()["error"].startswith("You have 2 drafts.")
    assert Draft.objects.count() == 2


def test_a_script_of_somebody_signed_out_is_told_so(
    visitor: Client, article: Article
) -> None:
    answer = keep(visitor, article, body=TEXT)

    assert answer.status_code == 403
    assert answer.json() == {"error": "You are signed out: this is not saved."}
    assert "kept" not in visitor.session


def test_without_a_script_words_of_somebody_signed_out_come_along(
    visitor: Client, bob: Any, article: Article
) -> None:
    away = visitor.post(keep_url(article), {"body": TEXT, "draft": "3"})
    visitor.force_login(bob)

    page = visitor.get(article.get_absolute_url())

    assert away["Location"] == "/accounts/login/?next=/articles/models/"
    assert kept_text(page) == TEXT
    assert hidden(page, "draft") == "3"


def test_an_edit_of_somebody_signed_out_comes_along_as_one(
    visitor: Client, alice: Any, article: Article, alices: Reply
) -> None:
    typed = {"body": TEXT, "edits": alices.number, "version": 1}

    away = visitor.post(keep_url(article), typed)
    visitor.force_login(alice)

    place = "/articles/models/replies/1/edit/"
    assert away["Location"] == f"/accounts/login/?next={place}"
    assert kept_text(visitor.get(place)) == TEXT
    assert kept_text(visitor.get(article.get_absolute_url())) == ""


def test_nothing_is_kept_for_an_article_that_nobody_may_read(
    bob_client: Client, draft: Article
) -> None:
    assert keep(bob_client, draft, body=TEXT).status_code == 404
    assert not Draft.objects.exists()


def test_nobody_lets_go_of_what_another_has_begun(
    bob: Any, alice: Any, article: Article
) -> None:
    begun = begin(member=alice, article=article)

    with pytest.raises(PermissionDenied):
        actions.discard_draft(draft=begun, by=bob)

    assert Draft.objects.exists()


# --------------------------------------------------------------------------- Time
def test_after_180_days_it_is_no_draft_any_more(
    bob_client: Client, bob: Any, article: Article
) -> None:
    old = timezone.now() - KEPT_FOR
    begin(member=bob, article=article, body="Long ago", updated_at=old)

    page = bob_client.get(article.get_absolute_url())
    listed = bob_client.get(reverse("forum:drafts"))
    anew = keep(bob_client, article, body="Today")

    assert kept_text(page) == ""
    assert "Long ago" not in listed.content.decode()
    assert anew.json() == {"draft": only().version}
    assert only().body == "Today"


def test_a_day_before_that_it_is_one(
    bob_client: Client, bob: Any, article: Article
) -> None:
    nearly = timezone.now() - KEPT_FOR + timedelta(days=1)
    begin(member=bob, article=article, body="Long ago", updated_at=nearly)

    page = bob_client.get(article.get_absolute_url())

    assert kept_text(page) == "Long ago"


def test_what_is_past_its_time_is_dropped_once_and_nothing_else(
    bob: Any, article: Article, capsys: pytest.CaptureFixture[str]
) -> None:
    old = timezone.now() - KEPT_FOR
    begin(member=bob, article=article, body="Long ago", updated_at=old)
    begin(member=bob, article=article, body="Today", parent_number=1)

    for _time in range(2):
        call_command("drop_drafts")

    assert only().body == "Today"
    assert capsys.readouterr().out == (
        "Dropped 1 draft past its time.\nDropped 0 drafts past their time.\n"
    )


def test_whoever_may_not_take_part_keeps_no_draft_and_is_spared_a_second_refusal(
    bob: Any, article: Article
) -> None:
    bob.is_active = False

    kept = actions.keep_refused(member=bob, article=article, written=written("Mine."))

    assert kept is None
    assert not Draft.objects.exists()
