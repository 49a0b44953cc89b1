"""`make run`: serve the site on this machine, to this machine, until Ctrl-C.

python -m config.local              serve it
python -m config.local moderator    draw another password for the moderator
"""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any

import django
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler

if TYPE_CHECKING:
    from django.core.handlers.wsgi import WSGIHandler

HOST = "127.0.0.1"
PATIENCE = 5  # seconds that the background worker is given to finish its task


def main(arguments: list[str]) -> int:
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.local"
    try:
        port = port_asked_for()
        if arguments == ["moderator"]:
            return draw_password()
        server = bind(port)
    except CannotStartError as error:
        print(error, file=sys.stderr)  # noqa: T201 - a program speaks
        return 1
    serve(server, port)
    return 0


class CannotStartError(Exception):
    """The text is the one sentence that the person at the keyboard needs."""


def port_asked_for() -> int:
    asked = os.environ.get("PORT", "").strip() or "8000"
    if not (asked.isascii() and asked.isdigit() and 0 < int(asked) < 65536):
        message = f"PORT is a number from 1 to 65535, and “{asked}” is none."
        raise CannotStartError(message)
    os.environ["PORT"] = asked
    return int(asked)


class Handler(WSGIRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Say nothing of requests that went well or ill: tracebacks are logged apart."""


class Server(ThreadedWSGIServer):
    request_queue_size = 64

    def __init__(self, port: int) -> None:
        super().__init__((HOST, port), Handler, ipv6=False)


def bind(port: int) -> Server:
    """Take the port before anything else is done, or say who is in the way."""
    try:
        return Server(port)
    except OSError as error:
        reasons = {
            errno.EADDRINUSE: f"Port {port} is in use by another program.",
            errno.EACCES: f"Port {port} needs rights that you do not have here.",
        }
        reason = reasons.get(error.errno or 0, f"Port {port}: {error.strerror}.")
        message = f"{reason} Choose another, for example: PORT=8123 make run"
        raise CannotStartError(message) from error


def serve(server: Server, port: int) -> None:
    """Prepare, serve until told to stop, and leave nothing running."""
    over = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, lambda *_: over.set())
    worker = None
    try:
        application, password = prepared()
        server.set_app(application)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        worker = start_worker()
        welcome(f"http://{HOST}:{port}", password)
        while not over.wait(1):  # a signal that another thread was given is heard too
            pass
        print("\nStopping.", flush=True)  # noqa: T201 - a program speaks
        server.shutdown()
    finally:
        server.server_close()
        stop_worker(worker)


def prepared() -> tuple[WSGIHandler, str | None]:
    """The application, once all it needs is in place, and a password just drawn."""
    django.setup()
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415 - after setup

    from config import first_start  # noqa: PLC0415 - after setup

    password = first_start.prepare()
    return get_wsgi_application(), password


def draw_password() -> int:
    django.setup()
    from config import first_start  # noqa: PLC0415 - after setup

    first_start.migrate()
    name, password = first_start.MODERATOR, first_start.draw_password()
    first_start.say(f"Sign in as {name}, password {password} (shown this once).")
    return 0


def start_worker() -> subprocess.Popen[bytes] | None:
    """Background work, where it is kept in the database, in a process beside this one."""
    from django.conf import settings  # noqa: PLC0415 - after setup

    if not settings.TASKS["default"]["BACKEND"].endswith("DatabaseBackend"):
        return None
    manage = str(settings.BASE_DIR / "manage.py")
    # A session of its own: Ctrl-C reaches this process, and this process stops it.
    return subprocess.Popen(  # noqa: S603 - our own words only
        [sys.executable, manage, "db_worker", "--queue-name=*", "--no-reload", "-v0"],
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )


def stop_worker(worker: subprocess.Popen[bytes] | None) -> None:
    if worker is None:
        return
    worker.terminate()
    try:
        worker.wait(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        worker.kill()
        worker.wait()


def welcome(address: str, password: str | None) -> None:
    """Where everything is, and the password if it is new."""
    from django.conf import settings  # noqa: PLC0415 - after setup

    from articles.models import Article  # noqa: PLC0415 - after setup
    from config import first_start  # noqa: PLC0415 - after setup

    article = Article.objects.published().order_by("pk").first()
    known = "make moderator draws a new password"
    moderator = f"password {password} (shown this once)" if password else known
    mfa = "on" if settings.REQUIRE_STAFF_MFA else "off here; production requires it"
    lines = [f"\n{settings.SITE_NAME} is at  {address}/"]
    if article:
        lines.append(f"  an article    {address}{article.get_absolute_url()}")
    lines += [
        f"  the admin     {address}/admin/",
        f"  the letters   {address}/letters/, and as files in var/letters/",
        f"  moderator     sign in as {first_start.MODERATOR}; {moderator}",
        f"  two-factor    for staff is {mfa}",
        "Ctrl-C stops it.",
    ]
    first_start.say("\n".join(lines))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
