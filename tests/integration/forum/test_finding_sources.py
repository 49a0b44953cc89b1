"""Sources are found by words, kind and publisher, among many as among few."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest
from django.apps import apps
from django.db import connection
from django.utils.html import strip_tags

from articles import actions as editing, titles
from articles.models import Note, Source, Wanted
from articles.models.finding import described
from benchmarks import work
from tests.factories import articles

if TYPE_CHECKING:
    from django.test import Client

    from articles.models import Article

pytestmark = pytest.mark.django_db

add_hosts = import_module(
    "articles.migrations.0012_sources_found_by_their_hosts"
).add_hosts

WORKS = [
    ("Attention is all you need", "https://arxiv.org/abs/1706.03762"),
    ("Café society", "https://memo.example/cafe"),
    ("人工智能", "https://memo.example/zh"),
    ("Weights", "https://weights.example/50%25"),
]


@pytest.fixture
def article(erin: Any) -> Article:
    made = articles.make_article(author=erin, sources=WORKS)
    paper = Source.objects.get(title="Attention is all you need")
    paper.kind, paper.authors, paper.publisher = "paper", "Vaswani", "The Preprints"
    paper.save()
    return made


def found(client: Client, where: str = "/sources/", **asked: str) -> list[str]:
    """The titles that are listed, from the last added on."""
    response = client.get(f"{where}?{urlencode(asked)}")
    assert response.status_code == 200
    shown = response.content.decode()
    heads = re.findall(r'class="statement__where">(.*?)</h2>', shown, re.DOTALL)
    return [strip_tags(head).strip() for head in heads]


@pytest.mark.parametrize(
    ("query", "titles_found"),
    [
        ("ATTENTION", ["Attention is all you need"]),
        ("atten", ["Attention is all you need"]),
        ("need all", ["Attention is all you need"]),
        ("vaswani preprints", ["Attention is all you need"]),
        ("1706.03762", ["Attention is all you need"]),
        ("attention weights", []),
        ("tention", []),
        ("cafe", ["Café society"]),
        ("CAFÉ", ["Café society"]),
        ("memo.example", ["人工智能", "Café society"]),
        ("智能", ["人工智能"]),
        ("kind:paper", []),
        ("by:memo", []),
        ("' OR 2=2", []),
        ("kind", []),
        ('"attention" -need*', ["Attention is all you need"]),
        ("%_", []),
        ("\x00", []),
    ],
)
def test_each_word_begins_one_of_the_sources(
    visitor: Client, article: Article, query: str, titles_found: list[str]
) -> None:
    assert found(visitor, q=query) == titles_found


@pytest.mark.parametrize(
    ("asked", "titles_found"),
    [
        ({"publisher": "the preprints"}, ["Attention is all you need"]),
        ({"publisher": "prep"}, ["Attention is all you need"]),
        ({"publisher": "arxiv.org"}, ["Attention is all you need"]),  # its host
        ({"publisher": "preprints arxiv"}, ["Attention is all you need"]),
        ({"publisher": "memo.example"}, ["人工智能", "Café society"]),
        ({"publisher": "memo", "q": "society"}, ["Café society"]),
        ({"publisher": "memo", "kind": "paper"}, []),
        ({"publisher": "preprints", "kind": "paper"}, ["Attention is all you need"]),
        ({"publisher": "&"}, []),
        ({"kind": "other", "q": "weights"}, ["Weights"]),
    ],
)
def test_filters_are_met_together(
    visitor: Client, article: Article, asked: dict[str, str], titles_found: list[str]
) -> None:
    assert found(visitor, **asked) == titles_found


def test_sources_that_are_there_are_found_by_their_hosts_too(
    visitor: Client, article: Article
) -> None:
    paper = Source.objects.filter(title="Attention is all you need")
    told = paper.get().words.replace(" :by:arxiv :by:org", "")
    paper.update(words=told)
    assert found(visitor, publisher="arxiv") == []

    add_hosts(apps, None)
    add_hosts(apps, None)

    assert found(visitor, publisher="arxiv") == ["Attention is all you need"]
    assert sorted(paper.get().words.split()) == sorted(described(paper.get()).split())


def test_what_was_asked_stays_in_the_form(visitor: Client, article: Article) -> None:
    shown = visitor.get("/sources/?q=caf&publisher=memo.example&kind=other")

    form = re.search(
        r'<form class="listing__filter".*?</form>', shown.content.decode(), re.DOTALL
    )
    assert form
    assert 'value="memo.example"' in form[0]
    assert '<option value="other" selected>' in form[0]
    assert '<option value="memo.example"></option>' in form[0]


def test_the_works_of_a_publisher_are_found_by_words_and_kind(
    visitor: Client, article: Article
) -> None:
    there = "/publishers/memo.example/"

    assert found(visitor, there, q="society") == ["Café society"]
    assert found(visitor, there, kind="other") == ["人工智能", "Café society"]
    assert found(visitor, there, q="weights") == []
    assert 'id="publisher"' not in visitor.get(there).content.decode()


def test_a_new_title_is_found_and_the_old_one_no_longer(
    visitor: Client, article: Article, erin: Any
) -> None:
    memo = Source.objects.get(title="Weights")
    was, memo.title = memo.fingerprint, "Biases"
    editing.amend_source(source=memo, editor=erin, began_from=was)

    assert found(visitor, q="biases") == ["Biases"]
    assert found(visitor, q="weights") == ["Biases"]  # its address says so
    assert "weights" not in Source.objects.get(pk=memo.pk).title


def test_a_title_that_was_fetched_is_found(visitor: Client, article: Article) -> None:
    memo = Source.objects.get(title="Weights")
    Source.objects.filter(pk=memo.pk).update(is_title_provisional=True)

    titles.give(memo.pk, "What they weigh")

    assert found(visitor, q="weigh they") == ["What they weigh"]


def test_what_only_drafts_name_is_not_found_however_much_of_it_there_is(
    visitor: Client, article: Article, erin: Any
) -> None:
    secret = [(f"Weights {n}", f"https://secret.example/{n}") for n in range(60)]
    for begin in range(0, 60, 30):
        articles.make_article(
            author=erin, published=False, sources=secret[begin : begin + 30]
        )

    assert found(visitor, q="weights") == ["Weights"]
    assert found(visitor, publisher="secret") == []


def test_one_that_is_gone_for_good_is_found_no_more(article: Article) -> None:
    Source.objects.create(title="Ephemeral").delete()

    assert Wanted(query="ephemeral").keys(before=0, limit=9) == []
    assert Wanted(query="attention").keys(before=0, limit=9)


def test_walking_what_was_found_meets_each_once(
    visitor: Client, article: Article
) -> None:
    crowd(article, 45)
    seen, address = [], "/sources/?q=work&kind=news"

    while address:
        shown = visitor.get(address).content.decode()
        seen += re.findall(r">Work (\d+)</a>", shown)
        onwards = re.search(r'href="(\?[^"]*)"\s+rel="next"', shown)
        address = f"/sources/{onwards[1].replace('&amp;', '&')}" if onwards else ""

    assert [int(one) for one in seen] == [*reversed(range(45))]


ASKED = [
    {},
    {"q": "attention"},
    {"q": "work"},
    {"kind": "paper"},
    {"publisher": "preprints"},
    {"q": "attention", "kind": "paper", "publisher": "preprints"},
]


@pytest.mark.parametrize("asked", ASKED)
def test_many_sources_take_as_many_statements_as_few(
    visitor: Client,
    article: Article,
    asked: dict[str, str],
    django_assert_max_num_queries: Any,
) -> None:
    crowd(article, 1)
    with django_assert_max_num_queries(8) as few:
        found(visitor, **asked)
    crowd(article, 1_500)

    with django_assert_max_num_queries(8) as many:
        found(visitor, **asked)

    assert len(many) == len(few)


@pytest.mark.parametrize(
    "asked",
    [
        *ASKED[1:2],
        *ASKED[3:],
        {"q": "zzz"},
        {"q": "work attention"},
        {"kind": "video"},
        {"q": "work", "kind": "paper"},
    ],
)
def test_what_few_have_is_found_among_many_without_asking_each(
    visitor: Client, article: Article, asked: dict[str, str]
) -> None:
    crowd(article, 3_000)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    found(visitor, **asked)

    done = work.of(lambda: found(visitor, **asked))

    each = {"postgresql": 1, "sqlite": 10}[connection.vendor]
    assert done < 3_000 * each / 3


def crowd(article: Article, number: int) -> None:
    """So many more sources of the article, of one kind and publisher."""
    begin = Source.objects.filter(publisher_key="crowd.example").count()
    works = [
        Source(title=f"Work {n}", url=f"https://crowd.example/{n}", kind="news")
        for n in range(begin, begin + number)
    ]
    for one in works:
        one.describe()
    Source.objects.bulk_create(works)
    Note.objects.bulk_create(
        Note(article=article, number=10 + begin + n, source=one, uses=1)
        for n, one in enumerate(works)
    )
