"""What a server must be told, and what it promises then."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.conf import settings

TOLD = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": "k" * 20 + "0123456789" + "q-w-e-r-t-y-u-i-o-p-a-s-d",
    "DATABASE_URL": "sqlite://:memory:",
    "SITE_URL": "https://footnote.example/",
    "EMAIL_URL": "smtp+tls://user:word@smtp.example:587",
}
SAY = "from django.conf import settings as s; print(({}))"


def python(*arguments: str, **told: str) -> subprocess.CompletedProcess[str]:
    keep = ("PATH", "HOME", "LANG", "COVERAGE_FILE", "COVERAGE_PROCESS_CONFIG")
    surroundings = {key: os.environ[key] for key in keep if key in os.environ}
    return subprocess.run(  # noqa: S603 - our own words only
        [sys.executable, *arguments],
        cwd=settings.BASE_DIR,
        env={**surroundings, **told},
        capture_output=True,
        check=False,
        text=True,
    )


def said(what: str, **told: str) -> str:
    return python("-c", SAY.format(what), **TOLD, **told).stdout.strip()


@pytest.mark.parametrize(
    "name", ["SECRET_KEY", "DATABASE_URL", "SITE_URL", "EMAIL_URL"]
)
def test_a_missing_variable_stops_the_program_by_its_name(name):
    told = {key: value for key, value in TOLD.items() if key != name}

    ended = python("manage.py", "check", **told)

    assert ended.returncode != 0
    assert f"Set the {name} environment variable" in ended.stderr


def test_told_everything_it_is_fit_to_be_deployed():
    ended = python("manage.py", "check", "--deploy", "--fail-level", "WARNING", **TOLD)

    assert ended.returncode == 0, ended.stderr


def test_static_files_are_gathered_where_it_is_told():
    assert said("s.STATIC_ROOT", STATIC_ROOT="/srv/static") == "/srv/static"
    assert said("s.STATIC_ROOT").endswith("/var/static")


def test_pictures_are_kept_where_it_is_told():
    assert said("s.MEDIA_ROOT", MEDIA_ROOT="/srv/media") == "/srv/media"
    assert said("s.MEDIA_ROOT").endswith("/var/media")


def test_hosts_and_sender_follow_from_the_address_of_the_site():
    assert said("s.ALLOWED_HOSTS, s.SITE_URL, s.DEFAULT_FROM_EMAIL") == str(
        (
            ["footnote.example"],
            "https://footnote.example",
            "Footnote <noreply@footnote.example>",
        )
    )


def test_cookies_are_bound_to_the_host_and_staff_to_a_second_factor():
    assert said(
        "s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE,"
        "s.CSRF_COOKIE_SECURE, s.REQUIRE_STAFF_MFA, s.DEBUG"
    ) == str(("__Host-session", "__Host-csrf", True, True, True, False))


def test_a_header_of_the_proxy_is_believed_only_when_named():
    name = {"PROXY_SSL_HEADER": "X-Forwarded-Proto"}

    assert said("s.SECURE_PROXY_SSL_HEADER") == "None"
    assert said("s.SECURE_PROXY_SSL_HEADER", **name) == str(
        ("HTTP_X_FORWARDED_PROTO", "https")
    )


def test_letters_go_by_the_server_that_was_named():
    what = "s.EMAIL_HOST, s.EMAIL_PORT, s.EMAIL_HOST_USER, s.EMAIL_USE_TLS"

    assert said(what) == str(("smtp.example", 587, "user", True))


def test_the_cache_is_the_databases_unless_another_is_named():
    database = "django.core.cache.backends.db.DatabaseCache"
    redis = "django.core.cache.backends.redis.RedisCache"
    what = "s.CACHES['default']['BACKEND']"

    assert said(what) == database
    assert said(what, CACHE_URL="rediscache://localhost:6379/0") == redis


def test_sqlite_has_on_the_disk_whatever_it_has_answered_for():
    script = """
import django
from django.db import connection
django.setup()
with connection.cursor() as cursor:
    print(cursor.execute("PRAGMA synchronous").fetchone())
"""

    ended = python("-c", script, **TOLD)

    assert ended.stdout.strip() == "(2,)"  # FULL
