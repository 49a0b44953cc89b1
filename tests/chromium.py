"""Which Chromium there is on this machine, and how it is started."""

from __future__ import annotations

import os
import shutil

# The shell is the same browser without its windows: it works a third as long.
NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
)
ARGUMENTS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


def program() -> str | None:
    """The browser asked for by CHROMIUM, or the first of the usual names."""
    asked_for = os.environ.get("CHROMIUM")
    names = (asked_for,) if asked_for else NAMES
    return next((found for name in names if (found := shutil.which(name))), None)


def arguments() -> list[str]:
    """What it is started with; its own sandbox cannot be had as root."""
    return [*ARGUMENTS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
