"""One address, one spelling."""

import pytest
from hypothesis import given, strategies as st

from articles import works
from articles.links import canonical, host, label


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
    ("typed", "stored"),
    [
        ("http://arxiv.org/pdf/2305.14387", "https://arxiv.org/abs/2305.14387"),
        (
            "https://www.arxiv.org/pdf/2305.14387v2.pdf",
            "https://arxiv.org/abs/2305.14387v2",
        ),
        ("https://arxiv.org/html/2305.14387/", "https://arxiv.org/abs/2305.14387"),
        (
            "https://export.arxiv.org/abs/2305.14387#x",
            "https://arxiv.org/abs/2305.14387",
        ),
        (
            "https://arxiv.org/pdf/hep-th/9901001",
            "https://arxiv.org/abs/hep-th/9901001",
        ),
        (
            "https://arxiv.org/abs/math.GT/0309136v1",
            "https://arxiv.org/abs/math.GT/0309136v1",
        ),
        ("https://arxiv.org/list/cs.AI/recent", "https://arxiv.org/list/cs.AI/recent"),
        ("https://arxiv.org/abs/23.1", "https://arxiv.org/abs/23.1"),
        ("http://dx.doi.org/10.1000/ABC-(1)", "https://doi.org/10.1000/abc-(1)"),
        ("https://doi.org/10.1000/a%3Cb%3E", "https://doi.org/10.1000/a%3Cb%3E"),
        ("https://doi.org/about", "https://doi.org/about"),
        (
            "https://youtu.be/dQw4w9WgXcQ?si=x",
            "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        ),
        (
            "https://m.youtube.com/watch?app=m&v=dQw4w9WgXcQ&t=4",
            "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        ),
        (
            "http://youtube.com/embed/dQw4w9WgXcQ",
            "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        ),
        (
            "https://www.youtube.com/shorts/dQw4w9WgXcQ",
            "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        ),
        (
            "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
            "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        ),
        ("https://www.youtube.com/@somebody", "https://www.youtube.com/@somebody"),
        (
            "https://www.youtube.com/watch?v=short",
            "https://www.youtube.com/watch?v=short",
        ),
        ("https://youtu.be/", "https://youtu.be/"),
        (
            "https://arxiv.org.example/pdf/2305.14387",
            "https://arxiv.org.example/pdf/2305.14387",
        ),
        (
            "https://arxiv.org:8080/pdf/2305.14387",
            "https://arxiv.org:8080/pdf/2305.14387",
        ),
    ],
)
def test_a_work_is_stored_at_the_address_it_is_known_by(typed, stored):
    assert canonical(typed) == stored
    assert canonical(stored) == stored


@pytest.mark.parametrize(
    ("url", "known"),
    [
        ("https://arxiv.org/abs/2305.14387v2", ("paper", "", "2305.14387v2")),
        ("https://doi.org/10.1000/a%3Cb%3E", ("paper", "10.1000/a<b>", "")),
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", ("video", "", "")),
    ],
)
def test_an_address_says_what_kind_of_work_lies_there(url, known):
    work = works.at(url)

    assert work
    assert (work.kind, work.doi, work.arxiv_id) == known


def test_most_addresses_say_nothing_of_the_work():
    assert works.at("https://example.org/") is None


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
        "https://xn--a/",
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


WORKS = st.sampled_from(
    ["arxiv.org/pdf", "doi.org/10.1234", "youtu.be", "www.youtube.com/watch?v="]
)


@given(WORKS, st.text(max_size=40))
def test_the_stored_spelling_of_a_work_is_its_own(place, rest):
    try:
        stored = canonical(f"http://{place}/{rest}")
    except ValueError:
        return

    assert canonical(stored) == stored


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


@pytest.mark.parametrize(
    ("address", "called"),
    [
        ("https://www.example.org/reports/2025/", "example.org/reports/2025"),
        ("https://example.org/%C3%A4", "example.org/ä"),
        ("https://x.example/%00", "x.example/%00"),
        ("https://x.example/%0Aa", "x.example/%0Aa"),
        ("https://x.example/%E2%80%AE/moc", "x.example/%E2%80%AE/moc"),
        ("https://x.example/" + "a" * 100, "x.example/" + "a" * 69 + "…"),
    ],
)
def test_a_label_is_read_as_it_is_written(address, called):
    assert label(address) == called
