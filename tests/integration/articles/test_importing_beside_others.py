"""An import meets what is there already: topics, addresses, another language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from articles import checks, rendition
from articles.importing import remarks
from articles.models import Article, Topic
from tests.factories.articles import make_article
from tests.integration.articles.bringing_in import NEWS, bring_in, refused

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "the-news.txt"
    path.write_text(NEWS)
    return path


@pytest.mark.parametrize("name", ["C++", "C#", "+", "多"])
def test_a_topic_that_cannot_have_an_address_of_its_own_is_refused(
    erin: Any, file: Path, name: str
) -> None:
    Topic.objects.create(name="C", slug="c")

    said = refused(file, topic=name)

    assert said == f"“{name}” cannot be a topic: no free address can be made of it."
    assert not Article.objects.exists()


def test_a_topic_there_is_needs_no_other_address(erin: Any, file: Path) -> None:
    topic = Topic.objects.create(name="C++", slug="cpp")

    bring_in(file, topic="c++")

    assert Article.objects.get().topic == topic


def test_an_address_taken_while_the_file_is_read_is_said(
    erin: Any, file: Path, monkeypatch: Any
) -> None:
    render = rendition.render

    def overtaken(*args: Any, **options: Any) -> Any:
        monkeypatch.undo()
        make_article(author=erin, slug="the-news")
        return render(*args, **options)

    monkeypatch.setattr(rendition, "render", overtaken)

    assert refused(file) == "Another article has this address, or had it once."


def test_warnings_can_be_translated(erin: Any, file: Path, monkeypatch: Any) -> None:
    spanish = {
        "Line %(line)d: %(said)s": "Línea %(line)d: %(said)s",
        "%(typed)s will show as %(shown)s.": "%(typed)s se verá como %(shown)s.",
        "Source %(typed)s is listed twice; only the first one counts.": (
            "La fuente %(typed)s está dos veces."
        ),
    }
    file.write_text(NEWS.replace("[1]", "[1:3]") + "  1. Twice ↩︎\n")

    monkeypatch.setattr(remarks, "_", lambda said: spanish.get(said, said))
    monkeypatch.setattr(checks, "_", lambda said: spanish.get(said, said))
    _, warned = bring_in(file)

    assert warned.splitlines() == [
        "Línea 3: [1:3] se verá como [1].",
        "Línea 6: La fuente 1 está dos veces.",
    ]
