"""Take articles in from files of plain text or JSON. The same file again changes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from accounts.models import Member
from articles import actions, importing, policies
from articles.management.progress import Progress
from articles.models import Article
from articles.models.address import ever_at

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file",
            type=Path,
            nargs="+",
            help=_("its name becomes the article's address"),
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
        """Each file is taken in whole or not at all; one that is refused stops no other."""
        paths: list[Path] = options["file"]
        self.progress = Progress(self.stderr, total=len(paths))
        self.taken: dict[int | str, str] = {}  # by which file, of the articles meant
        if options["dry_run"]:
            self.stdout.write(_("Nothing is written; this is what would be:"))
        refused = []
        for done, path in enumerate(paths):
            self.progress.show(done, path.name)
            called = f"{path.name}: " if len(paths) > 1 else ""
            try:
                self._import(path, called, options)
            except importing.Edited as refusal:
                hint = _("--over writes over that.")
                refused += [f"{called}{reason} {hint}" for reason in refusal.reasons]
            except importing.Refusal as refusal:
                refused += [f"{called}{reason}" for reason in refusal.reasons]
        self.progress.clear()
        if refused:
            raise CommandError("\n".join(refused))

    def _import(self, path: Path, called: str, options: dict[str, Any]) -> None:
        file = importing.read(path, standfirst=options["standfirst"])
        self.progress.clear()
        if twin := self.taken.get(actions.meant(file.slug)):
            raise actions.already_is(twin, file.slug)
        for remark in importing.remarks_on(file):
            self.stderr.write(self.style.WARNING(f"{called}{remark}"))
        article, outcome = actions.take_in(
            file=file,
            editor=_editor(options["author"], slug=file.slug),
            topics=[options["topic"]] if options["topic"] else [],
            is_final=options["publish"],
            over=options["over"],
            is_trial=options["dry_run"],
        )
        self.taken[actions.meant(file.slug)] = path.name
        self.stdout.write(importing.said(article, outcome))


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
