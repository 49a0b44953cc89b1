"""Somebody takes an article, or its sources, along to another program."""

from __future__ import annotations

import json
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
import rispy
from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle as Style,
    formatter,
)
from citeproc.source.json import CiteProcJSON
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pybtex.database import parse_string

from articles.models import Article, Source
from tests.factories.articles import make_article
from tests.factories.desk import as_opened, change_url
from tests.integration.articles.bringing_in import SAMPLE

# fmt: off
SENT = {
    "bibtex": (
        "/articles/news/sources.bib", "application/x-bibtex",
        'attachment; filename="news.bib"',
    ),
    "ris": (
        "/articles/news/sources.ris", "application/x-research-info-systems",
        'attachment; filename="news.ris"',
    ),
    "csl": (
        "/articles/news/sources.csl.json", "application/vnd.citationstyles.csl+json",
        'attachment; filename="news.csl.json"',
    ),
    "markdown": ("/articles/news.md", "text/markdown", 'inline; filename="news.md"'),
    "plain": ("/articles/news.txt", "text/plain", 'inline; filename="news.txt"'),
}
# fmt: on
FORMS = list(SENT)


def at(form: str, article: Article) -> str:
    return reverse(f"articles:{form}", args=[article.slug])


def taken(client: Any, form: str, article: Article) -> str:
    answer = client.get(at(form, article))
    assert answer.status_code == 200
    return answer.content.decode()


# ---------------------------------------------------------------- The sample
def test_the_sample_is_read_by_other_programs(erin: Any, visitor: Any) -> None:
    call_command("import_article", SAMPLE, publish=True, stdout=StringIO())
    article = Article.objects.get()
    titles = [note.source.title for note in article.notes.for_reading()]

    bibtex = parse_string(taken(visitor, "bibtex", article), "bibtex").entries
    ris = rispy.loads(taken(visitor, "ris", article), newline="\r\n")
    csl = json.loads(taken(visitor, "csl", article))

    assert [one.fields["title"].strip("{}") for one in bibtex.values()] == titles
    assert [record["title"] for record in ris] == titles
    assert [item["title"] for item in csl] == titles
    keys = [item["id"] for item in csl]
    assert list(bibtex) == [record["id"] for record in ris] == keys
    assert len(set(keys)) == 3


# -------------------------------------------------------- What is known of it
def test_what_editors_know_of_a_source_goes_along(erin: Any, visitor: Any) -> None:
    article = make_article(
        author=erin, sources=[("The 100% {memo}", "https://memo.example/a")]
    )
    Source.objects.update(
        authors="King, Martin Luther; OpenAI", published="2023-05-04", kind="report"
    )

    (bibtex,) = parse_string(
        taken(visitor, "bibtex", article), "bibtex"
    ).entries.items()
    (ris,) = rispy.loads(taken(visitor, "ris", article), newline="\r\n")
    (csl,) = json.loads(taken(visitor, "csl", article))

    assert bibtex[0] == ris["id"] == csl["id"] == "king2023"
    assert bibtex[1].fields["title"] == r"{The 100\% \{memo\}}"
    assert str(bibtex[1].persons["author"][0]) == "King, Martin Luther"
    assert ris["authors"] == ["King, Martin Luther", "OpenAI"]
    assert ris["date"] == "2023/05/04/"
    assert csl["issued"] == {"date-parts": [[2023, 5, 4]]}
    assert csl["URL"] == ris["urls"][0] == bibtex[1].fields["url"]


@pytest.mark.filterwarnings("ignore:.*unsupported. custom")
def test_a_citation_processor_makes_a_list_of_them(erin: Any, visitor: Any) -> None:
    article = make_article(author=erin, sources=["The memo", "A book"])
    Source.objects.filter(title="The memo").update(
        authors="Lovelace, Ada; OpenAI", published="2023-05", publisher="The Times",
        kind="news",
    )  # fmt: skip
    items = json.loads(taken(visitor, "csl", article))
    style = Style("harvard-cite-them-right", validate=False)

    bibliography = CitationStylesBibliography(
        style, CiteProcJSON(items), formatter.plain
    )
    for item in items:
        bibliography.register(Citation([CitationItem(item["id"])]))
    listed = [str(line) for line in bibliography.bibliography()]

    assert "Lovelace, A. and OpenAI (2023)" in listed[0]
    assert "The memo" in listed[0]
    assert "The Times" in listed[0]
    assert "A book" in listed[1]


def test_a_source_that_is_no_longer_cited_stays_behind_and_moves_no_key(
    erin: Any, erin_client: Any, visitor: Any
) -> None:
    sources = [("Same title", f"https://x.example/{n}") for n in (1, 2, 3)]
    article = make_article(author=erin, sources=sources)
    before = [item["id"] for item in json.loads(taken(visitor, "csl", article))]
    typed = as_opened(article, body="One [1]. Three [3].")

    erin_client.post(change_url(article), typed | {"notes-1-DELETE": "on"})

    items = json.loads(taken(visitor, "csl", article))
    assert [item["custom"]["number"] for item in items] == [1, 3]
    assert [item["id"] for item in items] == [before[0], before[2]]
    assert "https://x.example/2" not in taken(visitor, "plain", article)


def test_an_article_without_sources_has_empty_lists(erin: Any, visitor: Any) -> None:
    article = make_article(author=erin, title="Alone", body="Nothing else.")

    assert taken(visitor, "bibtex", article) == ""
    assert taken(visitor, "ris", article) == ""
    assert json.loads(taken(visitor, "csl", article)) == []
    assert taken(visitor, "markdown", article) == "# Alone\n\nNothing else.\n"
    assert taken(visitor, "plain", article) == "Alone\n\nNothing else."


# ------------------------------------------------------------ How it is sent
@pytest.mark.parametrize("form", FORMS)
def test_a_file_has_a_kind_and_a_name_and_is_not_indexed(
    erin: Any, visitor: Any, form: str
) -> None:
    make_article(author=erin, slug="news", sources=["A memo"])
    path, kind, disposition = SENT[form]

    answer = visitor.get(path)

    assert reverse(f"articles:{form}", args=["news"]) == path
    assert answer.headers["Content-Type"] == f"{kind}; charset=utf-8"
    assert answer.headers["Content-Disposition"] == disposition
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert visitor.head(path).status_code == 200
    assert visitor.post(path).status_code == 405


@pytest.mark.parametrize("form", FORMS)
def test_what_is_still_the_same_is_not_sent_again(
    erin: Any, visitor: Any, form: str
) -> None:
    article = make_article(author=erin, sources=["A memo"])
    tag = visitor.get(at(form, article)).headers["ETag"]

    again = visitor.get(at(form, article), headers={"If-None-Match": tag})
    Source.objects.update(title="The memo")
    mended = visitor.get(at(form, article), headers={"If-None-Match": tag})

    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == tag
    assert mended.status_code == 200
    assert "The memo" in mended.content.decode()


@pytest.mark.parametrize("form", FORMS)
def test_what_is_not_out_is_not_given_out(
    erin: Any, erin_client: Any, visitor: Any, form: str
) -> None:
    tomorrow = timezone.now() + timedelta(days=1)
    draft = make_article(author=erin, slug="draft", sources=["A"], published=False)
    later = make_article(author=erin, slug="later", sources=["B"], publish_at=tomorrow)

    for article in (draft, later, Article(slug="never")):
        for client in (visitor, erin_client):
            assert client.get(at(form, article)).status_code == 404


@pytest.mark.parametrize("form", FORMS)
def test_sixty_sources_cost_no_more_statements_than_three(
    erin: Any, visitor: Any, form: str
) -> None:
    counts = []

    for many in (3, 60):
        article = make_article(author=erin, sources=[f"S{n}" for n in range(many)])
        with CaptureQueriesContext(connection) as asked:
            taken(visitor, form, article)
        counts.append(len(asked))

    assert counts == [2, 2]  # the article; its notes with their sources


# ------------------------------------------------------------ Where it is found
def test_the_page_of_an_article_leads_to_its_files(erin: Any, visitor: Any) -> None:
    article = make_article(author=erin, sources=["A memo"])

    page = visitor.get(article.get_absolute_url()).content.decode()

    for form in ("bibtex", "ris", "csl", "markdown"):
        assert f'href="{at(form, article)}"' in page
    assert "Cite these sources:" in page
    assert 'type="text/markdown"' in page.partition("</head>")[0]


def test_an_article_without_sources_offers_none_to_cite(
    erin: Any, visitor: Any
) -> None:
    article = make_article(author=erin)

    page = visitor.get(article.get_absolute_url()).content.decode()

    assert "Cite these sources:" not in page
    assert at("markdown", article) in page
