"""Where a link leads is said beside it when its words name another place."""

import pytest

from articles import hosts, prose

OPENAI = "https://openai.com/"
EVIL = "https://evil.example/x"
REL = 'rel="nofollow ugc noopener"'
CYRILLIC = "open\u0430i.com"  # its fourth vowel is not the Latin one
CODED = "xn--openi-7ve.com"


def reply(text: str) -> str:
    return prose.render_reply(text, notes={}).html


@pytest.mark.parametrize(
    "words",
    [
        "https://openai.com",
        "http://openai.com/blog",
        "openai.com",
        "OpenAI.com",
        "www.openai.com",
        "openai.com.",
        "openai.com/evil.example",
        "openai.com:443",
        "see openai.com for more",
        "(openai.com)",
        "openai.com\u2019s own words",
        "https://openai.com@evil.example",
        "https://openai.com:pw@evil.example/",
        "news@openai.com",
        "blog/openai.com",
        "openai.com and evil.example",
        "evil.example/ and openai.com",
        "open*ai*.com",
        "`openai.com`",
        "open\u00adai.com",
        "open\u200bai.com",
        "\u200eopenai.com",
        "\uff4f\uff50\uff45\uff4e\uff41\uff49.com",  # wide letters
        "openai\u3002com",
        "openai\u2024com",
        "openai&#46;com",
        "openai&period;com",
        r"openai\.com",
        "openai.com\u2215x",
        "openai.com\u29f8evil.example",
        "\u202emoc.ianepo",  # shown from right to left
        "\u2067evil.example\u2069",
        "b\u00fccher.example",
        CYRILLIC,
        "xn--80ak6aa92e.com",
    ],
)
def test_words_that_name_another_host_are_answered_by_the_true_one(words):
    html = reply(f"[{words}]({EVIL}) it says")

    assert '</a> <span class="link-host">(evil.example)</span> it says' in html


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://openai.com.evil.example/", "openai.com.evil.example"),
        ("https://openai.com@evil.example/", "evil.example"),
        ("https://openai.com:x@evil.example/", "evil.example"),
        ("https://a@openai.com@evil.example/", "evil.example"),
        ("https://openai.com%2eevil.example/", "openai.com.evil.example"),
        ("https://openai.com&#46;evil.example/", "openai.com.evil.example"),
        ("https:///evil.example/", "evil.example"),
        ("HTTPS://EVIL.example./", "evil.example"),
        ("https://evil.example:8443?openai.com", "evil.example"),
        ("https://evil.example#openai.com/", "evil.example"),
        ("https://notopenai.com/", "notopenai.com"),
        ("https://openai.co/", "openai.co"),
        ("https://0penai.com/", "0penai.com"),
        ("https://blog.openai.com/", "blog.openai.com"),
        (f"https://{CYRILLIC}/", CODED),
        (f"https://{CODED}/", CODED),
        ("https://evil.example/openai.com", "evil.example"),
        ("https://192.0.2.7/", "192.0.2.7"),
        ("https://a..b/", "a..b"),
    ],
)
def test_addresses_that_only_look_like_it_are_spelt_out(address, shown):
    html = reply(f"[openai.com](<{address}>)")

    assert html.endswith(
        f'>openai.com</a> <span class="link-host">({shown})</span></p>'
    )


@pytest.mark.parametrize(
    "typed",
    [
        "https://openai.com@evil.example",
        "<https://openai.com@evil.example/>",
        "[](https://openai.com@evil.example)",
        "[n]: https://evil.example\n\n[openai.com][n]",
    ],
)
def test_however_a_link_is_typed_it_is_looked_at(typed):
    assert '<span class="link-host">(evil.example)</span>' in reply(typed)


def test_an_address_in_letters_beyond_ascii_is_spelt_out():
    html = reply(f"https://{CYRILLIC}/")

    assert f'<span class="link-host">({CODED})</span>' in html


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("openai.com", OPENAI),
        ("OpenAI.com", OPENAI),
        ("www.openai.com", OPENAI),
        ("openai.com", "https://www.openai.com/"),
        ("https://openai.com/blog", "http://openai.com:80/"),
        ("openai.com", "https://openai.com./"),
        ("the report", EVIL),
        ("OpenAI", EVIL),
        ("GPT-4.5, version 3.11.7", EVIL),
        ("and so on... Then", EVIL),
        ("e.g. this, i.e. that, U.S. law", EVIL),
        ("Node.js", EVIL),
        ("data.json, index.html", EVIL),
        ("README.md", "https://code.example/blob/main/README.md"),
        ("train.py", "https://code.example/train.py"),
        ("a.b", EVIL),
        ("openai", EVIL),
        (".com", EVIL),
        ("openai..com", EVIL),
        ("openai.com", "/rules/"),
        ("openai.com", "#fn1"),
        ("", EVIL),
    ],
)
def test_plain_words_and_true_ones_stand_alone(words, address):
    assert hosts.behind(words, address) == ""


def test_a_file_is_no_excuse_for_another_name():
    assert hosts.behind("openai.md", "https://x.example/README.md") == "x.example"


@pytest.mark.parametrize(
    "typed",
    [
        "https://a.example/?from=https://b.example/",
        "https://web.archive.example/2020/https://openai.com/",
        "https://a.example/README.md",
        "https://a.example:8000/b.c.d?e.f#g.h",
        "<https://a.example/>",
        "https://www.a.example",
    ],
)
def test_an_address_that_was_simply_typed_stands_alone(typed):
    assert "link-host" not in reply(typed)


def test_the_marks_of_a_source_are_not_looked_at():
    notes = {1: prose.NoteRef(1, "openai.com", EVIL, "/articles/x/#fn1")}

    assert "link-host" not in prose.render_reply("A [1].", notes=notes).html


def test_a_link_within_emphasis_keeps_what_follows_it():
    html = reply(f"*[openai.com]({EVIL}) b* c")

    assert html == (
        f'<p><em><a href="{EVIL}" {REL}>openai.com</a> '
        '<span class="link-host">(evil.example)</span> b</em> c</p>'
    )


def test_an_article_is_looked_at_too():
    html = prose.render_article(f"[openai.com]({EVIL})", notes={}).html

    assert '<span class="link-host">(evil.example)</span>' in html
