"""A work has one record, by whichever of its addresses or descriptions it comes."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps

from articles import actions
from articles.drafts import NoteDraft, Text
from articles.models import Article, Source
from articles.proofs import text_of
from tests.factories.articles import make_article

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db

PAPER = "https://arxiv.org/abs/2305.14387v2"
give_keys = import_module(
    "articles.migrations.0007_what_makes_two_sources_one"
).give_keys


def revise(article: Article, editor: Any, body: str, *notes: NoteDraft) -> Article:
    text = Text(title=article.title, body=body, notes=notes)
    return actions.revise_article(
        article=article, editor=editor, text=text, began_from=article.version
    )


@pytest.mark.parametrize(
    "address",
    [
        "https://arxiv.org/pdf/2305.14387",
        "https://doi.org/10.48550/arXiv.2305.14387",
        "http://www.arxiv.org/abs/2305.14387v1/",
    ],
)
def test_it_is_found_by_another_address_and_keeps_its_first(
    erin: Any, address: str
) -> None:
    make_article(author=erin, sources=[("Alpaca", PAPER)])

    other = make_article(author=erin, sources=[("Whatever", address)])

    source = Source.objects.get()
    assert source.url == PAPER
    assert other.notes.get().source == source


def test_a_known_paper_brings_what_its_address_says(erin: Any) -> None:
    make_article(author=erin, sources=[("Alpaca", PAPER)])

    source = Source.objects.get()
    assert (source.kind, source.arxiv_id) == ("paper", "2305.14387v2")


def test_in_one_article_it_is_the_same_source_twice(erin: Any) -> None:
    sources = [("A", "https://a.example/x"), ("B", "http://www.a.example/x/")]

    with pytest.raises(actions.NotReady, match="Source 2 is the same as source 1"):
        make_article(author=erin, sources=sources)


def test_without_an_address_the_year_is_enough(erin: Any) -> None:
    for number, (title, published) in enumerate(
        [("C++ guide", "2023"), ("C++ Guide.", "2023-05"), ("C# guide", "2023")]
    ):
        begun = make_article(author=erin, title=f"No {number}", published=False)
        note = NoteDraft(number=1, title=title, publisher="Lab", year=published)
        revise(begun, erin, "It says [1].", note)

    told = Source.objects.order_by("pk").values_list("title", "published")
    assert list(told) == [("C++ guide", "2023"), ("C# guide", "2023")]


def test_an_editor_cannot_add_it_a_second_time(erin: Any, erin_client: Client) -> None:
    make_article(author=erin, sources=[("Alpaca", PAPER)])
    names = (
        "authors", "publisher", "published", "accessed", "archived_url", "doi",
        "arxiv_id", "language", "note",
    )  # fmt: skip
    typed = dict.fromkeys(names, "") | {"title": "Alpaca again", "kind": "paper"}

    response = erin_client.post(
        "/admin/articles/source/add/",
        typed | {"url": "https://arxiv.org/abs/2305.14387"},
    )

    assert response.status_code == 422
    assert "already exists: Alpaca" in response.content.decode()


def test_an_address_is_mended_and_not_taken_away(erin_client: Client) -> None:
    source = Source.objects.at("https://a.example/", title="A memo")
    address = f"/admin/articles/source/{source.pk}/change/"
    typed = {"title": "A memo", "kind": "memo", "began_from": source.fingerprint}

    taken = erin_client.post(address, typed | {"url": ""})
    mended = erin_client.post(address, typed | {"url": "https://a.example/memo"})

    assert "A source that had an address keeps one." in taken.content.decode()
    assert mended.status_code == 302
    assert Source.objects.at("http://a.example/memo/", title="It") == source


# ----------------------------------------------------------- Rows of earlier rules
@pytest.fixture
def two_rows(erin: Any) -> list[Source]:
    """Of one work, in one published article, as they could be before."""
    make_article(
        author=erin,
        title="Old",
        sources=[("First", "https://a.example/x"), ("Second", "https://b.example/")],
    )
    Source.objects.filter(title="Second").update(url="http://a.example/x/")
    give_keys(apps, None)
    return list(Source.objects.order_by("pk"))


def test_of_two_rows_the_older_has_the_key(two_rows: list[Source]) -> None:
    keys = [source.address_key for source in two_rows]

    assert keys == ["a.example/x", None]
    assert Source.objects.at("https://www.a.example/x", title="It") == two_rows[0]
    assert Source.objects.at("http://a.example/x/", title="It") == two_rows[1]


def test_an_article_that_has_both_rows_is_saved_again(
    two_rows: list[Source], erin: Any
) -> None:
    article = Article.objects.get()

    revise(article, erin, "Both [1], still [2].", *text_of(article).notes)

    sources = article.notes.order_by("number").values_list("source__title", flat=True)
    assert list(sources) == ["First", "Second"]


def test_the_two_rows_are_merged_at_the_desk(two_rows: list[Source], erin: Any) -> None:
    first, second = two_rows

    actions.merge_sources(into=first, others=[second], editor=erin)

    assert Source.objects.at("http://a.example/x/", title="It") == first


def test_descriptions_get_the_key_by_year(erin: Any) -> None:
    for published in ("2023", "2023-05"):
        Source.objects.create(title="It", publisher="Lab", published=published)

    give_keys(apps, None)

    first, second = Source.objects.order_by("pk")
    assert first.reference_key
    assert second.reference_key is None
    found = Source.objects.described(title="it", publisher="lab", year="2023-05-04")
    assert found == first


# ------------------------------------------------------------------- When it appeared
@pytest.mark.parametrize(
    ("published", "told"),
    [
        ("", ""),
        ("2023", "2023"),
        ("2023-05", "May 2023"),
        ("2023-05-04", "4 May 2023"),
        ("0800", "0800"),
        ("2023-02-30", "2023-02-30"),
        ("c. 1843", "c. 1843"),
    ],
)
def test_its_date_is_told_as_precisely_as_it_is_known(
    published: str, told: str
) -> None:
    assert Source(title="It", published=published).published_told == told


def test_readers_are_told_the_day_in_words(erin: Any, visitor: Client) -> None:
    article = make_article(author=erin, sources=["The memo"])
    Source.objects.update(published="2023-05-04")

    page = visitor.get(article.get_absolute_url()).text

    assert "<li>4 May 2023</li>" in page
    assert "2023-05-04" not in page


@pytest.mark.parametrize("published", ["May 2023", "2023-13", "2023-02-30", "23"])
def test_what_is_no_date_is_refused(erin_client: Client, published: str) -> None:
    response = erin_client.post(
        "/admin/articles/source/add/",
        {"title": "It", "kind": "memo", "published": published},
    )

    assert response.status_code == 422
    assert "This is no date: write a year" in response.content.decode()
    assert not Source.objects.exists()


def test_what_was_known_before_may_stay(erin_client: Client) -> None:
    source = Source.objects.create(title="It", published="c. 1843")
    typed = {"title": "It all", "kind": "memo", "began_from": source.fingerprint}

    erin_client.post(
        f"/admin/articles/source/{source.pk}/change/", typed | {"published": "c. 1843"}
    )

    assert Source.objects.get().title == "It all"
