"""What an editor's browser sends from the article's form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse

from articles.proofs import text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from articles.models import Article

ADD = "/admin/articles/article/add/"
Row = dict[str, Any]


def change_url(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def typed(
    *, sources: Sequence[Row] = (), shown: int = 0, button: str = "_save", **fields: Any
) -> dict[str, Any]:
    """A filled form. `shown` is how many of the rows were there when it was opened."""
    sent = {
        "title": "Models for everyone",
        "slug": "models-for-everyone",
        "standfirst": "",
        "topic": "",
        "body": "Anyone can run a model now.",
        "publish_at": "",
        "summary": "",
        "began_from": "0",
        "notes-TOTAL_FORMS": str(len(sources)),
        "notes-INITIAL_FORMS": str(shown),
        button: "1",
    }
    for index, row in enumerate(sources):
        empty = {"number": "", "title": "", "url": "", "publisher": "", "year": ""}
        for name, value in {**empty, **row}.items():
            sent[f"notes-{index}-{name}"] = value
    return {**sent, **fields}


def as_opened(article: Article, *, more: Sequence[Row] = (), **changes: Any) -> Any:
    """The form of an article as an editor opened it, with what they changed."""
    rows = [
        {
            "number": note.number,
            "title": note.title,
            "url": note.url,
            "publisher": note.publisher,
            "year": note.year,
        }
        for note in text_of(article).notes
    ]
    fields = {
        "title": article.title,
        "slug": article.slug,
        "standfirst": article.standfirst,
        "body": article.body,
        "topic": article.topic_id or "",
        "further": [
            topic.pk for topic in article.topics.all() if topic.pk != article.topic_id
        ],
        "began_from": str(article.version),
        "stood_at": article.slug,
    }
    return typed(sources=[*rows, *more], shown=len(rows), **{**fields, **changes})
