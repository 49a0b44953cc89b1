"""How many lean on each of some sources, as far as everybody may see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db.models import DateTimeField, IntegerField
from django.db.models.expressions import RawSQL
from django.utils import timezone
from django.utils.translation import gettext as _, ngettext

from articles.models import Article, Note
from articles.models.prepared import Blank, Prepared
from articles.models.together import condition
from forum.models import Reply

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

_ARTICLE, _NOW = Blank("article", IntegerField()), Blank("now", DateTimeField())
MOST = 50  # that are counted of each; an article may have sixty sources

# What leans on a source is read in the order of its index until there is enough, and each
# is asked by itself whether it is visible: PostgreSQL would join all that was ever said.
_COUNTED = """(SELECT COUNT(*) FROM (
    SELECT DISTINCT leaning.{key} FROM {table} leaning
    WHERE leaning.source_id = {source} AND {is_leaning}
    AND (SELECT {visible}.id FROM {visible}
        WHERE {visible}.id = leaning.{key} AND {is_visible}) IS NOT NULL
    ORDER BY leaning.{key} DESC LIMIT {most}) AS counted)"""


class Use(NamedTuple):
    """How many lean on a note's source, in words; empty where nobody does."""

    url: str  # of the page that tells who
    in_articles: str
    by_replies: str


def notes(article: Article) -> list[Note]:
    """The article's notes with their sources, and the `use` of each, counted to MOST."""
    listed: list[Any] = _NOTES.ask(article=article.pk, now=timezone.now())
    for note in listed:
        note.use = Use(
            url=note.source.get_absolute_url(),
            in_articles=_in_articles(note.article_count),
            by_replies=_by_replies(note.reply_count),
        )
    return listed


def _in_articles(total: int) -> str:
    if total == MOST:
        return _("Cited in %(total)d articles or more") % {"total": total}
    said = ngettext("Cited in %(total)d article", "Cited in %(total)d articles", total)
    return said % {"total": total} if total else ""


def _by_replies(total: int) -> str:
    if total == MOST:
        return _("%(total)d replies or more cite it") % {"total": total}
    said = ngettext("%(total)d reply cites it", "%(total)d replies cite it", total)
    return said % {"total": total} if total else ""


def counts(source: str, *, at: datetime | Blank | None = None) -> dict[str, RawSQL]:
    """`article_count` and `reply_count` of a source, to MOST, for a statement to tell.

    `source` is the column in which that statement has it: "articles_source.id".
    """
    return {
        "article_count": _number(
            Article.objects.published(at=at),
            source=source,
            key="article_id",
            table="articles_note",
            is_leaning="NOT leaning.is_struck",
        ),
        "reply_count": _number(
            Reply.objects.visible_to(AnonymousUser(), at=at),
            source=source,
            key="reply_id",
            table="forum_replycitation",
            is_leaning="leaning.is_first",
        ),
    }


def _counted() -> QuerySet[Note]:
    listed = Note.objects.for_reading().filter(article=_ARTICLE)
    return listed.annotate(**counts("articles_note.source_id", at=_NOW))


def _number(visible: QuerySet[Any], **names: str) -> RawSQL:
    """How many visible things lean on the source, by a key in a table."""
    is_visible, arguments = condition(visible)
    asked = _COUNTED.format(
        visible=visible.model._meta.db_table, is_visible=is_visible, most=MOST, **names
    )
    return RawSQL(asked, arguments, IntegerField())  # noqa: S611 - of constants alone


_NOTES = Prepared(_counted)
