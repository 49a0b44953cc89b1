"""Bring an article in line with a file: written, written anew, or left as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from articles.importing import Edited, Outcome, Refusal
from articles.models import Article, Source, SourceKind, Topic
from articles.models.address import ever_at
from articles.numbering import NumberTaken

from .writing import AddressTaken, NotReady, begin_article, publish, revise_article

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from accounts.models import Member
    from articles.importing import File


@transaction.atomic
def take_in(
    *,
    file: File,
    editor: Member,
    topics: Sequence[str] = (),
    is_final: bool = False,
    over: bool = False,
) -> tuple[Article, Outcome]:
    """Write the article, its next version, or nothing if the file says nothing new.

    A new article is filed under `topics`, or under those that its file names.

    Raises Refusal if the article was edited since its last import, unless `over`, and
    if readers would see something that must be mended first.
    """
    try:
        article, outcome = _written(file, editor=editor, topics=topics, over=over)
        if is_final and article.status == Article.Status.DRAFT:
            article = publish(article=article, editor=editor)
    except NotReady as refusal:
        raise Refusal(*_in_place(file, refusal)) from None
    except NumberTaken as refusal:
        raise Refusal(file.places.note(refusal.number, str(refusal))[1]) from None
    except (PermissionDenied, AddressTaken) as refusal:
        raise Refusal(str(refusal)) from None
    return article, outcome


def _written(
    file: File, *, editor: Member, topics: Sequence[str], over: bool
) -> tuple[Article, Outcome]:
    article = Article.objects.select_for_update().filter(ever_at(file.slug)).first()
    if article is None:
        filed = [_topic(name) for name in topics or file.topics]
        begun = begin_article(
            editor=editor,
            slug=file.slug,
            text=file.text(),
            topic=filed[0] if filed else None,
        )
        begun.topics.add(*filed)
        return _remember(begun, file), Outcome.BEGUN
    is_edited = article.version != article.imported_version
    if article.imported_digest == file.digest and not (is_edited and over):
        return article, Outcome.UNCHANGED
    if is_edited and not over:
        said = _("%(title)s was edited since its last import.")
        raise Edited(said % {"title": article.title})
    before = article.version
    revised = revise_article(
        article=article,
        editor=editor,
        text=file.text(standfirst=article.standfirst),
        began_from=before,
        summary=_("Imported again from %(file)s") % {"file": file.name},
    )
    is_new = revised.version != before
    return _remember(revised, file), Outcome.REVISED if is_new else Outcome.UNCHANGED


def _remember(article: Article, file: File) -> Article:
    """So that the same file changes nothing, and later edits are noticed."""
    article.imported_digest = file.digest
    article.imported_version = article.version
    if file.publish_at and not article.is_published:  # readers keep the hour they have
        article.publish_at = file.publish_at
    article.save(update_fields=["imported_digest", "imported_version", "publish_at"])
    _tell_of_sources(article, file)
    return article


def _tell_of_sources(article: Article, file: File) -> None:
    """What a file knows of a source is kept where nothing was known of it."""
    for note in article.notes.order_by("source_id"):
        known = file.known.get(note.number)
        sources = Source.objects.filter(pk=note.source_id)
        if known and known.authors:
            sources.filter(authors="").update(authors=known.authors)
        if known and known.kind:
            sources.filter(kind=SourceKind.OTHER).update(kind=known.kind)


def _topic(name: str) -> Topic:
    """The one of that name; made if it is new."""
    if known := Topic.objects.filter(name__iexact=name).first():
        return known
    topic = Topic(name=name, slug=slugify(name))
    try:
        topic.full_clean()
    except ValidationError:
        reason = _("“%(name)s” cannot be a topic: no free address can be made of it.")
        raise Refusal(reason % {"name": name}) from None
    topic.save()
    return topic


def _in_place(file: File, refusal: NotReady) -> Iterator[str]:
    """The errors by their places in the file, which begins before the text."""
    for error in refusal.errors:
        if error.number:
            yield file.places.note(error.number, error.message, error.field)[1]
        else:
            yield file.places.text(error.line, error.message)[1]
