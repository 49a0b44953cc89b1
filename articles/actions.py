"""What editors set out to do: write, publish, amend a source."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from . import policies, rendition, tasks
from .drafts import NoteDraft, Place, Text
from .models import Article, Revision
from .numbering import NumberTaken
from .proofs import Proof, text_of

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.models import Member

    from .checks import Finding
    from .models import Source, Topic

__all__ = [
    "Conflict",
    "NotReady",
    "NoteDraft",
    "NumberTaken",
    "Place",
    "Text",
    "amend_source",
    "begin_article",
    "publish",
    "revise_article",
    "write_article",
]


class Conflict(Exception):  # noqa: N818 - it is news for the editor, not an error
    """Somebody saved the article after this editor had opened it."""

    def __init__(self, article: Article) -> None:
        super().__init__(_("This article was changed while you were writing."))
        self.article = article


class NotReady(Exception):  # noqa: N818 - as above
    """Readers would see something that must be mended first."""

    def __init__(self, errors: list[Finding]) -> None:
        super().__init__(" ".join(str(error) for error in errors))
        self.errors = errors


@transaction.atomic
def begin_article(
    *, editor: Member, slug: str, text: Text, topic: Topic | None = None
) -> Article:
    """Write the first version of an article, as a draft."""
    _refuse_unless_editor(editor)
    article = Article(slug=slug, author=editor, topic=topic)
    return _write(article, editor=editor, text=text, summary="")


@transaction.atomic
def revise_article(
    *, article: Article, editor: Member, text: Text, began_from: int, summary: str = ""
) -> Article:
    """Write the next version. `began_from` is the version the editor was shown.

    Raises Conflict, with the article as it is now, if that is no longer the newest.
    What is published must stay fit for it: raises NotReady.
    The same text again changes nothing and makes no revision.
    """
    _refuse_unless_editor(editor)
    current = Article.objects.select_for_update().get(pk=article.pk)
    if current.version != began_from:
        raise Conflict(current)
    return _write(current, editor=editor, text=text, summary=summary)


@transaction.atomic
def publish(*, article: Article, editor: Member, at: datetime | None = None) -> Article:
    """Let everybody read it, now or from a moment on.

    Raises NotReady if a citation check finds an error. What readers already have stays
    as it is.
    """
    _refuse_unless_editor(editor)
    current = Article.objects.select_for_update().get(pk=article.pk)
    if current.is_published:
        return current
    _refuse_unless_ready(Proof(current, text_of(current)))
    current.status = Article.Status.PUBLISHED
    current.publish_at = at or current.publish_at or timezone.now()
    current.save(update_fields=["status", "publish_at", "updated_at"])
    return current


@transaction.atomic
def write_article(
    *,
    editor: Member,
    article: Article | None,
    text: Text,
    place: Place,
    began_from: int = 0,
    summary: str = "",
    is_final: bool = False,
) -> Article:
    """One save at the editor's desk: the text, where and when it appears, out or not.

    Either everything is kept or nothing.
    """
    if article is None:
        written = begin_article(editor=editor, slug=place.slug, text=text)
    else:
        written = revise_article(
            article=article,
            editor=editor,
            text=text,
            began_from=began_from,
            summary=summary,
        )
    _put(written, place)
    return publish(article=written, editor=editor) if is_final else written


@transaction.atomic
def amend_source(*, source: Source, editor: Member) -> Source:
    """Keep what an editor mended of a source, and show it wherever it is cited."""
    _refuse_unless_editor(editor)
    source.reference_key = source.key_by_description()
    source.save()
    for article in Article.objects.filter(pk__in=source.notes.values("article")):
        _postpone(article)
    return source


def _refuse_unless_editor(member: Member) -> None:
    if not policies.can_edit(member):
        raise PermissionDenied(_("Only editors write articles."))


def _refuse_unless_ready(proof: Proof) -> None:
    if proof.errors:
        raise NotReady(proof.errors)


def _write(article: Article, *, editor: Member, text: Text, summary: str) -> Article:
    proof = Proof(article, text)
    if article.status == Article.Status.PUBLISHED:
        _refuse_unless_ready(proof)
    article.title, article.standfirst = text.title, text.standfirst
    article.body = text.body
    notes = [asdict(draft) for draft in proof.shown]
    if article.pk and _is_newest(article, notes):
        return article
    article.version += 1
    article.save()
    Revision.objects.create(
        article=article, number=article.version, editor=editor, summary=summary,
        title=text.title, standfirst=text.standfirst, body=text.body, notes=notes,
    )  # fmt: skip
    proof.numbering.store()
    if rendition.is_long(text.body):
        rendition.postpone(article)
        _postpone(article)
    else:
        rendition.store(article, proof.rendered)
    return article


def _postpone(article: Article) -> None:
    """Leave the rendering to a worker: its row is written with ours, or not at all."""
    tasks.render_article.enqueue(article.pk, article.version)


def _is_newest(article: Article, notes: list[dict[str, object]]) -> bool:
    """Whether the newest revision says just this."""
    newest = article.revisions.get(number=article.version)
    said = (newest.title, newest.standfirst, newest.body, newest.notes)
    return said == (article.title, article.standfirst, article.body, notes)


def _put(article: Article, place: Place) -> None:
    """Put the article in its place. A scheduled one that loses its hour is a draft."""
    article.topic = place.topic
    if not article.is_published:
        article.slug, article.publish_at = place.slug, place.publish_at
        if place.publish_at is None:
            article.status = Article.Status.DRAFT
    article.save(update_fields=["topic", "slug", "publish_at", "status", "updated_at"])
