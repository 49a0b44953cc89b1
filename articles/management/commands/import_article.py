"""Take an article in from a file of plain text. The same file again changes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.models import Member
from articles import importing, policies
from articles.checks import at
from articles.importing import Outcome
from articles.models import Article, Topic
from articles.models.address import ever_at
from articles.plaintext import Kind, Remark

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file", type=Path, help=_("its name becomes the article's address")
        )
        parser.add_argument(
            "--author", help=_("the editor who writes; the only one if not named")
        )
        parser.add_argument("--topic", help=_("of a new article; made if it is new"))
        parser.add_argument("--standfirst", help=_("a sentence or two below the title"))
        parser.add_argument("--publish", action="store_true", help=_("at once"))
        parser.add_argument(
            "--over", action="store_true", help=_("write over what was edited since")
        )
        parser.add_argument(
            "--dry-run", action="store_true", help=_("say what would be done")
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            with transaction.atomic():
                self._import(options)
                transaction.set_rollback(options["dry_run"])
        except importing.Refusal as refusal:
            raise CommandError(str(refusal)) from None

    def _import(self, options: dict[str, Any]) -> None:
        file = importing.read(options["file"], standfirst=options["standfirst"])
        for warning in file.draft.warnings:
            self.stderr.write(self.style.WARNING(_warned(warning)))
        article, outcome = importing.take_in(
            file=file,
            editor=_editor(options["author"], slug=file.slug),
            topic=_topic(options["topic"]),
            is_final=options["publish"],
            over=options["over"],
        )
        if options["dry_run"]:
            self.stdout.write(_("Nothing is written; this is what would be:"))
        self.stdout.write(_said(article, outcome))


def _editor(name: str | None, *, slug: str) -> Member:
    """The one named; else the article's author; else the only editor there is."""
    if name:
        member = Member.objects.filter(username=name).first()
        if member is None:
            raise CommandError(_("There is no member named %s.") % name)
        return member
    known = Article.objects.filter(ever_at(slug)).select_related("author")
    if article := known.first():
        return article.author
    staff = Member.objects.filter(is_staff=True, is_active=True)
    editors = [member for member in staff if policies.can_edit(member)]
    if not editors:
        raise CommandError(_("There is no editor yet: manage.py make_editor NAME"))
    if len(editors) > 1:
        raise CommandError(_("There are several editors: name one with --author."))
    return editors[0]


def _topic(name: str | None) -> Topic | None:
    if not name:
        return None
    if known := Topic.objects.filter(name__iexact=name).first():
        return known
    topic = Topic(name=name, slug=slugify(name))
    try:
        topic.full_clean()
    except ValidationError as fault:
        reason = _("“%(name)s” cannot be a topic: no free address can be made of it.")
        raise CommandError(reason % {"name": name}) from fault
    topic.save()
    return topic


def _warned(remark: Remark) -> str:
    sentences = {
        Kind.MISCOUNTED: _("%(typed)s will show as %(shown)s."),
        Kind.UNDEFINED: _("%(typed)s has no source."),
        Kind.UNCITED: _("Source %(typed)s is never cited."),
        Kind.REPEATED: _(
            "Source %(typed)s is listed twice; only the first one counts."
        ),
    }
    values = {"typed": remark.typed, "shown": remark.shown}
    return at(remark.line, sentences[remark.kind] % values)


def _said(article: Article, outcome: Outcome) -> str:
    sentences = {
        Outcome.UNCHANGED: _("%(title)s: nothing has changed."),
        Outcome.BEGUN: _("%(title)s: imported, %(sources)s, %(citations)s."),
        Outcome.REVISED: _(
            "%(title)s: version %(version)d, %(sources)s, %(citations)s."
        ),
    }
    article.refresh_from_db()
    return sentences[outcome] % {
        "title": article.title,
        "version": article.version,
        "sources": _("%d sources") % article.source_count,
        "citations": _("%d citations") % article.citation_count,
    }
