"""What editors find in the admin: articles, sources, topics, revisions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from . import actions
from .desk import ArticleDesk, EditorsDesk
from .forms import SourceForm
from .models import Article, Revision, Source, Topic

if TYPE_CHECKING:
    from django.http import HttpRequest

    from accounts.models import Member
    from accounts.policies import Viewer


@admin.register(Article)
class ArticleAdmin(ArticleDesk):
    """Articles: to be written and published."""

    list_display = ("title", "state", "topic", "author", "publish_at", "version")
    list_filter = ("status", "topic")
    list_select_related = ("author", "topic")
    search_fields = ("title", "standfirst", "slug")
    ordering = ("-updated_at", "-pk")

    @admin.display(description=_("state"), ordering="status")
    def state(self, article: Article) -> Any:
        if article.status == Article.Status.PUBLISHED and not article.is_published:
            return _("Scheduled")
        return article.get_status_display()


@admin.register(Source)
class SourceAdmin(EditorsDesk[Source]):
    """Sources: each work once, whoever cites it."""

    form = SourceForm
    list_display = ("title", "host", "kind", "publisher", "published")
    list_filter = ("kind",)
    search_fields = ("title", "url", "publisher", "authors", "doi", "arxiv_id")
    ordering = ("-pk",)

    def save_model(
        self,
        request: HttpRequest,
        obj: Source,
        form: Any,  # noqa: ARG002 - Django's signature
        change: bool,  # noqa: ARG002, FBT001 - as above
    ) -> None:
        actions.amend_source(source=obj, editor=cast("Member", request.user))


@admin.register(Topic)
class TopicAdmin(EditorsDesk[Topic]):
    """Topics: the headings under which articles are filed."""

    list_display = ("name", "slug")
    search_fields = ("name",)
    prepopulated_fields = {"slug": ("name",)}


TOLD = ("title", "url", "publisher", "year")  # by name: PostgreSQL orders keys anew


@admin.register(Revision)
class RevisionAdmin(EditorsDesk[Revision]):
    """Every version of every article: to be read."""

    list_display = ("title", "number", "editor", "summary", "created_at")
    list_select_related = ("editor",)
    search_fields = ("title", "summary", "editor__username")
    ordering = ("-pk",)
    fields = (
        "article", "number", "title", "standfirst", "body", "sources", "editor",
        "summary", "created_at",
    )  # fmt: skip
    readonly_fields = fields

    @admin.display(description=_("sources"))
    def sources(self, revision: Revision) -> str:
        """One a line, as far as each is known."""
        return "\n".join(
            " ".join([f"[{note['number']}]", *filter(None, map(note.get, TOLD))])
            for note in revision.notes
        )

    def may_change(self, viewer: Viewer) -> bool:  # noqa: ARG002 - it is nobody's
        return False
