"""Code is coloured where it names its language, and stays the same code."""

import re
import subprocess
import sys
from html import unescape

import pytest
from hypothesis import given, strategies as st

from articles import children, cleaning, colouring, prose
from tests.safe_html import CODE

PLAIN = '<pre tabindex="0"><code>{}</code></pre>'


def reply(text: str) -> str:
    return prose.render_reply(text, notes={}).html


@pytest.mark.parametrize("bar", ["```", "~~~", "`````"])
def test_code_that_names_its_language_is_coloured(bar):
    html = reply(f"{bar}python\ndef f(a):\n    return 'b'  # c\n{bar}")

    assert html == PLAIN.format(
        '<span class="k">def</span> <span class="nf">f</span>(a):\n    '
        '<span class="k">return</span> <span class="s">\'b\'</span>  '
        '<span class="c"># c</span>\n'
    )


def test_an_articles_code_is_coloured_too():
    rendered = prose.render_article("```js\nlet a = 1\n```", notes={})

    assert '<span class="k">let</span>' in rendered.html


@pytest.mark.parametrize(
    ("language", "code", "shown"),
    [
        ("Python", "1", '<span class="m">1</span>'),
        ("diff", "+a\n-b", '<span class="gi">+a</span>\n<span class="gd">-b</span>'),
        ("c++", "int", '<span class="k">int</span>'),
        ("php", "echo 1;", '<span class="k">echo</span>'),
        ("html", "<b>", '<span class="nt">b</span>'),
        ("json", '{"a": 1}', '<span class="m">1</span>'),
        ("sh", "if a; then", '<span class="k">if</span>'),
        ("rust", "fn a() {}", '<span class="k">fn</span>'),
    ],
)
def test_languages_are_known_by_the_words_people_write(language, code, shown):
    assert shown in reply(f"```{language}\n{code}\n```")


def test_every_language_of_the_list_is_known():
    assert set(colouring._names().values()) == colouring.LANGUAGES


def test_the_colours_are_those_that_the_cleaners_let_out():
    assert set(colouring.CLASSES.values()) == CODE
    for colour in CODE:
        span = f'<span class="{colour}">a</span>'
        assert cleaning.clean(span) == span


@pytest.mark.parametrize(
    "info",
    [
        "",
        "klingon",
        "text",
        "{.python}",
        "python3000",
        "../../etc/passwd",
        "__import__('os')",
        '"><script>alert(1)</script>',
        "python\u200b",
        "_mapping",
        "pygments.lexers.python",
        "a" * 500,
    ],
)
def test_code_of_no_language_that_we_know_is_plain(info):
    assert reply(f"```{info}\nif 1 < 2\n```") == PLAIN.format("if 1 &lt; 2\n")


def test_what_stands_behind_the_language_changes_nothing():
    coloured = reply("```python\n1\n```")

    assert reply('``` python hl_lines="1" {#fn1 .cite onclick=x}\n1\n```') == coloured


def test_nothing_in_code_is_looked_at():
    html = reply("```\n[1] @bob *a* https://x.example\n~~~\n\n# a\n```")

    assert html == PLAIN.format("[1] @bob *a* https://x.example\n~~~\n\n# a\n")


@pytest.mark.parametrize("text", ["```\na", "```\na\n``", "```\na\n~~~", "``` `a`\nb"])
def test_bars_that_nothing_closes_are_no_code_block(text):
    assert "<pre" not in reply(text)


def test_code_stands_apart_from_the_text_around_it():
    html = reply("a\n```\nb\n```\nc")

    assert html == f"<p>a</p>\n{PLAIN.format('b' + chr(10))}\n<p>c</p>"


def test_long_code_is_plain():
    line = "if a: pass\n"
    short, long = line * 400, line * 500

    assert "<span" in reply(f"```python\n{short}```")
    assert reply(f"```python\n{long}```") == PLAIN.format(long)


def test_code_of_too_many_words_is_plain():
    code = "1\n" * (colouring.MOST + 1)

    assert reply(f"```python\n{code}```") == PLAIN.format(code)
    assert "<span" in reply(f"```python\n{code[2:]}```")


# fmt: off
WORDS = [
    *"{}[]()<>\"'`\\#/*-+=;:.,!?$@%^&|~ \n\t", "if", "def ", "class A", "<?php", "?>", "<!--",
    "-->", "/*", "*/", "//", "'''", '"""', "s{", "<<EOF", "\nEOF\n", "0x1", "é", "\u2028", "\r",
    "<script>", "</script>", "</code></pre>", "&lt;",
]
# fmt: on
CODES = st.lists(st.sampled_from(WORDS), max_size=40).map("".join) | st.text()


@given(CODES, st.sampled_from(sorted(colouring._names())))
def test_colouring_changes_no_letter_of_the_code(code, language):
    html = colouring.coloured(code, language)

    assert unescape(re.sub('<span class="[a-z]+">|</span>', "", html)) == code


def test_nobody_waits_for_pygments_who_writes_no_code():
    script = (
        "import sys; from articles import renderer_child, prose;"
        "prose.render_reply('```\\na\\n```\\n\\n```klingon\\n```', notes={});"
        "before = 'pygments.lexers.python' in sys.modules;"
        "prose.render_reply('```python\\n1\\n```', notes={});"
        "print(before, 'pygments.lexers.python' in sys.modules,"
        " 'pygments.lexers.rust' in sys.modules)"
    )

    command = [sys.executable, "-c", script]
    printed = subprocess.check_output(command, cwd=children.ROOT, text=True)  # noqa: S603

    assert printed == "False True False\n"
