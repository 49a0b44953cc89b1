"""What editors find in the admin: articles, sources, topics, revisions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from . import actions
from .batch_desk import BatchDesk
from .desk import EditorsDesk
from .forms import SourceForm, TopicForm
from .models import Article, Revision, Source, Topic
from .picture_desk import PictureDesk
from .retraction_desk import RetractionDesk
from .source_desk import SourceDesk

if TYPE_CHECKING:
    from django.http import HttpRequest

    from accounts.models import Member
    from accounts.policies import Viewer


@admin.register(Article)
class ArticleAdmin(RetractionDesk, PictureDesk, BatchDesk):
    """Articles: to be written and published."""

    list_display = ("title", "state", "topic", "author", "publish_at", "version")
    list_filter = ("status", "topic")
    list_select_related = ("author", "topic")
    search_fields = ("title", "standfirst", "slug")
    ordering = ("-updated_at", "-pk")
    unlisted = ("body", "body_html")

    @admin.display(description=_("state"), ordering="status")
    def state(self, article: Article) -> Any:
        if article.status == Article.Status.PUBLISHED and not article.is_published:
            return _("Scheduled")
        if article.retracted_at:
            return _("Retracted")
        return article.get_status_display()


@admin.register(Source)
class SourceAdmin(SourceDesk):
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
        form: Any,
        change: bool,  # noqa: ARG002, FBT001 - Django's signature
    ) -> None:
        actions.amend_source(
            source=obj,
            editor=cast("Member", request.user),
            began_from=form.cleaned_data["began_from"],
        )

    def changeform_view(self, *args: Any, **options: Any) -> Any:
        """Overtaken between reading and saving, the form is read again, and says so."""
        try:
            return super().changeform_view(*args, **options)
        except actions.SourceChanged:
            return super().changeform_view(*args, **options)

    def render_change_form(
        self, request: Any, context: Any, *args: Any, **options: Any
    ) -> Any:
        response = super().render_change_form(request, context, *args, **options)
        if context["adminform"].form.is_overtaken:
            response.status_code = 409
        return response


@admin.register(Topic)
class TopicAdmin(EditorsDesk[Topic]):
    """Topics: the headings under which articles are filed."""

    form = TopicForm
    list_display = ("name", "slug")
    search_fields = ("name",)
    prepopulated_fields = {"slug": ("name",)}

    def get_readonly_fields(
        self,
        request: HttpRequest,  # noqa: ARG002 - Django's signature
        obj: Topic | None = None,
    ) -> tuple[str, ...]:
        """An address is a promise: once made, it stays."""
        return ("slug",) if obj else ()

    def get_prepopulated_fields(
        self, request: HttpRequest, obj: Topic | None = None
    ) -> dict[str, Any]:
        return {} if obj else super().get_prepopulated_fields(request, obj)


@admin.register(Revision)
class RevisionAdmin(EditorsDesk[Revision]):
    """Every version of every article: to be read."""

    list_display = ("title", "number", "editor", "summary", "created_at")
    list_select_related = ("editor",)
    search_fields = ("title", "summary", "editor__username")
    ordering = ("-pk",)
    unlisted = ("body", "notes")
    fields = (
        "article", "number", "title", "standfirst", "body", "sources", "editor",
        "summary", "created_at",
    )  # fmt: skip
    readonly_fields = fields

    @admin.display(description=_("sources"))
    def sources(self, revision: Revision) -> str:
        return revision.listed_sources

    def may_change(self, viewer: Viewer) -> bool:  # noqa: ARG002 - it is nobody's
        return False
