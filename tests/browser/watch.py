"""What a page must never do while a test looks at it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import BrowserContext, ConsoleMessage, Frame, Page

# Listens in every document, before any script of its own: what the policy refuses, and
# which style, script or image is not to be had. To be told of each answer out here would
# take longer than to draw most pages.
REPORTS = """
addEventListener("securitypolicyviolation", (event) => console.error(
  `CSP: ${event.effectiveDirective} refused ${event.blockedURI} ${event.sample}`));
new PerformanceObserver((list) => {
  for (const { initiatorType, name, responseStatus } of list.getEntries())
    if (responseStatus >= 400 && !["fetch", "xmlhttprequest"].includes(initiatorType))
      console.error(`Not to be had: ${name} ${responseStatus}`);
}).observe({ type: "resource", buffered: true });
"""
# The browser logs each answer of 400 and above, to whatever it was.
REFUSED = re.compile(
    r"Failed to load resource: the server responded with a status of 4"
)
FILE = re.compile(r"/(static|pictures)/.")  # is asked for by pages alone

# Nothing but a test that takes the line away brings this about.
NO_LINE = "Failed to load resource: net::ERR_INTERNET_DISCONNECTED"


class Watch:
    """Collects the complaints of every page of a context."""

    def __init__(self, context: BrowserContext, *, forgive: Sequence[str] = ()) -> None:
        self.begin_anew(forgive)
        context.add_init_script(REPORTS)
        context.on("page", self._look_at)

    def begin_anew(self, forgive: Sequence[str] = ()) -> None:
        """So far nothing was heard, and no page has been anywhere."""
        self._forgiven = frozenset([*forgive, NO_LINE])
        self._complaints: list[tuple[str, str]] = []
        self.origins: set[str] = set()

    def complaints(self) -> list[str]:
        """Errors of the console and of scripts, and requests that failed.

        That a page or a form that was asked for is refused is the subject of a test; that
        a style, a script or an image is, never. What a test brings about by intent it
        names, word for word, to be forgiven.
        """
        return [
            text
            for text, url in self._complaints
            if text not in self._forgiven and not was_asked_for(text, url)
        ]

    def _look_at(self, page: Page) -> None:
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self._complaints.append((str(error), "")))
        page.on("framenavigated", self._note)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            place: Any = message.location
            self._complaints.append((message.text, place.get("url", "")))

    def _note(self, frame: Frame) -> None:
        scheme, host, *_rest = urlsplit(frame.url)
        if scheme in {"http", "https"}:
            self.origins.add(f"{scheme}://{host}")


def was_asked_for(text: str, url: str) -> bool:
    """Whether the browser says that a page, a form or a script's question was refused."""
    return bool(REFUSED.match(text)) and not FILE.match(urlsplit(url).path)
