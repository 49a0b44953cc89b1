"""The newest replies of a discussion as an Atom feed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from articles import feeds
from articles.models import Article

from .models import Discussion, Reply

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
@conditional_page
def discussion(request: HttpRequest, slug: str) -> HttpResponse:
    """What was said last about one article."""
    articles = Article.objects.published().select_related("discussion")
    article = get_object_or_404(articles, slug=slug)
    feed = feeds.begin(
        title=_("Discussion: %(title)s") % {"title": article.title},
        about=article.get_absolute_url(),
        here=request.path,
        description=article.description,
    )
    replies = (
        Reply.objects.visible_to(request.user)
        .for_reading()
        .filter(discussion=Discussion.objects.about(article).pk)
        .order_by("-number")
    )
    for reply in replies[: feeds.ENTRIES]:
        feed.add_item(
            title=_("%(name)s, reply %(number)d")
            % {"name": reply.author.username, "number": reply.number},
            link=settings.SITE_URL + reply.get_absolute_url(),
            description=reply.body_html,
            author_name=reply.author.username,
            pubdate=reply.created_at,
            updateddate=reply.edited_at or reply.created_at,
        )
    return feeds.answer(feed)
