"""What one's own machine adds: it needs no variable, and nothing leaves it."""

from config import logs, secret
from config.settings.base import *  # noqa: F403
from config.settings.base import BASE_DIR, CACHES, env

VAR = BASE_DIR / "var"  # everything this machine keeps; safe to delete
SECRET_KEY = env.str("SECRET_KEY", "") or secret.kept_in(VAR / "secret_key")
DEBUG = env.bool("FOOTNOTE_DEBUG", False)  # `make debug`; off, so that pages are real
if DEBUG:  # a template that is edited shows at the next look
    CACHES["template_fragments"]["BACKEND"] = (
        "django.core.cache.backends.dummy.DummyCache"
    )
PORT = env.int("PORT", 8000)
SITE_URL = f"http://127.0.0.1:{PORT}"
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
REQUIRE_STAFF_MFA = env.bool("REQUIRE_STAFF_MFA", False)

ROOT_URLCONF = "config.urls_local"  # the site, and the letters it wrote
EMAIL_BACKEND = "config.mail.LocalBackend"
LETTERS_DIR = VAR / "letters"
LOGGING = logs.to_stderr("WARNING")
