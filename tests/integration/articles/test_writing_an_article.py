"""An editor writes an article in the admin, and saves it as often as they like."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from articles import policies
from articles.models import Article, Source, Topic
from articles.models.article import MAX_BODY
from tests.factories.articles import make_article
from tests.factories.desk import ADD, as_opened, change_url, typed

MEMO = {"title": "The memo", "url": "https://example.org/memo"}
CITING = "One says so [1]."


def test_an_editor_writes_a_draft_with_its_sources(erin_client: Client) -> None:
    topic = Topic.objects.create(name="Open models", slug="open-models")
    sent = typed(
        title="News", slug="news", standfirst="In short.", topic=topic.pk,
        body=CITING, sources=[{**MEMO, "publisher": "The Lab", "year": "2023"}],
    )  # fmt: skip

    response = erin_client.post(ADD, sent)

    article = Article.objects.get()
    assert response.url == change_url(article)  # type: ignore[attr-defined]
    assert (article.title, article.slug, article.topic) == ("News", "news", topic)
    assert (article.author.username, article.version) == ("erin", 1)
    assert not article.is_published
    note = article.notes.get()
    assert (note.number, note.uses, note.source.publisher) == (1, 1, "The Lab")
    assert 'href="#fn1"' in article.body_html


def test_an_address_left_empty_is_made_from_the_title(erin_client: Client) -> None:
    erin_client.post(ADD, typed(title="Größe & Form!", slug=""))

    assert Article.objects.get().slug == "grosse-form"


def test_a_number_left_empty_is_the_next_free_one(erin_client: Client) -> None:
    rows = [{"title": "B", "number": "4"}, {"title": "A"}, {}, {"number": "9"}]

    erin_client.post(ADD, typed(sources=rows))

    notes = Article.objects.get().notes.values_list("number", "source__title")
    assert list(notes) == [(4, "B"), (5, "A")]


def test_choosing_a_known_address_brings_its_source_along(erin_client: Client) -> None:
    make_article(sources=[("The memo", MEMO["url"])])

    page = erin_client.get(ADD).content.decode()
    erin_client.post(ADD, typed(sources=[{"url": "HTTPS://EXAMPLE.org/memo#top"}]))

    assert f'<option value="{MEMO["url"]}">The memo' in page
    assert Source.objects.count() == 1
    newest = Article.objects.get(slug="models-for-everyone")
    assert newest.notes.get().source.title == "The memo"


def test_saving_again_makes_the_next_revision(erin: Any, erin_client: Client) -> None:
    article = make_article(author=erin, published=False)

    erin_client.post(
        change_url(article), as_opened(article, body="New.", summary="Mended.")
    )

    article.refresh_from_db()
    assert (article.version, article.body) == (2, "New.")
    assert article.revisions.get(number=2).summary == "Mended."


def test_saving_what_one_opened_makes_no_revision(
    erin: Any, erin_client: Client
) -> None:
    article = make_article(
        author=erin, sources=["A title", ("The memo", MEMO["url"])], published=False
    )

    erin_client.post(change_url(article), as_opened(article))

    article.refresh_from_db()
    assert article.version == 1


def test_a_draft_may_be_saved_with_errors_in_its_citations(
    erin_client: Client,
) -> None:
    response = erin_client.post(ADD, typed(body="See [7].", sources=[MEMO]))

    assert response.status_code == 302
    assert Article.objects.get().body == "See [7]."


def test_a_draft_may_move_to_another_address(erin: Any, erin_client: Client) -> None:
    article = make_article(author=erin, published=False)

    erin_client.post(change_url(article), as_opened(article, slug="elsewhere"))

    article.refresh_from_db()
    assert article.slug == "elsewhere"


def test_what_readers_have_keeps_its_hour(erin: Any, erin_client: Client) -> None:
    article = make_article(author=erin)

    sent = as_opened(article, publish_at="2030-01-01T00:00")
    erin_client.post(change_url(article), sent)

    before = article.publish_at
    article.refresh_from_db()
    assert article.publish_at == before


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"title": ""}, "This field is required"),
        ({"body": ""}, "This field is required"),
        ({"title": "x" * 201}, "at most 200 characters"),
        ({"standfirst": "x" * 501}, "at most 500 characters"),
        ({"body": "x" * (MAX_BODY + 1)}, "at most 100000 characters"),
        ({"summary": "x" * 201}, "at most 200 characters"),
        ({"slug": "no address"}, "An address has small Latin letters"),
        ({"slug": "-"}, "An address has small Latin letters"),
        ({"slug": "_"}, "An address has small Latin letters"),
        ({"slug": "", "title": "民主化"}, "No address can be made from this title"),
        ({"slug": "taken"}, "Another article has this address."),
        ({"slug": "TAKEN"}, "Another article has this address."),
        ({"topic": "999"}, "Select a valid choice"),
        ({"topic": "abc"}, "Select a valid choice"),
        ({"publish_at": "tomorrow"}, "Enter a valid date/time"),
        ({"began_from": "abc"}, "Enter a whole number"),
        ({"body": "a\x00b"}, "Null characters"),
        ({"sources": [{"url": MEMO["url"]}]}, "Give the source a title"),
        ({"sources": [{"publisher": "The Lab"}]}, "Give the source a title"),
        ({"sources": [{**MEMO, "url": "example"}]}, "not an address on the web"),
        ({"sources": [{**MEMO, "url": "javascript:alert(1)"}]}, "not an address"),
        ({"sources": [{**MEMO, "number": "0"}]}, "greater than or equal to 1"),
        ({"sources": [{**MEMO, "number": "1000"}]}, "less than or equal to 999"),
        ({"sources": [{**MEMO, "number": "x"}]}, "Enter a whole number"),
        ({"sources": [{**MEMO, "year": "x" * 11}]}, "at most 10 characters"),
        ({"sources": [{**MEMO, "title": "x" * 501}]}, "at most 500 characters"),
        (
            {"sources": [{"title": "A", "number": 1}, {"title": "B", "number": 1}]},
            "Two sources have this number",
        ),
        ({"sources": [{"title": f"S{n}"} for n in range(101)]}, "at most 100 forms"),
        ({"notes-TOTAL_FORMS": "x"}, "The sources have not arrived whole."),
        ({"notes-TOTAL_FORMS": "9" * 30}, "at most 100 forms"),
    ],
)
def test_what_was_typed_wrong_is_said_and_kept_and_nothing_is_stored(
    erin: Any, erin_client: Client, fields: dict[str, Any], said: str
) -> None:
    make_article(author=erin, slug="taken")

    response = erin_client.post(ADD, typed(**{"summary": "What I did.", **fields}))

    page = response.content.decode()
    assert response.status_code == 422
    assert said in page
    assert "nothing you typed is lost" in page
    assert fields.get("summary", "What I did.") in page
    assert (Article.objects.count(), Source.objects.count()) == (1, 0)


@pytest.mark.parametrize(
    ("fields", "slug"),
    [
        ({"slug": "CAPS"}, "caps"),
        ({"slug": "", "title": "GPT-4.5 in Straßburg"}, "gpt-4-5-in-strassburg"),
    ],
)
def test_an_address_is_written_in_small_letters(
    erin_client: Client, fields: dict[str, Any], slug: str
) -> None:
    erin_client.post(ADD, typed(**fields))

    assert Article.objects.get().slug == slug


def test_an_address_of_before_is_left_as_it_is(erin: Any, erin_client: Client) -> None:
    article = make_article(author=erin, slug="_Old-", published=False)

    answer = erin_client.post(change_url(article), as_opened(article, title="New"))

    article.refresh_from_db()
    assert answer.status_code == 302
    assert (article.slug, article.title) == ("_Old-", "New")


def test_a_row_may_be_emptied_or_removed(erin: Any, erin_client: Client) -> None:
    article = make_article(
        author=erin, body="No more.", sources=["A", "B", "C"], published=False
    )
    sent = as_opened(article)
    sent |= {"notes-0-title": "", "notes-1-DELETE": "on", "notes-1-url": "malformed"}

    erin_client.post(change_url(article), sent)

    assert [note.number for note in article.notes.all()] == [3]


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_but_editors_may_write(
    method: str, visitor: Client, alice_client: Client, mina_client: Client, erin: Any
) -> None:
    article = make_article(author=erin)

    for url in (ADD, change_url(article)):
        sent = as_opened(article, body="Mine now.")
        answers = [
            getattr(client, method)(url, sent).status_code
            for client in (visitor, alice_client, mina_client)
        ]

        # To the door, or what was typed is shown; to the door; not this desk.
        assert answers == [302 if method == "get" else 403, 302, 403]
    article.refresh_from_db()
    assert (Article.objects.count(), article.version) == (1, 1)


def test_a_form_without_its_token_is_refused(erin: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(erin)

    assert client.post(ADD, typed()).status_code == 403
    assert not Article.objects.exists()


def test_an_article_that_is_not_there_is_not_found(erin_client: Client) -> None:
    for key in ("999", "abc"):
        url = f"/admin/articles/article/{key}/change/"

        assert erin_client.get(url).status_code == 404
        assert erin_client.post(url, typed()).status_code == 404


def test_nothing_can_be_deleted(erin: Any, erin_client: Client) -> None:
    article = make_article(author=erin, sources=["A"])
    source = article.notes.get().source

    for kind, key in (("article", article.pk), ("source", source.pk)):
        deletion = {"action": "delete_selected", "_selected_action": [key]}
        erin_client.post(f"/admin/articles/{kind}/", {**deletion, "post": "yes"})
        gone = erin_client.post(f"/admin/articles/{kind}/{key}/delete/", {"post": "1"})

        assert gone.status_code == 403
    assert (Article.objects.count(), Source.objects.count()) == (1, 1)


def test_an_editor_is_one_with_the_power_who_is_still_here(
    alice: Any, mina: Any, erin: Any
) -> None:
    verdicts = [policies.can_edit(viewer) for viewer in (alice, mina, erin)]

    assert verdicts == [False, False, True]
    erin.is_active = False
    assert not policies.can_edit(erin)
    erin.is_active, erin.is_staff = True, False
    assert not policies.can_edit(erin)
    assert not policies.can_edit(AnonymousUser())


def test_whoever_may_not_enter_the_admin_does_not_edit(
    erin: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(erin, "is_staff", False)
    monkeypatch.setattr(erin, "has_perm", None)  # is not even asked

    assert not policies.can_edit(erin)


def test_more_than_a_request_may_hold_is_too_large(erin_client: Client) -> None:
    response = erin_client.post(ADD, typed(body="x" * 3_000_000))

    assert response.status_code == 413
    assert not Article.objects.exists()
