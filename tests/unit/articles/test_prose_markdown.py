"""What people may write, and what it becomes."""

import pytest

from articles import prose


def reply(text: str) -> str:
    return prose.render_reply(text, notes={}).html


def article(text: str) -> str:
    return prose.render_article(text, notes={}).html


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("*a* **b** ~~c~~", "<p><em>a</em> <strong>b</strong> <del>c</del></p>"),
        ("`a < b`", "<p><code>a &lt; b</code></p>"),
        ("```\na < b\n```", '<pre tabindex="0"><code>a &lt; b\n</code></pre>'),
        ("> a", "<blockquote>\n<p>a</p>\n</blockquote>"),
        ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
        ("a\n\n---\n\nb", "<p>a</p>\n<hr>\n<p>b</p>"),
        (r"\*a\*", "<p>*a*</p>"),
        ("&copy; AT&T &lt;b&gt;", "<p>© AT&amp;T &lt;b&gt;</p>"),
    ],
)
def test_markdown_is_understood(typed, shown):
    assert reply(typed) == shown


def test_a_line_break_is_kept_in_a_reply_and_not_in_an_article():
    assert reply("a\nb") == "<p>a<br>\nb</p>"
    assert article("a\nb") == "<p>a\nb</p>"


def test_headings_stand_below_the_headings_of_the_page():
    text = "# a\n\n## b\n\n### c\n\n###### d"

    assert article(text) == "<h2>a</h2>\n<h3>b</h3>\n<h4>c</h4>\n<h4>d</h4>"
    assert reply(text) == "<h4>a</h4>\n<h5>b</h5>\n<h6>c</h6>\n<h6>d</h6>"


def test_the_number_of_a_reply_is_not_a_heading():
    assert reply("#2 is right") == "<p>#2 is right</p>"


def test_a_row_of_dashes_under_a_line_is_a_rule():
    assert reply("a\n---") == "<p>a</p>\n<hr>"


def test_a_list_may_follow_its_first_sentence_at_once():
    assert reply("Two:\n- a\n- b") == "<p>Two:</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>"


def test_a_list_stays_one_list_when_its_lines_are_wrapped():
    wrapped = reply("- a\nb\n- c")

    assert wrapped == "<ul>\n<li>a<br>\nb</li>\n<li>c</li>\n</ul>"


def test_a_year_at_the_end_of_a_sentence_begins_no_list():
    assert "<ol" not in reply("It began in\n1984. Nobody saw it.")


def test_cells_are_aligned_by_class():
    table = reply("| a | b | c |\n|:--|:-:|--:|\n| 1 | 2 | 3 |")

    assert '<th class="align-left">a</th>' in table
    assert '<td class="align-center">2</td>' in table
    assert '<td class="align-right">3</td>' in table
    assert "style" not in table


def test_a_table_wider_or_longer_than_a_page_stays_text():
    wide = "|a" * 21 + "|\n" + "|-" * 21 + "|\n|1|"
    long = "|a|b|\n|-|-|\n" + "|1|2|\n" * 200

    assert "<table" not in reply(wide)
    assert "<table" not in reply(long)


@pytest.mark.parametrize(
    ("typed", "href", "text"),
    [
        ("[a](https://x.example/p?q=1&r=2)", "https://x.example/p?q=1&amp;r=2", "a"),
        ("[a](<https://x.example/>)", "https://x.example/", "a"),
        ("[a](/rules/)", "/rules/", "a"),
        ("[a][n]\n\n[n]: https://x.example/", "https://x.example/", "a"),
        ("[n]\n\n[n]: https://x.example/", "https://x.example/", "n"),
        ("<https://x.example/>", "https://x.example/", "https://x.example/"),
        (
            "https://x.example/a_b_c",
            "https://x.example/a_b_c",
            "https://x.example/a_b_c",
        ),
        ("[](https://x.example/)", "https://x.example/", "https://x.example/"),
        ("![a](https://x.example/i.png)", "https://x.example/i.png", "a"),
        ("![](https://x.example/i)", "https://x.example/i", "https://x.example/i"),
    ],
)
def test_a_link_says_where_it_leads_and_passes_on_no_credit(typed, href, text):
    rel = "nofollow ugc noopener"

    assert reply(typed) == f'<p><a href="{href}" rel="{rel}">{text}</a></p>'


def test_a_link_may_have_a_title():
    assert 'title="b"' in reply('[a](https://x.example/ "b")')


@pytest.mark.parametrize(
    "typed",
    [
        "[a](javascript:alert)",
        "[a](java\tscript:alert)",
        "[a](JaVaScRiPt:alert)",
        "[a](javascript&#58;alert)",
        "[a](data:text/html,x)",
        "[a](vbscript:x)",
        "[a](//evil.example)",
        "[a](mailto:a@b.example)",
        "[a](page.html)",
        "[a](one two)",
        "[a]()",
        "[a][b]",
        "[a](/b",
        "<javascript:alert>",
        "<a@b.example>",
        "https:// nothing",
        "xhttps://x.example",
    ],
)
def test_what_leads_nowhere_on_the_web_stays_as_it_was_typed(typed):
    assert "<a" not in reply(typed)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("See https://x.example/a.", "https://x.example/a"),
        ("(see https://x.example/a)", "https://x.example/a"),
        ("https://x.example/a_(b)", "https://x.example/a_(b)"),
        ("*https://x.example/a*", "https://x.example/a"),
        ("https://x.example/a, and", "https://x.example/a"),
        ("https://x.example/a[b]", "https://x.example/a"),
    ],
)
def test_an_address_ends_before_the_sentence_does(typed, address):
    assert f'<a href="{address}"' in reply(typed)


def test_no_link_stands_within_a_link():
    text = "[a https://b.example/ <https://c.example/> [d](/e)](https://f.example/)"

    assert reply(text).count("<a ") == 1


def test_a_link_is_looked_for_within_reach_only():
    near, far = "a" * 1_900, "a" * 2_100

    assert "<a " in reply(f"[{near}](/b)")
    assert "<a " not in reply(f"[{far}](/b)")
    assert "<a " not in reply(f"[b](/{far})")


def test_after_many_links_without_end_none_is_looked_for_any_more():
    begun = "[a](b "

    assert "<a " in reply(begun * 20 + "\n\n[c](/d)")
    assert "<a " not in reply(begun * 1_500 + "\n\n[c](/d)")


def test_brackets_nest_no_deeper_than_anyone_reads():
    assert "<a " in reply("[" * 30 + "]" * 30 + "(/b)")
    assert "<a " not in reply("[" * 40 + "a" + "]" * 40 + "(/b)")


def test_an_empty_text_is_an_empty_text():
    assert reply("  \n ") == ""
    assert not prose.render_reply("", notes={}).is_escaped


def test_what_cannot_be_seen_is_left_out():
    assert reply("a\x00b\x0cc\ud800d\ufdd0e\uffffg\U0001fffeh") == "<p>abcdegh</p>"
    assert reply("a&#8;b&#xFDD0;c") == "<p>abc</p>"


def test_letters_are_composed_and_lines_end_in_one_way():
    assert article("e\u0301\r\nb\rc") == "<p>é\nb\nc</p>"


@pytest.mark.parametrize(
    "text",
    [
        "> " * 400 + "a",
        "".join(" " * 4 * i + "- a\n" for i in range(60)),
        "* a\n" * 6_000,
    ],
)
def test_what_would_grow_too_deep_or_too_large_is_shown_as_typed(text):
    rendered = prose.render_reply(text, notes={})

    assert rendered.is_escaped
    assert rendered.html.startswith("<p>")
    assert rendered.uses == ()


def test_what_would_grow_too_long_is_shown_as_typed():
    assert prose.render_article("&" * 90_000, notes={}).is_escaped


def test_a_text_shown_as_typed_keeps_its_lines_and_hides_no_markup():
    shown = prose.escaped("<b>a</b> & 'c'\nd\n\n\ne\xa0f")

    assert shown.is_escaped
    assert shown.html == (
        "<p>&lt;b&gt;a&lt;/b&gt; &amp; 'c'<br>\nd</p>\n<p>e&nbsp;f</p>"
    )
    assert shown.at(12) == shown.html
