"""The programs that some measurements need beside Python, and where they are."""

from __future__ import annotations

import os
import shutil

from tests import chromium

NEEDED = {"http": ("wrk",), "visit": ("nginx", "chromium")}
# Where they are is not on everybody's PATH.
PLACES = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin"])


class MissingProgramError(Exception):
    """It is not on this machine; the text says what to install."""


def path(name: str) -> str:
    """Where that program is."""
    is_browser = name == "chromium"  # which goes by many names
    found = chromium.program() if is_browser else shutil.which(name, path=PLACES)
    if found:
        return found
    message = (
        f"{name} is not on this machine: install the package (apt install {name})."
    )
    raise MissingProgramError(message)
