"""An article gets another address; the one that readers have leads on for ever."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone

from articles.models import Article, FormerAddress
from forum.models import Reply
from tests.factories.accounts import PASSWORD
from tests.factories.articles import make_article
from tests.factories.desk import ADD, as_opened, change_url, typed
from tests.factories.forum import make_reply
from tests.worker import work

if TYPE_CHECKING:
    from django.test import Client

TEXT = "Every word of this."


def move(editors_browser: Client, article: Article, slug: str) -> Any:
    article.refresh_from_db()
    sent = as_opened(article, slug=slug)
    return editors_browser.post(change_url(article), sent)


@pytest.fixture
def moved(erin: Any, erin_client: Client) -> Article:
    """Readers had it at "before"; it stands at "after" now."""
    article = make_article(author=erin, slug="before", sources=["A"])
    make_reply(article=article, author=erin, body="See [1].")
    move(erin_client, article, "after")
    article.refresh_from_db()
    return article


@pytest.mark.parametrize(
    "rest",
    [
        "/",
        "/?order=new&after=1.1.0&x=%C3%A4",
        "/replies/1/",
        "/replies/1/?order=old",
        "/replies/1/revisions/",
        "/revisions/?page=2",
        "/feed.atom",
        "/sources.bib",
        "/sources.ris",
        "/sources.csl.json",
        ".md",
        ".txt",
    ],
)
def test_its_former_address_leads_on_with_all_that_follows(
    moved: Article, visitor: Client, rest: str
) -> None:
    response = visitor.get(f"/articles/before{rest}")

    assert response.status_code == 301
    assert response.headers["Location"] == f"/articles/after{rest}"
    assert response.headers["Cache-Control"] == "private, no-cache"
    assert visitor.get(response.headers["Location"]).status_code == 200


def test_a_page_at_its_present_address_does_not_ask_for_former_ones(
    moved: Article, visitor: Client, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(20) as asked:
        visitor.get(moved.get_absolute_url())

    assert not [one for one in asked if "formeraddress" in one["sql"]]


def test_where_nothing_ever_was_nothing_is(moved: Article, visitor: Client) -> None:
    assert visitor.get("/articles/never/").status_code == 404
    assert visitor.get("/articles/before/replies/9/").status_code == 301
    assert visitor.get("/articles/after/replies/9/").status_code == 404


def test_each_of_many_former_addresses_leads_to_the_last(
    moved: Article, erin_client: Client, visitor: Client
) -> None:
    move(erin_client, moved, "at-last")

    for former in ("before", "after"):
        response = visitor.get(f"/articles/{former}/")
        assert response.headers["Location"] == "/articles/at-last/"


def test_it_may_come_back_and_leave_again(
    moved: Article, erin_client: Client, visitor: Client
) -> None:
    move(erin_client, moved, "before")
    assert visitor.get("/articles/before/").status_code == 200
    assert visitor.get("/articles/before/replies/9/").status_code == 404
    assert visitor.get("/articles/after/").headers["Location"] == "/articles/before/"

    move(erin_client, moved, "after")
    assert visitor.get("/articles/after/").status_code == 200
    assert visitor.get("/articles/before/").headers["Location"] == "/articles/after/"


def test_no_other_article_may_have_an_address_that_readers_had(
    moved: Article, erin_client: Client
) -> None:
    other = make_article(slug="other")

    begun = erin_client.post(ADD, typed(slug="before"))
    changed = move(erin_client, other, "before")

    for response in (begun, changed):
        assert response.status_code == 422
        assert "Another article has this address, or had it once." in (
            response.content.decode()
        )
    assert Article.objects.count() == 2


def test_an_address_that_no_reader_had_is_free_again(
    erin: Any, erin_client: Client
) -> None:
    soon = timezone.now() + timedelta(hours=1)
    for one in (
        make_article(author=erin, slug="draft", published=False),
        make_article(author=erin, slug="scheduled", publish_at=soon),
    ):
        hour = "2099-01-01T08:00" if one.publish_at else ""
        sent = as_opened(one, slug=f"{one.slug}-moved", publish_at=hour)
        erin_client.post(change_url(one), sent)

    assert not FormerAddress.objects.exists()
    assert erin_client.post(ADD, typed(slug="draft")).status_code == 302


def test_one_who_leaves_the_address_alone_moves_nothing_back(
    erin: Any, erin_client: Client
) -> None:
    article = make_article(author=erin, slug="before")
    opened_before = as_opened(article, body="Another text.")
    move(erin_client, article, "after")

    response = erin_client.post(change_url(article), opened_before)

    article.refresh_from_db()
    assert response.status_code == 302
    assert (article.slug, article.body) == ("after", "Another text.")


def test_a_member_s_deed_at_a_former_address_is_done(
    moved: Article, bob_client: Client
) -> None:
    sent_on = bob_client.post("/articles/before/replies/", {"body": TEXT})

    bob_client.post("/articles/before/replies/", {"body": TEXT}, follow=True)

    assert (sent_on.status_code, sent_on.headers["Location"]) == (
        308,
        "/articles/after/replies/",
    )
    assert Reply.objects.filter(author__username="bob").get().body == TEXT


def test_what_a_visitor_typed_there_is_offered_again(
    moved: Article, bob: Any, visitor: Client
) -> None:
    response = visitor.post("/articles/before/replies/", {"body": TEXT}, follow=True)
    sign_in = response.redirect_chain[-1][0]
    place = "/articles/after/"
    assert sign_in == f"/accounts/login/?next={place}"
    form = {"login": "bob", "password": PASSWORD, "next": place}

    page = visitor.post("/accounts/login/", form, follow=True)

    assert f">{TEXT}</textarea>" in page.content.decode().replace("\n", "")


def test_what_was_typed_before_it_moved_is_offered_at_the_new_address(
    erin: Any, erin_client: Client, bob: Any, visitor: Client
) -> None:
    article = make_article(author=erin, slug="before")
    visitor.post("/articles/before/replies/", {"body": TEXT})
    move(erin_client, article, "after")
    form = {"login": "bob", "password": PASSWORD, "next": "/articles/before/"}

    page = visitor.post("/accounts/login/", form, follow=True)

    assert f">{TEXT}</textarea>" in page.content.decode().replace("\n", "")
    assert Session.objects.exists()


def test_replies_lead_to_its_notes_at_the_new_address(moved: Article) -> None:
    reply = Reply.objects.get()
    assert 'href="/articles/before/#fn1"' in reply.body_html

    work()

    reply.refresh_from_db()
    assert 'href="/articles/after/#fn1"' in reply.body_html


def test_the_file_it_came_from_is_still_its_own(moved: Article, tmp_path: Any) -> None:

    file = tmp_path / "before.txt"
    file.write_text("Models for everyone\n\nA new text [1].\n\n1. A\n")

    call_command("import_article", file, "--over")

    moved.refresh_from_db()
    assert (moved.slug, moved.body) == ("after", "A new text [1].")
