"""An import meets what is there already: topics, addresses, another language."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import CommandError, call_command

from articles import actions, checks, rendition
from articles.drafts import Text
from articles.importing import remarks
from articles.models import Article, BatchFile, Picture, Topic
from tests.factories.articles import make_article
from tests.factories.pictures import make_picture
from tests.integration.articles.bringing_in import NEWS, bring_in, hand_in, refused
from tests.integration.articles.test_waiting_for_nobody import while_rendering
from tests.worker import do, waiting, work

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client


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


def test_a_topic_that_another_brings_meanwhile_is_the_same(
    erin: Any, file: Path, monkeypatch: Any
) -> None:
    clean = Topic.full_clean

    def overtaken(topic: Topic) -> None:
        clean(topic)
        monkeypatch.undo()
        Topic.objects.create(name="Law", slug="law")

    monkeypatch.setattr(Topic, "full_clean", overtaken)
    bring_in(file, topic="Law")

    assert Article.objects.get().topic == Topic.objects.get()


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


# ------------------------------------------------- What happens while it is rendered
def revised(article: Article) -> None:
    actions.revise_article(
        article=article,
        editor=article.author,
        text=Text(title="The news", body="Mended."),
        began_from=article.version,
    )


def test_a_file_whose_article_changes_meanwhile_stops_no_other(
    erin: Any, file: Path, monkeypatch: Any
) -> None:
    bring_in(file)
    file.write_text(NEWS.replace("says", "said"))
    other, out = file.with_name("other.txt"), StringIO()
    other.write_text(NEWS)

    while_rendering(monkeypatch, lambda: revised(Article.objects.get()))
    with pytest.raises(CommandError) as refusal:
        call_command("import_article", file, other, stdout=out)

    assert str(refusal.value) == (
        "the-news.txt: The news was changed while the file was being read. Try again."
    )
    assert Article.objects.get(slug="the-news").body == "Mended."
    assert Article.objects.filter(slug="other").exists()


def test_a_picture_that_goes_meanwhile_is_said(
    erin: Any, file: Path, monkeypatch: Any
) -> None:
    picture = make_picture(erin)
    file.write_text(f"Title\n\n![A plan](/pictures/{picture.file_name})\n")

    while_rendering(monkeypatch, Picture.objects.all().delete)

    assert refused(file) == "A picture is no longer there. Add it again."
    assert not Article.objects.exists()


def test_in_a_batch_either_is_written_beside_the_file(
    erin: Any, erin_client: Client, monkeypatch: Any
) -> None:
    picture = make_picture(erin)
    make_article(author=erin, slug="changed", title="News")
    showing = f"Title\n\n![A plan](/pictures/{picture.file_name})\n"
    files = {"changed.txt": NEWS, "showing.txt": showing, "news.txt": NEWS}
    hand_in(erin_client, files, over="on")

    changed, shown, _news = waiting("take_in_file")
    while_rendering(monkeypatch, lambda: revised(Article.objects.get()))
    do(changed)
    while_rendering(monkeypatch, Picture.objects.all().delete)
    do(shown)
    work()

    assert list(BatchFile.objects.values_list("state", flat=True)) == [
        "refused", "refused", "taken"
    ]  # fmt: skip
    assert [file.said for file in BatchFile.objects.all()[:2]] == [
        "The news was changed while the file was being read. Try again.",
        "A picture is no longer there. Add it again.",
    ]


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
