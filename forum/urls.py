"""Addresses of discussions."""

from django.urls import path, re_path
from django.views.generic import RedirectView

import accounts.converters  # noqa: F401 - known by name from then on
from articles.archive import MONTH, YEAR

from . import feeds
from .views import (
    completion,
    discussions,
    drafts,
    editing,
    flags,
    keeping,
    lists,
    members,
    pictures,
    previews,
    replies,
    sources,
    unread,
)

app_name = "forum"

_REPLY = "articles/<slug:slug>/replies/<number:number>/"

_FRONT = RedirectView.as_view(pattern_name="forum:front", permanent=True)
_SOURCES = RedirectView.as_view(pattern_name="forum:sources", permanent=True)

urlpatterns = [
    path("", lists.front, name="front"),
    path("topics/<slug:slug>/", lists.topic, name="topic"),
    re_path(f"^archive/{YEAR}/{MONTH}/$", lists.month, name="month"),
    path("articles/", _FRONT, name="articles"),
    path("articles/<slug:slug>/", discussions.show, name="discussion"),
    path("articles/<slug:slug>/feed.atom", feeds.discussion, name="feed"),
    path("articles/<slug:slug>/replies/", replies.post, name="post-reply"),
    path("articles/<slug:slug>/preview/", previews.show, name="preview"),
    path("articles/<slug:slug>/draft/", keeping.keep, name="keep-draft"),
    path("articles/<slug:slug>/names/", completion.names, name="names"),
    path("sources/", sources.index, name="sources"),
    path("sources/<number:pk>-<slug:slug>/", sources.show, name="source"),
    path("publishers/", _SOURCES, name="publishers"),
    path("publishers/<key:key>/", sources.publisher, name="publisher"),
    path("pictures/", pictures.take, name="take-picture"),
    path("pictures/<slug:name>.<slug:kind>", pictures.show, name="picture"),
    path("drafts/", drafts.show, name="drafts"),
    path("drafts/<number:pk>/", drafts.take_up, name="draft"),
    path("drafts/<number:pk>/discard/", drafts.discard, name="discard-draft"),
    path(
        "articles/<slug:slug>/unread/<number:number>/",
        unread.follow,
        name="next-unread",
    ),
    path("articles/<slug:slug>/read/", unread.mark_read, name="mark-read"),
    path(_REPLY, discussions.in_context, name="reply"),
    path(f"{_REPLY}answer/", replies.answer, name="answer"),
    path(f"{_REPLY}vote/", replies.vote, name="vote"),
    path(f"{_REPLY}edit/", editing.edit, name="edit-reply"),
    path(f"{_REPLY}revisions/", editing.history, name="reply-history"),
    path(f"{_REPLY}put-back/", replies.put_back, name="put-back-reply"),
    path(f"{_REPLY}withdraw/", replies.withdraw, name="withdraw-reply"),
    path(f"{_REPLY}flag/", flags.raise_flag, name="flag-reply"),
    path("members/<slug:name>/replies/", members.replies, name="member-replies"),
]
