"""Contexts of the browser that serve one test after another, emptied in between.

In one that has drawn a page before, its style sheets, scripts and fonts are at hand, and
a page opens in a third of the time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from tests.browser.watch import Watch

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from playwright.sync_api import Browser, BrowserContext, Page


PATIENCE = 30_000  # milliseconds, for a machine on which others work too


class Lent(NamedTuple):
    """A page in a context that nobody else has, and the watch over that context."""

    context: BrowserContext
    watch: Watch
    page: Page
    kind: str | None = None  # of those that are used again


class Contexts:
    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._idle: dict[str, list[Lent]] = {}

    def take(
        self, *, forgive: Sequence[str] = (), alone: bool = False, **options: Any
    ) -> Lent:
        """A context made with these options, which remembers nothing."""
        kind = None if alone else repr(sorted(options.items()))
        if kind and self._idle.get(kind):
            lent = self._idle[kind].pop()
            page = lent.context.new_page()
            forget(page, lent.watch.origins)
            lent.watch.begin_anew(forgive)
            return lent._replace(page=page)
        context = self._browser.new_context(**options)
        context.set_default_timeout(PATIENCE)
        watch = Watch(context, forgive=forgive)
        return Lent(context, watch, context.new_page(), kind)

    def give_back(self, lent: Lent) -> None:
        """Close its pages; what is still on its way to the watch arrives before this."""
        if lent.kind is None:
            lent.context.close()
            return
        for page in lent.context.pages:
            page.close()
        lent.context.set_offline(offline=False)
        lent.context.clear_permissions()
        lent.context.clear_cookies()
        self._idle.setdefault(lent.kind, []).append(lent)


def forget(page: Page, origins: Iterable[str]) -> None:
    """Empty what sites keep in a browser. Not as a page closes: it may write then."""
    keeper = page.context.new_cdp_session(page)
    for origin in origins:
        everything = {"origin": origin, "storageTypes": "all"}
        keeper.send("Storage.clearDataForOrigin", everything)
    keeper.detach()
