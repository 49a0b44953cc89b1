"""How long somebody waits for words who was never here: on a phone, on a slow line.

The server and the nginx of docs/operations.md, and the line that Lighthouse calls a slow
one: 150 ms there and back, 1.6 Mbit/s. Rounds are interleaved, each with an empty cache;
figures are medians of them, ratios the median of the rounds' ratios to the same page
whose style sheets are asked for one by one.
"""

from __future__ import annotations

import contextlib
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from tests import chromium

from . import http_server, programs, visit_proxy
from .http import YARD
from .visit_line import slow_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from playwright.sync_api import Browser, ViewportSize

# https://github.com/GoogleChrome/lighthouse/blob/main/docs/throttling.md
ONE_WAY = 0.075  # seconds
RATE = 1_600_000 / 8  # bytes a second
PHONE: ViewportSize = {"width": 390, "height": 844}
PAINTED = """() => new Promise((tell) => {
  new PerformanceObserver((list) => {
    const [first] = list.getEntriesByName("first-contentful-paint");
    if (first) tell(first.startTime);
  }).observe({ type: "paint", buffered: true });
})"""
FETCHED = """() => {
  const files = performance.getEntriesByType("resource");
  return [files.length, files.reduce((sum, file) => sum + file.transferSize, 0)];
}"""


@dataclass(slots=True)
class Visit:
    """One page, and what came of each first visit; times in milliseconds."""

    name: str
    path: str
    beside: str
    is_http2: bool = True
    files: int = 0
    size: int = 0
    waits: list[float] = field(default_factory=list)


def measure(rounds: int) -> list[str]:
    """The table, line by line."""
    visits = list(to_measure())
    with far_away() as addresses, browsing() as browser:
        for _ in range(rounds):
            for visit in visits:
                look(browser, addresses[visit.is_http2], visit)
    return list(lines(visits))


def to_measure() -> Iterable[Visit]:
    for page, path in (("front page", "/"), ("article", YARD)):
        apart = f"{page}, styles apart"
        yield Visit(apart, f"/baseline/apart{path}", apart)
        yield Visit(
            f"{apart}, HTTP/1.1", f"/baseline/apart{path}", apart, is_http2=False
        )
        yield Visit(f"{page}, HTTP/1.1", path, apart, is_http2=False)
        yield Visit(page, path, apart)


@contextlib.contextmanager
def far_away() -> Iterator[Mapping[bool, str]]:
    """The addresses of the site behind nginx and the line, by whether it is HTTP/2."""
    with contextlib.ExitStack() as open_:
        enter = open_.enter_context
        home = Path(enter(tempfile.TemporaryDirectory(prefix="footnote-bench-")))
        server = enter(http_server.running())
        addresses = {}
        for is_http2 in (True, False):
            folder = home / f"nginx-{is_http2}"
            near = enter(visit_proxy.proxied(server, folder, is_http2=is_http2))
            far = enter(slow_line(near, seconds=ONE_WAY, rate=RATE))
            addresses[is_http2] = f"https://{http_server.HOST}:{far}"
        yield addresses


@contextlib.contextmanager
def browsing() -> Iterator[Browser]:
    here = f"--host-resolver-rules=MAP {http_server.HOST} 127.0.0.1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=programs.path("chromium"),
            args=[*chromium.arguments(), here],
        )
        yield browser
        browser.close()


def look(browser: Browser, address: str, visit: Visit) -> None:
    """Once, by a browser that remembers nothing, until the first words are drawn."""
    context = browser.new_context(viewport=PHONE, ignore_https_errors=True)
    page = context.new_page()
    answer = page.goto(f"{address}{visit.path}")
    if answer is None or answer.status != 200:
        message = f"{visit.path} answered {answer and answer.status}"
        raise RuntimeError(message)
    visit.waits.append(page.evaluate(PAINTED))
    visit.files, visit.size = page.evaluate(FETCHED)
    context.close()


def lines(visits: Sequence[Visit]) -> Iterable[str]:
    named = {visit.name: visit for visit in visits}
    yield f"{'first visit':<36}{'files':>6}{'kB':>6}{'ms to words':>13}{'ratio':>7}"
    for visit in visits:
        pairs = zip(visit.waits, named[visit.beside].waits, strict=True)
        ratio = median(one / other for one, other in pairs)
        yield (
            f"{visit.name:<36}{visit.files:>6}{visit.size / 1000:>6.0f}"
            f"{median(visit.waits):>13.0f}{ratio:>7.2f}"
        )
