"""How a guard visits a page, and what it brings back."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import html5lib
from django.conf import settings
from django.test import override_settings
from django.urls import get_resolver
from django.urls.resolvers import URLPattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

    from .world import World

SIGN_IN = "/accounts/login/"


@dataclass(frozen=True)
class Visit:
    """One request, and what is done before it in the same browser."""

    page: str  # what a failure calls it
    viewer: str
    path: str
    post: dict[str, Any] | None = None
    headers: dict[str, str] = field(default_factory=dict)
    before: tuple[tuple[str, dict[str, Any]], ...] = ()
    is_part: bool = False  # a fragment for a page that is already open
    is_reading: bool = False
    urlconf: str = "config.urls"
    forged: bool = False  # sent from elsewhere: nothing vouches for it


@dataclass
class Answer:
    """What came back."""

    visit: Visit
    status: int
    headers: dict[str, str]
    text: str
    cookies: frozenset[str]  # that it sets

    def __str__(self) -> str:
        return f"{self.visit.page} ({self.visit.viewer})"

    @property
    def is_html(self) -> bool:
        return self.headers.get("Content-Type", "").startswith("text/html")

    @property
    def is_page(self) -> bool:
        return self.is_html and bool(self.text) and not self.visit.is_part

    @cached_property
    def elements(self) -> list[Any]:
        """The elements as a browser finds them, in the order of the text."""
        parse = html5lib.parseFragment if self.visit.is_part else html5lib.parse
        root = parse(self.text, namespaceHTMLElements=False)
        return [element for element in root.iter() if isinstance(element.tag, str)]

    def all(self, tag: str) -> list[Any]:
        return [element for element in self.elements if element.tag == tag]


def answered(world: World, visit: Visit) -> Answer:
    """Pay the visit. The admin's own way to the sign-in page is walked to its end."""
    # Only where it differs: each change makes Django read all addresses anew.
    elsewhere = override_settings(ROOT_URLCONF=visit.urlconf)
    with elsewhere if visit.urlconf != settings.ROOT_URLCONF else nullcontext():
        client = world.browser(visit.viewer)
        client.handler.enforce_csrf_checks = visit.forged
        for path, typed in visit.before:
            client.post(path, typed)
        response = _ask(client, visit)
        while response.headers.get("Location", "").startswith("/admin/login/"):
            response = client.get(response.headers["Location"])
    text = "" if response.streaming else response.content.decode(errors="replace")
    headers = dict(response.headers.items())
    cookies = frozenset(response.cookies)
    return Answer(visit, response.status_code, headers, text, cookies)


def _ask(client: Client, visit: Visit) -> Any:
    if visit.post is None:
        return client.get(visit.path, headers=visit.headers)
    return client.post(visit.path, visit.post, headers=visit.headers)


def names(urlconf: str = "config.urls") -> dict[str, str]:
    """Every named address: name → how it is written. The unnamed are listed as ''."""
    return dict(_walk(get_resolver(urlconf).url_patterns, "", ()))


def _walk(
    patterns: Any, before: str, spaces: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield ":".join([*spaces, pattern.name or f"(unnamed) {route}"]), route
        else:
            space = (pattern.namespace,) if pattern.namespace else ()
            yield from _walk(pattern.url_patterns, route, (*spaces, *space))
