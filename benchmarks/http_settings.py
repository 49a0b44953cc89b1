"""Production's settings, and beside the site what it is compared with."""

from pathlib import Path

from config.settings.production import *  # noqa: F403
from config.settings.production import TEMPLATES

ROOT_URLCONF = "benchmarks.baseline_urls"
TEMPLATES[0]["DIRS"] += [Path(__file__).parent / "templates"]  # type: ignore[operator]
