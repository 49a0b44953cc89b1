"""Nothing that readers have comes to lean on a source that only drafts tell of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from articles import actions as desk
from articles.models import Article, Source
from forum.models import ReplyCitation
from tests.factories.articles import make_article
from tests.integration.forum.embargo import (
    REPORT,
    TITLE,
    all_that_is_told,
    begin,
)
from tests.integration.forum.pages import words
from tests.integration.forum.titling import bring
from tests.worker import work

if TYPE_CHECKING:
    from django.test import Client

    from forum.models import Reply

pytestmark = pytest.mark.django_db

OTHER = "https://other.example/report"


@pytest.fixture
def kept(erin: Any) -> Source:
    """What a draft lists, and nobody else has heard of."""
    begin(erin)
    return Source.objects.get(url=REPORT)


@pytest.fixture
def brought(article: Article, bob: Any) -> Reply:
    """Brings something else, or so it seems."""
    return bring(article, bob, OTHER)


def test_what_a_reply_brought_is_not_merged_into_it(
    visitor: Client, kept: Source, brought: Reply, erin: Any
) -> None:
    other = Source.objects.get(url=OTHER)

    with pytest.raises(desk.OnlyInDrafts):
        desk.merge_sources(into=kept, others=[other], editor=erin)

    assert ReplyCitation.objects.get(reply=brought).source == other
    assert REPORT not in all_that_is_told(visitor)


def test_nor_if_another_draft_lists_that(
    kept: Source, brought: Reply, erin: Any
) -> None:
    make_article(author=erin, published=False, sources=[("Also secret", OTHER)])
    other = Source.objects.get(url=OTHER)
    assert other.is_withheld

    with pytest.raises(desk.OnlyInDrafts):
        desk.merge_sources(into=kept, others=[other], editor=erin)


def test_it_may_go_into_what_readers_know(
    visitor: Client, kept: Source, brought: Reply, erin: Any
) -> None:
    desk.merge_sources(into=Source.objects.get(url=OTHER), others=[kept], editor=erin)
    work()

    shown = all_that_is_told(visitor)
    assert "other.example/report" in shown
    assert REPORT not in shown
    assert TITLE not in shown


def test_what_a_reply_brought_as_well_takes_another_in(
    visitor: Client, kept: Source, brought: Reply, bob: Any, erin: Any
) -> None:
    bring(brought.discussion.article, bob, REPORT)

    desk.merge_sources(into=kept, others=[Source.objects.get(url=OTHER)], editor=erin)
    work()

    shown = all_that_is_told(visitor)
    assert REPORT in shown
    assert TITLE not in shown


def test_sources_of_drafts_are_merged_as_any(kept: Source, erin: Any) -> None:
    make_article(author=erin, published=False, sources=[("Also secret", OTHER)])
    other = Source.objects.get(url=OTHER)

    desk.merge_sources(into=kept, others=[other], editor=erin)

    other.refresh_from_db()
    assert other.merged_into == kept


def test_replies_are_not_parted_to_it(
    visitor: Client, kept: Source, brought: Reply, erin: Any
) -> None:
    alone = list(ReplyCitation.objects.filter(reply=brought))
    source = Source.objects.get(url=OTHER)

    with pytest.raises(desk.OnlyInDrafts):
        desk.part_source(source=source, other=kept, alone=alone, editor=erin)

    assert ReplyCitation.objects.get(reply=brought).source == source
    assert REPORT not in all_that_is_told(visitor)


def test_the_editor_is_told_why(
    erin_client: Client, kept: Source, brought: Reply
) -> None:
    keys = [kept.pk, Source.objects.get(url=OTHER).pk]
    typed = {"action": "merge_chosen", "_selected_action": keys}

    response = erin_client.post(
        "/admin/articles/source/",
        typed | {"_decided": "1", "into": kept.pk},
        follow=True,
    )

    assert f"Only drafts tell of “{TITLE}”" in words(response)
