"""A text too long to wait for is stored at once and rendered by the worker."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from articles import actions, rendition
from articles.drafts import Text
from tests.factories.articles import make_article, make_notes
from tests.factories.desk import as_opened, change_url

if TYPE_CHECKING:
    from django.test import Client

    from articles.models import Article

LONG = "So it *is*.\n\n" * 1_000
LIMIT = rendition.AT_ONCE


def work() -> None:
    """What `manage.py db_worker` does until nothing is left."""
    for waiting in DBTaskResult.objects.ready():
        waiting.task.call(*waiting.task_result.args, **waiting.task_result.kwargs)
        waiting.set_successful(None)


def revise(article: Article, editor: Any, body: str) -> Article:
    notes = make_notes(["A"]) if "[1]" in body else ()
    return actions.revise_article(
        article=article,
        editor=editor,
        text=Text(title="Long", body=body, notes=notes),
        began_from=article.version,
    )


def test_ten_thousand_characters_are_rendered_at_once(erin: Any) -> None:
    make_article(author=erin, body="x" * LIMIT)

    assert not DBTaskResult.objects.exists()


def test_the_first_version_is_shown_as_typed_until_it_is_rendered(erin: Any) -> None:
    article = make_article(author=erin, body=f"{LONG}Cited [1].", sources=["A"])

    assert "*is*" in article.body_html
    assert (article.source_count, article.citation_count) == (1, 0)
    work()
    article.refresh_from_db()
    assert "<em>is</em>" in article.body_html
    assert article.citation_count == 1
    assert article.notes.get().back_links == [("1", "fnref1")]


def test_readers_keep_the_last_version_until_the_next_is_rendered(erin: Any) -> None:
    article = make_article(author=erin, body="Short.")

    article = revise(article, erin, LONG)

    assert article.body == LONG
    assert article.body_html == "<p>Short.</p>"
    work()
    article.refresh_from_db()
    assert "<em>is</em>" in article.body_html


def test_a_version_that_is_no_longer_the_newest_is_left_alone(erin: Any) -> None:
    article = make_article(author=erin, body=LONG, published=False)

    article = revise(article, erin, "Short now.")

    work()
    article.refresh_from_db()
    assert article.body_html == "<p>Short now.</p>"


def test_one_that_is_overtaken_while_it_is_rendered_is_thrown_away(
    erin: Any, monkeypatch: Any
) -> None:
    article = make_article(author=erin, body=LONG, published=False)
    render = rendition.render

    def overtaken(*args: Any, **options: Any) -> Any:
        monkeypatch.undo()
        revise(article, erin, "Short now.")
        return render(*args, **options)

    monkeypatch.setattr(rendition, "render", overtaken)
    work()

    article.refresh_from_db()
    assert article.body_html == "<p>Short now.</p>"


def test_rendering_twice_is_rendering_once(erin: Any) -> None:
    article = make_article(author=erin, body=f"{LONG}Cited [1].", sources=["A"])

    for _ in range(2):
        rendition.catch_up(article.pk, article.version)

    assert article.citations.count() == 1


def test_what_is_not_saved_in_the_end_is_not_rendered(erin: Any) -> None:
    article = make_article(author=erin, body="Short.")

    with contextlib.suppress(actions.NotReady):
        revise(article, erin, f"{LONG}[7]")

    assert not DBTaskResult.objects.exists()


def test_the_editor_is_told_that_it_takes_a_while(
    erin: Any, erin_client: Client
) -> None:
    article = make_article(author=erin)

    page = erin_client.post(
        change_url(article), as_opened(article, body=LONG), follow=True
    )

    assert "The text is long" in page.content.decode()


def test_the_worker_itself_finds_the_task(transactional_db: None, capsys: Any) -> None:
    article = make_article(body=LONG)

    call_command("db_worker", batch=True, interval=0, startup_delay=False, reload=False)

    article.refresh_from_db()
    assert "<em>is</em>" in article.body_html
