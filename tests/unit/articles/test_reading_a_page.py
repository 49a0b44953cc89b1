"""What a host answers is read as a page within our measure, or not at all."""

from __future__ import annotations

import gzip
import time
from typing import TYPE_CHECKING, Any

import pytest

from articles import fetching
from articles.fetching import RefusedError, UnreachableError, bodies, wire
from tests.loopback import ask, moved, page, response, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

TITLE = "<title>A memo</title>"


# ------------------------------------------------------------------ What is not taken
@pytest.mark.parametrize(
    "kind",
    ["text/plain", "application/pdf", "image/png", "application/json", "image/svg+xml",
     "application/xhtml+xml", "text/htmlx", "text/xml", ""],
)  # fmt: skip
def test_what_is_no_page_has_no_title(kind: str) -> None:
    with pytest.raises(RefusedError, match="no page"):
        ask(response(TITLE.encode(), kind=kind))


@pytest.mark.parametrize(
    "status", ["201 C", "204 N", "400 B", "401 U", "403 F", "410 G"]
)
def test_a_fault_has_no_title(status: str) -> None:
    with pytest.raises(RefusedError, match=status[:3]):
        ask(response(TITLE.encode(), status))


@pytest.mark.parametrize(
    "status", ["408 T", "429 T", "500 E", "502 B", "503 S", "504 T"]
)
def test_a_host_that_is_busy_may_be_asked_later(status: str) -> None:
    with pytest.raises(UnreachableError):
        ask(response(TITLE.encode(), status))


@pytest.mark.parametrize(
    "answer",
    [b"", b"SSH-2.0-OpenSSH\r\n", b"HTTP/1.1 x\r\n\r\n", b"220 mail ready\r\n"],
)
def test_what_does_not_speak_http_is_not_understood(answer: bytes) -> None:
    with pytest.raises(UnreachableError):
        ask(answer)


def forever(head: bytes, piece: bytes, pause: float = 0) -> Any:
    def answer() -> Iterator[bytes]:
        yield head
        while True:
            time.sleep(pause)
            yield piece

    return answer


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"


def test_of_a_page_without_end_its_beginning_is_read() -> None:
    title = ask(forever(HEAD + TITLE.encode(), b"word " * 10_000))

    assert title == "A memo"


def test_a_title_beyond_half_a_megabyte_is_not_found() -> None:
    assert ask(response(b" " * bodies.MAX_PAGE + TITLE.encode())) == ""
    assert ask(response(b" " * (bodies.MAX_PAGE - 30) + TITLE.encode())) == "A memo"


@pytest.mark.parametrize(
    "answer",
    [
        forever(b"HTTP/1.1 200 OK\r\n", b"X-A: " + b"a" * 60_000 + b"\r\n"),
        forever(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 2_000),
    ],
    ids=["headers", "beginnings"],
)
def test_a_megabyte_before_the_page_is_too_much(answer: Any) -> None:
    with pytest.raises(RefusedError, match="too much"):
        ask(answer)


@pytest.mark.parametrize("head", [b"HTTP/1.1 200 OK\r\nX-A: ", b""])
def test_a_line_without_end_is_not_read(head: bytes) -> None:
    with pytest.raises(UnreachableError, match="more than 65536"):
        ask(forever(head, b"a" * 60_000))


@pytest.mark.parametrize(
    "answer",
    [
        forever(b"", b"H", 0.01),
        forever(b"HTTP/1.1 200 OK\r\nX-A: ", b"a", 0.01),
        forever(HEAD + TITLE.encode(), b" ", 0.01),
        forever(HEAD.replace(b"\r\n\r\n", b"\r\nTransfer-Encoding: chunked\r\n\r\n"),
                b"1\r\na\r\n", 0.01),
    ],
    ids=["a line", "a header", "a page", "pieces"],
)  # fmt: skip
def test_a_host_that_speaks_slowly_may_not_keep_us(
    answer: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(wire, "TOTAL", 0.3)

    with pytest.raises(UnreachableError):
        ask(answer)


def test_a_host_that_says_nothing_may_not_keep_us(monkeypatch: Any) -> None:
    monkeypatch.setattr(wire, "TOTAL", 0.3)

    with pytest.raises(UnreachableError):
        ask(forever(b"", b"", 0.01))


def test_each_redirect_takes_from_the_same_time(monkeypatch: Any) -> None:
    monkeypatch.setattr(wire, "TOTAL", 0.3)

    def slowly(answer: bytes) -> Any:
        def pieces() -> Iterator[bytes]:
            time.sleep(0.2)
            yield answer

        return pieces

    answers = {"/": slowly(moved("/memo")), "/memo": slowly(page("A memo"))}
    with serving(answers) as machine, pytest.raises(UnreachableError):
        fetching.title_at(machine.url(), web=machine.web())


# ------------------------------------------------------------------------ How it is packed
@pytest.mark.parametrize("coding", ["gzip", "x-gzip", "GZIP", "identity"])
def test_a_packed_page_is_unpacked(coding: str) -> None:
    body = f"<head>{TITLE}".encode()
    packed = body if coding == "identity" else gzip.compress(body)

    assert ask(response(packed, Content_Encoding=coding)) == "A memo"


@pytest.mark.parametrize("size", [10**6, 10**7])
def test_a_page_that_grows_a_thousandfold_is_refused(size: int) -> None:
    bomb = gzip.compress(TITLE.encode() + b" " * size)

    with pytest.raises(RefusedError, match="tightly"):
        ask(response(bomb, Content_Encoding="gzip"))


@pytest.mark.parametrize("coding", ["br", "deflate", "zstd", "gzip, gzip", "x"])
def test_a_page_packed_in_another_way_is_refused(coding: str) -> None:
    with pytest.raises(RefusedError, match="packed"):
        ask(response(gzip.compress(TITLE.encode()), Content_Encoding=coding))


def test_what_only_says_that_it_is_packed_is_refused() -> None:
    with pytest.raises(RefusedError):
        ask(response(TITLE.encode(), Content_Encoding="gzip"))


# ------------------------------------------------------------------- What it is written in
@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("<title>Zo\u00eb</title>".encode(), "text/html"),
        ("<title>Zo\u00eb</title>".encode(), "text/html; charset=utf-8"),
        ("<title>Zo\u00eb</title>".encode("latin-1"), "text/html; charset=ISO-8859-1"),
        ("<title>Zo\u00eb</title>".encode("cp1252"), 'text/html; charset="latin1"'),
        ("<title>Zo\u00eb</title>".encode("utf-16"), "text/html; charset=latin1"),
        ("<title>Zo\u00eb</title>".encode("utf-8-sig"), "text/html; charset=latin1"),
        ("<meta charset=windows-1252><title>Zo\u00eb</title>".encode("cp1252"),
         "text/html"),
        ("<meta http-equiv=Content-Type content='text/html; charset=iso-8859-15'>"
         "<title>Zo\u00eb</title>".encode("iso-8859-15"), "text/html"),
        ("<title>Zo\u00eb</title>".encode(), "text/html; charset=nonsense"),
        ("<title>Zo\u00eb</title>".encode(), "text/html; charset=iso-8859-99"),
        ("<title>Zo\u00eb</title>".encode(), "text/html; charset=unicode_escape"),
        ("<title>Zo\u00eb</title>".encode(), "text/html; charset=punycode"),
        ("<title>Zo\u00eb</title>".encode(), "text/html; charset=zip"),
    ],
)  # fmt: skip
def test_letters_are_read_as_the_page_writes_them(body: bytes, kind: str) -> None:
    assert ask(response(body, kind=kind)) == "Zo\u00eb"


def test_a_letter_that_is_none_does_no_harm() -> None:
    body = b"<title>Zo\xff\xfe\xc3</title>"

    assert ask(response(body)) == "Zo\ufffd\ufffd\ufffd"
