"""The editors' desk for files: several are handed in, and their way is followed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.http import content_disposition_header
from django.utils.translation import gettext

import accounts.converters  # noqa: F401 - known by name from then on

from . import actions
from .desk import ArticleDesk
from .forms import BatchForm
from .models import Batch, BatchFile

if TYPE_CHECKING:
    from django.http import HttpRequest

    from accounts.models import Member

SHOWN = 10  # of an editor's batches, the newest
_IS_WAITING = Q(files__state=BatchFile.State.WAITING)
_IS_REFUSED = Q(files__state=BatchFile.State.REFUSED)


class BatchDesk(ArticleDesk):
    """Articles come in by files too. What an editor handed in, nobody else sees."""

    change_list_template = "admin/articles/article/change_list.html"

    def get_urls(self) -> list[Any]:
        views = (
            ("import/", self.hand_in, "import"),
            ("import/<number:key>/", self.batch, "batch"),
            ("import/<number:key>/<number:file>/", self.batch_file, "batch_file"),
        )
        own = [
            path(
                route,
                self.admin_site.admin_view(view),
                name=f"articles_article_{name}",
            )
            for route, view, name in views
        ]
        return [*own, *super().get_urls()]

    def hand_in(self, request: HttpRequest) -> HttpResponse:
        """The form, and what this editor handed in before."""
        editor = self._editor(request)
        is_sent = request.method == "POST"
        form = BatchForm(request.POST, request.FILES) if is_sent else BatchForm()
        if is_sent and form.is_valid():
            batch = actions.hand_in(editor=editor, files=form.handed_in, **form.asked)
            return redirect(batch)
        listed = (
            Batch.objects.kept()
            .filter(editor=editor)
            .annotate(
                total=Count("files"),
                waiting=Count("files", filter=_IS_WAITING),
                refused=Count("files", filter=_IS_REFUSED),
            )
        )
        return self._page(
            request,
            "admin/articles/article/import.html",
            title=gettext("Import files"),
            status=422 if form.errors else 200,
            form=form,
            batches=listed[:SHOWN],
        )

    def batch(self, request: HttpRequest, key: int) -> HttpResponse:
        """How far it has come, and what has become of each file."""
        batch = self._batch(request, key)
        if request.method == "POST":
            actions.resume(batch=batch, editor=self._editor(request))
            return redirect(batch)
        files = list(batch.files.for_listing())
        done = sum(file.state != BatchFile.State.WAITING for file in files)
        context: dict[str, Any] = {"batch": batch, "files": files, "done": done}
        if "X-Part" in request.headers:
            response = render(request, "admin/articles/article/_batch.html", context)
            response["X-Part"] = "batch"
            return response
        return self._page(
            request,
            "admin/articles/article/batch.html",
            title=gettext("Files handed in"),
            **context,
        )

    def batch_file(self, request: HttpRequest, key: int, file: int) -> HttpResponse:
        """A file as it came, to be mended and handed in again."""
        kept = self._batch(request, key).files.exclude(state=BatchFile.State.TAKEN)
        found = get_object_or_404(kept, pk=file)
        name = content_disposition_header(as_attachment=True, filename=found.name)
        return HttpResponse(
            bytes(found.content),
            content_type="application/octet-stream",
            headers={"Content-Disposition": name or "attachment"},
        )

    def _editor(self, request: HttpRequest) -> Member:
        if not self.has_change_permission(request):
            raise PermissionDenied
        return cast("Member", request.user)

    def _batch(self, request: HttpRequest, key: int) -> Batch:
        own = Batch.objects.kept().filter(editor=self._editor(request))
        return get_object_or_404(own, pk=key)

    def _page(
        self,
        request: HttpRequest,
        template: str,
        *,
        title: str,
        status: int = 200,
        **told: Any,
    ) -> TemplateResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": title,
            **told,
        }
        return TemplateResponse(request, template, context, status=status)
