"""A text is rendered before anything is locked; what happens meanwhile is noticed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles import actions, rendition
from articles.drafts import NoteDraft, Place, Text
from articles.models import Article, Source
from tests.conftest import signed_in
from tests.factories.accounts import make_editor
from tests.factories.articles import make_article, make_notes
from tests.factories.desk import ADD, typed
from tests.integration.articles.bringing_in import NEWS, bring_in, hand_in
from tests.integration.articles.test_long_articles import LONG, work

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from django.test import Client

MEMO = "https://example.org/memo"
SHORT = Text(title="New", body="Cited [1].", notes=make_notes(["A"]))


def while_rendering(monkeypatch: Any, do: Callable[[], object]) -> None:
    """Something happens once, while the next text is being rendered."""
    render = rendition.render

    def interrupted(*args: Any, **options: Any) -> Any:
        monkeypatch.undo()
        do()
        return render(*args, **options)

    monkeypatch.setattr(rendition, "render", interrupted)


@pytest.fixture
def locked(transactional_db: None, monkeypatch: Any) -> list[bool]:
    """Whether something was, each time that a text has been rendered."""
    render, locked = rendition.render, list[bool]()

    def watched(*args: Any, **options: Any) -> Any:
        locked.append(connection.in_atomic_block)
        return render(*args, **options)

    monkeypatch.setattr(rendition, "render", watched)
    return locked


def test_nothing_is_locked_while_a_text_is_rendered(locked: list[bool]) -> None:
    editor = make_editor("erin")
    article = actions.begin_article(editor=editor, slug="new", text=SHORT)
    article = actions.revise_article(
        article=article, editor=editor, text=SHORT, began_from=article.version
    )
    actions.publish(article=article, editor=editor)
    actions.write_article(
        editor=editor,
        article=None,
        text=SHORT,
        place=Place(slug="other"),
        is_final=True,
    )

    assert locked == [False, False, False, False]


def test_nothing_is_locked_while_a_file_is_rendered(
    locked: list[bool], tmp_path: Path
) -> None:
    make_editor("erin")
    file = tmp_path / "news.txt"

    file.write_text(NEWS)
    bring_in(file, publish=True, dry_run=True)
    bring_in(file)
    file.write_text(NEWS.replace("says", "said"))
    bring_in(file)
    bring_in(file, publish=True)

    assert locked == [False, False, False, False]
    assert Article.objects.get().is_published


@pytest.mark.parametrize("asked", [{}, {"is_final": "on"}, {"is_trial": "on"}])
def test_nothing_is_locked_while_a_file_of_many_is_rendered(
    locked: list[bool], asked: dict[str, str]
) -> None:
    client = signed_in(make_editor("erin"))

    hand_in(client, {"news.txt": NEWS}, **asked)
    work()

    assert locked == [False]
    assert Article.objects.exists() is ("is_trial" not in asked)


@pytest.mark.parametrize("published", [True, False])
def test_a_long_text_is_rendered_by_nobody_who_waits(
    erin: Any, monkeypatch: Any, *, published: bool
) -> None:
    article = make_article(author=erin, published=published, sources=["A"])
    monkeypatch.setattr(rendition, "render", None)
    text = Text(title="New", body=f"{LONG}Cited [1].", notes=make_notes(["A"]))

    article = actions.revise_article(
        article=article, editor=erin, text=text, began_from=1
    )
    article = actions.publish(article=article, editor=erin)

    assert article.is_published


@pytest.mark.parametrize("words", ["Cited [7].", "Not cited."])
def test_a_long_text_is_judged_all_the_same(erin: Any, words: str) -> None:
    article = make_article(author=erin, published=False)
    text = Text(title="New", body=f"{LONG}{words}", notes=make_notes(["A"]))
    actions.revise_article(article=article, editor=erin, text=text, began_from=1)

    with pytest.raises(actions.NotReady):
        actions.publish(article=article, editor=erin)


def test_what_only_rendering_shows_the_worker_reports(erin: Any, caplog: Any) -> None:
    make_article(author=erin, slug="deep", body=f"{LONG}- One\n\n    - Two [7]\n")

    work()

    assert "deep cites what it does not list: (7,)" in caplog.text


def test_a_text_that_even_the_worker_cannot_render_is_reported(
    erin: Any, caplog: Any, monkeypatch: Any
) -> None:
    make_article(author=erin, slug="deep", body=LONG)
    monkeypatch.setattr(rendition, "IN_BACKGROUND", 0.0)

    work()

    assert "deep is shown as typed" in caplog.text


def test_a_version_saved_while_this_one_is_rendered_is_a_conflict(
    erin: Any, monkeypatch: Any
) -> None:
    article = make_article(author=erin, published=False)

    def overtake() -> None:
        actions.revise_article(article=article, editor=erin, text=SHORT, began_from=1)

    while_rendering(monkeypatch, overtake)
    with pytest.raises(actions.Conflict) as news:
        actions.revise_article(
            article=article, editor=erin, text=Text(title="X", body="X"), began_from=1
        )

    assert news.value.article.title == "New"
    assert Article.objects.get().version == 2


def test_what_readers_get_while_it_is_revised_keeps_its_numbers(
    erin: Any, monkeypatch: Any
) -> None:
    article = make_article(author=erin, published=False, sources=[("The memo", MEMO)])
    other = NoteDraft(number=1, title="Another", url="https://example.org/another")

    def appear() -> None:
        now = timezone.now()
        Article.objects.update(status=Article.Status.PUBLISHED, publish_at=now)

    while_rendering(monkeypatch, appear)
    with pytest.raises(actions.Conflict):
        actions.revise_article(
            article=article,
            editor=erin,
            text=Text(title="New", body="Cited [1].", notes=(other,)),
            began_from=1,
        )

    assert article.notes.get().source.title == "The memo"


def test_a_source_amended_while_the_text_is_rendered_is_shown_as_amended(
    erin: Any, monkeypatch: Any
) -> None:
    article = make_article(author=erin, sources=[("Teh memo", MEMO)])
    text = Text(title="New", body="Cited [1].", notes=make_notes([("Teh memo", MEMO)]))

    def amend() -> None:
        source = Source.objects.get()
        began_from, source.title = source.fingerprint, "The memo"
        actions.amend_source(source=source, editor=erin, began_from=began_from)

    while_rendering(monkeypatch, amend)
    actions.revise_article(article=article, editor=erin, text=text, began_from=1)
    work()

    article.refresh_from_db()
    assert article.version == 2
    assert ">The memo<" in article.body_html


def test_no_source_amended_nothing_is_left_to_the_worker(erin: Any) -> None:
    article = make_article(author=erin, sources=[("The memo", MEMO), "A", "B"])

    assert not DBTaskResult.objects.exists()
    assert article.citation_count == 3


def test_an_address_taken_meanwhile_is_said_beside_the_address(
    erin: Any, erin_client: Client, monkeypatch: Any
) -> None:
    while_rendering(monkeypatch, lambda: make_article(author=erin, slug="mine"))

    response = erin_client.post(ADD, typed(slug="mine", body="My words."))

    page = response.content.decode()
    assert response.status_code == 422
    assert "Another article has this address, or had it once." in page
    assert "My words." in page
    assert Article.objects.count() == 1


def test_a_draft_does_not_take_the_address_of_another(erin: Any) -> None:
    make_article(author=erin, slug="theirs")
    article = make_article(author=erin, slug="mine", published=False)

    with pytest.raises(actions.AddressTaken):
        actions.write_article(
            editor=erin, article=article, text=SHORT, place=Place(slug="theirs"),
            began_from=1,
        )  # fmt: skip

    article.refresh_from_db()
    assert (article.slug, article.version) == ("mine", 1)


def test_what_has_nothing_to_do_with_an_address_is_not_called_so(
    erin: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_what: Any, **_how: Any) -> None:
        raise IntegrityError("another_constraint")

    article = make_article(author=erin, slug="mine", published=False)
    monkeypatch.setattr(Article, "save", refuse)

    with pytest.raises(IntegrityError, match="another_constraint"):
        actions.revise_article(article=article, editor=erin, text=SHORT, began_from=1)


def test_the_button_that_publishes_also_saves_what_readers_have(erin: Any) -> None:
    article = make_article(author=erin, slug="news")
    hour = article.publish_at

    written = actions.write_article(
        editor=erin, article=article, text=SHORT, place=Place(slug="news"),
        began_from=1, is_final=True,
    )  # fmt: skip

    assert (written.version, written.publish_at) == (2, hour)
