"""The editors' pages carry no style, script or handler of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.factories.articles import make_article
from tests.factories.desk import as_opened, change_url

if TYPE_CHECKING:
    from django.test import Client

INLINE = re.compile(
    r"<style|\sstyle\s*=|<script(?![^>]*\ssrc=)|\son[a-z]+\s*=\s*[\"']|javascript:",
    re.IGNORECASE,
)
LISTS = [
    f"/admin/articles/{kind}/{page}"
    for kind in ("article", "source", "topic", "revision")
    for page in ("", "add/", "?q=nothing")
    if (kind, page) != ("revision", "add/")
]


@pytest.mark.parametrize("address", ["/admin/", "/admin/articles/", *LISTS])
def test_a_page_of_the_admin(erin: Any, erin_client: Client, address: str) -> None:
    make_article(author=erin, sources=["A"])

    response = erin_client.get(address)

    assert response.status_code == 200
    assert INLINE.findall(response.content.decode()) == []


def test_a_page_about_one_thing(erin: Any, erin_client: Client) -> None:
    article = make_article(author=erin, sources=[("A", "https://example.org/")])
    source, revision = article.notes.get().source, article.revisions.get()

    for address in (
        change_url(article),
        f"/admin/articles/source/{source.pk}/change/",
        f"/admin/articles/revision/{revision.pk}/change/",
        f"/admin/articles/article/{article.pk}/history/",
    ):
        page = erin_client.get(address).content.decode()

        assert INLINE.findall(page) == [], address


def test_the_answers_to_a_form(erin: Any, erin_client: Client) -> None:
    article = make_article(author=erin, sources=["A"])
    url, sent = change_url(article), as_opened(article)

    for changes, status in (
        ({"title": ""}, 422),
        ({"body": "[7]"}, 422),
        ({"began_from": "0", "body": "New [1]."}, 409),
        ({"_preview": "1"}, 200),
    ):
        response = erin_client.post(url, {**sent, **changes})

        assert response.status_code == status
        assert INLINE.findall(response.content.decode()) == []


def test_what_it_looks_for_would_be_found() -> None:
    for found in (
        "<style>", '<p style="x">', "<script>", '<b onclick="x">', "href=javascript:x"
    ):  # fmt: skip
        assert INLINE.search(found), found
    assert not INLINE.search('<script src="/static/x.js" type="module"></script>')
