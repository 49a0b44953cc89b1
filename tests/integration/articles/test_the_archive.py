"""A reader looks for an article by the month in which it appeared."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from tests.factories.articles import make_article
from tests.factories.forum import make_reply

if TYPE_CHECKING:
    from django.test import Client

SECOND = timedelta(seconds=1)
MAY, JUNE = datetime(2024, 5, 1, tzinfo=UTC), datetime(2024, 6, 1, tzinfo=UTC)


def text(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.fixture
def shelf(erin: Any) -> None:
    """Two of May 2024, one of June, one of the year before; and what is not out."""
    for title, moment in (
        ("First of May", MAY),
        ("Last of May", JUNE - SECOND),
        ("First of June", JUNE),
        ("Last of December", datetime(2023, 12, 31, 23, 59, 59, tzinfo=UTC)),
        ("To come", timezone.now() + timedelta(days=1)),
    ):
        make_article(author=erin, title=title, publish_at=moment)
    make_article(author=erin, title="A draft", published=False)


@pytest.mark.usefixtures("shelf")
def test_every_page_leads_to_all_months_and_how_much_appeared_in_each(
    visitor: Client,
) -> None:
    assert 'href="/archive/"' in text(visitor.get("/about/"))

    page = text(visitor.get("/archive/"))

    places = [
        page.index(one)
        for one in (
            'href="/archive/2024/"', ">June 2024<", "1 article ", ">May 2024<",
            "2 articles", 'href="/archive/2023/"', ">December 2023<",
        )
    ]  # fmt: skip
    assert places == sorted(places)
    assert "Months begin and end in UTC." in page
    assert page.count("rail__link") == 3


@pytest.mark.usefixtures("shelf")
def test_a_year_has_its_own_months(visitor: Client) -> None:
    page = text(visitor.get("/archive/2024/"))

    assert ("May 2024" in page, "December 2023" in page) == (True, False)


@pytest.mark.usefixtures("shelf")
def test_a_month_has_what_appeared_from_its_first_to_its_last_second(
    visitor: Client,
) -> None:
    page = text(visitor.get("/archive/2024/05/"))

    assert page.index(">Last of May<") < page.index(">First of May<")
    assert page.count("entry__link") == 2
    assert 'href="/archive/2024/06/"' in page
    assert 'href="/archive/2023/12/"' in page


@pytest.mark.usefixtures("shelf")
def test_the_last_month_of_a_year_ends_with_it(visitor: Client) -> None:
    page = text(visitor.get("/archive/2023/12/"))

    assert page.count("entry__link") == 1
    assert 'href="/archive/2024/05/"' in page


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    "rest",
    [
        "2024/04/", "2022/", "2024/13/", "2024/00/", "2024/5/", "0000/", "9999/12/",
        "\u0662\u0660\u0662\u0664/\u0660\u0665/", "2024/05/01/",
    ],
)  # fmt: skip
def test_where_nothing_appeared_there_is_no_page(visitor: Client, rest: str) -> None:
    assert visitor.get(f"/archive/{rest}").status_code == 404


@pytest.mark.usefixtures("shelf")
def test_what_is_still_to_come_has_no_month(visitor: Client) -> None:
    soon = timezone.now() + timedelta(days=1)

    response = visitor.get(f"/archive/{soon:%Y}/{soon:%m}/")

    assert response.status_code == 404


def test_an_empty_archive_says_so(visitor: Client) -> None:
    assert "Nothing is published yet" in text(visitor.get("/archive/"))


def test_a_member_sees_what_is_new_there(
    erin: Any, alice: Any, bob_client: Client
) -> None:
    article = make_article(author=erin, publish_at=MAY)
    make_reply(article=article, author=alice)
    bob_client.get(article.get_absolute_url())
    make_reply(article=article, author=alice)

    assert "talk__new" in text(bob_client.get("/archive/2024/05/"))


@pytest.mark.parametrize(
    ("rest", "statements"), [("", 1), ("2024/", 1), ("2024/05/", 4)]
)
def test_a_full_month_costs_what_one_of_few_does(
    erin: Any,
    visitor: Client,
    django_assert_num_queries: Any,
    rest: str,
    statements: int,
) -> None:
    for count in (1, 25):
        for _ in range(count):
            make_article(author=erin, publish_at=MAY)
        with django_assert_num_queries(statements):
            visitor.get(f"/archive/{rest}")
