"""Chromium, real pages of a real server, and nobody's complaints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import pytest
from django.conf import settings
from django.test import Client

from tests import chromium
from tests.browser import stage
from tests.browser.watch import Watch

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playwright.sync_api import Browser, BrowserContext, Page


class Open(Protocol):
    def __call__(
        self,
        *,
        member: Any = None,
        javascript: bool = True,
        width: int = 1280,
        colours: str = "light",
        forgive: Sequence[str] = (),
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
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - not without one

    playwright = stage.on_stage(sync_playwright().start)
    yield stage.on_stage(
        playwright.chromium.launch,
        executable_path=program,
        args=chromium.arguments(),
    )
    stage.on_stage(playwright.stop)


@pytest.fixture
def site(live_server: Any, settings: Any) -> str:
    """The address of the running site; what it says of itself agrees."""
    settings.SITE_URL = live_server.url
    return str(live_server.url)


@pytest.fixture
def open_page(site: str, browser: Browser) -> Iterator[Open]:
    """Open a page as somebody: `open_page(member=alice).goto("/")`.

    When the test is over, whatever any of its pages complained of fails it.
    """
    contexts: list[tuple[BrowserContext, Watch]] = []

    def open_(
        *,
        member: Any = None,
        javascript: bool = True,
        width: int = 1280,
        colours: str = "light",
        forgive: Sequence[str] = (),
        **options: Any,
    ) -> Page:
        context = browser.new_context(
            base_url=site,
            java_script_enabled=javascript,
            viewport={"width": width, "height": 900},
            color_scheme="dark" if colours == "dark" else "light",
            reduced_motion="reduce",
            **options,
        )
        context.set_default_timeout(10_000)
        contexts.append((context, Watch(context, forgive=forgive)))
        if member is not None:
            context.add_cookies([cookie_of(member, site)])
        return context.new_page()

    yield open_

    complaints: list[str] = []
    for context, watch in contexts:
        stage.on_stage(context.close)  # what is still on its way arrives before this
        complaints += watch.complaints()
    assert complaints == []


@pytest.fixture
def page(open_page: Open) -> Page:
    """A visitor's page, with JavaScript."""
    return stage.on_stage(open_page)


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
