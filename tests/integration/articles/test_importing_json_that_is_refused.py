"""A file of JSON that cannot be an article is told where it is wrong."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from articles.models import Article, Source
from tests.integration.articles.bringing_in import bring_in, refused

if TYPE_CHECKING:
    from pathlib import Path

MEMO = {
    "number": 1,
    "title": "The memo",
    "url": "HTTPS://example.org/memo#top",
    "publisher": "The Lab",
    "published": "2023-05-04",
    "authors": ["King, Martin Luther", "OpenAI"],
    "kind": "memo",
}
NEWS: dict[str, Any] = {
    "title": "The news",
    "standfirst": "In short.",
    "body": "One says so [1].\n\nAnd again [1:1].",
    "topics": ["Open models", "Law"],
    "sources": [MEMO],
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return written(tmp_path / "the-news.json", NEWS)


def written(path: Path, article: Any) -> Path:
    path.write_text(json.dumps(article, indent=2), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"title": None}, "title: this is needed"),
        ({"title": "\u200b"}, "title: this is needed"),
        ({"title": 7}, "title: this must be text"),
        ({"title": "x" * 201}, "title: this has at most 200 characters."),
        ({"body": " \n "}, "body: this is needed"),
        ({"body": "x" * 100_001}, "body: this has at most 100000 characters."),
        ({"standfirst": "x" * 501}, "standfirst: this has at most 500"),
        ({"headline": "x"}, "headline: nothing of this name is known."),
        ({"topics": [1]}, "topics: this must be a text, or a list"),
        ({"topics": ["T"] * 11}, "topics: there are at most 10."),
        ({"topics": ["新"]}, "cannot be a topic"),
        ({"slug": "no address"}, "no address cannot be an address"),
        ({"publish_at": "2026-05-04T08:00:00"}, "publish_at: a moment with its offset"),
        ({"publish_at": "tomorrow"}, "publish_at: a moment with its offset"),
        (
            {"publish_at": "0001-01-01T00:00:00+14:00"},
            "publish_at: a year from 1900 to 8999.",
        ),
        (
            {"publish_at": "9999-12-31T23:59:59-12:00"},
            "publish_at: a year from 1900 to 8999.",
        ),
        ({"sources": {}}, "sources: this must be a list"),
        ({"sources": [{}] * 101}, "sources: an article has at most 100 sources."),
        ({"sources": ["A"]}, "sources[0]: a source must be an object"),
        ({"sources": [MEMO, {}]}, "sources[1].title: a source has a title or an"),
        (
            {"sources": [MEMO, {"title": "B"}, {"url": "javascript:alert(1)"}]},
            "sources[2].url: this is not an address on the web.",
        ),
        ({"sources": [{**MEMO, "page": 3}]}, "sources[0].page: nothing of this name"),
        ({"sources": [{**MEMO, "kind": "rumour"}]}, "sources[0].kind: this is one of"),
        ({"sources": [{**MEMO, "number": 0}]}, "sources[0].number: a number from 1"),
        ({"sources": [{**MEMO, "number": True}]}, "sources[0].number: a number from 1"),
        (
            {"sources": [MEMO, MEMO]},
            "sources[1].number: another source has the number 1",
        ),
        (
            {"sources": [{**MEMO, "published": "x" * 11}]},
            "published: this has at most 10",
        ),
        (
            {"sources": [{**MEMO, "published": "banana"}]},
            "sources[0].published: a year, a month or a day: 2023, 2023-05, 2023-05-04.",
        ),
        (
            {"sources": [{**MEMO, "published": "2023-02-30"}]},
            "sources[0].published: a year, a month or a day",
        ),
        (
            {"sources": [{**MEMO, "number": 999}, {"title": "B"}]},
            "sources[1].number: no number is left after 999: give it one.",
        ),
        (
            {"sources": ["A", MEMO, MEMO]},
            "sources[2].number: another source has the number 1",
        ),
        (
            {"sources": [{**MEMO, "authors": ["x" * 300] * 2}]},
            "authors: this has at most",
        ),
        (
            {"sources": [{**MEMO, "authors": 7}]},
            "authors: this must be a text, or a list",
        ),
    ],
)
def test_a_value_that_cannot_be_kept_is_named_by_its_path(
    erin: Any, file: Path, change: dict[str, Any], said: str
) -> None:
    written(file, {**NEWS, **change})

    assert said in refused(file)
    assert not Article.objects.exists()
    assert not Source.objects.exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{\n  "title": "T",\n  "body": "B"\n  "x": 1\n}', "Line 4: this is not JSON:"),
        ("", "Line 1: this is not JSON:"),
        ("[]", "An article is an object"),
        ('"x"', "An article is an object"),
        ('{"title": "T", "title": "U", "body": "B"}', "title is said twice."),
        (
            '{"title": "T", "body": "B", "sources": [{"number": NaN}]}',
            "nobody can read",
        ),
        ("[" * 100_000, "nobody can read"),
        ('{"title": "T", "body": "B", "x": ' + "9" * 5_000 + "}", "nobody can read"),
    ],
)
def test_what_is_no_json_is_refused_by_its_line(
    erin: Any, file: Path, content: str, said: str
) -> None:
    file.write_text(content)

    assert said in refused(file)


def test_all_faults_are_told_at_once(erin: Any, file: Path) -> None:
    written(file, {"title": "", "sources": [{"url": "x"}], "zzz": 1})

    assert [line.split(":")[0] for line in refused(file).splitlines()] == [
        "zzz",
        "title",
        "body",
        "sources[0].url",
    ]


def test_errors_in_citations_are_named_by_their_place(erin: Any, file: Path) -> None:
    sources = [MEMO, {"title": "B"}]
    written(file, {**NEWS, "body": "\nOne [1].\n\nTwo [9].", "sources": sources})

    assert refused(file, publish=True).splitlines() == [
        "body, line 4: [9] has no source.",
        "sources[1].title: Source 2 is never cited.",
    ]


def test_a_number_that_readers_know_is_not_given_away(erin: Any, file: Path) -> None:
    bring_in(file, publish=True)
    other = {**MEMO, "url": "https://example.org/other"}
    written(file, {**NEWS, "sources": [other]})

    assert refused(file).startswith("sources[0].title: Number 1 already stands for")


def test_a_file_larger_than_any_article_is_not_read(erin: Any, file: Path) -> None:
    file.write_bytes(b" " * 2_000_001)

    assert "at most 2000000 bytes" in refused(file)
