"""The site as an Atom feed, and what every feed of ours has in common."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from . import corrections, margins
from .models import Article, Note
from .models.together import brought

ENTRIES = 30


class Feed(Atom1Feed):
    """The addresses in an entry's text are as on the page that the entry is about."""

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        return {"xml:base": item["link"]}


def begin(*, title: str, about: str, here: str, description: str) -> Feed:
    """An empty feed at path `here` about the page at path `about`.

    Not Django's `Feed` view, which takes its addresses from the request's Host.
    """
    return Feed(
        title=title,
        link=settings.SITE_URL + about,
        feed_url=settings.SITE_URL + here,
        description=description,
    )


def answer(feed: Atom1Feed) -> HttpResponse:
    """The feed as a response."""
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


@require_safe
@conditional_page
def site(request: HttpRequest) -> HttpResponse:
    """The latest articles, in full."""
    feed = begin(
        title=settings.SITE_NAME,
        about=reverse("forum:front"),
        here=request.path,
        description=_("AI news that shows its sources"),
    )
    articles = corrections.joined(Article.objects.published().with_topics())
    listed = Note.objects.for_reading().filter(is_struck=False)
    joined = articles.select_related("author", "topic").prefetch_related(
        Prefetch("notes", listed, to_attr="listed")
    )
    for article in joined.newest_first()[:ENTRIES]:
        feed.add_item(
            title=article.told_title,
            link=settings.SITE_URL + article.get_absolute_url(),
            description=_said(article),
            author_name=article.author.username,
            pubdate=article.publish_at,
            updateddate=article.updated_at,
            categories=[topic.name for topic in article.topics_about],
        )
    return answer(feed)


def _said(article: Article) -> str:
    """Its text, above it what readers should know first, below it what it stands on."""
    context = {
        "article": article,
        "corrections": corrections.of(article),
        "text": margins.without(article.body_html),
        "notes": brought(article, "listed"),
    }
    return render_to_string("articles/_feed_entry.html", context)
