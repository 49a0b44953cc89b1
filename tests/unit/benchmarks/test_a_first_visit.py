"""The line is as long as it says and loses nothing; nginx is told what operators are."""

from __future__ import annotations

import secrets
import socket
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest

from benchmarks.visit import Visit, lines
from benchmarks.visit_line import slow_line
from benchmarks.visit_proxy import configuration

SENT = secrets.token_bytes(300_000)
SECONDS, RATE = 0.02, 3_000_000


def read(connection: socket.socket) -> bytes:
    pieces = iter(lambda: connection.recv(65_536), b"")
    return b"".join(pieces)


@pytest.fixture
def echo():
    """The port of somebody who gives back all that was said, once it was."""

    def answer(listener: socket.socket) -> None:
        with suppress(TimeoutError), listener.accept()[0] as connection:
            connection.sendall(read(connection))

    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(5)  # nobody may come
        thread = threading.Thread(target=answer, args=[listener])
        thread.start()
        yield listener.getsockname()[1]
        thread.join()


def test_a_slow_line_brings_everything_and_takes_its_time(echo):
    began = time.monotonic()

    with (
        slow_line(echo, seconds=SECONDS, rate=RATE) as port,
        socket.create_connection(("127.0.0.1", port)) as connection,
    ):
        connection.sendall(SENT)
        connection.shutdown(socket.SHUT_WR)
        received = read(connection)

    assert received == SENT
    # Four ways, two of them of the handshake, and what the way back takes at a time.
    assert time.monotonic() - began >= 4 * SECONDS + len(SENT) / RATE


@pytest.mark.parametrize(
    ("is_http2", "told"), [(True, " ssl http2;"), (False, " ssl;")]
)
def test_nginx_is_told_the_words_for_operators(is_http2, told):
    said = configuration("http://127.0.0.1:1", 2, Path("/home"), is_http2=is_http2)

    assert f"listen 127.0.0.1:2{told}" in said
    assert "proxy_pass http://127.0.0.1:1;" in said
    assert "ssl_certificate_key /home/footnote.example.pem;" in said
    assert "proxy_set_header X-Forwarded-Proto $scheme;" in said
    assert "TLSv1.3" in said
    assert "letsencrypt" not in said


def test_a_page_is_a_multiple_of_the_one_beside_it():
    apart = Visit("apart", "/", "apart", files=60, size=145_000, waits=[2_000, 3_000])
    whole = Visit("whole", "/", "apart", files=3, size=70_000, waits=[1_000, 1_200])

    [_, first, second] = lines([apart, whole])

    assert first.split() == ["apart", "60", "145", "2500", "1.00"]
    assert second.split() == ["whole", "3", "70", "1100", "0.45"]
