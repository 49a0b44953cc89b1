"""Bring an article in line with a file: written, written anew, or left as it is."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from articles import policies, rendition, tasks
from articles.importing import Edited, Outcome, Refusal
from articles.models import Article, Source, SourceKind, Topic
from articles.models.address import ever_at
from articles.numbering import NumberTaken
from articles.proofs import text_of
from articles.spelling import in_address

from .writing import AddressTaken, Conflict, NotReady, held, let_out, prepared, write

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from accounts.models import Member
    from articles.importing import File
    from articles.proofs import Proof

LONGEST_TOPIC_SLUG = Topic._meta.get_field("slug").max_length or 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What a file is about to change, rendered and judged; good for one writing."""

    file: File
    editor: Member
    article: Article
    outcome: Outcome
    proof: Proof | None  # without one, nothing is to be written
    topics: Sequence[str] = ()
    is_final: bool = False

    def write(self) -> tuple[Article, Outcome]:
        """Write it whole or not at all. Raises Refusal."""
        if self.proof is None:
            return self.article, self.outcome
        with _refusing(self.file), transaction.atomic():
            article, outcome = self._written(self.proof)
            if self.is_final and article.status == Article.Status.DRAFT:
                article = let_out(article, self.proof)
            _tell_of_sources(article, self.file)
            return article, outcome

    def _written(self, proof: Proof) -> tuple[Article, Outcome]:
        if self.outcome == Outcome.UNCHANGED:
            return held(proof), self.outcome
        rendition.hold(proof.pictures)
        if self.outcome == Outcome.BEGUN:
            filed = _filed(self.topics or self.file.topics)
            proof.article.topic = filed[0] if filed else None
            begun = write(proof, editor=self.editor)
            begun.topics.add(*filed)
            return _remember(begun, self.file), self.outcome
        said = _("Imported again from %(file)s") % {"file": self.file.name}
        revised = write(proof, editor=self.editor, summary=said)
        is_new = revised.version != self.article.version
        outcome = self.outcome if is_new else Outcome.UNCHANGED
        return _remember(revised, self.file), outcome


def take_in(
    *,
    file: File,
    editor: Member,
    topics: Sequence[str] = (),
    is_final: bool = False,
    over: bool = False,
    is_trial: bool = False,
) -> tuple[Article, Outcome]:
    """Write the article, its next version, or nothing if the file says nothing new.

    A new article is filed under `topics`, or under those that its file names. Of a
    trial nothing is kept.

    Raises Refusal if the article was edited since its last import, unless `over`, if
    it changes meanwhile, and if readers would see what must be mended first.
    """
    intake = prepare(
        file=file, editor=editor, topics=topics, is_final=is_final, over=over
    )
    with transaction.atomic():
        taken = intake.write()
        transaction.set_rollback(is_trial)
    return taken


def prepare(
    *,
    file: File,
    editor: Member,
    topics: Sequence[str] = (),
    is_final: bool = False,
    over: bool = False,
) -> Intake:
    """All of it that takes long, before anything is locked. Raises what `take_in` does."""
    with _refusing(file):
        policies.refuse_unless_editor(editor)
        article = there(file.slug)
        outcome = _outcome(article, file, over=over)
        article = article or Article(slug=file.slug.lower(), author=editor)
        if outcome != Outcome.UNCHANGED:
            proof = prepared(article, file.text(standfirst=article.standfirst))
        elif is_final and article.status == Article.Status.DRAFT:
            proof = prepared(article, text_of(article))
        else:
            proof = None
    return Intake(
        file=file, editor=editor, article=article, outcome=outcome, proof=proof,
        topics=topics, is_final=is_final,
    )  # fmt: skip


def there(slug: str) -> Article | None:
    """The article that a file means. Names of files have capitals, new addresses none."""
    at = Article.objects.filter
    return at(ever_at(slug)).first() or at(ever_at(slug.lower())).first()


def meant(slug: str, article: Article | None = None) -> int | str:
    """What tells the article of a file from others, be it that nobody has written it yet."""
    article = article or there(slug)
    return article.pk if article else slug.lower()


def already_is(name: str, slug: str) -> Refusal:
    """Why a file is refused that is handed in with one of that name, which has its article."""
    said = _("%(name)s, handed in with it, already is the article “%(slug)s”.")
    article = there(slug)
    return Refusal(
        said % {"name": name, "slug": article.slug if article else slug.lower()}
    )


def _outcome(article: Article | None, file: File, *, over: bool) -> Outcome:
    """What the file asks for. Raises Edited."""
    if article is None:
        return Outcome.BEGUN
    is_edited = article.version != article.imported_version
    if article.imported_digest == file.digest and not (is_edited and over):
        return Outcome.UNCHANGED
    if is_edited and not over:
        said = _("%(title)s was edited since its last import.")
        raise Edited(said % {"title": article.title})
    return Outcome.REVISED


def _remember(article: Article, file: File) -> Article:
    """So that the same file changes nothing, and later edits are noticed."""
    article.imported_digest = file.digest
    article.imported_version = article.version
    is_moved = file.publish_at and not article.is_published  # readers keep their hour
    if is_moved:
        article.publish_at = file.publish_at
    article.save(update_fields=["imported_digest", "imported_version", "publish_at"])
    if is_moved:
        tasks.tell(article)
    return article


def _tell_of_sources(article: Article, file: File) -> None:
    """What a file knows of a source is kept where nothing was known of it.

    Readers would have it at once: while they have not the article, only of those that
    are withheld.
    """
    listed = article.notes.filter(number__in=file.known)
    sources = Source.objects.filter(pk__in=listed.values("source"))
    if not article.is_published:
        sources = sources.filter(is_withheld=True)
    rows = sources.order_by("pk").select_for_update(of=("self",), no_key=True)
    held = {source.pk: source for source in rows}
    for note in listed:
        if source := held.get(note.source_id):
            known = file.known[note.number]
            source.authors = source.authors or known.authors
            if source.kind == SourceKind.OTHER:
                source.kind = known.kind or source.kind
    for source in held.values():
        source.save(update_fields=["authors", "kind"])


def _filed(names: Iterable[str]) -> list[Topic]:
    """The topics of these names, in their order."""
    names = list(names)
    # Made in one order everywhere, for two files may bring the same new ones.
    topics = {name: _topic(name) for name in sorted(names)}
    return [topics[name] for name in names]


def _topic(name: str) -> Topic:
    """The one of that name; made if it is new, unless another is quicker."""
    if known := _known(name):
        return known
    topic = Topic(name=name, slug=in_address(name, most=LONGEST_TOPIC_SLUG))
    try:
        topic.full_clean()
        with transaction.atomic():
            topic.save()
    except (ValidationError, IntegrityError):
        if known := _known(name):
            return known
        reason = _("“%(name)s” cannot be a topic: no free address can be made of it.")
        raise Refusal(reason % {"name": name}) from None
    return topic


def _known(name: str) -> Topic | None:
    return Topic.objects.filter(name__iexact=name).first()


@contextmanager
def _refusing(file: File) -> Iterator[None]:
    """What an editor would be told at the desk is said of the file, by its place."""
    try:
        yield
    except NotReady as refusal:
        raise Refusal(*_in_place(file, refusal)) from None
    except NumberTaken as refusal:
        raise Refusal(file.places.note(refusal.number, str(refusal))[1]) from None
    except Conflict as refusal:
        said = _("%(title)s was changed while the file was being read. Try again.")
        raise Refusal(said % {"title": refusal.article.title}) from None
    except (PermissionDenied, AddressTaken, rendition.PictureGone) as refusal:
        raise Refusal(str(refusal)) from None


def _in_place(file: File, refusal: NotReady) -> Iterator[str]:
    """The errors by their places in the file, which begins before the text."""
    for error in refusal.errors:
        if error.number:
            yield file.places.note(error.number, error.message, error.field)[1]
        else:
            yield file.places.text(error.line, error.message)[1]
