"""What most tests begin with: written and published once, then laid out for each of them.

An article with two sources is forty statements and a fifth of a test; its rows are eight.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models, transaction
from django.utils import timezone

from accounts.models import Member
from articles.models import Article, Source
from tests.factories.articles import make_article

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime, timedelta

Row = dict[str, Any]  # by the names of its columns


@dataclass(frozen=True)
class KeptArticle:
    """The rows that the actions left of it, with their keys: its HTML names them."""

    wanted: dict[str, Any]  # what `make_article` was asked for
    rows: dict[type[models.Model], list[Row]]
    at: datetime

    def lay_out(self, *, author: Member) -> Article:
        """As if it were published this moment. Beside other articles it is made anew."""
        if Article.objects.exists() or Source.objects.exists():
            return make_article(author=author, **self.wanted)
        later = timezone.now() - self.at
        with transaction.atomic():
            for model, rows in self.rows.items():
                for row in rows:
                    moved = model(**_moved(model, row, author, later))
                    moved.save_base(raw=True, force_insert=True)  # moments and all
        return Article.objects.get()


def keep_article(**wanted: Any) -> KeptArticle:
    """Make it as `make_article` does, and leave the database as it was: empty."""
    with transaction.atomic():
        assert not Article.objects.exists()
        assert not Source.objects.exists()
        make_article(**wanted)
        rows = dict(_all_rows())
        transaction.set_rollback(True)
    return KeptArticle(wanted, rows, at=timezone.now())


def _all_rows() -> Iterator[tuple[type[models.Model], list[Row]]]:
    for app in ("articles", "forum"):
        for model in apps.get_app_config(app).get_models(include_auto_created=True):
            if rows := list(model._base_manager.values()):
                yield model, rows


def _moved(
    model: type[models.Model], row: Row, author: Member, later: timedelta
) -> Row:
    """The row as `author` would have left it that much later."""
    moved = dict(row)
    for field in model._meta.concrete_fields:
        name = field.attname
        if field.related_model is Member and row[name]:
            moved[name] = author.pk
        elif isinstance(field, models.DateTimeField) and row[name]:
            moved[name] += later
    return moved
