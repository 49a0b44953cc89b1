"""Ask for one page of the web."""

from __future__ import annotations

import contextlib
import http.client
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from django.conf import settings

from . import bodies, guard, wire
from .guard import Place, RefusedError
from .wire import Deadline, Web

if TYPE_CHECKING:
    from collections.abc import Iterator

REDIRECTS = 3

_MOVED = frozenset({301, 302, 303, 307, 308})
_LATER = frozenset({408, 425, 429, 500, 502, 503, 504})


class UnreachableError(Exception):
    """Nothing came, or word that it is busy; later there may be a page."""


@dataclass(frozen=True, slots=True)
class Page:
    address: str  # where it was in the end
    html: str


def fetch(address: str, *, web: Web) -> Page:
    """The page at an address, as much of it as can hold its title.

    Raises RefusedError or UnreachableError.
    """
    deadline = Deadline()
    try:
        for _ in range(REDIRECTS + 1):
            with _asked(guard.place(address), deadline, web) as response:
                onward = _onward(response)
                if not onward:
                    return Page(address, _read(response))
                address = urljoin(address, onward)
    except (zlib.error, ValueError) as error:
        raise RefusedError(str(error)) from None
    except (OSError, http.client.HTTPException) as error:
        raise UnreachableError(repr(error)) from None
    raise RefusedError(f"It leads on more than {REDIRECTS} times.")


@contextlib.contextmanager
def _asked(
    place: Place, deadline: Deadline, web: Web
) -> Iterator[http.client.HTTPResponse]:
    with wire.reach(place, deadline, web) as line:
        connection = http.client.HTTPConnection(place.host, place.port)
        connection.sock = line
        headers = {
            "Host": place.authority,
            "User-Agent": f"Footnote (+{settings.SITE_URL})",
            "Accept": "text/html",
            "Accept-Encoding": "gzip",
            "Connection": "close",
        }
        connection.request("GET", place.target, headers=headers)
        yield connection.getresponse()


def _onward(response: http.client.HTTPResponse) -> str:
    """Where the answer sends us on to, if it does."""
    if response.status not in _MOVED:
        return ""
    return response.headers.get("Location", "")


def _read(response: http.client.HTTPResponse) -> str:
    if response.status in _LATER:
        raise UnreachableError(f"It answers {response.status}.")
    if response.status != http.client.OK:
        raise RefusedError(f"It answers {response.status}.")
    return bodies.text(response)
