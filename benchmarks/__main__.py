"""python -m benchmarks data | pages | sources | deeds | http [--database postgresql] [sizes]."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent / "var" / "bench.sqlite3"
ROUNDS = {
    "pages": 200,
    "sources": 100,
    "deeds": 200,
    "http": 5,
}  # those over HTTP take seconds each


def main() -> None:
    # Whoever ends this ends what it has begun: each `finally` is still reached.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    arguments = asked()
    if "http" in arguments.what:
        from benchmarks import http_wrk  # noqa: PLC0415 - only where it is wanted

        try:
            http_wrk.program()
        except http_wrk.NoGeneratorError as missing:
            sys.exit(str(missing))
    if arguments.database == "postgresql":
        from tests import postgres  # noqa: PLC0415 - only where a server is wanted

        with postgres.running() as url:
            os.environ["DATABASE_URL"] = url
            run(["data", *arguments.what], arguments)
    else:
        HERE.parent.mkdir(exist_ok=True)
        os.environ["DATABASE_URL"] = f"sqlite:///{HERE}"
        what = arguments.what if HERE.exists() else ["data", *arguments.what]
        run(what, arguments)


def asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("what", nargs="+", choices=["data", *ROUNDS])
    parser.add_argument(
        "--database", choices=["sqlite", "postgresql"], default="sqlite"
    )
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--articles", type=int, default=1_000)
    parser.add_argument("--huge", type=int, default=100_000)
    return parser.parse_args()


def run(what: list[str], arguments: argparse.Namespace) -> None:
    """Do each in turn, data once, and print what was measured."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    import django  # noqa: PLC0415 - the database is known only now

    django.setup()
    from django.conf import settings  # noqa: PLC0415 - as above

    settings.ALLOWED_HOSTS = ["testserver"]
    if "data" in what:
        build(arguments)
    from benchmarks import deeds, http, pages, sources  # noqa: PLC0415 - as above

    tables = {
        "pages": pages.measure,
        "sources": sources.measure,
        "deeds": deeds.measure,
        "http": http.measure,
    }
    for name in dict.fromkeys(what):
        if name in tables:
            rounds = arguments.rounds or ROUNDS[name]
            lines = [f"\n{arguments.database}, {rounds} rounds"]
            lines += tables[name](rounds)
            sys.stdout.write("\n".join(lines) + "\n")


def build(arguments: argparse.Namespace) -> None:
    """The world anew, in an empty database."""
    if arguments.database == "sqlite":
        for file in HERE.parent.glob(f"{HERE.name}*"):
            file.unlink()
    from django.core.management import call_command  # noqa: PLC0415 - after setup

    from benchmarks import world  # noqa: PLC0415 - after setup

    call_command("migrate", verbosity=0)
    sizes = world.Sizes(articles=arguments.articles, huge=arguments.huge)
    world.build(sizes)


if __name__ == "__main__":
    main()
