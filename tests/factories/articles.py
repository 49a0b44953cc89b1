"""Articles for tests, written and published as an editor does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accounts.models import Member
from articles import actions
from articles.actions import NoteDraft, Text
from articles.models import Article
from tests.factories.accounts import make_editor

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from articles.models import Topic

TypedSource = str | tuple[str, str]


def make_article(
    *,
    author: Member | None = None,
    title: str = "Models for everyone",
    slug: str = "",
    body: str = "",
    standfirst: str = "",
    sources: Sequence[TypedSource] = (),
    published: bool = True,
    publish_at: datetime | None = None,
) -> Article:
    """An article by an editor; without a body it cites each of its sources once.

    A source is a title, or a title and an address.
    """
    editor = author or _anyone_who_edits()
    text = Text(
        title=title,
        standfirst=standfirst,
        body=body or _body(len(sources)),
        notes=make_notes(sources),
    )
    slug = slug or f"an-article-{Article.objects.count() + 1}"
    article = actions.begin_article(editor=editor, slug=slug, text=text)
    if published:
        article = actions.publish(article=article, editor=editor, at=publish_at)
    return article


def file_under(topic: Topic, *articles: Article) -> None:
    """Make it their main topic."""
    for article in articles:
        Article.objects.filter(pk=article.pk).update(topic=topic)
        article.topics.add(topic)


def make_notes(sources: Sequence[TypedSource]) -> tuple[NoteDraft, ...]:
    """The numbered sources of an article, from 1."""
    pairs = [(one, "") if isinstance(one, str) else one for one in sources]
    return tuple(
        NoteDraft(number=number, title=title, url=url)
        for number, (title, url) in enumerate(pairs, start=1)
    )


def _body(source_count: int) -> str:
    claims = [f"Claim {n} has a source [{n}]." for n in range(1, source_count + 1)]
    return "\n\n".join(["Anyone can run a model now.", *claims])


def _anyone_who_edits() -> Member:
    return Member.objects.filter(groups__name="Editors").first() or make_editor()
