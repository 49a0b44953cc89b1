"""Drafts as the tests of them keep and find them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse

from forum.models import Draft

if TYPE_CHECKING:
    from uuid import UUID

    from django.test import Client

    from accounts.models import Member
    from articles.models import Article
    from forum.actions import Written

DATA = {"Accept": "application/json"}  # what a script sends along


def keep_url(article: Article) -> str:
    return reverse("forum:keep-draft", args=[article.slug])


def keep(client: Client, article: Article, **typed: object) -> Any:
    """Save as a script does from time to time."""
    return client.post(keep_url(article), typed, headers=DATA)


def written(body: str, *, key: UUID | None = None, version: int = 0) -> Written:
    """A reply to all, as a window hands it over."""
    return {
        "body": body,
        "sources": "",
        "parent_number": 0,
        "edits_number": 0,
        "key": key,
        "written_over": 0,
        "version": version,
    }


def begin(
    *, member: Member, article: Article, body: str = "It may be so.", **fields: Any
) -> Draft:
    """A draft, straight into the table."""
    return Draft.objects.create(member=member, article=article, body=body, **fields)


def only() -> Draft:
    """The one draft there is."""
    return Draft.objects.get()
