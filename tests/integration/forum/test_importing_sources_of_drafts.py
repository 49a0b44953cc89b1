"""What a file tells of sources is withheld as long as its article is."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from articles.models import Source
from tests.factories.articles import make_article
from tests.integration.articles.bringing_in import bring_in
from tests.integration.forum.embargo import REPORT, SHOWN, TITLE, all_that_is_told
from tests.integration.forum.pages import words
from tests.integration.forum.titling import bring
from tests.worker import do, waiting

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

    from articles.models import Article

pytestmark = pytest.mark.django_db

SAID = {
    "title": "Soon",
    "body": "It says so [1].",
    "sources": [
        {"number": 1, "title": TITLE, "url": REPORT, "authors": ["Throat, Deep"], "kind": "memo"}
    ],
}  # fmt: skip


def hand_in(folder: Path, *, publish: bool = False, **more: Any) -> None:
    file = folder / "soon.json"
    file.write_text(json.dumps(SAID | more))
    bring_in(file, publish=publish)


def test_a_file_that_moves_the_hour_has_readers_told_then(
    visitor: Client, article: Article, bob: Any, erin: Any, tmp_path: Path
) -> None:
    late, early = (timezone.now() + timedelta(hours=hours) for hours in (9, 5))
    hand_in(tmp_path, publish=True, publish_at=late.isoformat())
    bring(article, bob, REPORT)

    hand_in(tmp_path, publish=True, publish_at=early.isoformat())

    assert early in {task.run_after for task in waiting("tell_at_its_hour")}


def test_a_file_that_lets_it_out_has_readers_told_at_once(
    visitor: Client, article: Article, bob: Any, erin: Any, tmp_path: Path
) -> None:
    late, past = (timezone.now() + timedelta(hours=hours) for hours in (9, -1))
    hand_in(tmp_path, publish=True, publish_at=late.isoformat())
    bring(article, bob, REPORT)

    hand_in(tmp_path, publish=True, publish_at=past.isoformat())
    for task in waiting("redraw_replies"):
        do(task)

    assert TITLE in all_that_is_told(visitor)


def test_the_file_of_a_draft_says_nothing_of_what_readers_have(
    visitor: Client, erin: Any, tmp_path: Path
) -> None:
    make_article(author=erin, slug="out", sources=[("The report", REPORT)])

    hand_in(tmp_path)

    source = Source.objects.get(url=REPORT)
    assert (source.authors, source.kind) == ("", "other")
    assert "Throat" not in words(visitor.get(source.get_absolute_url()))


def test_once_it_is_published_sources_are_found_by_what_it_says(
    visitor: Client, erin: Any, tmp_path: Path
) -> None:
    make_article(author=erin, slug="out", sources=[("The report", REPORT)])
    hand_in(tmp_path)

    hand_in(tmp_path, publish=True)

    assert "The report" in words(visitor.get("/sources/?q=throat"))
    assert "The report" in words(visitor.get("/sources/?kind=memo"))


def test_what_it_says_of_its_own_sources_is_told_with_them(
    visitor: Client, article: Article, bob: Any, erin: Any, tmp_path: Path
) -> None:
    hand_in(tmp_path)
    bring(article, bob, REPORT)
    source = Source.objects.get(url=REPORT)
    assert (source.authors, source.kind) == ("Throat, Deep", "memo")
    assert SHOWN not in words(visitor.get("/sources/?q=throat"))

    hand_in(tmp_path, publish=True)

    assert TITLE in words(visitor.get("/sources/?q=throat"))
