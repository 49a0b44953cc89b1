"""Static files as a server has them: gathered, whole, hashed, kept by browsers for ever.

Found anew for each page they would be asked for again and again, a hundred a page, and
what is shown would not be what is deployed.
"""

from __future__ import annotations

import fcntl
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.cache import caches
from django.test import override_settings
from pytest_django.live_server_helper import LiveServer
from whitenoise.compress import Compressor

from config import first_start
from config.settings import base

if TYPE_CHECKING:
    from collections.abc import Iterator

# To press them takes the longest.
UNPRESSED = [*Compressor.SKIP_COMPRESS_EXTENSIONS, "css", "js", "svg", "txt", "md"]
ROOT = settings.BASE_DIR / "var" / "static-of-tests"


@contextmanager
def gathered() -> Iterator[None]:
    """For as long as the block lasts; gathered by one process, whichever comes first."""
    storages = {**settings.STORAGES, "staticfiles": base.STORAGES["staticfiles"]}
    with override_settings(
        STORAGES=storages,
        STATIC_ROOT=ROOT,
        WHITENOISE_AUTOREFRESH=False,
        WHITENOISE_USE_FINDERS=False,
        WHITENOISE_SKIP_COMPRESS_EXTENSIONS=UNPRESSED,
    ):
        with ROOT.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            first_start.gather_static_files()
        forget_heads()
        yield
    forget_heads()


@contextmanager
def served() -> Iterator[LiveServer]:
    """A server beside the tests, whose static files come from where they were gathered."""
    server = LiveServer("localhost", start=False)
    thread: Any = server.thread
    # Django would look for them itself, before it asks the site.
    thread.static_handler = lambda application: application
    server.start()
    try:
        yield server
    finally:
        server.stop()


def forget_heads() -> None:
    """Of pages: they name the files."""
    caches["template_fragments"].clear()
