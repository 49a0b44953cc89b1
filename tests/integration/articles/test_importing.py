"""An editor imports an article from a file of plain text."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article, Source, Topic
from tests.factories.accounts import make_editor
from tests.factories.articles import make_article
from tests.factories.desk import as_opened, change_url
from tests.integration.articles.bringing_in import NEWS, SAMPLE, bring_in, refused

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "the-news.txt"
    path.write_text(NEWS)
    return path


# -------------------------------------------------------------------- Once
def test_the_sample_has_three_sources_and_six_citations(erin: Any) -> None:
    said, warned = bring_in(SAMPLE, publish=True)

    article = Article.objects.get()
    marks = [str(citation) for citation in article.citations.all()]
    assert marks == ["[1]", "[1:1]", "[2]", "[2:1]", "[3]", "[3:1]"]
    assert all(f">{mark}</a>" in article.body_html for mark in marks)
    assert (article.source_count, article.citation_count) == (3, 6)
    assert article.slug == "democratization-of-generative-ai"
    assert article.is_published
    assert "imported, 3 sources, 6 citations" in said
    assert warned.splitlines() == [
        "Line 11: This paragraph names no source.",
        "Line 13: Source 1 has no address: nobody can follow it.",
        "Line 15: Source 2 has no address: nobody can follow it.",
        "Line 17: Source 3 has no address: nobody can follow it.",
    ]


def test_author_topic_and_standfirst_are_as_asked_for(erin: Any, file: Path) -> None:
    make_editor("frida")

    for path in (file, file.rename(file.with_name("other.txt"))):
        path.write_text(NEWS)
        bring_in(path, author="frida", topic="Open Models", standfirst="In short.")

    article = Article.objects.get(slug="the-news")
    assert article.author.username == "frida"
    assert article.standfirst == "In short."
    assert article.status == Article.Status.DRAFT
    assert [topic.slug for topic in Topic.objects.all()] == ["open-models"]
    assert Source.objects.count() == 1


def test_a_dry_run_says_what_would_be_and_writes_nothing(erin: Any, file: Path) -> None:
    said, _ = bring_in(file, topic="Open models", publish=True, dry_run=True)

    assert "1 source" in said
    assert "Nothing is written" in said
    assert not Article.objects.exists()
    assert not Topic.objects.exists()


def test_what_looks_odd_is_warned_of_by_its_line(erin: Any, file: Path) -> None:
    file.write_text("Title\n\nOne [1:3].\n\nTwo [9].\n\n 1. A ↩\n 2. B ↩\n")

    _, warned = bring_in(file)

    assert "Line 3: [1:3] will show as [1]." in warned
    assert "Line 5: [9] has no source." in warned
    assert "Line 8: Source 2 is never cited." in warned
    assert Article.objects.get().status == Article.Status.DRAFT


def test_what_the_desk_would_say_is_said_by_its_line(erin: Any, file: Path) -> None:
    file.write_text(
        "Title\n\nOne [1], two [2], three [3].\n\n" + "So many words. " * 10 + "\n\n"
        " 1. A https://example.org/a\n 2. Again HTTPS://Example.org/a#top\n"
        " 3. B javascript:alert(1)\n"
    )

    _, warned = bring_in(file)

    assert warned.splitlines() == [
        "Line 5: This paragraph names no source.",
        "Line 8: Source 2 is the same as source 1.",
        "Line 9: “javascript:alert(1)” is not an address on the web; "
        "it is part of the title.",
    ]
    assert Article.objects.get().notes.get(number=3).source.url is None


# ----------------------------------------------------------------- Several
def test_several_files_come_in_and_one_that_is_refused_stops_no_other(
    erin: Any, file: Path
) -> None:
    other, empty = file.with_name("other.txt"), file.with_name("empty.txt")
    other.write_text(NEWS.replace("The news", "Other news"))
    empty.write_text("")
    out, err = StringIO(), StringIO()

    with pytest.raises(CommandError) as refusal:
        call_command("import_article", file, empty, other, stdout=out, stderr=err)

    assert str(refusal.value).startswith("empty.txt: The file is empty")
    assert [line.split(":")[0] for line in out.getvalue().splitlines()] == [
        "The news",
        "Other news",
    ]
    assert Article.objects.count() == 2
    assert err.getvalue() == ""


@pytest.mark.parametrize("is_trial", [False, True])
def test_of_two_files_that_mean_one_article_the_second_is_refused(
    erin: Any, file: Path, *, is_trial: bool
) -> None:
    twin = file.with_name("The-News.txt")
    twin.write_text(NEWS.replace("One says so", "Another says so"))
    out = StringIO()

    with pytest.raises(CommandError) as refusal:
        call_command("import_article", file, twin, dry_run=is_trial, stdout=out)

    why = "the-news.txt, handed in with it, already is the article “the-news”."
    assert str(refusal.value) == f"The-News.txt: {why}"
    assert "The news: imported" in out.getvalue()
    articles = Article.objects.values_list("version", flat=True)
    assert list(articles) == ([] if is_trial else [1])


def test_a_file_comes_in_whose_twin_was_refused(erin: Any, file: Path) -> None:
    twin = file.with_name("The-News.txt")
    twin.write_text("")

    with pytest.raises(CommandError) as refusal:
        call_command("import_article", twin, file, stdout=StringIO())

    assert str(refusal.value).startswith("The-News.txt: The file is empty")
    assert Article.objects.get().slug == "the-news"


def test_on_a_terminal_a_bar_shows_how_many_are_done(erin: Any, file: Path) -> None:
    class Terminal(StringIO):
        def isatty(self) -> bool:
            return True

    other, err = file.with_name("other.txt"), Terminal()
    other.write_text(NEWS)

    call_command("import_article", file, other, stdout=StringIO(), stderr=err)
    many = err.getvalue()
    call_command("import_article", file, stdout=StringIO(), stderr=err)

    assert "░" * 30 + " 0/2 the-news.txt" in many
    assert "█" * 15 + "░" * 15 + " 1/2 other.txt" in many
    assert many.endswith("\r\x1b[K")
    assert err.getvalue() == many


# ------------------------------------------------------------------- Again
def test_the_same_file_again_changes_nothing_and_says_so(erin: Any) -> None:
    options = {"publish": True, "topic": "Open models", "standfirst": "In short."}
    bring_in(SAMPLE, **options)
    before = Article.objects.values().get()

    said, _ = bring_in(SAMPLE, **options)

    assert "nothing has changed" in said
    assert Article.objects.values().get() == before


def test_a_changed_file_makes_a_revision(erin: Any, file: Path) -> None:
    bring_in(file, standfirst="In short.", publish=True)
    file.write_text(NEWS.replace("One says so [1].", "One said so [1]."))

    said, _ = bring_in(file)

    article = Article.objects.get()
    assert "version 2" in said
    assert article.body == "One said so [1]."
    assert article.standfirst == "In short."
    assert "the-news.txt" in article.revisions.get(number=2).summary


def test_a_file_that_differs_in_nothing_that_is_kept_makes_none(
    erin: Any, file: Path
) -> None:
    bring_in(file)
    file.write_text(f"\n\n{NEWS}\n\n")

    said, _ = bring_in(file)

    assert "nothing has changed" in said
    assert Article.objects.get().version == 1


def test_an_imported_draft_is_published_by_a_later_import(
    erin: Any, file: Path
) -> None:
    bring_in(file)

    bring_in(file, publish=True)

    assert Article.objects.get().is_published


def test_what_was_edited_since_is_not_written_over_unasked(
    erin: Any, erin_client: Any, file: Path
) -> None:
    bring_in(file)
    article = Article.objects.get()
    erin_client.post(change_url(article), as_opened(article, body="Mended [1]."))
    file.write_text(NEWS.replace("says", "said"))

    assert "The news was edited since its last import" in refused(file)

    article.refresh_from_db()
    assert (article.version, article.body) == (2, "Mended [1].")
    bring_in(file, over=True)
    article.refresh_from_db()
    assert (article.version, article.body) == (3, "One said so [1].")


def test_the_same_file_over_an_edited_article_brings_it_back(
    erin: Any, erin_client: Any, file: Path
) -> None:
    bring_in(file)
    article = Article.objects.get()
    erin_client.post(change_url(article), as_opened(article, body="Mended [1]."))

    said, _ = bring_in(file)
    assert "nothing has changed" in said
    bring_in(file, over=True)

    article.refresh_from_db()
    assert article.body == "One says so [1]."


def test_an_article_that_was_never_imported_is_not_written_over_unasked(
    erin: Any, file: Path
) -> None:
    make_article(author=erin, slug="the-news")

    assert "was edited since" in refused(file)
