"""Addresses of articles' lists; an article's own page is the forum's."""

from django.urls import path

from . import feeds, views

app_name = "articles"

urlpatterns = [
    path("feed.atom", feeds.site, name="feed"),
    path("topics/", views.topics, name="topics"),
]
