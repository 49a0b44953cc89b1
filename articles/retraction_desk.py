"""The editors' desk where a published article is retracted, and reinstated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext

from . import actions
from .desk import ArticleDesk
from .forms import RetractionForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.urls import URLPattern

    from accounts.models import Member

    from .models import Article


class RetractionDesk(ArticleDesk):
    """On a page of its own: what is being written on the article's stays unsaved there."""

    retraction_template = "admin/articles/article/retraction.html"

    def get_urls(self) -> list[URLPattern]:
        retraction = path(
            "<path:object_id>/retraction/",
            self.admin_site.admin_view(self.retraction_view),
            name="articles_article_retraction",
        )
        return [retraction, *super().get_urls()]

    def retraction_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        article = self._article(request, object_id)
        if not article.is_published:
            raise Http404
        if request.method == "POST" and "_reinstate" in request.POST:
            return self._reinstate(request, article)
        typed = request.POST if request.method == "POST" else None
        initial = {"reason": article.retraction_reason}
        form = RetractionForm(typed, initial=initial)
        if form.is_valid():
            return self._retract(request, article, form.cleaned_data["reason"])
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "title": gettext("Retract “%(title)s”") % {"title": article.title},
            "opts": self.opts,
            "article": article,
            "form": form,
        }
        status = 422 if form.is_bound else 200
        return TemplateResponse(
            request, self.retraction_template, context, status=status
        )

    def _retract(
        self, request: HttpRequest, article: Article, reason: str
    ) -> HttpResponse:
        editor = cast("Member", request.user)
        said = gettext("Retracted: %(reason)s")
        with transaction.atomic():
            actions.retract(article=article, editor=editor, reason=reason)
            self.log_change(request, article, said % {"reason": reason})
        messages.success(request, gettext("Retracted. Readers are told why."))
        return redirect("admin:articles_article_change", article.pk)

    def _reinstate(self, request: HttpRequest, article: Article) -> HttpResponse:
        editor = cast("Member", request.user)
        said = gettext("Reinstated. It was retracted: %(reason)s")
        with transaction.atomic():
            before = actions.reinstate(article=article, editor=editor)
            self.log_change(request, article, said % {"reason": before})
        messages.success(request, gettext("Readers may rely on it again."))
        return redirect("admin:articles_article_change", article.pk)
