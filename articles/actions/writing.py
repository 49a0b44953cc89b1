"""An editor writes an article, and publishes it."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import leaning, policies, rendition, tasks
from articles.listing import Listing, Overtaken
from articles.models import Article, FormerAddress, Revision
from articles.proofs import Proof, notes_held, text_of

from .correcting import note_correction

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.models import Member
    from articles.checks import Finding
    from articles.drafts import Place, Text


PLACED = [
    "topic",
    "slug",
    "publish_at",
    "status",
    "lead",
    "lead_words",
    "lead_credit",
    "updated_at",
]


class Conflict(Exception):  # noqa: N818 - it is news for the editor, not an error
    """Somebody saved the article after this editor had opened it."""

    def __init__(self, article: Article) -> None:
        super().__init__(_("This article was changed while you were writing."))
        self.article = article


class AddressTaken(Exception):  # noqa: N818 - as above
    """Another article has the address, or had it and is still found there."""

    def __init__(self) -> None:
        super().__init__(_("Another article has this address, or had it once."))


class NotReady(Exception):  # noqa: N818 - as above
    """Readers would see something that must be mended first."""

    def __init__(self, errors: list[Finding]) -> None:
        super().__init__(" ".join(str(error) for error in errors))
        self.errors = errors


def begin_article(*, editor: Member, slug: str, text: Text) -> Article:
    """Write the first version of an article, as a draft. Raises AddressTaken."""
    policies.refuse_unless_editor(editor)
    proof = prepared(Article(slug=slug, author=editor), text)
    with transaction.atomic():
        rendition.hold(proof.pictures)
        return write(proof, editor=editor)


def revise_article(
    *, article: Article, editor: Member, text: Text, began_from: int, summary: str = ""
) -> Article:
    """Write the next version. `began_from` is the version the editor was shown.

    Raises Conflict, with the article as it is now, if that is no longer the newest.
    What is published must stay fit for it: raises NotReady.
    The same text again changes nothing and makes no revision.
    """
    policies.refuse_unless_editor(editor)
    proof = prepared(_as_opened(article, began_from), text)
    with transaction.atomic():
        rendition.hold(proof.pictures)
        return write(proof, editor=editor, summary=summary)


def publish(*, article: Article, editor: Member, at: datetime | None = None) -> Article:
    """Let everybody read it, now or from a moment on.

    Raises NotReady if a citation check finds an error, Conflict if the article changes
    while it is being checked. What readers already have stays as it is.
    """
    policies.refuse_unless_editor(editor)
    current = Article.objects.get(pk=article.pk)
    if current.is_published:
        return current
    proof = prepared(current, text_of(current))
    with transaction.atomic():
        return let_out(held(proof), proof, at=at)


def write_article(
    *,
    editor: Member,
    article: Article | None,
    text: Text,
    place: Place,
    began_from: int = 0,
    summary: str = "",
    correction: str = "",
    is_final: bool = False,
) -> Article:
    """One save at the editor's desk: the text, where and when it appears, out or not.

    `correction` tells readers what was wrong. Either everything is kept or nothing.
    Raises PictureGone for a picture that has just been swept away.
    """
    policies.refuse_unless_editor(editor)
    if article is None:
        current = Article(slug=place.slug, author=editor)
    else:
        current = _as_opened(article, began_from)
    proof = prepared(current, text)
    with transaction.atomic():
        rendition.hold([*proof.pictures, *([place.lead.picture] if place.lead else [])])
        written = write(proof, editor=editor, summary=summary)
        _put(written, place)
        if correction:
            note_correction(article=written, editor=editor, text=correction)
        return let_out(written, proof) if is_final else written


def _refuse_unless_ready(proof: Proof) -> None:
    if proof.errors:
        raise NotReady(proof.errors)


def _as_opened(article: Article, version: int) -> Article:
    current = Article.objects.get(pk=article.pk)
    if current.version != version:
        raise Conflict(current)
    return current


def prepared(article: Article, text: Text) -> Proof:
    """All that takes long, before anything is locked: others wait for a lock."""
    proof = Proof(article, text)
    if not proof.is_long:
        proof.rendered  # noqa: B018 - made once, and kept
    return proof


def held(proof: Proof) -> Article:
    """The article, ours until the transaction ends, still as the proof has seen it.

    Raises Conflict.
    """
    seen = proof.article
    current = Article.objects.select_for_update().get(pk=seen.pk)
    if (current.version, current.is_published) != (seen.version, seen.is_published):
        raise Conflict(current)
    return current


def write(proof: Proof, *, editor: Member, summary: str = "") -> Article:
    """Keep the text as the next version, in a transaction that holds its pictures."""
    article = held(proof) if proof.article.pk else proof.article
    if article.status == Article.Status.PUBLISHED:
        _refuse_unless_ready(proof)
    text, shown = proof.text, proof.shown
    article.title, article.standfirst = text.title, text.standfirst
    article.body = text.body
    notes = [asdict(draft) for draft in shown]
    if article.pk and _is_newest(article, notes):
        return article
    listing = _listed(proof)
    article.version += 1
    _save(article)
    Revision.objects.create(
        article=article, number=article.version, editor=editor, summary=summary,
        title=text.title, standfirst=text.standfirst, body=text.body, notes=notes,
    )  # fmt: skip
    listing.store()
    for source in listing.titled:
        tasks.announce(source)
    for source in filter(leaning.is_brought, listing.forgotten):
        tasks.ask_for_title(source)
    tasks.tell(article)
    if proof.is_long or notes_held(article) != shown:
        rendition.postpone(article)
        _postpone(article)
    else:
        rendition.store(article, proof.rendered)
    return article


def _listed(proof: Proof) -> Listing:
    """The proof's notes, with what others have made of their sources meanwhile."""
    try:
        return Listing(proof.numbering)
    except Overtaken:
        raise Conflict(Article.objects.get(pk=proof.article.pk)) from None


def let_out(article: Article, proof: Proof, *, at: datetime | None = None) -> Article:
    """Let readers have a draft that is held. Raises NotReady."""
    if article.is_published:
        return article
    _refuse_unless_ready(proof)
    article.status = Article.Status.PUBLISHED
    article.publish_at = at or article.publish_at or timezone.now()
    article.save(update_fields=["status", "publish_at", "updated_at"])
    tasks.tell(article)
    return article


def _postpone(article: Article) -> None:
    """Leave the rendering to a worker: its row is written with ours, or not at all."""
    tasks.render_article.enqueue(article.pk, article.version)


def _save(article: Article, *, only: list[str] | None = None) -> None:
    try:
        with transaction.atomic():
            article.save(update_fields=only)
            # Asked last: whoever leaves an address lets us in when they have kept it.
            there = FormerAddress.objects.filter(slug=article.slug)
            if there.exclude(article=article).exists():
                raise AddressTaken
    except IntegrityError:
        if Article.objects.filter(slug=article.slug).exclude(pk=article.pk).exists():
            raise AddressTaken from None
        raise


def _is_newest(article: Article, notes: list[dict[str, object]]) -> bool:
    """Whether the newest revision says just this."""
    newest = article.revisions.get(number=article.version)
    said = (newest.title, newest.standfirst, newest.body, newest.notes)
    return said == (article.title, article.standfirst, article.body, notes)


def _put(article: Article, place: Place) -> None:
    """Put the article in its place. A scheduled one that loses its hour is a draft."""
    left, article.slug = article.slug, place.slug
    article.topic = place.topic
    if not article.is_published:
        article.publish_at = place.publish_at
        if place.publish_at is None:
            article.status = Article.Status.DRAFT
    lead = place.lead
    article.lead = lead.picture if lead else None
    article.lead_words, article.lead_credit = (
        (lead.words, lead.credit) if lead else ("", "")
    )
    _save(article, only=PLACED)
    tasks.tell(article)
    article.topics.set({topic for topic in (place.topic, *place.further) if topic})
    if lead:
        article.pictures.add(lead.picture)
    if article.is_published and article.slug != left:
        FormerAddress.objects.get_or_create(slug=left, defaults={"article": article})
        tasks.announce_address(article)
