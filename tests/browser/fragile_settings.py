"""Settings of a server that can be killed at a wanted moment: see fragile.py."""

import os

from config.settings.test import *  # noqa: F403
from config.settings.test import DATABASES, MIDDLEWARE

DATABASES["default"]["NAME"] = os.environ["FRAGILE_DATABASE"]
MIDDLEWARE = [*MIDDLEWARE, "tests.browser.fragile.Crash"]
DEBUG = False
ALLOWED_HOSTS = ["localhost"]
