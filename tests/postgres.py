"""A PostgreSQL of one's own, for as long as a block lasts.

It lives in a temporary folder with a short path (a socket's name has 107 characters at
most), outside the checkout, reachable by its Unix socket alone, and forgets to sync: it
is thrown away. As root it runs as the user `postgres`, for the server refuses root.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

OWNER = "postgres"
NEEDED = ("initdb", "pg_ctl", "postgres")
OLDEST = 15
FORGETFUL = (
    "-c listen_addresses='' -c fsync=off -c synchronous_commit=off "
    "-c full_page_writes=off -c shared_buffers=128MB -c max_connections=100"
)


class NoServerError(Exception):
    """There is no PostgreSQL that could be started here; the text says why."""


def programs() -> Path:
    """The folder of the newest server's programs on this machine."""
    folders = list(Path("/usr/lib/postgresql").glob("*/bin"))
    folders.sort(key=lambda folder: int(folder.parent.name), reverse=True)
    if pg_config := shutil.which("pg_config"):
        answer = _run([pg_config, "--bindir"]).stdout.strip()
        folders.insert(0, Path(answer))
    for folder in folders:
        if all((folder / name).is_file() for name in NEEDED) and _is_ours(folder):
            return folder
    message = f"the programs of PostgreSQL {OLDEST} or newer are not on this machine"
    raise NoServerError(message)


@contextlib.contextmanager
def running() -> Iterator[str]:
    """Start a server, give its DATABASE_URL, and stop it whatever happens."""
    folder = programs()
    become = _become()
    home = Path(tempfile.mkdtemp(prefix="fn-", dir="/tmp"))  # short
    data = home / "data"
    control = [*become, f"{folder}/pg_ctl", "-D", f"{data}", "-w"]
    with _undertaker([*control, "-m", "immediate", "stop"], home):
        if become:
            shutil.chown(home, OWNER)
        as_owner = ["-U", OWNER, "-A", "trust"]
        shape = ["-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        make = [*become, f"{folder}/initdb", "-D", f"{data}", *as_owner, *shape]
        _must(make, home)
        options = f"{FORGETFUL} -c unix_socket_directories={home}"
        _must([*control, "-t", "60", "-l", f"{home}/log", "-o", options, "start"], home)
        yield f"postgres://{OWNER}@/{home}/{OWNER}"


@contextlib.contextmanager
def _undertaker(stop: list[str], home: Path) -> Iterator[None]:
    """Stop the server and remove its folder, also when this process is killed.

    A shell waits for its input to end, which it does however we end.
    """
    script = 'trap "" INT TERM HUP; read -r _; home=$1; shift; "$@"; rm -rf "$home"'
    with subprocess.Popen(  # noqa: S603 - our own words only
        ["/bin/sh", "-c", script, "undertaker", f"{home}", *stop],
        cwd="/",
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ):
        yield


def _become() -> list[str]:
    """What to put before a command so that it does not run as root."""
    if os.geteuid() != 0:
        return []
    try:
        pwd.getpwnam(OWNER)
    except KeyError:
        message = f"root may not run it, and there is no user {OWNER}"
        raise NoServerError(message) from None
    for way in (["runuser", "-u", OWNER, "--"], ["setpriv", f"--reuid={OWNER}"]):
        if shutil.which(way[0]):
            groups = ["--clear-groups"] if way[0] == "setpriv" else []
            return [*way, *groups]
    message = "root may not run it, and neither runuser nor setpriv is here"
    raise NoServerError(message)


def _is_ours(folder: Path) -> bool:
    """Whether that server runs here and is new enough."""
    said = _run([f"{folder}/postgres", "--version"]).stdout
    version = re.search(r"\d+", said)
    return version is not None and int(version[0]) >= OLDEST


def _must(command: list[str], home: Path) -> None:
    done = _run(command, home)
    if done.returncode:
        log = home / "log"
        told = done.stderr + (log.read_text(encoding="utf-8") if log.exists() else "")
        message = f"it did not start: {told.strip()}"
        raise NoServerError(message)


def _run(
    command: list[str], folder: Path | None = None
) -> subprocess.CompletedProcess[str]:
    # Output goes to files: a server that inherits a pipe keeps its reader waiting.
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        done = subprocess.run(  # noqa: S603 - our own words only
            command,
            cwd=folder,
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
        )
        out.seek(0)
        err.seek(0)
        return subprocess.CompletedProcess(
            command, done.returncode, out.read(), err.read()
        )
