"""A request that cannot be taken in is told so, by its status and in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client

from tests.conftest import signed_in

if TYPE_CHECKING:
    from accounts.models import Member
    from articles.models import Article

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/", "/about/", "/moderation/", "/accounts/login/"])
def test_more_parameters_than_anybody_types_are_a_bad_request(
    visitor: Client, path: str
) -> None:
    response = visitor.get(f"{path}?{'a=b&' * 1_100}")

    assert response.status_code == 400
    assert "Content-Security-Policy" in response.headers


@pytest.mark.parametrize("path", ["/", "/nowhere/", "/pictures/", "/accounts/login/"])
@pytest.mark.parametrize(
    "kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=b"]
)
@pytest.mark.parametrize("charset", ["utf-16", "iso-8859-1", "none-such"])
def test_a_form_that_is_not_in_utf_8_is_a_bad_request(
    path: str, kind: str, charset: str
) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies["csrftoken"] = "a" * 32

    response = client.generic("POST", path, b"body=x", f"{kind}; charset={charset}")

    assert response.status_code == 400
    assert "This request could not be read" in response.content.decode()
    assert "Content-Security-Policy" in response.headers


@pytest.mark.parametrize(
    ("path", "way"),
    [
        ("replies/", ""),
        ("preview/", ""),
        ("read/", ""),
        ("draft/", ""),
        ("replies/1/vote/", "replies/1/"),
        ("replies/1/put-back/", "replies/1/"),
    ],
)
def test_an_address_that_only_takes_forms_leads_on(
    bob_client: Client, article: Article, path: str, way: str
) -> None:
    response = bob_client.get(f"{article.get_absolute_url()}{path}")

    assert (response.status_code, response.headers["Allow"]) == (405, "POST")
    page = response.content.decode()
    assert "There is no page at this address" in page
    assert f'href="{article.get_absolute_url()}{way}"' in page


@pytest.mark.parametrize("end", ["", "sources.bib", "unread/7/"])
def test_a_form_for_a_page_of_an_article_leads_to_the_article(
    bob_client: Client, article: Article, end: str
) -> None:
    page = bob_client.post(f"{article.get_absolute_url()}{end}").content.decode()

    assert f'href="{article.get_absolute_url()}">To the article</a>' in page
    assert "To the reply" not in page


@pytest.mark.parametrize("path", ["/topics/law/", "/sources/7-the-memo/", "/sources/"])
def test_a_form_for_what_is_no_article_leads_to_none(
    bob_client: Client, path: str
) -> None:
    response = bob_client.post(path)

    assert response.status_code == 405
    assert "To the article" not in response.content.decode()


def test_scripts_are_refused_without_a_page(
    bob_client: Client, article: Article
) -> None:
    part = bob_client.get(
        f"{article.get_absolute_url()}replies/", headers={"HX-Request": "true"}
    )
    data = bob_client.get("/pictures/", headers={"Accept": "application/json"})

    assert [part.status_code, data.status_code] == [405, 405]
    assert [part.content, data.content] == [b"", b""]


def test_in_place_an_expired_form_stays_with_its_text(
    bob: Member, article: Article
) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies = signed_in(bob).cookies

    response = client.post(
        f"{article.get_absolute_url()}replies/",
        {"body": "It does say so."},
        headers={"HX-Request": "true"},
    )

    assert response.status_code == 403
    assert response.headers["HX-Reswap"] == "beforebegin"
    assert "<html" not in response.content.decode()


def test_staff_change_their_password_by_our_own_door(mina_client: Client) -> None:
    response = mina_client.get("/admin/password_change/")

    assert response.headers["Location"] == "/accounts/password/change/"
