"""Addresses of discussions."""

from django.urls import path

from . import feeds
from .views import discussions, flags, lists, members, replies, unread

app_name = "forum"

_REPLY = "articles/<slug:slug>/replies/<int:number>/"

urlpatterns = [
    path("", lists.front, name="front"),
    path("topics/<slug:slug>/", lists.topic, name="topic"),
    path("articles/<slug:slug>/", discussions.show, name="discussion"),
    path("articles/<slug:slug>/feed.atom", feeds.discussion, name="feed"),
    path("articles/<slug:slug>/replies/", replies.post, name="post-reply"),
    path(
        "articles/<slug:slug>/unread/<int:number>/", unread.follow, name="next-unread"
    ),
    path("articles/<slug:slug>/read/", unread.mark_read, name="mark-read"),
    path(_REPLY, discussions.in_context, name="reply"),
    path(f"{_REPLY}answer/", replies.answer, name="answer"),
    path(f"{_REPLY}vote/", replies.vote, name="vote"),
    path(f"{_REPLY}withdraw/", replies.withdraw, name="withdraw-reply"),
    path(f"{_REPLY}flag/", flags.raise_flag, name="flag-reply"),
    path("members/<slug:name>/replies/", members.replies, name="member-replies"),
]
