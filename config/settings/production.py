"""What strangers make necessary. A missing variable stops the program by its name."""

from urllib.parse import urlsplit

from config import logs
from config.settings.base import *  # noqa: F403
from config.settings.base import CACHES, DATABASES, SITE_NAME, env

SECRET_KEY = env.str("SECRET_KEY")
DATABASE_URL = env.str("DATABASE_URL")  # read by base; here no default will do
DATABASES["default"]["CONN_MAX_AGE"] = 600  # seconds; SQLite too takes time to open
SITE_URL = env.str("SITE_URL").rstrip("/")
HOST = urlsplit(SITE_URL).hostname or ""
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[HOST])

globals().update(env.email_url("EMAIL_URL"))
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", f"{SITE_NAME} <noreply@{HOST}>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Large, so that no counted failure to sign in is pushed out by others.
CACHES["default"] = env.cache("CACHE_URL", "dbcache://cache?max_entries=100000")

SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = ["^healthz$", "^readyz$"]  # asked from the machine itself
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", 31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_SUBDOMAINS", True)
SECURE_HSTS_PRELOAD = env.bool("HSTS_PRELOAD", True)
if header := env.str("PROXY_SSL_HEADER", ""):  # e.g. X-Forwarded-Proto
    SECURE_PROXY_SSL_HEADER = (f"HTTP_{header.upper().replace('-', '_')}", "https")
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", 0)

SESSION_COOKIE_NAME = "__Host-session"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
CSRF_COOKIE_SECURE = True

LOGGING = logs.to_stderr("INFO")
