"""Chromium, real pages of a real server, and nobody's complaints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import pytest
from django.conf import settings
from django.test import Client

from tests import chromium
from tests.browser import stage
from tests.browser.contexts import PATIENCE, Contexts, Lent
from tests.browser.gathered import gathered, served

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playwright.sync_api import Browser, Page
    from pytest_django.live_server_helper import LiveServer


class Open(Protocol):
    def __call__(
        self,
        *,
        member: Any = None,
        javascript: bool = True,
        width: int = 1280,
        colours: str = "light",
        forgive: Sequence[str] = (),
        alone: bool = False,
        **options: Any,
    ) -> Page: ...


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Play a test that drives the browser on the stage (see stage.py)."""
    if "open_page" not in pyfuncitem.fixturenames:
        return None
    names = pyfuncitem._fixtureinfo.argnames
    stage.on_stage(
        pyfuncitem.obj, **{name: pyfuncitem.funcargs[name] for name in names}
    )
    return True


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = chromium.program()
    if program is None:
        pytest.skip("there is no Chromium on this machine")
    from playwright.sync_api import expect, sync_playwright  # noqa: PLC0415 - not without one

    expect.set_options(timeout=PATIENCE)
    playwright = stage.on_stage(sync_playwright().start)
    yield stage.on_stage(
        playwright.chromium.launch,
        executable_path=program,
        args=chromium.arguments(),
    )
    stage.on_stage(playwright.stop)


@pytest.fixture(scope="session")
def live_server() -> Iterator[LiveServer]:
    with gathered(), served() as server:
        yield server


@pytest.fixture
def site(live_server: LiveServer, settings: Any) -> str:
    """The address of the running site; what it says of itself agrees."""
    settings.SITE_URL = live_server.url
    return str(live_server.url)


@pytest.fixture(scope="session")
def contexts(browser: Browser) -> Contexts:
    return Contexts(browser)


@pytest.fixture
def open_page(site: str, contexts: Contexts) -> Iterator[Open]:
    """Open a page as somebody: `open_page(member=alice).goto("/")`.

    When the test is over, whatever any of its pages complained of fails it. What a test
    lays into a context, or one that it closes, is nobody else's: that is `alone`.
    """
    taken: list[Lent] = []

    def open_(
        *,
        member: Any = None,
        javascript: bool = True,
        width: int = 1280,
        colours: str = "light",
        forgive: Sequence[str] = (),
        alone: bool = False,
        **options: Any,
    ) -> Page:
        lent = contexts.take(
            forgive=forgive,
            alone=alone,
            base_url=site,
            java_script_enabled=javascript,
            viewport={"width": width, "height": 900},
            color_scheme="dark" if colours == "dark" else "light",
            reduced_motion="reduce",
            **options,
        )
        taken.append(lent)
        if member is not None:
            lent.context.add_cookies([cookie_of(member, site)])
        return lent.page

    yield open_

    complaints: list[str] = []
    for lent in taken:
        stage.on_stage(contexts.give_back, lent)
        complaints += lent.watch.complaints()
    assert complaints == []


@pytest.fixture
def page(open_page: Open) -> Page:
    """A visitor's page, with JavaScript."""
    return stage.on_stage(open_page)


@pytest.fixture(scope="session")
def kept_article(keep_article: Any) -> Any:
    return keep_article(sources=["A memo", "A book"])


@pytest.fixture
def place(article: Any) -> str:
    """Where it is read and answered."""
    return str(article.get_absolute_url())


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def javascript(request: pytest.FixtureRequest) -> bool:
    """Tell a story twice: `open_page(javascript=javascript)`."""
    return bool(request.param)


def cookie_of(member: Any, site: str) -> Any:
    """The session of a member who has signed in."""

    def sign_in() -> str:
        client = Client()
        client.force_login(member)
        return client.cookies[settings.SESSION_COOKIE_NAME].value

    value = stage.database(sign_in)
    return {"name": settings.SESSION_COOKIE_NAME, "value": value, "url": site}
