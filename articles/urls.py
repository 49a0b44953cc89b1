"""Addresses of articles' lists and files; an article's own page is the forum's."""

from django.urls import path, re_path

from . import archive, downloads, feeds, views

app_name = "articles"

_SOURCES = "articles/<slug:slug>/sources"

urlpatterns = [
    path("feed.atom", feeds.site, name="feed"),
    path("articles/<slug:slug>/revisions/", views.history, name="history"),
    path("topics/", views.topics, name="topics"),
    path("archive/", views.months, name="archive"),
    re_path(f"^archive/{archive.YEAR}/$", views.months, name="year"),
    path(f"{_SOURCES}.bib", downloads.bibtex, name="bibtex"),
    path(f"{_SOURCES}.ris", downloads.ris, name="ris"),
    path(f"{_SOURCES}.csl.json", downloads.csl, name="csl"),
    path("articles/<slug:slug>.md", downloads.markdown, name="markdown"),
    path("articles/<slug:slug>.txt", downloads.plain, name="plain"),
]
