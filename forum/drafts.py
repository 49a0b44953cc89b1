"""What a member has begun to write, for the page that offers it again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NotRequired, TypedDict

from django.db.models import DateTimeField, IntegerField, JSONField
from django.db.models.expressions import RawSQL

from articles.models.prepared import Blank
from articles.models.together import brought, listed

from .models import Draft
from .models.draft import oldest

if TYPE_CHECKING:
    from accounts.policies import Viewer
    from articles.models import Article
    from articles.models.article import ArticleQuerySet

# `articles_article` is the row that it is joined to.
BEGUN = """SELECT {listed}
    FROM forum_draft d
    WHERE d.member_id = %s AND d.article_id = articles_article.id
        AND d.parent_number = 0 AND d.edits_number = 0 AND d.updated_at > %s"""
_MEMBER = Blank("member", IntegerField())  # who looks
_OLDEST = Blank("oldest", DateTimeField())


class Begun(TypedDict):
    """A draft as a form takes it up again, in the names of its fields.

    `draft` is the draft's version, `version` that of the reply it is written over.
    """

    body: str
    sources: str
    draft: int
    key: NotRequired[str | None]
    version: NotRequired[int]


def joined(articles: ArticleQuerySet) -> ArticleQuerySet:
    """The articles with the draft of a member's reply to each, asked with `asked`."""
    asked = BEGUN.format(listed=listed("d.body", "d.sources", "d.version", "d.key"))
    begun = RawSQL(asked, [_MEMBER, _OLDEST], JSONField())  # noqa: S611 - of constants
    return articles.annotate(begun=begun)


def asked(viewer: Viewer) -> dict[str, object]:
    """What is filled into the statement."""
    return {_MEMBER.name: viewer.pk, _OLDEST.name: oldest()}


def of(article: Article) -> Begun | None:
    """What the member for whom the article was `joined` has begun to write."""
    told: tuple[str, str, int, str | None] | None = brought(article, "begun")
    if told is None:
        return None
    body, sources, draft, key = told
    return {"body": body, "sources": sources, "draft": draft, "key": key}


def at(
    article: Article, viewer: Viewer, *, parent_number: int = 0, edits_number: int = 0
) -> Begun | None:
    """What a member has begun to write at one place."""
    if not viewer.is_authenticated:
        return None
    drafts = Draft.objects.kept().filter(
        article=article,
        member=viewer.pk,
        parent_number=parent_number,
        edits_number=edits_number,
    )
    draft = drafts.first()
    return taken_up(draft) if draft else None


def taken_up(draft: Draft) -> Begun:
    """A draft in the words of the form that goes on with it."""
    begun: Begun = {
        "body": draft.body,
        "sources": draft.sources,
        "draft": draft.version,
    }
    if draft.written_over:
        begun["version"] = draft.written_over
    elif draft.key:
        begun["key"] = str(draft.key)
    return begun
