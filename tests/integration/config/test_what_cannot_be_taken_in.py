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
