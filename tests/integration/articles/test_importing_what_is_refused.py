"""A file that cannot be an article says why, and changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article, Source
from tests.factories.accounts import make_editor
from tests.integration.articles.bringing_in import NEWS, bring_in, refused

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "the-news.txt"
    path.write_text(NEWS)
    return path


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty"),
        (b" \n\n", "The file is empty"),
        (b"Title\n\n", "a title and no text"),
        (b"Title\n\nOK\n\xff\n", "Line 4: this is not text in UTF-8."),
        (b"x" * 201 + b"\n\nText.", "Line 1: a title has at most 200 characters."),
        (b"Title\n\n" + b"x" * 100_001, "at most 100000 characters"),
        (
            b"Title\n\nOne [1].\n\n 1. A http://exa_mple..org/ \n",
            "Line 5: this is not an address on the web.",
        ),
        (
            b"Title\n\nOne [1].\n\n 1. " + b"x" * 501,
            "Line 5: a title has at most 500 characters.",
        ),
        (
            b"Title\n\nAll [1].\n\n"
            + b"".join(b" %d. S%d\n" % (n, n) for n in range(1, 102)),
            "at most 100 sources",
        ),
    ],
)
def test_a_file_that_is_no_article_is_refused_in_one_sentence(
    erin: Any, file: Path, content: bytes, said: str
) -> None:
    file.write_bytes(content)

    assert said in refused(file)
    assert not Article.objects.exists()
    assert not Source.objects.exists()


@pytest.mark.parametrize("name", ["not an address", "ö", "x" * 121])
def test_a_name_that_is_no_address_is_refused(erin: Any, file: Path, name: str) -> None:
    assert "cannot be an address" in refused(file.rename(file.with_stem(name)))


def test_a_file_that_is_not_there_is_refused(erin: Any, file: Path) -> None:
    assert "No such file" in refused(file.with_name("elsewhere.txt"))


def test_errors_are_named_by_the_line_of_the_file(erin: Any, file: Path) -> None:
    file.write_text("\nTitle\n\n\nOne [1].\n\nTwo [9].\n\n 1. A ↩\n 2. B ↩\n")

    said = refused(file, publish=True).splitlines()

    assert said == ["Line 7: [9] has no source.", "Line 10: Source 2 is never cited."]
    assert not Article.objects.exists()


def test_a_text_that_cannot_be_rendered_is_published_as_typed(
    erin: Any, file: Path
) -> None:
    file.write_text("Title\n\n" + "*a* " * 6_000)

    bring_in(file, publish=True)

    assert Article.objects.get().is_published


def test_a_number_that_readers_know_is_not_given_away(erin: Any, file: Path) -> None:
    bring_in(file, publish=True)
    file.write_text(NEWS.replace("example.org/memo", "example.org/other"))

    assert refused(file).startswith("Line 5: Number 1 already stands for another")
    assert Article.objects.get().version == 1


def test_only_editors_import(alice: Any, erin: Any, file: Path) -> None:
    assert "Only editors write articles" in refused(file, author="alice")
    assert "no member named nobody" in refused(file, author="nobody")
    assert not Article.objects.exists()
    bring_in(file)
    assert "Only editors write articles" in refused(file, author="alice")


def test_one_editor_is_understood_several_are_asked_for(db: None, file: Path) -> None:
    assert "make_editor" in refused(file)
    make_editor("erin")
    bring_in(file)
    make_editor("frida")

    assert "name one with --author" in refused(file.rename(file.with_stem("more")))
    assert Article.objects.get().author.username == "erin"


def test_an_article_imported_again_stays_its_author_s(erin: Any, file: Path) -> None:
    bring_in(file)
    make_editor("frida")
    file.write_text(NEWS.replace("says", "said"))

    bring_in(file)

    article = Article.objects.get()
    assert article.revisions.get(number=2).editor == article.author == erin


def test_a_title_that_nobody_sees_is_refused(tmp_path: Path, erin: Any) -> None:
    file = tmp_path / "unseen.txt"
    file.write_text("\u2800\u200b\n\nA text.\n", encoding="utf-8")

    with pytest.raises(CommandError, match="nothing that can be seen"):
        call_command("import_article", str(file), author="erin")

    assert not Article.objects.exists()
