"""The site as a server runs it: gunicorn, production settings, TLS, hashed files.

No nginx stands before it here to hold idle lines, so its workers have threads.
"""

from __future__ import annotations

import os
import re
import ssl
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from playwright.sync_api import expect

from tests import loopback
from tests.browser import stage
from tests.browser.watch import Watch

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Response

ARTICLE = "/articles/democratization-of-generative-ai/"
PAGES = {
    "/": 200,
    ARTICLE: 200,
    "/accounts/login/": 200,
    "/accounts/signup/": 200,
    "/moderation/": 200,
    "/nothing/here/": 404,
}
HASHED = re.compile(r"\.[0-9a-f]{12}\.(css|js|woff2|svg|ico)$")
PATIENCE = 30  # seconds for the server to begin


@pytest.fixture(scope="module")
def address() -> str:
    return f"https://127.0.0.1:{loopback.free_port()}"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("production")


@pytest.fixture(scope="module")
def surroundings(address: str, home: Path) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "SECRET_KEY": "only for this test: 0123456789 abcdefghijklmnopqrstuvwxyz",
        "DATABASE_URL": f"sqlite:///{home}/site.sqlite3",
        "STATIC_ROOT": f"{home}/static",
        "SITE_URL": address,
        "EMAIL_URL": "dummymail://",
        "PROXY_SSL_HEADER": "X-Forwarded-Proto",
    }


@pytest.fixture(scope="module")
def server(address: str, home: Path, surroundings: Mapping[str, str]) -> Iterator[str]:
    """A server set up by the commands of docs/operations.md, until the module is done."""
    manage(surroundings, "migrate")
    manage(surroundings, "createcachetable")
    manage(surroundings, "collectstatic", "--no-input")
    manage(surroundings, "load_sample")
    certificate, key = certify(home)
    gunicorn = [sys.executable, "-m", "gunicorn", "config.wsgi", "--log-level=warning"]
    gunicorn += [f"--bind={address.removeprefix('https://')}", "--workers=2"]
    gunicorn.append("--threads=4")
    gunicorn += [f"--certfile={certificate}", f"--keyfile={key}"]
    running = subprocess.Popen(  # noqa: S603 - our own words only
        gunicorn, cwd=settings.BASE_DIR, env=dict(surroundings)
    )
    try:
        wait_for(f"{address}/readyz", certificate)
        yield address
    finally:
        running.terminate()
        try:
            running.wait(timeout=20)
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait()


@pytest.fixture
def page(server: str, browser: Browser) -> Iterator[Page]:
    """A visitor's page. What it complains of fails the test."""

    def begin() -> tuple[Page, Watch]:
        context = browser.new_context(base_url=server, ignore_https_errors=True)
        watch = Watch(context)
        return context.new_page(), watch

    page, watch = stage.on_stage(begin)
    yield page
    stage.on_stage(page.context.close)
    assert watch.complaints() == []


def test_a_page_loads_whole_and_its_files_have_lasting_names(page: Page) -> None:
    answers: list[Response] = []

    def play() -> list[tuple[str, int, str]]:
        files = []
        note_in(answers, page)
        for path, status in PAGES.items():
            answers.clear()
            page.goto(path, wait_until="networkidle")
            assert page.locator("h1").count() == 1, path
            assert answers[0].status == status, path
            own = [facts(one) for one in answers if "/static/" in one.url]
            assert any(url.endswith(".css") for url, _, _ in own), path
            files += own
        return files

    files = stage.on_stage(play)

    assert {url for url, status, _ in files if status != 200} == set()
    assert {url for url, _, _ in files if not HASHED.search(url)} == set()
    assert {url for url, _, kept in files if "immutable" not in kept} == set()


def test_one_signs_in_and_replies(page: Page, surroundings: Mapping[str, str]) -> None:
    password = manage(surroundings, "make_moderator", "mina", "--password").strip()
    answers: list[Response] = []

    def play() -> tuple[list[Any], list[tuple[str, int, str]]]:
        note_in(answers, page)
        page.goto(ARTICLE)
        page.get_by_role("link", name="Sign in to reply").click()
        page.get_by_label("E-mail address or name").fill("mina")
        page.get_by_label("Password").fill(password)
        page.get_by_role("main").get_by_role("button", name="Sign in").click()
        composer = page.get_by_label("Add to the discussion")
        expect(composer).to_be_visible()
        page.wait_for_load_state()  # with its scripts
        composer.fill("Said under the rules of production [2].")
        composer.press("Control+Enter")
        expect(
            page.locator(".reply__body", has_text="rules of production")
        ).to_be_visible()
        files = [facts(one) for one in answers if "/static/" in one.url]
        return page.context.cookies(), files

    cookies, files = stage.on_stage(play)

    assert {cookie["name"] for cookie in cookies} >= {"__Host-session", "__Host-csrf"}
    assert all(cookie["secure"] for cookie in cookies)
    assert {url for url, status, _ in files if status != 200} == set()
    assert {url for url, _, _ in files if not HASHED.search(url)} == set()
    assert len([url for url, _, _ in files if url.endswith(".js")]) >= 3


def test_by_http_one_is_sent_to_https(page: Page, server: str) -> None:
    """As a proxy tells it: the visitor came without TLS."""

    def play() -> Any:
        came = {"X-Forwarded-Proto": "http"}
        return page.request.get("/about/", headers=came, max_redirects=0).headers

    assert stage.on_stage(play)["location"] == f"{server}/about/"


def test_every_answer_carries_the_promises(page: Page) -> None:
    headers = stage.on_stage(lambda: page.request.get("/nothing/here/").headers)

    assert "script-src 'self'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert "max-age=31536000" in headers["strict-transport-security"]
    assert headers["x-content-type-options"] == "nosniff"


def note_in(answers: list[Response], page: Page) -> None:
    """Write down every answer that the page gets."""

    def note(answer: Response) -> None:
        answers.append(answer)

    page.on("response", note)


def facts(answer: Response) -> tuple[str, int, str]:
    """Address, status, and how long it may be kept."""
    return answer.url, answer.status, answer.headers.get("cache-control", "")


def manage(surroundings: Mapping[str, str], *words: str) -> str:
    """What `manage.py` says to these words, in the surroundings of production."""
    done = subprocess.run(  # noqa: S603 - our own words only
        [sys.executable, "manage.py", *words, "--verbosity=0"],
        cwd=settings.BASE_DIR,
        env=dict(surroundings),
        check=True,
        text=True,
        stdout=subprocess.PIPE,
    )
    return done.stdout


def certify(home: Path) -> tuple[Path, Path]:
    """A certificate for this machine, signed by nobody else, good for a day."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(tz=UTC)
    here = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    certificate = (
        x509.CertificateBuilder(
            name, name, key.public_key(), x509.random_serial_number()
        )
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(here, critical=False)
        .sign(key, hashes.SHA256())
    )
    paths = home / "certificate.pem", home / "key.pem"
    paths[0].write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    paths[1].write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return paths


def wait_for(url: str, certificate: Path) -> None:
    """Until the server answers; it fails with its own reason if it never does."""
    trust = ssl.create_default_context(cafile=certificate)
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return urlopen(url, context=trust).close()  # noqa: S310 - our own address
        except URLError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
