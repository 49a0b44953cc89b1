"""What tests add: speed, and nothing that outlives them."""

import os

from config.settings.base import *  # noqa: F403
from config.settings.base import BASE_DIR, DATABASES, STORAGES

VAR = BASE_DIR / "var"
VAR.mkdir(exist_ok=True)

SECRET_KEY = "for tests alone, where nothing is secret"  # noqa: S105
SITE_URL = "https://footnote.example"  # unlike any Host, so that a leaked Host shows
REQUIRE_STAFF_MFA = False  # the tests about it turn it on
FETCH_TITLES = False  # likewise
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LETTERS_DIR = VAR / f"letters-{os.getpid()}"

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, as on a laptop; a name for each process, so that two runs never meet.
    DATABASES["default"]["TEST"] = {"NAME": VAR / f"test-{os.getpid()}.sqlite3"}
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 0
    DATABASES["default"]["TEST"] = {"NAME": f"test_footnote_{os.getpid()}"}

STORAGES = {
    **STORAGES,
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True  # files are looked up when asked for, not at each start
WHITENOISE_USE_FINDERS = True
