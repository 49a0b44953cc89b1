"""Start a process of our own that gets none of our secrets."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import IO

from django.utils.translation import gettext as _

ROOT = Path(__file__).resolve().parent.parent
# The child needs to find Python and us.
ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "PYTHONHOME", "PYTHONPATH")


class Busy(Exception):  # noqa: N818 - it is news for whoever waited, not an error
    """So many have something done by children that there was no turn for one more."""

    retry_after = 5  # seconds; a child is ended after two

    def __init__(self) -> None:
        super().__init__(_("There is too much to do here just now. Try again."))


def start(
    module: str,
    *arguments: str,
    stdin: IO[bytes] | int,
    stdout: IO[bytes] | int,
    stderr: IO[bytes] | None = None,
) -> subprocess.Popen[bytes]:
    """Run one of our modules; whoever starts it ends it and waits for its end.

    Raises OSError if there is no room for another process.
    """
    return subprocess.Popen(  # noqa: S603 (our own module, by our own Python)
        [sys.executable, "-m", module, *arguments],
        stdin=stdin,
        stdout=stdout,
        stderr=stderr,
        cwd=ROOT,
        env={name: os.environ[name] for name in ENVIRONMENT if name in os.environ},
        start_new_session=True,  # Ctrl+C is for us
    )
