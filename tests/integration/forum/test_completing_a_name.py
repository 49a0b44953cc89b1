"""A member begins to type a name, and is told whose names begin so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.accounts import make_member
from tests.factories.articles import make_article
from tests.factories.forum import make_reply

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


def names(client: Client, article: Any, begun: str) -> Any:
    response = client.get(f"{article.get_absolute_url()}names/", {"q": begun})
    assert response.status_code == 200
    return response.json()["names"]


def test_those_who_take_part_come_first_and_others_by_name(
    article: Any, alice_client: Client
) -> None:
    for name in ("bea", "ben", "bob", "carol"):
        make_member(name)
    make_reply(article=article, author=make_member("bruno"))
    make_reply(article=make_article(title="Another"), author=make_member("ada-b"))

    assert names(alice_client, article, "b") == ["bruno", "bea", "ben", "bob"]
    assert names(alice_client, article, "BE") == ["bea", "ben"]
    assert names(alice_client, article, "bx") == []


def test_no_more_than_eight_are_told(article: Any, alice_client: Client) -> None:
    for number in range(10):
        make_member(f"bee{number}")
    for number in (9, 8):
        make_reply(article=article, author=make_member(f"beta{number}"))

    found = names(alice_client, article, "be")

    assert found == ["beta8", "beta9", *(f"bee{number}" for number in range(6))]


@pytest.mark.parametrize(
    "begun", ["", "_", "%", "b%", "é", "b c", "b" * 21, "-b", "@b"]
)
def test_what_begins_no_name_finds_none(
    article: Any, bob: Any, alice_client: Client, begun: str
) -> None:
    assert names(alice_client, article, begun) == []


def test_an_underscore_means_itself(article: Any, alice_client: Client) -> None:
    make_member("a_b")
    make_member("axc")
    make_member("a-d")

    assert names(alice_client, article, "a_") == ["a_b"]
    assert names(alice_client, article, "a-") == ["a-d"]
    assert set(names(alice_client, article, "a")) == {"a-d", "a_b", "axc"}


def test_nobody_is_told_of_who_may_not_be_seen_or_of_oneself(
    article: Any, alice: Any, alice_client: Client
) -> None:
    gone = make_member("alfred")
    gone.is_active = False
    gone.save()
    unsure = make_member("alma")
    EmailAddress.objects.filter(user=unsure).update(verified=False)

    assert names(alice_client, article, "al") == []


def test_what_was_withdrawn_is_no_part(article: Any, alice_client: Client) -> None:
    ben, bea = make_member("ben"), make_member("bea")
    make_reply(article=article, author=ben).withdraw()
    make_reply(article=article, author=bea)

    assert names(alice_client, article, "b") == ["bea", "ben"]


def test_it_asks_as_much_of_few_as_of_many(article: Any, alice_client: Client) -> None:
    counts = []
    for crowd in (1, 12):
        for number in range(crowd):
            member = make_member(f"bee{crowd}-{number}")
            make_reply(article=article, author=member)
        with CaptureQueriesContext(connection) as queries:
            names(alice_client, article, "be")
        counts.append(len(queries))

    assert counts == [5, 5]  # session, member, article, those here, others


def test_a_visitor_is_told_nothing(article: Any, visitor: Client) -> None:
    response = visitor.get(f"{article.get_absolute_url()}names/", {"q": "a"})

    assert response.status_code == 302
