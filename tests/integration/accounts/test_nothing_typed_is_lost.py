"""Words sent by somebody who is signed out, or whose form has expired."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client, RequestFactory

from accounts import doors
from forum.models import Reply
from tests.factories.accounts import PASSWORD

if TYPE_CHECKING:
    from django.http import HttpRequest

    from accounts.models import Member
    from articles.models import Article

pytestmark = pytest.mark.django_db

WORDS = "Three paragraphs that took an hour."


def send(client: Client, article: Article, **headers: str) -> Any:
    return client.post(
        f"/articles/{article.slug}/replies/", {"body": WORDS}, headers=headers
    )


def page_of(article: Article) -> str:
    return f"/articles/{article.slug}/"


def test_signed_out_one_signs_in_and_finds_the_words_again(
    visitor: Client, article: Article, alice: Member
) -> None:
    away = send(visitor, article)
    back = visitor.post(
        "/accounts/login/",
        {"login": "alice", "password": PASSWORD, "next": page_of(article)},
    )

    page = visitor.get(back["Location"])

    assert away["Location"] == f"/accounts/login/?next={page_of(article)}"
    assert back["Location"] == page_of(article)
    assert WORDS in page.content.decode()
    assert not Reply.objects.exists()


def test_after_a_day_they_are_let_go(
    visitor: Client, article: Article, alice: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(visitor, article)
    visitor.post("/accounts/login/", {"login": "alice", "password": PASSWORD})
    monkeypatch.setattr(doors, "KEPT_FOR", timedelta(seconds=-1))

    assert WORDS not in visitor.get(page_of(article)).content.decode()


def test_sent_at_last_they_are_not_offered_again(
    visitor: Client, article: Article, alice: Member
) -> None:
    send(visitor, article)
    visitor.post("/accounts/login/", {"login": "alice", "password": PASSWORD})

    send(visitor, article)

    assert Reply.objects.count() == 1
    assert page_of(article) not in visitor.session["kept"]


def test_htmx_is_told_to_go_and_sign_in(visitor: Client, article: Article) -> None:
    answer = send(visitor, article, **{"HX-Request": "true"})

    assert answer["HX-Redirect"] == f"/accounts/login/?next={page_of(article)}"


def test_a_session_keeps_no_more_than_the_last_five_and_no_token(
    visitor: Client, rf: RequestFactory
) -> None:
    request = rf.post("/", {"body": "x" * 100_000, "csrfmiddlewaretoken": "secret"})
    request.session = visitor.session

    for number in range(7):
        doors.keep(request, f"/{number}/")

    kept = request.session["kept"]
    assert list(kept) == ["/2/", "/3/", "/4/", "/5/", "/6/"]
    assert list(kept["/6/"]["fields"]) == ["body"]
    assert len(kept["/6/"]["fields"]["body"]) == doors.KEPT_CHARACTERS


def test_a_page_of_its_own_is_come_back_to(visitor: Client) -> None:
    assert visitor.get("/settings/")["Location"] == "/accounts/login/?next=/settings/"


def test_an_expired_form_shows_the_words_to_copy_and_no_password(
    article: Article,
) -> None:
    client = Client(enforce_csrf_checks=True)

    answer = client.post(
        f"/articles/{article.slug}/replies/", {"body": WORDS, "password": "hunter22"}
    )

    page = answer.content.decode()
    assert answer.status_code == 403
    assert WORDS in page
    assert "hunter22" not in page
    assert "readonly" in page
    assert "no-store" in answer["Cache-Control"]


def test_without_words_there_is_nothing_to_copy() -> None:
    client = Client(enforce_csrf_checks=True)

    answer = client.post("/settings/", {"password": "hunter22"})

    assert answer.status_code == 403
    assert "readonly" not in answer.content.decode()


def test_reading_what_was_kept_changes_nothing(rf: RequestFactory) -> None:
    request: HttpRequest = rf.get("/here/")
    session: dict[str, Any] = {}
    request.session = session  # type: ignore[assignment]

    assert doors.kept(request) == {}
    assert session == {}


def kept_from(rf: RequestFactory, session: Any, **fields: str) -> HttpRequest:
    """Somebody signed out has sent these fields to one place."""
    request = rf.post("/place/", fields)
    request.session = session
    doors.keep(request, "/place/")
    return request


def test_an_answer_does_not_push_out_the_reply_begun_on_the_same_page(
    rf: RequestFactory,
) -> None:
    session: dict[str, Any] = {}
    kept_from(rf, session, body="to all")

    request = kept_from(rf, session, body="to mira", parent="12")

    assert doors.kept(request, "/place/", "")["body"] == "to all"
    assert doors.kept(request, "/place/", "12")["body"] == "to mira"
    assert doors.kept(request, "/place/")["body"] == "to mira"
    assert doors.kept(request, "/place/", "13") == {}


def test_sending_an_answer_lets_go_of_that_answer_alone(rf: RequestFactory) -> None:
    session: dict[str, Any] = {}
    kept_from(rf, session, body="to all")
    request = kept_from(rf, session, body="to mira", parent="12")

    doors.forget(request, "/place/")

    assert doors.kept(request, "/place/", "")["body"] == "to all"
    assert doors.kept(request, "/place/", "12") == {}


def test_an_answer_sent_as_a_reply_to_all_is_not_offered_again(
    rf: RequestFactory,
) -> None:
    session: dict[str, Any] = {}
    kept_from(rf, session, body="to one who is gone", parent="12")
    request = rf.post("/place/", {"body": "to one who is gone", "parent": ""})
    request.session = session  # type: ignore[assignment]

    doors.forget(request, "/place/")

    assert doors.kept(request, "/place/") == {}


def test_a_vote_has_no_words_to_keep(rf: RequestFactory) -> None:
    session: dict[str, Any] = {}

    kept_from(rf, session, vote="on")

    assert session == {}


def test_only_fields_the_house_knows_are_kept_and_none_is_endless(
    rf: RequestFactory,
) -> None:
    flood = {f"field{number}": "x" for number in range(50)}

    request = kept_from(rf, {}, body="words", reason="y" * 999, **flood)

    assert doors.kept(request) == {"body": "words", "reason": "y" * 200}


def test_an_expired_form_shows_every_field_but_the_secret_ones() -> None:
    client = Client(enforce_csrf_checks=True)
    typed = {"title": "A title", "sources-0-url": "https://a.example/"}
    secret = {"password1": "hunter22", "code": "ABC123", "key": "4711", "_save": "go"}

    page = client.post("/settings/", {**typed, **secret}).content.decode()

    for words in ("A title", "Sources 0 url", "https://a.example/"):
        assert words in page
    for words in ("hunter22", "ABC123", "4711", "Save"):
        assert words not in page


def test_at_a_desk_a_session_that_ran_out_shows_what_was_typed(
    visitor: Client,
) -> None:
    typed = {"title": "A title", "body": "An hour of writing."}

    answer = visitor.post("/admin/articles/article/add/", typed)

    page = answer.content.decode()
    assert answer.status_code == 403
    assert "You were signed out" in page
    assert "An hour of writing." in page
    assert "no-store" in answer["Cache-Control"]


def test_at_a_desk_with_nothing_typed_one_goes_to_sign_in(visitor: Client) -> None:
    assert visitor.post("/admin/articles/article/add/").status_code == 302
