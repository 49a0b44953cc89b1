"""Bring an article in line with a file: written, written anew, or left as it is."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from articles import actions
from articles.checks import at
from articles.models import Article
from articles.models.address import ever_at

from .file import File, Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from accounts.models import Member
    from articles.models import Topic


class Outcome(StrEnum):
    """What an import has done."""

    UNCHANGED = "unchanged"
    BEGUN = "begun"
    REVISED = "revised"


@transaction.atomic
def take_in(
    *,
    file: File,
    editor: Member,
    topic: Topic | None = None,
    is_final: bool = False,
    over: bool = False,
) -> tuple[Article, Outcome]:
    """Write the article, its next version, or nothing if the file says nothing new.

    Raises Refusal if the article was edited since its last import, unless `over`, and
    if readers would see something that must be mended first.
    """
    try:
        article, outcome = _written(file, editor=editor, topic=topic, over=over)
        if is_final and article.status == Article.Status.DRAFT:
            article = actions.publish(article=article, editor=editor)
    except actions.NotReady as refusal:
        raise Refusal(*_in_place(file, refusal)) from None
    except actions.NumberTaken as refusal:
        line = file.line_of_note(refusal.number)
        raise Refusal(at(line, str(refusal))) from None
    except (PermissionDenied, actions.AddressTaken) as refusal:
        raise Refusal(str(refusal)) from None
    return article, outcome


def _written(
    file: File, *, editor: Member, topic: Topic | None, over: bool
) -> tuple[Article, Outcome]:
    article = Article.objects.select_for_update().filter(ever_at(file.slug)).first()
    if article is None:
        begun = actions.begin_article(
            editor=editor, slug=file.slug, text=file.text(), topic=topic
        )
        return _remember(begun, file), Outcome.BEGUN
    is_edited = article.version != article.imported_version
    if article.imported_digest == file.digest and not (is_edited and over):
        return article, Outcome.UNCHANGED
    if is_edited and not over:
        raise Refusal(
            _("%(title)s was edited since its last import; --over writes over that.")
            % {"title": article.title}
        )
    before = article.version
    revised = actions.revise_article(
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
    article.save(update_fields=["imported_digest", "imported_version"])
    return article


def _in_place(file: File, refusal: actions.NotReady) -> Iterator[str]:
    """The errors by the lines of the file, which begins before the text."""
    for error in refusal.errors:
        if error.number:
            line = file.line_of_note(error.number)
        else:
            line = file.first_line + error.line - 1
        yield at(line, error.message)
