"""What must be in place before the site is served here. Done once; then only looked at."""

from __future__ import annotations

import hashlib
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from accounts.models import Member
from articles.models import Article

MODERATOR = "moderator"
GATHERING = [Path(__file__).with_name(name) for name in ("static.py", "styles.py")]


def prepare() -> str | None:
    """Bring everything up to date. The moderator's password, if it was drawn just now."""
    migrate()
    gather_static_files()
    load_sample()
    if Member.objects.filter(username=MODERATOR).exists():
        return None
    return draw_password()


def migrate() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say("Setting up the database …")
        call_command("migrate", verbosity=0, interactive=False)


def gather_static_files() -> None:
    """Hash and compress them anew if any has changed since the last time."""
    mark = Path(settings.STATIC_ROOT) / ".gathered"
    now = _state_of_static_files()
    if mark.is_file() and mark.read_text(encoding="ascii") == now:
        return
    say("Gathering the static files …")
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    mark.write_text(now, encoding="ascii")


def load_sample() -> None:
    """Give an empty site its sample article and discussion: all of it, or none."""
    if Article.objects.exists():
        return
    say("Loading the sample article …")
    with transaction.atomic():
        call_command("load_sample", verbosity=0, stdout=StringIO())


def draw_password() -> str:
    """Make the moderator if there is none, with a fresh password, told only here."""
    said = StringIO()
    call_command("make_moderator", MODERATOR, password=True, stdout=said)
    return said.getvalue().strip()


def say(words: str) -> None:
    print(words, flush=True)  # noqa: T201 - this is how `make run` speaks


def _state_of_static_files() -> str:
    """A digest of names, sizes and times, quicker than reading; and of how it is done."""
    digest = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for module in GATHERING:
        digest.update(module.read_bytes())
    for finder in get_finders():
        for name, storage in finder.list(["CVS", ".*", "*~"]):
            state = Path(storage.path(name)).stat()
            digest.update(f"{name} {state.st_size} {state.st_mtime_ns}\n".encode())
    return digest.hexdigest()
