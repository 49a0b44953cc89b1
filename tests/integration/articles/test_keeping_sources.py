"""Editors keep the sources in order, and everything else in the admin beside them."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.admin import ModelAdmin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles import actions, tasks
from articles.models import Article, Source, Topic
from tests.factories.articles import make_article
from tests.worker import waiting, work

MEMO = "https://example.org/memo"
ADD = "/admin/articles/source/add/"


def described(**fields: str) -> dict[str, str]:
    names = (
        "url", "authors", "publisher", "published", "accessed", "archived_url", "doi",
        "arxiv_id", "language", "note",
    )  # fmt: skip
    empty = dict.fromkeys(names, "")
    return {**empty, "title": "The memo", "kind": "memo", **fields}


def change_url(source: Source) -> str:
    return f"/admin/articles/source/{source.pk}/change/"


def amended(source: Source, **fields: str) -> dict[str, str]:
    """The form of a source as an editor opened it, with what they changed."""
    return described(began_from=source.fingerprint, **fields)


def test_an_address_is_kept_in_its_one_spelling(erin_client: Client) -> None:
    erin_client.post(ADD, described(url="HTTPS://Example.org:443/memo?utm_source=x#a"))

    assert Source.objects.get().url == MEMO


def test_a_source_without_an_address_has_none(erin_client: Client) -> None:
    for title in ("A", "B"):
        erin_client.post(ADD, described(title=title))

    assert [source.url for source in Source.objects.all()] == [None, None]


def test_what_is_mended_shows_wherever_it_is_cited(
    erin: Any, erin_client: Client
) -> None:
    article = make_article(author=erin, sources=[("Teh memo", MEMO)])

    source = article.notes.get().source

    erin_client.post(change_url(source), amended(source, url=MEMO))
    work()

    article.refresh_from_db()
    assert ">The memo<" in article.body_html
    assert article.version == 1


def test_however_many_list_it_the_editor_waits_for_as_many_statements(
    erin: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "BATCH", 2)
    pages = [make_article(author=erin, sources=[("It", MEMO)]) for _ in range(5)]
    source = Source.objects.get()
    began_from, source.title = source.fingerprint, "The memo of May"

    actions.amend_source(source=source, editor=erin, began_from=began_from)

    assert len(waiting("redraw_articles")) == len(waiting()) - 1 == 1  # and the forum's
    work()
    for page in pages:
        page.refresh_from_db()
        assert "The memo of May" in page.body_html


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"title": ""}, "This field is required"),
        ({"title": "x" * 501}, "at most 500 characters"),
        ({"url": "example"}, "not an address on the web"),
        ({"url": f"{MEMO}?{'x' * 2_050}"}, "at most 2048 characters"),
        ({"url": f"{MEMO}#again"}, "already exists"),
        ({"archived_url": "javascript:alert(1)"}, "not an address on the web"),
        ({"kind": "poem"}, "Select a valid choice"),
        ({"accessed": "lately"}, "Enter a valid date"),
        ({"doi": "not doi"}, "This is no DOI"),
        ({"doi": "https://example.org/10.1000/182"}, "This is no DOI"),
        (
            {"title": "the memo!", "publisher": "Lab", "published": "2023"},
            "Another source has this title",
        ),
    ],
)
def test_what_was_typed_wrong_is_said_and_kept_and_nothing_is_stored(
    erin_client: Client, fields: dict[str, str], said: str
) -> None:
    erin_client.post(ADD, described(url=MEMO))
    erin_client.post(ADD, described(publisher="Lab", published="2023"))

    response = erin_client.post(ADD, described(**{"note": "My words.", **fields}))

    assert response.status_code == 422
    assert said in response.content.decode()
    assert "My words." in response.content.decode()
    assert Source.objects.count() == 2


@pytest.mark.parametrize(
    "doi", ["10.1000/182", "doi: 10.1000/182", "https://doi.org/10.1000/182"]
)
def test_a_doi_may_be_written_as_it_is_found(erin_client: Client, doi: str) -> None:
    erin_client.post(ADD, described(doi=doi))

    assert Source.objects.get().doi == doi


def test_what_was_no_doi_before_may_stay(erin_client: Client) -> None:
    source = Source.objects.create(title="Memo", doi="not doi")

    erin_client.post(change_url(source), amended(source, title="It", doi="not doi"))

    assert Source.objects.get().title == "It"


def test_a_source_may_be_saved_again_as_it_is(erin_client: Client) -> None:
    erin_client.post(ADD, described(publisher="Lab", published="2023"))
    source = Source.objects.get()
    again = amended(source, publisher="Lab", published="2023")

    response = erin_client.post(change_url(source), again)

    assert response.status_code == 302


def test_the_second_to_amend_a_source_sees_what_the_first_one_saved(
    erin_client: Client,
) -> None:
    erin_client.post(ADD, described(url=MEMO))
    source = Source.objects.get()
    late = amended(source, url=MEMO, title="Frida's memo", note="My words.")
    erin_client.post(change_url(source), amended(source, url=MEMO, title="Erin's memo"))

    response = erin_client.post(change_url(source), late)

    page = response.content.decode()
    source.refresh_from_db()
    assert response.status_code == 409
    assert source.title == "Erin's memo"
    assert "was changed while you were writing" in page
    assert "It is now: “Erin&#x27;s memo”" in page
    assert "My words." in page
    assert f'value="{source.fingerprint}"' in page
    again = late | {"began_from": source.fingerprint}
    assert erin_client.post(change_url(source), again).status_code == 302


def test_who_is_overtaken_between_reading_and_saving_is_told_as_well(
    erin: Any, erin_client: Client, monkeypatch: Any
) -> None:
    erin_client.post(ADD, described(url=MEMO))
    source = Source.objects.get()
    late = amended(source, url=MEMO, title="Frida's memo")
    amend, view = actions.amend_source, ModelAdmin.changeform_view

    def overtaken(**options: Any) -> Any:
        Source.objects.update(title="Erin's memo")
        return amend(**options)

    def viewed(*args: Any, **options: Any) -> Any:
        try:
            return view(*args, **options)
        except actions.SourceChanged:
            monkeypatch.undo()
            Source.objects.update(title="Erin's memo")  # it was rolled back with ours
            raise

    monkeypatch.setattr(actions, "amend_source", overtaken)
    monkeypatch.setattr(ModelAdmin, "changeform_view", viewed)
    response = erin_client.post(change_url(source), late)

    assert response.status_code == 409
    source.refresh_from_db()
    assert source.title == "Erin's memo"


def test_an_address_of_a_topic_is_a_promise(erin_client: Client) -> None:
    opening = erin_client.get("/admin/articles/topic/add/").content.decode()
    erin_client.post("/admin/articles/topic/add/", {"name": "Open", "slug": "open"})
    topic = Topic.objects.get()
    url = f"/admin/articles/topic/{topic.pk}/change/"

    erin_client.post(url, {"name": "Open models", "slug": "open-models"})

    topic.refresh_from_db()
    assert (topic.name, topic.slug) == ("Open models", "open")
    assert 'name="slug"' in opening
    assert 'name="slug"' not in erin_client.get(url).content.decode()


@pytest.mark.parametrize(
    ("kind", "text"),
    [("article", "body_html"), ("article", "body"), ("revision", "body")],
)
def test_a_list_leaves_the_texts_where_they_are(
    erin: Any, erin_client: Client, kind: str, text: str
) -> None:
    make_article(author=erin)

    with CaptureQueriesContext(connection) as asked:
        page = erin_client.get(f"/admin/articles/{kind}/")

    assert "Models for everyone" in page.content.decode()
    assert not [q for q in asked if f'"articles_{kind}"."{text}"' in q["sql"]]


def test_an_index_that_another_one_begins_with_is_not_kept_twice(db: None) -> None:
    with connection.cursor() as cursor:
        for table in ("note", "articlecitation", "revision"):
            found = connection.introspection.get_constraints(
                cursor, f"articles_{table}"
            )
            alone = [
                name
                for name, told in found.items()
                if told["index"] and told["columns"] == ["article_id"]
            ]
            assert alone == [], table


def test_a_topic_is_opened_and_renamed(erin_client: Client) -> None:
    erin_client.post("/admin/articles/topic/add/", {"name": "Open", "slug": "open"})
    topic = Topic.objects.get()

    url = f"/admin/articles/topic/{topic.pk}/change/"
    erin_client.post(url, {"name": "Open models", "slug": "open"})
    refused = erin_client.post(url, {"name": "", "slug": "a b"})

    topic.refresh_from_db()
    assert topic.name == "Open models"
    assert refused.status_code == 422


def test_revisions_are_read_and_never_written(erin: Any, erin_client: Client) -> None:
    article = make_article(
        author=erin, body="As it was [1].", sources=[("The memo", MEMO)]
    )
    revision = article.revisions.get()
    url = f"/admin/articles/revision/{revision.pk}/change/"

    page = erin_client.get(url).content.decode()
    assert "As it was [1]." in page
    assert f"[1] The memo {MEMO}" in page
    assert erin_client.post(url, {"body": "Mine."}).status_code == 403
    assert erin_client.get("/admin/articles/revision/add/").status_code == 403


@pytest.mark.parametrize("kind", ["source", "topic", "revision", "article"])
def test_these_desks_are_for_editors_alone(
    visitor: Client, alice_client: Client, mina_client: Client, kind: str
) -> None:
    for address in (f"/admin/articles/{kind}/", f"/admin/articles/{kind}/add/"):
        for client in (visitor, alice_client, mina_client):
            assert client.get(address).status_code in {302, 403}
            assert client.post(address, described()).status_code in {302, 403}
    assert not Source.objects.exists()
    assert not Article.objects.exists()


def test_a_form_without_its_token_is_refused(erin: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(erin)

    assert client.post(ADD, described()).status_code == 403
