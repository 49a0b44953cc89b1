"""What a page is called is found in its head, and is told as one line of words."""

from __future__ import annotations

import pytest

from articles.fetching.heads import LONGEST, title


@pytest.mark.parametrize(
    ("html", "called"),
    [
        ("<title>A memo</title>", "A memo"),
        ("<!DOCTYPE html><html><head><TITLE id=x>A memo</TITLE></head>", "A memo"),
        ("<title>\n  A\t memo \r\n of  May\n</title>", "A memo of May"),
        (
            "<title>Cats &amp; dogs &lt;3 &#8220;so&#8221;</title>",
            "Cats & dogs <3 “so”",
        ),
        ("<title>Cafe\u0301</title>", "Caf\u00e9"),
        ("<title>First</title><title>Second</title>", "First"),
        ("<meta property=og:title content='Shared'><title>Paged</title>", "Shared"),
        ("<title>Paged</title><META NAME='OG:Title' CONTENT=Shared />", "Shared"),
        ("<title>Paged</title><meta property=og:title content=''>", "Paged"),
        ("<title>Paged</title><meta property=og:title>", "Paged"),
        ("<meta property=og:title content='Just a moment...'><title>A</title>", "A"),
        ("<svg><title>A drawing</title></svg><title>A memo</title>", "A memo"),
        ("<svg/><title>A memo</title>", "A memo"),
        ("</svg><svg><svg></svg></svg><title>A memo</title>", "A memo"),
        ("<!-- <title>No</title> --><title>A memo</title>", "A memo"),
        ("<script>'<title>No</title>'</script><title>A memo</title>", "A memo"),
        ("<style>a::after{content:'<title>No'}</style><title>A</title>", "A"),
        ("<title>How <b>bold</b> is</title>", "How <b>bold</b> is"),
        ("<head></head><title>A memo</title>", ""),
        ("<body><title>A memo</title>", ""),
        ("<body><meta property=og:title content=Shared>", ""),
        ("<title>A memo", ""),
        ("<title></title>", ""),
        ("", ""),
        ("<![<title>A memo</title>", ""),
    ],
)
def test_a_page_is_called_by_its_title(html: str, called: str) -> None:
    assert title(html) == called


@pytest.mark.parametrize(
    "words",
    ["Just a moment...", "JUST A MOMENT\u2026", "Attention Required! | Cloudflare",
     "Access Denied", "403 Forbidden", "404", "Error 503", "404 Not Found",
     "Page not found \u2013 The Paper", "Are you a robot?", "Robot Check", "Captcha",
     "Please wait...", "Security check", "Redirecting\u2026", "Loading...", "Untitled",
     "Untitled document", "Home", "Log in", "Sign in", "Login", "index", "   ", "...",
     "\u2014", "\u200b\u200b", "\u202e", "\u2800", "&nbsp;", "page.example",
     "www.page.example", "PAGE.example.", "502 Bad Gateway"],
)  # fmt: skip
def test_a_title_that_tells_nobody_anything_is_none(words: str) -> None:
    assert title(f"<title>{words}</title>", besides={"page.example"}) == ""


@pytest.mark.parametrize(
    "words",
    ["Home alone", "404 ways to leave", "Page.example: a memo", "Why we log in", "1984",
     "Error bars and what they hide", "The index of everything", "C", "\u05d0", "C#"],
)  # fmt: skip
def test_a_title_that_only_begins_so_is_one(words: str) -> None:
    assert title(f"<title>{words}</title>", besides={"page.example"}) == words


def test_a_long_title_is_cut() -> None:
    long = title(f"<title>{'word ' * 50_000}</title>")

    assert len(long) <= LONGEST
    assert long.startswith("word word")
    assert long.endswith("d\u2026")


def test_nothing_in_it_turns_letters_around_or_climbs_out_of_its_line() -> None:
    words = "a\u202eb\u2066c\u200fd\ufeffe\u00adf\U000e0041g\x00h\ud800i"
    marked = "z" + "\u0323" * 40 + "o"

    assert title(f"<title>{words}</title>") == "abcdefghi"
    assert title(f"<title>{marked}</title>") == "\u1e93\u0323\u0323o"


SEEDS = [
    "<", "<!", "<!--", "<![", "<![CDATA[", "<?", "</", "<a ", "<a b='", "<title>", "&",
    "<title></x", "&#", "<script>", "<script></", "<svg>", "</svg>", "<a b=c ", "<!-->",
    "<meta property=og:title content='", "<a/", "<!a", "<!DOCTYPE [", "<script><!--",
]  # fmt: skip


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_is_left_open_is_no_title(seed: str) -> None:
    for before in ("<title>A memo</title>", "<!-- --><title>A memo</title><b>"):
        for size in (1, 2, 100, 2_000):
            assert title(before + seed * size) == "A memo"


def test_a_head_of_twenty_thousand_tags_is_none() -> None:
    assert title("<p>" * 19_000 + "<title>A memo</title>") == "A memo"
    assert title("<p>" * 20_001 + "<title>A memo</title>") == ""
