"""Reach a host of the web: only where everybody may go, and not for long."""

from __future__ import annotations

import contextlib
import io
import socket
import ssl
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from . import guard
from .guard import Place, RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

CONNECT = 2.0  # seconds
TOTAL = 5.0  # seconds for everything, redirects and the names of hosts included
MAX_READ = 1024 * 1024  # bytes that one host may send, headers and all
TRIED = 4  # of all the addresses that a name has


def resolve(host: str) -> list[str]:
    """All addresses that a host's name has."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(told[4][0]) for told in found))


@dataclass(frozen=True, slots=True)
class Web:
    """The way to the web: what may be asked, who knows the names, whom to believe.

    The site has one, `PUBLIC`, and no setting leads to another: a test hands over its
    own, which leads to the test itself.
    """

    is_open: Callable[[str], bool] = guard.is_public
    ports: Collection[int] = frozenset({80, 443})
    resolve: Callable[[str], list[str]] = resolve
    tls: Callable[[], ssl.SSLContext] = ssl.create_default_context


PUBLIC = Web()


@dataclass(frozen=True, slots=True)
class Deadline:
    """When everything must be over that begins now."""

    at: float = field(default_factory=lambda: time.monotonic() + TOTAL)

    @property
    def seconds(self) -> float:
        """How many are left. Raises TimeoutError if none are."""
        left = self.at - time.monotonic()
        if left <= 0:
            raise TimeoutError(f"It took more than {TOTAL:.0f} s.")
        return left


class Line(io.RawIOBase):
    """A socket, as http.client uses one, that ends at its hour and has its measure."""

    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self._sock = sock
        self._deadline = deadline
        self._read = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._sock.settimeout(self._deadline.seconds)
        count = self._sock.recv_into(buffer)
        self._read += count
        if self._read > MAX_READ:
            raise RefusedError("It says too much.")
        return count

    def sendall(self, data: bytes) -> None:
        self._sock.settimeout(self._deadline.seconds)
        self._sock.sendall(data)

    def makefile(self, mode: str) -> io.BufferedReader:  # noqa: ARG002 - as a socket's
        return io.BufferedReader(self)

    def close(self) -> None:
        """Nothing: whoever reached the host hangs up, when the answer has been read."""


@contextlib.contextmanager
def reach(place: Place, deadline: Deadline, web: Web) -> Iterator[Line]:
    """A line to a host, at one of the very addresses that were looked at.

    Raises RefusedError if any of them is not open to everybody.
    """
    if place.port not in web.ports:
        raise RefusedError(f"Pages are not served on port {place.port}.")
    addresses = _addresses(place.host, deadline, web)
    if not addresses or not all(map(web.is_open, addresses)):
        raise RefusedError(f"{place.host} is not open to everybody.")
    with _dialled(addresses[:TRIED], place.port, deadline) as plain:
        if place.scheme == "http":
            yield Line(plain, deadline)
            return
        plain.settimeout(deadline.seconds)
        with web.tls().wrap_socket(plain, server_hostname=place.host) as secure:
            yield Line(secure, deadline)


def _addresses(host: str, deadline: Deadline, web: Web) -> list[str]:
    """All addresses of a host. Who answers for its name may not keep us either."""
    found: list[str] = []
    wrong: list[Exception] = []

    def ask() -> None:
        try:
            found.extend(web.resolve(host))
        except (OSError, UnicodeError) as error:
            wrong.append(error)

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(deadline.seconds)
    if asking.is_alive():
        raise TimeoutError(f"The name {host} takes too long.")
    if wrong:
        raise wrong[0]
    return found


def _dialled(addresses: list[str], port: int, deadline: Deadline) -> socket.socket:
    """A connection to the first of these that takes one."""
    failure = OSError()
    for address in addresses:
        try:
            seconds = min(CONNECT, deadline.seconds)
            return socket.create_connection((address, port), timeout=seconds)
        except OSError as error:
            failure = error
    raise failure
