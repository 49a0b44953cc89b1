"""Migrations: none is missing, each has a reason, and all can be walked back."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

from .house import APPS, ROOT, listed

if TYPE_CHECKING:
    from pathlib import Path

FLOOR = {app: number for number, app in enumerate(APPS)}
NO_REASON = re.compile(r"_(?:auto|merge|alter|update|change|fix)\b|_auto_|_merge_")
THERE_AND_BACK = """
import django
from django.core.management import call_command
django.setup()
call_command("migrate", verbosity=0)
for app in ("forum", "articles", "accounts"):
    call_command("migrate", app, "zero", verbosity=0)
call_command("migrate", verbosity=0)
call_command("migrate", check_unapplied=True, verbosity=0)
"""


def ours() -> dict[tuple[str, str], object]:
    loader = MigrationLoader(None)
    return {key: one for key, one in loader.disk_migrations.items() if key[0] in APPS}


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    said = StringIO()

    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=said)
    except SystemExit:
        pytest.fail(
            f"Models and migrations differ. Make one, named for its reason:\n{said.getvalue()}"
        )


def test_an_app_begins_with_one_migration() -> None:
    beginnings = sorted(
        key for key, one in ours().items() if getattr(one, "initial", 0)
    )

    assert beginnings == [(app, "0001_initial") for app in sorted(APPS)], (
        "Each app begins with a single 0001_initial."
    )


def test_a_later_migration_is_named_for_its_reason() -> None:
    names = [f"{app}.{name}" for app, name in ours() if not name.startswith("0001_")]

    faults = [name for name in names if NO_REASON.search(name)]

    assert not faults, (
        f"Name it for what it brings, as in 0004_reply_withdrawn_at:{listed(faults)}"
    )


def test_migrations_are_counted_without_a_gap() -> None:
    for app in APPS:
        numbers = sorted(int(name[:4]) for label, name in ours() if label == app)

        assert numbers == list(range(1, len(numbers) + 1)), (
            f"{app}: two migrations share a number, or one is missing: {numbers}"
        )


def test_migrations_lean_on_lower_floors_alone() -> None:
    faults = [
        f"{app}.{name} leans on {below}.{other}"
        for (app, name), migration in ours().items()
        for below, other in getattr(migration, "dependencies", [])
        if FLOOR.get(below, -1) > FLOOR[app]
    ]

    assert not faults, f"Migrations go accounts ← articles ← forum:{listed(faults)}"


def test_every_migration_can_be_walked_back_and_forth_again(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'walked.sqlite3'}",
    }
    command = [sys.executable, "-c", THERE_AND_BACK]

    walked = subprocess.run(  # noqa: S603 - our own words only
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )

    assert walked.returncode == 0, (
        "A migration cannot be undone or done again: give its RunPython and RunSQL a "
        f"way back.\n{walked.stderr[-1500:]}"
    )
