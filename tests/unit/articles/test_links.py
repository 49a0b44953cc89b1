"""One address, one spelling."""

import pytest

from articles import works
from articles.links import canonical, identity


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
        ("https://faß.example/", "https://xn--fa-hia.example/"),
        ("https://FAß.example/", "https://xn--fa-hia.example/"),
        ("https://xn--fa-hia.example/", "https://xn--fa-hia.example/"),
        ("https://βόλος.example/", "https://xn--nxasmm1c.example/"),
        ("https://Bücher。example/", "https://xn--bcher-kva.example/"),
        ("https://ｅxample．org/", "https://example.org/"),  # noqa: RUF001
        ("https://xn--ls8h.example/", "https://xn--ls8h.example/"),
        ("https://xn--hgbk6aj7f53bba.example/",) * 2,
        ("https://XN--Bcher-KVA.example/", "https://xn--bcher-kva.example/"),
    ],
)
def test_an_address_is_stored_in_one_spelling(typed, stored):
    assert canonical(typed) == stored
    assert canonical(stored) == stored


@pytest.mark.parametrize(
    "parameter",
    [
        "_ga=2.1.1", "_gl=1*x", "gad_source=1", "gbraid=x", "wbraid=x", "srsltid=x",
        "igshid=x", "mkt_tok=x", "ref_src=twsrc%5Etfw", "ref=letter.example.org",
        "mtm_campaign=x", "_hsenc=x", "ScCid=x",
    ],
)  # fmt: skip
def test_where_a_reader_came_from_is_left_out(parameter):
    assert canonical(f"https://example.org/a?b=1&{parameter}&c=2") == (
        "https://example.org/a?b=1&c=2"
    )


@pytest.mark.parametrize(
    "address",
    [
        "https://api.example.org/contents/a?ref=main",  # a branch
        "https://example.org/a?ref=v1.2",
        "https://example.org/?si=1&s=2&t=3&feature=x&source=y",
        "https://example.org/?pk_id=1&gadget=2&reference=x.example",
    ],
)
def test_what_the_page_may_depend_on_stays(address):
    assert canonical(address) == address


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        (
            "https://www.youtube.com/playlist?list=PL1&si=x",
            "https://www.youtube.com/playlist?list=PL1",
        ),
        ("https://x.com/a/status/1?s=20&t=x", "https://x.com/a/status/1"),
        (
            "https://open.spotify.com/episode/1?si=x",
            "https://open.spotify.com/episode/1",
        ),
    ],
)
def test_some_sites_have_words_of_their_own_for_it(typed, stored):
    assert canonical(typed) == stored


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
        (
            "https://doi.org/10.48550/arxiv.2305.14387",
            ("paper", "10.48550/arxiv.2305.14387", "2305.14387"),
        ),
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
        "https://xn--/",
        "https://xn--example-/",
        "https://xn--fass-.example/",
        "https://exa\u200dmple.org/",
        "https://" + "a" * 64 + ".example/",
        "https://" + "ä" * 64 + ".example/",
        "https://example.org/" + "a" * 2_048,
    ],
)
def test_what_is_no_address_on_the_web_is_refused(typed):
    with pytest.raises(ValueError, match=r"."):
        canonical(typed)


@pytest.mark.parametrize(
    "addresses",
    [
        [
            "http://example.org/a/",
            "https://example.org/a",
            "https://www.example.org/a//",
            "https://WWW.example.org:443/a?utm_source=x#b",
        ],
        ["https://example.org", "http://example.org/", "http://example.org:443"],
        ["https://example.org/a/?b=1", "http://example.org/a?b=1"],
        [
            "https://arxiv.org/abs/2305.14387",
            "https://arxiv.org/abs/2305.14387v1",
            "https://arxiv.org/pdf/2305.14387v2.pdf",
            "https://arxiv.org/html/2305.14387V3",
            "https://doi.org/10.48550/arXiv.2305.14387",
            "https://dx.doi.org/10.48550/ARXIV.2305.14387",
        ],
        [
            "https://arxiv.org/abs/math.GT/0309136v1",
            "https://arxiv.org/abs/math.gt/0309136",
            "https://arxiv.org/abs/math/0309136",
        ],
        ["https://doi.org/10.1000/A", "http://dx.doi.org/10.1000/a"],
        [
            "https://youtu.be/dQw4w9WgXcQ?si=x",
            "https://music.youtube.com/watch?v=dQw4w9WgXcQ&feature=share",
        ],
        ["https://faß.example/", "https://xn--fa-hia.example"],
    ],
)
def test_the_addresses_of_one_work_are_one(addresses):
    assert len({identity(address) for address in addresses}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a", "https://example.org/A"),
        ("https://example.org/a?b=1", "https://example.org/a?b=2"),
        ("https://example.org/a?b=1&c=2", "https://example.org/a?c=2&b=1"),
        ("https://example.org/a", "https://example.org:8443/a"),
        ("https://example.org/a", "https://news.example.org/a"),
        ("https://www.example/", "https://example/"),
        ("https://arxiv.org/abs/2305.14387", "https://arxiv.org/abs/2305.14388"),
        ("https://faß.example/", "https://fass.example/"),
    ],
)
def test_what_may_be_two_works_is_two(one, other):
    assert identity(one) != identity(other)
