"""A rule that a statement by hand takes over must ask of one row alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import AnonymousUser

from articles.models import Article
from articles.models.together import condition
from forum.models import Reply

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet

pytestmark = pytest.mark.django_db


def test_who_may_see_a_thing_is_asked_of_its_own_row() -> None:
    for rule in (
        Article.objects.published(),
        Reply.objects.visible_to(AnonymousUser()),
    ):
        sql, arguments = condition(rule)

        assert sql.count("%s") == len(arguments) > 1


@pytest.mark.parametrize(
    "rule",
    [
        lambda: Article.objects.filter(author__username="erin"),
        lambda: Article.objects.filter(notes__is_struck=False),
        lambda: Article.objects.published()[:5],
    ],
)
def test_one_that_needs_another_table_is_refused(
    rule: Callable[[], QuerySet[Any]],
) -> None:
    with pytest.raises(ValueError, match="more than a row of its table"):
        condition(rule())
