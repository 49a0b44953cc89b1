"""Only what is open to everybody is asked for a page, however its address is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from articles import fetching
from articles.fetching import RefusedError, Web, guard
from tests import loopback

if TYPE_CHECKING:
    from collections.abc import Iterator

# fmt: off
CLOSED = [
    "0.0.0.0",  # noqa: S104 - nobody listens there
    "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1",
    "100.127.255.254", "127.0.0.1", "127.255.255.254", "168.63.129.16", "169.254.0.1",
    "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.0.170",
    "192.0.2.1", "192.31.196.1", "192.52.193.1", "192.88.99.1", "192.168.0.1",
    "192.168.255.255", "192.175.48.1", "198.18.0.1", "198.19.255.255", "198.51.100.1",
    "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::7f00:1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
    "::ffff:a9fe:a9fe", "::ffff:0:127.0.0.1", "::ffff:0:8.8.8.8",
    "64:ff9b::127.0.0.1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::8.8.8.8", "100::1",
    "2001::1", "2001:0:7f00:1::", "2001:1::1", "2001:20::1", "2001:db8::1",
    "2002:7f00:1::", "2002:a00:1::1", "2002:a9fe:a9fe::", "3fff::1", "5f00::1",
    "4000::1", "1::1", "fc00::1", "fd00::1", "fd00:ec2::254", "fe80::1",
    "fe80::1%eth0", "febf::1", "fec0::1", "ff02::1", "ff0e::1",
]
OPEN = [
    "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255",
    "100.128.0.0", "126.255.255.255", "128.0.0.1", "168.63.129.15", "168.63.129.17",
    "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0", "192.0.1.0",
    "192.0.3.0", "192.167.255.255", "192.169.0.0", "198.17.255.255", "198.20.0.0",
    "203.0.112.255", "203.0.114.0", "223.255.255.255", "::ffff:8.8.8.8",
    "64:ff9b::8.8.8.8", "2002:808:808::", "2001:200::1", "2001:4860:4860::8888",
    "2606:4700:4700::1111", "2a00:1450::1", "3ffe::1",
]
# fmt: on

# Each of these is this machine, or another that is nobody's page, to somebody who reads
# addresses: to C, to browsers, or to one of the two who must agree.
# fmt: off
LEADING_INSIDE = [
    "http://127.0.0.1/", "http://localhost/", "http://localhost./",
    "http://LOCALHOST/", "http://2130706433/", "http://017700000001/",
    "http://0x7f000001/", "http://0x7f.1/", "http://0x7f.0.0.1/",
    "http://0177.0.0.1/", "http://127.1/", "http://127.0.1/", "http://0/",
    "http://00000000/", "http://127.0.0.1./", "http://127.0.0.01/",
    "http://127.000.000.001/", "http://1/", "http://10.1/", "http://169.254.43518/",
    "http://2852039166/", "http://0xa9fea9fe/", "http://0xa9.0xfe.0xa9.0xfe/",
    "http://0251.0376.0251.0376/", "http://4294967295/", "http://example.0x7f/",
    "http://example.1/", "http://0x/", "http://a.0x/", "http://[::]/",
    "http://[::1]/", "http://[0:0:0:0:0:0:0:1]/", "http://[::127.0.0.1]/",
    "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/",
    "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/",
    "http://[2001:0:7f00:1::]/", "http://[::ffff:0:7f00:1]/", "http://[fd00::1]/",
    "http://[fe80::1]/", "http://[fe80::1%25eth0]/", "http://[fec0::1]/",
    "http://[ff02::1]/", "http://168.63.129.16/",
    "http://169.254.169.254/latest/meta-data/", "http://127\u30020\u30020\u30021/",
    "http://\uff11\uff12\uff17.0.0.1/",
    "http://\u2460\u2461\u2466.\u24ea.\u24ea.\u2460/", "http://\u217c\u24decalhost/",
]
MISSHAPEN = [
    "ftp://example.org/", "file:///etc/passwd", "gopher://example.org/",
    "data:text/html,x", "javascript:alert(1)", "dict://example.org:11211/",
    "//example.org/", "example.org", "http:/example.org", "http:///example.org",
    "http://", "http://?x", "http://#", "https:example.org",
    "http://user@example.org/", "http://user:word@example.org/",
    "http://@example.org/", "http://example.org@127.0.0.1/",
    "http://example.org:80@127.0.0.1/",
    "http://127.0.0.1#@example.org:80@example.com/",
    "http://example.org\\@127.0.0.1/", "http://127.0.0.1\\.example.org/",
    "http://exa%6dple.org/", "http://%31%32%37.0.0.1/",
    "http://127.0.0.1%2f@example.org/", "http://example.org:80:80/",
    "http://example.org:x/", "http://example.org:99999/", "http://example.org:-1/",
    "http://example..org/", "http://.example.org/", "http://example.org../",
    "http://[::1/", "http://::1/", "http://[x]/", "http://[::1].example.org/",
    "http://[127.0.0.1]/", "http://exa", "mple.org/", "http://exa\u2100mple.org/",
    "http://example.org\uff0f@x/", "http://exa<b>mple.org/",
]
# fmt: on
PORTS = [0, 1, 21, 22, 25, 79, 81, 442, 444, 3306, 5432, 6379, 8000, 8080, 8443, 65535]


@pytest.fixture(scope="module")
def sink() -> Iterator[loopback.Loopback]:
    """Where nobody is to come: this machine, listening."""
    with loopback.serving({"/": loopback.page("Inside")}) as machine:
        yield machine


@pytest.mark.parametrize("address", CLOSED)
def test_a_closed_address_is_not_asked(address: str) -> None:
    assert not guard.is_public(address)


@pytest.mark.parametrize("address", OPEN)
def test_an_address_beside_a_closed_one_is_open(address: str) -> None:
    assert guard.is_public(address)


@pytest.mark.parametrize(
    "words", ["", "localhost", "example.org", "127.1", "0x7f.1", "1.2.3.4.5", "::g"]
)
def test_what_is_no_address_is_not_open(words: str) -> None:
    assert not guard.is_public(words)


@pytest.mark.parametrize("url", LEADING_INSIDE)
def test_what_leads_inside_is_refused_and_nobody_is_asked(
    sink: loopback.Loopback, url: str
) -> None:
    host = url.split("/")[2]
    web = Web(ports={80, 443, sink.port})

    for asked in (url, f"http://{host}:{sink.port}/"):
        with pytest.raises(RefusedError):
            fetching.title_at(asked, web=web)

    assert sink.asked == []


@pytest.mark.parametrize("url", MISSHAPEN)
def test_what_can_be_read_in_two_ways_is_refused(url: str) -> None:
    with pytest.raises(RefusedError):
        fetching.title_at(url, web=Web(is_open=lambda _: True, resolve=lambda _: []))


@pytest.mark.parametrize("port", PORTS)
def test_a_page_is_asked_for_on_the_ports_of_pages_alone(port: int) -> None:
    nobody = Web(resolve=lambda _host: [])

    with pytest.raises(RefusedError, match="port"):
        fetching.title_at(f"http://page.example:{port}/", web=nobody)


def test_an_address_without_end_is_refused() -> None:
    with pytest.raises(RefusedError, match="long"):
        fetching.title_at(f"http://{'a.' * 50_000}example/")


@pytest.mark.parametrize(
    ("url", "scheme", "host", "port", "target"),
    [
        ("https://example.org", "https", "example.org", 443, "/"),
        ("http://Example.ORG./a?b=1#c", "http", "example.org", 80, "/a?b=1"),
        ("http://example.org:443/", "http", "example.org", 443, "/"),
        ("https://b\u00fccher.example/\u00e4", "https", "xn--bcher-kva.example", 443,
         "/%C3%A4"),
        ("http://8.8.8.8/", "http", "8.8.8.8", 80, "/"),
        ("http://[2606:4700:0::1]/", "http", "2606:4700::1", 80, "/"),
        ("http://1.example.org/", "http", "1.example.org", 80, "/"),
    ],
)  # fmt: skip
def test_an_ordinary_address_leads_where_everybody_reads_it_to(
    url: str, scheme: str, host: str, port: int, target: str
) -> None:
    place = guard.place(url)

    assert (place.scheme, place.host, place.port) == (scheme, host, port)
    assert place.target == target


@pytest.mark.parametrize(
    ("url", "authority"),
    [
        ("https://example.org/", "example.org"),
        ("http://example.org:443/", "example.org:443"),
        ("http://[2606:4700::1]/", "[2606:4700::1]"),
        ("https://[2606:4700::1]:80/", "[2606:4700::1]:80"),
    ],
)
def test_a_host_is_called_by_its_name(url: str, authority: str) -> None:
    assert guard.place(url).authority == authority
