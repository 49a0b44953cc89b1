"""One address, one spelling."""

import pytest
from hypothesis import given, strategies as st

from articles.links import canonical, host


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("https://example.org/", "https://example.org/"),
        ("https://example.org", "https://example.org/"),
        ("  HTTPS://Example.ORG./A  ", "https://example.org/A"),
        ("http://example.org:80/", "http://example.org/"),
        ("https://example.org:443", "https://example.org/"),
        ("https://example.org:/", "https://example.org/"),
        ("https://example.org:8443/", "https://example.org:8443/"),
        ("http://example.org:443/", "http://example.org:443/"),
        ("https://example.org/a#part", "https://example.org/a"),
        ("https://example.org/a?#", "https://example.org/a"),
        ("https://example.org/?b=2&a=1", "https://example.org/?b=2&a=1"),
        ("https://example.org/?a&&b=", "https://example.org/?a&b="),
        ("https://example.org/?utm_source=x&a=1&fbclid=y", "https://example.org/?a=1"),
        ("https://example.org/?UTM_Medium=x", "https://example.org/"),
        ("https://example.org/?gclid", "https://example.org/"),
        ("https://example.org/?utmost=1", "https://example.org/?utmost=1"),
        ("https://bücher.example/ä", "https://xn--bcher-kva.example/%C3%A4"),
        ("https://example.org/%c3%a4%7e%41", "https://example.org/%C3%A4~A"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/a%2Fb", "https://example.org/a%2Fb"),
        ("https://example.org/a?b=[1]|2", "https://example.org/a?b=[1]%7C2"),
        ("http://127.0.0.1/", "http://127.0.0.1/"),
        ("http://[2001:DB8::0:1]:8080/", "http://[2001:db8::1]:8080/"),
        ("http://my_host/", "http://my_host/"),
    ],
)
def test_an_address_is_stored_in_one_spelling(typed, stored):
    assert canonical(typed) == stored
    assert canonical(stored) == stored


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "example.org",
        "//example.org/",
        "/a",
        "ftp://example.org/",
        "javascript:alert(1)",
        "mailto:a@example.org",
        "https://",
        "https:///a",
        "https://user:secret@example.org/",
        "https://example.org@evil.example/",
        "https://exa mple.org/",
        "https://example.org/a b",
        "https://example.org/a\nb",
        "https://example.org\\@evil.example/",
        "https://exam<ple.org/",
        "https://example..org/",
        "https://ex%61mple.org/",
        "https://example.org:port/",
        "https://example.org:99999/",
        "https://[::1/",
        "https://[::g]/",
        "https://" + "a" * 64 + ".example/",
        "https://" + "ä" * 64 + ".example/",
        "https://example.org/" + "a" * 2_048,
    ],
)
def test_what_is_no_address_on_the_web_is_refused(typed):
    with pytest.raises(ValueError, match=r"."):
        canonical(typed)


HOSTS = st.sampled_from(
    ["example.org", "EXAMPLE.org.", "ü.example", "[::1]", "1.2.3.4"]
)
PORTS = st.sampled_from(["", ":", ":80", ":443", ":8080"])


@given(HOSTS, PORTS, st.text(max_size=40), st.booleans())
def test_the_stored_spelling_is_its_own(host, port, rest, secure):
    try:
        stored = canonical(f"http{'s' * secure}://{host}{port}/{rest}")
    except ValueError:
        return

    assert canonical(stored) == stored
    assert stored.isascii()


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://www.example.org/a", "example.org"),
        ("https://news.example.org:8080/", "news.example.org"),
        ("not an address", ""),
    ],
)
def test_a_page_is_known_by_its_host(address, name):
    assert host(address) == name
