"""python -m benchmarks data | pages | sources | deeds | http | visit [options], or statistics PATH."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from pathlib import Path

from benchmarks import programs

HERE = Path(__file__).resolve().parent.parent / "var" / "bench.sqlite3"
# Those of http last for seconds; those of a visit are eight visits each.
ROUNDS = {"pages": 200, "sources": 200, "deeds": 200, "http": 5, "visit": 9}
ARTICLES, HUGE = 1_000, 100_000


def main() -> None:
    # Whoever ends this ends what it has begun: each `finally` is still reached.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    if sys.argv[1:2] == ["statistics"]:
        return tell_figures(sys.argv[2:])
    arguments = asked()
    try:
        for name in [
            name for what in arguments.what for name in programs.NEEDED.get(what, ())
        ]:
            programs.path(name)
    except programs.MissingProgramError as missing:
        sys.exit(str(missing))
    if arguments.database == "postgresql":
        from tests import postgres  # noqa: PLC0415 - only where a server is wanted

        with postgres.running() as url:
            os.environ["DATABASE_URL"] = url
            run(["data", *arguments.what], arguments)
    else:
        HERE.parent.mkdir(exist_ok=True)
        os.environ["DATABASE_URL"] = f"sqlite:///{HERE}"
        is_other = arguments.articles is not None or arguments.huge is not None
        is_there = HERE.exists() and not is_other
        run(arguments.what if is_there else ["data", *arguments.what], arguments)
    return None


def asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("what", nargs="+", choices=["data", *ROUNDS])
    parser.add_argument(
        "--database", choices=["sqlite", "postgresql"], default="sqlite"
    )
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--articles", type=int, help=f"{ARTICLES:,} if not named")
    parser.add_argument("--huge", type=int, help=f"replies; {HUGE:,} if not named")
    arguments = parser.parse_args()
    if arguments.what == ["data"] and arguments.database == "postgresql":
        sys.exit(
            "On PostgreSQL every measurement builds its world anew: make bench does."
        )
    return arguments


def tell_figures(paths: list[str]) -> None:
    """What statistics.json says, from a file of conversations."""
    from benchmarks import conversations  # noqa: PLC0415 - only where it is wanted

    if len(paths) != 1:
        sys.exit("usage: python -m benchmarks statistics conversation_trees.jsonl")
    with Path(paths[0]).open(encoding="utf-8") as lines:
        sys.stdout.write(conversations.figures(lines))


def run(what: list[str], arguments: argparse.Namespace) -> None:
    """Do each in turn, data once, and print what was measured."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    import django  # noqa: PLC0415 - the database is known only now

    django.setup()
    from django.conf import settings  # noqa: PLC0415 - as above
    from django.db import connection  # noqa: PLC0415 - as above

    settings.ALLOWED_HOSTS = ["testserver"]
    if "data" in what:
        build(arguments)
    from benchmarks import (  # noqa: PLC0415 - as above
        deeds,
        http,
        pages,
        sources,
        table,
        visit,
        work,
    )

    parts = {"pages": pages, "sources": sources, "deeds": deeds}
    rows: list[table.Row] = []
    rounds = {name: arguments.rounds or ROUNDS[name] for name in ROUNDS}
    for name in dict.fromkeys(what):
        if name in parts:
            sys.stderr.write(f"{name}, {rounds[name]} rounds\n")
            rows += parts[name].measure(rounds[name])
    if rows:
        told = list(table.lines(rows, work.NAMED[connection.vendor]))
        sys.stdout.write("\n".join([f"\n{arguments.database}", *told]) + "\n")
    served = {"http": http, "visit": visit}
    for name in [name for name in served if name in what]:
        told = served[name].measure(rounds[name])
        sys.stdout.write("\n".join([f"\n{arguments.database}", *told]) + "\n")


def build(arguments: argparse.Namespace) -> None:
    """The world anew, in an empty database."""
    if arguments.database == "sqlite":
        for file in HERE.parent.glob(f"{HERE.name}*"):
            file.unlink()
    from django.core.management import call_command  # noqa: PLC0415 - after setup

    from benchmarks import world  # noqa: PLC0415 - after setup

    call_command("migrate", verbosity=0)
    articles = ARTICLES if arguments.articles is None else arguments.articles
    huge = HUGE if arguments.huge is None else arguments.huge
    world.build(world.Sizes(articles=articles, huge=huge))


if __name__ == "__main__":
    main()
