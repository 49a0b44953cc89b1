"""A page of the web is asked for its title: once, briefly, and by nobody in particular."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest

from articles import fetching
from articles.fetching import RefusedError, UnreachableError, wire
from tests.loopback import (
    HERE,
    Loopback,
    ask,
    certified,
    moved,
    page,
    response,
    serving,
)

if TYPE_CHECKING:
    from pathlib import Path

ELSEWHERE = "127.0.0.2"  # this machine too, and not open


def asked(machine: Loopback, path: str = "/", **changes: Any) -> str:
    return fetching.title_at(machine.url(path), web=machine.web(**changes))


# ------------------------------------------------------------------------ What is asked
def test_a_page_tells_its_title() -> None:
    assert ask(page("A memo")) == "A memo"


def test_over_tls_the_host_proves_its_name(tmp_path: Path) -> None:
    server, believing = certified(tmp_path)
    with serving({"/": page("A memo")}, tls=server) as machine:
        url = machine.url(scheme="https")

        title = fetching.title_at(url, web=machine.web(tls=believing))

    assert title == "A memo"


def test_a_host_that_cannot_prove_its_name_is_not_asked(tmp_path: Path) -> None:
    server, believing = certified(tmp_path, "other.example")
    with serving({"/": page("A memo")}, tls=server) as machine:
        url = machine.url(scheme="https")

        for tls in (believing, wire.PUBLIC.tls):
            with pytest.raises((RefusedError, UnreachableError)):
                fetching.title_at(url, web=machine.web(tls=tls))

    assert machine.asked == []


def test_nothing_is_said_but_who_asks_and_for_what(
    settings: Any, monkeypatch: Any
) -> None:
    settings.SITE_URL = "https://footnote.example"
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://{ELSEWHERE}:1/")
    answers = {
        "/a?b=1": moved("/memo").replace(b"\r\n\r\n", b"\r\nSet-Cookie: id=7\r\n\r\n"),
        "/memo": page("A memo"),
    }
    with serving(answers) as machine:
        asked(machine, "/a?b=1#c")

    first, second = machine.asked
    assert first.splitlines() == [
        "GET /a?b=1 HTTP/1.1",
        f"Host: page.example:{machine.port}",
        "User-Agent: Footnote (+https://footnote.example)",
        "Accept: text/html",
        "Accept-Encoding: gzip",
        "Connection: close",
    ]
    assert "cookie" not in second.lower()
    assert "referer" not in second.lower()


# ------------------------------------------------------------------- Where it leads on
@pytest.mark.parametrize("status", ["301 M", "302 F", "303 S", "307 T", "308 P"])
def test_a_page_that_has_moved_is_followed(status: str) -> None:
    answers = {"/": moved("memo?x", status), "/memo?x": page("A memo")}
    with serving(answers) as machine:
        assert asked(machine) == "A memo"


def test_it_is_followed_three_times_and_no_more() -> None:
    answers = {f"/{n}": moved(f"/{n + 1}") for n in range(9)}
    with serving({**answers, "/3": page("A memo")}) as machine:
        assert asked(machine, "/0") == "A memo"
    with serving({**answers, "/4": page("A memo")}) as machine:
        with pytest.raises(RefusedError, match="3 times"):
            asked(machine, "/0")
        assert machine.paths == ["/0", "/1", "/2", "/3"]


@pytest.mark.parametrize("status", ["301 M", "302 F", "303 S", "307 T", "308 P"])
@pytest.mark.parametrize(
    "inside",
    ["http://localhost:{}/", "http://127.0.0.1:{}/", "//2130706433:{}/", "http://0:{}/",
     "http://[::1]:{}/", "http://user@page.example:{}/", "file:///etc/passwd",
     "http://page.example:22/", "javascript:alert(1)", "http://[::ffff:7f00:1]:{}/"],
)  # fmt: skip
def test_a_page_that_leads_inside_is_not_followed(status: str, inside: str) -> None:
    with serving({"/": page("Inside")}) as sink:
        to = inside.format(sink.port)
        with serving({"/": moved(to, status)}) as machine:

            def resolve(host: str) -> list[str]:
                return [HERE] if host == "page.example" else wire.resolve(host)

            ports = {machine.port, sink.port}
            is_open = machine.web().is_open
            with pytest.raises(RefusedError):
                asked(
                    machine,
                    ports=ports,
                    is_open=lambda a: is_open(a) and len(machine.asked) == 0,
                    resolve=resolve,
                )

    assert len(machine.asked) == 1
    assert sink.asked == []


@pytest.mark.parametrize(
    "answer",
    [
        response(b"<meta http-equiv=refresh content='0;url=/memo'>"),
        response(Refresh="0; url=/memo"),
        response(b"<link rel=canonical href=/memo><base href=/memo>"),
        response(b"<script>location = '/memo'</script><iframe src=/memo>"),
        response(b"", Link="</memo>; rel=canonical", Content_Location="/memo"),
    ],
)
def test_nothing_else_leads_anywhere(answer: bytes) -> None:
    with serving({"/": answer, "/memo": page("A memo")}) as machine:
        assert asked(machine) == ""
        assert machine.paths == ["/"]


def test_a_page_that_has_moved_to_nowhere_has_no_title() -> None:
    with pytest.raises(RefusedError, match="302"):
        ask(response(status="302 Found"))


# --------------------------------------------------------------------- Names of hosts
@pytest.mark.parametrize(
    "addresses",
    [["10.0.0.1"], [HERE, "10.0.0.1"], [HERE, "::1"], ["169.254.169.254", HERE], []],
)
def test_a_name_that_also_leads_inside_is_not_asked(addresses: list[str]) -> None:
    with serving({"/": page("A memo")}) as machine:
        with pytest.raises(RefusedError, match="not open"):
            asked(machine, resolve=lambda _host: addresses)

        assert machine.asked == []


def test_the_address_that_was_looked_at_is_the_one_that_is_asked() -> None:
    answers = iter([[HERE], [ELSEWHERE]])
    with serving({"/": page("A memo")}) as machine:
        title = asked(machine, resolve=lambda _host: next(answers))

    assert title == "A memo"
    assert next(answers) == [ELSEWHERE]  # nobody asked for the name again


def test_a_name_is_looked_at_anew_for_each_page() -> None:
    answers = iter([[HERE], [ELSEWHERE]])
    with serving({"/": moved("/memo"), "/memo": page("A memo")}) as machine:
        with pytest.raises(RefusedError, match="not open"):
            asked(machine, resolve=lambda _host: next(answers))

        assert machine.paths == ["/"]


def test_the_next_address_is_tried_when_one_takes_no_call() -> None:
    with serving({"/": page("A memo")}) as machine:
        title = asked(
            machine, resolve=lambda _host: ["127.0.0.9", HERE], is_open=lambda _ip: True
        )

    assert title == "A memo"


def test_a_name_that_nobody_knows_may_be_known_later() -> None:
    def resolve(_host: str) -> list[str]:
        raise OSError

    with serving() as machine, pytest.raises(UnreachableError):
        asked(machine, resolve=resolve)


def test_who_answers_for_a_name_may_not_keep_us(monkeypatch: Any) -> None:
    monkeypatch.setattr(wire, "TOTAL", 0.2)

    def resolve(_host: str) -> list[str]:
        time.sleep(30)
        return [HERE]

    with serving() as machine, pytest.raises(UnreachableError, match="too long"):
        asked(machine, resolve=resolve)
