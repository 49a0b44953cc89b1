"""An editor imports an article from a file of JSON."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from articles.models import Article, Source, Topic
from tests.factories.articles import make_article
from tests.factories.desk import as_opened, change_url
from tests.integration.articles.bringing_in import SAMPLE, bring_in, refused

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


# -------------------------------------------------------------------- Taken in
def test_all_that_it_says_is_kept(erin: Any, file: Path) -> None:
    said, warned = bring_in(file, publish=True)

    article = Article.objects.get()
    source = article.notes.get().source
    assert (article.title, article.slug) == ("The news", "the-news")
    assert (article.standfirst, article.body) == ("In short.", NEWS["body"])
    assert article.topic == Topic.objects.get(name="Open models")
    assert {topic.name for topic in article.topics.all()} == {"Open models", "Law"}
    assert article.is_published
    assert (source.title, source.url) == ("The memo", "https://example.org/memo")
    assert (source.publisher, source.published) == ("The Lab", "2023-05-04")
    assert source.authors == "King, Martin Luther; OpenAI"
    assert source.kind == "memo"
    assert "imported, 1 source, 2 citations" in said
    assert warned == ""


def test_little_is_enough(erin: Any, tmp_path: Path) -> None:
    file = written(tmp_path / "short.json", {"title": "Short", "body": "Text."})

    bring_in(file)

    article = Article.objects.get()
    assert (article.title, article.body, article.topic) == ("Short", "Text.", None)


def test_the_sample_says_the_same_in_either_form(erin: Any, tmp_path: Path) -> None:
    bring_in(SAMPLE)
    plain = Article.objects.get()
    said = {
        "title": plain.title,
        "body": plain.body,
        "sources": [{"title": note.source.title} for note in plain.notes.for_reading()],
    }

    bring_in(written(tmp_path / "sample.json", said))

    other = Article.objects.get(slug="sample")
    assert (other.title, other.body) == (plain.title, plain.body)
    assert other.body_html == plain.body_html


def test_its_own_address_goes_before_the_name_of_the_file(
    erin: Any, tmp_path: Path
) -> None:
    file = written(tmp_path / "Draft 3.json", {**NEWS, "slug": "the-news"})

    bring_in(file)

    assert Article.objects.get().slug == "the-news"


def test_sources_without_a_number_take_the_next_free_one(
    erin: Any, tmp_path: Path
) -> None:
    sources = [
        {"title": "A"},
        {"title": "B", "number": 4},
        {"url": "https://x.example/"},
    ]
    body = "One [4], two [5], three [6]."
    file = written(
        tmp_path / "n.json", {"title": "N", "body": body, "sources": sources}
    )

    bring_in(file)

    notes = Article.objects.get().notes.values_list("number", "source__title")
    assert list(notes) == [(4, "B"), (5, "A"), (6, "https://x.example/")]


def test_an_hour_to_come_is_kept_and_waited_for(erin: Any, tmp_path: Path) -> None:
    hour = timezone.now() + timedelta(days=1)
    said = {**NEWS, "publish_at": hour.isoformat()}
    file = written(tmp_path / "news.json", said)

    bring_in(file)
    draft = Article.objects.get()
    bring_in(file, publish=True)

    article = Article.objects.get()
    assert (draft.status, draft.publish_at) == (Article.Status.DRAFT, hour)
    assert (article.status, article.publish_at) == (Article.Status.PUBLISHED, hour)
    assert not article.is_published


def test_what_is_known_of_a_source_already_stays(erin: Any, file: Path) -> None:
    make_article(author=erin, sources=[("The memo", "https://example.org/memo")])
    Source.objects.update(authors="Lovelace, Ada", kind="paper")

    bring_in(file)

    source = Source.objects.get()
    assert (source.authors, source.kind) == ("Lovelace, Ada", "paper")


# ----------------------------------------------------------------------- Again
def test_the_same_file_again_changes_nothing(erin: Any, file: Path) -> None:
    bring_in(file, publish=True)
    before = Article.objects.values().get()

    said, _ = bring_in(file, publish=True)

    assert "nothing has changed" in said
    assert Article.objects.values().get() == before


def test_a_changed_one_makes_a_revision_unless_somebody_wrote_since(
    erin: Any, erin_client: Any, file: Path
) -> None:
    bring_in(file)
    written(file, {**NEWS, "title": "Other news"})
    bring_in(file)
    article = Article.objects.get()
    assert (article.version, article.title) == (2, "Other news")

    erin_client.post(change_url(article), as_opened(article, body="Mended [1]."))
    written(file, NEWS)

    assert "was edited since its last import. --over" in refused(file)
    bring_in(file, over=True)
    article.refresh_from_db()
    assert (article.version, article.body) == (4, NEWS["body"])


def test_laid_out_otherwise_it_says_the_same(erin: Any, file: Path) -> None:
    bring_in(file)
    file.write_text(json.dumps(NEWS))

    said, _ = bring_in(file)

    assert "nothing has changed" in said
    assert Article.objects.get().version == 1


def test_a_dry_run_writes_nothing(erin: Any, file: Path) -> None:
    said, _ = bring_in(file, publish=True, dry_run=True)

    assert "1 source, 2 citations" in said
    assert not Article.objects.exists()
    assert not Topic.objects.exists()


# -------------------------------------------------------------------- Warned of
def test_what_looks_odd_is_warned_of_by_its_path(erin: Any, tmp_path: Path) -> None:
    said = {
        "title": "T",
        "body": f"One [1:3].\n\nTwo [9], three [2].\n\n{'So many words. ' * 10}",
        "sources": [
            {"title": "A", "url": "https://example.org/a"},
            {"title": "B", "url": "https://EXAMPLE.org/a"},
            {"title": "C"},
        ],
    }

    _, warned = bring_in(written(tmp_path / "t.json", said))

    assert warned.splitlines() == [
        "body, line 1: [1:3] will show as [1].",
        "body, line 3: [9] has no source.",
        "body, line 5: This paragraph names no source.",
        "sources[1].title: Source 2 is the same as source 1.",
        "sources[2]: Source 3 is never cited.",
        "sources[2].url: Source 3 has no address: nobody can follow it.",
    ]
