"""What is true wherever Footnote runs."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent.parent

# ---------------------------------------------------------------- Our own
SITE_NAME = env.str("SITE_NAME", "Footnote")  # shown in the header, titles, letters
SITE_URL = env.str("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
# ^ every absolute address in a page, letter or feed begins with this; no Host header does
CONTACT_EMAIL = env.str("CONTACT_EMAIL", "")  # named on /contact/ if there is one
REQUIRE_STAFF_MFA = env.bool("REQUIRE_STAFF_MFA", True)
# ^ staff without a second factor are sent to set one up before the admin opens
FETCH_TITLES = env.bool("FETCH_TITLES", False)
# ^ the worker asks the pages that replies cite for their titles; otherwise it asks nobody
SOURCE_READERS = ["forum.tasks.redraw_replies"]
# ^ tasks that take the key of a source whose title or address is another now
SOURCE_CITATIONS = ["forum.models.ReplyCitation"]
# ^ what leans on a source, above the articles; in the order in which it is locked

# ------------------------------------------------------------------- Wiring
INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
    "accounts",
    "articles",
    "forum",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.middleware.FurtherHeaders",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "config.middleware.PagesForRefusedMethods",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.ui.site",
            ],
            "builtins": ["config.ui"],
        },
    }
]
FORM_RENDERER = "config.ui.FormRenderer"
CACHES: dict[str, dict[str, object]] = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Parts of pages that say the same to everybody, for as long as the process lives.
    "template_fragments": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "template_fragments",
    },
}

# --------------------------------------------------------------------- Data
DATABASES = {
    "default": env.db("DATABASE_URL", f"sqlite:///{BASE_DIR}/var/footnote.sqlite3")
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",  # a deferred writer fails where this one waits
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
            # 16 MB each: fewer writers wait for what others wrote to be put in place.
            "PRAGMA wal_autocheckpoint=4000; PRAGMA cache_size=-16000;"
            # Without statistics every plan is right; with those of a young site, none.
            "DROP TABLE IF EXISTS sqlite_stat1; DROP TABLE IF EXISTS sqlite_stat4;"
        ),
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 600
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"]["OPTIONS"] = {
        "server_side_binding": True,
        "prepare_threshold": 3,
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# ----------------------------------------------------- Language, time, files
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_TZ = True
TIME_ZONE = "UTC"
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(env.str("STATIC_ROOT", f"{BASE_DIR}/var/static"))
# ^ where collectstatic puts what is served
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", f"{BASE_DIR}/var/media"))
# ^ where members' pictures are kept; no address leads there, a view shows them
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.static.HashedFiles"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = (
    2_500_000  # bytes; a draft of 20,000 characters fits 30 times
)
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_000  # an article of 100 sources has 650
DATA_UPLOAD_MAX_NUMBER_FILES = 100  # a batch has 50; its form refuses one more
LARGEST_UPLOAD = 8 * 1024**2  # bytes; a picture of 4 MB and all the fields of a form
FILE_UPLOAD_HANDLERS = [
    "config.uploads.BoundedHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# ------------------------------------------------------------------ Security
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"

# ------------------------------------------------------------------ Accounts
AUTH_USER_MODEL = "accounts.Member"
MIDDLEWARE += [
    "accounts.middleware.Doorkeeper",
    "articles.middleware.FormerAddresses",
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "accounts.hashers.LeanArgon2Hasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "accounts.passwords.LongestPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation."
        "UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username", "email"]},
    },
]
PASSWORD_RESET_TIMEOUT = 86_400  # seconds that a one-time link is good for
CSRF_FAILURE_VIEW = "accounts.views.csrf.failure"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "forum:front"

ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*"]
ACCOUNT_USERNAME_MIN_LENGTH = 3
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600  # seconds; post is slow
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 600
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 600
ACCOUNT_CHANGE_EMAIL = True  # one address a member; the new one is confirmed first
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900  # seconds
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "forum:front"
ACCOUNT_FORMS = {
    "login": "accounts.entrance.LoginForm",
    "signup": "accounts.entrance.SignupForm",
    "add_email": "accounts.entrance.ChangeEmailForm",
    "change_password": "accounts.entrance.ChangePasswordForm",
    "set_password": "accounts.entrance.SetPasswordForm",
    "reset_password": "accounts.entrance.ResetPasswordForm",
    "reset_password_from_key": "accounts.entrance.ResetPasswordKeyForm",
    "reauthenticate": "accounts.entrance.ReauthenticateForm",
    "request_login_code": "accounts.entrance.RequestLoginCodeForm",
    "confirm_login_code": "accounts.entrance.ConfirmLoginCodeForm",
    "confirm_email_verification_code": (
        "accounts.entrance.ConfirmEmailVerificationCodeForm"
    ),
    "confirm_password_reset_code": "accounts.entrance.ConfirmPasswordResetCodeForm",
}
MFA_ADAPTER = "accounts.adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # the code before and the one after: people type slowly
MFA_FORMS = {
    "authenticate": "accounts.entrance.AuthenticateForm",
    "reauthenticate": "accounts.entrance.ReauthenticateByAppForm",
    "activate_totp": "accounts.entrance.ActivateTOTPForm",
}
