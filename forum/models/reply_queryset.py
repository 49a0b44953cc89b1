"""Which of many replies: those that may be read, and those above one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef

from articles.models.article import is_out

from .discussion import Discussion

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.policies import Viewer
    from articles.models.prepared import Blank

    from .reply import Reply


class ReplyQuerySet(models.QuerySet["Reply"]):
    def published(self, *, at: datetime | Blank | None = None) -> Self:
        """Replies, gone ones too, under articles that everybody may read; now, or then.

        Each is asked whether its article is out: from a join, SQLite would begin with
        the articles and sort everything ever said.
        """
        is_read = is_out("article__", at=at)
        read = Discussion.objects.filter(is_read, pk=OuterRef("discussion"))
        return self.filter(Exists(read))

    def visible_to(self, viewer: Viewer, *, at: datetime | Blank | None = None) -> Self:
        """Live replies under articles that everybody may read; now, or at a moment."""
        return self.published(at=at).seen_by(viewer)

    def seen_by(self, viewer: Viewer | Blank) -> Self:  # noqa: ARG002 - blocks will ask who looks
        """Those that a viewer may read where it is known that they read the article."""
        return self.filter(is_live=True)

    def for_reading(self) -> Self:
        """With the author and the article it belongs to, the article's text left out."""
        texts = (f"discussion__article__{name}" for name in ("body", "body_html"))
        return self.select_related("author", "discussion__article").defer(*texts)

    def above(self, reply: Reply) -> Self:
        """The replies on the way from the top down to this one, itself left out."""
        return self.filter(
            discussion=reply.discussion_id, number__in=reply.ancestor_numbers
        )
