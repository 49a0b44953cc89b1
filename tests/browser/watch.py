"""What a page must never do while a test looks at it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Response

# Listens in every document, before any script of its own: what the policy refuses.
REPORTS = """
addEventListener("securitypolicyviolation", (event) => console.error(
  `CSP: ${event.effectiveDirective} refused ${event.blockedURI} ${event.sample}`));
"""

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
        self._answered: set[str] = set()
        self.origins: set[str] = set()

    def complaints(self) -> list[str]:
        """Errors of the console and of scripts, and requests that failed.

        The browser logs every answer of 400 and above. One to a page or a form that was
        asked for is the subject of the test; one to a style, script or image is not.
        What a test brings about by intent it names, word for word, to be forgiven.
        """
        return [
            text
            for text, url in self._complaints
            if not (text.startswith("Failed to load") and url in self._answered)
            and text not in self._forgiven
        ]

    def _look_at(self, page: Page) -> None:
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self._complaints.append((str(error), "")))
        page.on("response", self._note)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            place: Any = message.location
            self._complaints.append((message.text, place.get("url", "")))

    def _note(self, response: Response) -> None:
        kind = response.request.resource_type
        if kind == "document":
            scheme, host, *_rest = urlsplit(response.url)
            self.origins.add(f"{scheme}://{host}")
        if kind in {"document", "xhr", "fetch"} and response.status < 500:
            self._answered.add(response.url)
