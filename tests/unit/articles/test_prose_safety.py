"""Whatever is typed, nothing leaves that could act, dress up or pose as ours."""

import html5lib
import pytest
from hypothesis import given, strategies as st

from articles import cleaning, prose
from articles.prose import NoteRef, PictureRef
from tests.safe_html import CODE, foreign

FILE = f"{'0123456789abcdef' * 2}.webp"
PICTURES = {FILE: PictureRef(FILE, 640, 480)}

HOSTILE = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//x.example></sCrIpT>",
    "<<script>script>alert(1)<</script>/script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<math><mi//xlink:href='javascript:alert(1)'>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1"
    " onerror=alert(1)&gt;'>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<object data='javascript:alert(1)'>",
    "<form action='/accounts/logout/'><button>x</button></form>",
    "<button form=deeds formaction=/x/>press</button>",
    "<input name=body autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<style>*{background:url(//x.example)}</style>",
    "<p style='position:fixed;inset:0'>over all</p>",
    "<base href='//x.example/'>",
    "<meta http-equiv=refresh content='0;url=//x.example'>",
    "<link rel=stylesheet href=//x.example>",
    "<a id=fnref1 class=cite href=#fn1>[1]</a>",
    "<li id=r1-fn1>mine</li>",
    "<a name=getElementById>clobber</a>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<textarea></textarea><script>alert(1)</script>",
    "<!--><script>alert(1)</script-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version='1.0'?><script>alert(1)</script>",
    "[a](javascript:alert(1))",
    "[a](javascript\u200b:alert(1))",
    "[a](\x01javascript:alert(1))",
    "[a](javas&#99;ript:alert(1))",
    "[a](javascript&colon;alert(1))",
    "[a](java\nscript:alert(1))",
    "[a](<javascript:alert(1)>)",
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "[a](file:///etc/passwd)",
    '[a](https://x.example/" onmouseover="alert(1))',
    "[a](https://x.example/' onmouseover='alert(1))",
    '[a](https://x.example/ "b" onclick="alert(1)")',
    "[a](https://x.example/ '\"><script>alert(1)</script>')",
    '[a"><script>alert(1)</script>](https://x.example)',
    "[x]: javascript:alert(1)\n\n[a][x] [x]",
    "[x]: https://x.example 'a\" onclick=alert(1) b=\"'\n\n[x]",
    "![a](javascript:alert(1))",
    '![a" onerror="alert(1)](https://x.example/i.png)',
    "<javascript:alert(1)>",
    '<https://x.example/"onclick=alert(1)>',
    'https://x.example/"onclick=alert(1)',
    "https://x.example/<script>alert(1)</script>",
    "```{ #fn1 .cite onclick=alert(1) style=x }\na\n```",
    '```"><script>alert(1)</script>\na\n```',
    '``` html hl_lines="1"><script>\n</code></pre><script>alert(1)</script>\n```',
    "`</code><script>alert(1)</script>`",
    "| a |\n|:-:|\n| <script>alert(1)</script> |",
    "# <script>alert(1)</script> {#fn1 .cite onclick=alert(1)}",
    "a{: onclick=alert(1) }",
    "*[a]: <script>alert(1)</script>\n\na",
    "\x02wzxhzdk:0\x03 \x02klzzwxh:0000\x03 \x0260\x03script\x0262\x03",
    "```\na\n```\n\n\x02wzxhzdk:0\x03",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;img src=x onerror=alert(1)&amp;gt;",
    "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "\ufe64script\ufe65alert(1)\ufe64/script\ufe65",
    "\uff1cscript\uff1ealert(1)",
    '[1]" onclick="alert(1)',
    "[1](javascript:alert(1))",
    "[a](javascript:alert(1))[a](https://x.example)",
    "[a]: javascript:alert(1)",
    '@bob" onclick="alert(1)',
    "@bob<script>alert(1)</script>",
    "<a class=mention href=/members/bob/>@bob</a>",
    "<span class=chip__host>openai.com</span>",
    f'![a" onerror=alert(1) b="](/pictures/{FILE})',
    f"![a](/pictures/{FILE} 'b\" onerror=\"alert(1)')",
    f"![<img src=x onerror=alert(1)>](/pictures/{FILE})",
    f'![a](/pictures/{FILE}#"onerror=alert(1))',
    f"<img src=/pictures/{FILE} onerror=alert(1)>",
    "<img src=/pictures/../accounts/logout/>",
    "```html\n<script>alert(1)</script>\n```",
    "```html\n</span></code></pre><img src=x onerror=alert(1)>\n```",
    "```php\n?><script>alert(1)</script><?php\n```",
    "```python\n\"<span class='cite'>\"\n```",
    "[openai.com<script>](https://evil.example/)",
    '[openai.com](https://evil.example"onclick=alert(1))',
    "[openai.com](https://<script>alert(1)</script>)",
    "[openai.com](https://&lt;script&gt;alert(1)&lt;/script&gt;/)",
    "[openai.com](https://%3Cscript%3Ealert(1)%3C/script%3E/)",
]
TITLES = ["<script>alert(1)</script>", '" onclick="alert(1)', "&lt;b&gt; \x00 [2] *x*"]


def both(text: str, title: str = "T", address: str = "/a") -> list[str]:
    notes = {1: NoteRef(1, title, "https://x.example/", "/articles/x/#fn1")}
    own = {"a": NoteRef(0, title, address, address, "a"), "b": notes[1]}
    reply = prose.render_reply(
        text, notes=notes, own=own, members=["bob"], pictures=PICTURES
    )
    return [
        prose.render_article(text, notes=notes).html,
        prose.render_reply(text, notes=notes).at(12),
        reply.at(12),
        prose.escaped(text).html,
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_becomes_harmless(text):
    for html in both(text):
        assert foreign(html) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_amid_others_becomes_harmless(text):
    for html in both(f"- a [1]\n\n> {text}\n\n**{text}** [{text}](/a)"):
        assert foreign(html) == []


@pytest.mark.parametrize("title", TITLES)
def test_the_title_of_a_source_is_never_markup(title):
    for html in both("A [1], b [a].", title):
        assert foreign(html) == []


@pytest.mark.parametrize("address", ["javascript:alert(1)", "//x.example", 'x" y=z'])
def test_a_note_leads_only_to_an_address(address):
    notes = {1: NoteRef(1, "T", href=address)}

    html = prose.render_reply("A [1].", notes=notes).at(1)

    assert foreign(html) == []
    assert '<a class="chip"><span' in html
    for own in both("A [a].", address=address):
        assert foreign(own) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_can_make_an_id_or_pose_as_a_mark(text):
    rendered = prose.render_reply(text, notes={}, pictures=PICTURES)

    html = html5lib.parseFragment(rendered.at(12), namespaceHTMLElements=False)
    for element in html.iter():
        assert not {"id", "role", "aria-label"} & set(element.attrib)
        shape = element.get("class", "align-left")
        assert shape in CODE | {"align-left", "align-center", "link-host"}


@pytest.mark.parametrize("html", HOSTILE)
def test_the_cleaners_alone_make_any_html_harmless(html):
    assert foreign(cleaning.clean(html)) == []


# fmt: off
PIECES = [
    *"*_~`#>-+|[]()!<>\"'&;:\\/ \n\t1.", "[1]", "[1:1]", "](", "    ", "\n\n", "```", "a",
    "é", "\xa0", "\x02", "\x03", "&lt;", "&#60;", "|-|", "https://x.example/", "<b>", "</p>",
    "<a href=", "<li id=", "class=cite", "<table>", "<svg>", "<!--", "[a]", "[b:1]", "@bob",
    "@", f"](/pictures/{FILE})", "![", "<img alt=", "src=/pictures/", "openai.com",
    "\n```python\n", "\n```\n", "def ", "<span class=k>",
]
# fmt: on
MARKUP = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


@given(MARKUP | st.text())
def test_any_text_becomes_harmless(text):
    for html in both(text):
        assert foreign(html) == []


@given(MARKUP | st.text())
def test_cleaning_what_was_cleaned_changes_nothing(text):
    for html in both(text):
        assert cleaning.clean(html) == html


@given(MARKUP | st.text())
def test_cleaning_any_html_twice_is_cleaning_it_once(html):
    once = cleaning.clean(html)

    assert cleaning.clean(once) == once


@given(st.text())
def test_tidying_twice_is_tidying_once(text):
    assert cleaning.tidy(cleaning.tidy(text)) == cleaning.tidy(text)


def test_a_text_that_would_become_too_long_a_page_is_shown_as_typed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(prose, "REPLY_ROOM", prose.Room(html=20, elements=99))

    rendered = prose.render_reply("**Much** more than twenty characters.", notes={})

    assert rendered.is_escaped
    assert "**Much**" in rendered.html


def test_a_reply_shown_as_typed_shows_the_sources_it_brings() -> None:
    own = {"a": prose.NoteRef(0, "A study", "https://y.example/", "/y", "a")}
    text = "*a* [a] " * 2_400

    rendered = prose.render_reply(text, notes={}, own=own)

    assert rendered.is_escaped
    html = rendered.at(7)
    assert prose.said(html).strip() == prose.escaped(text).html
    assert '<li id="r7-fna"><a class="chip" href="/y"' in html
    assert cleaning.clean(html) == html
    assert foreign(html) == []


def test_a_reply_of_more_elements_than_anyone_reads_is_shown_as_typed() -> None:
    text = "*a* " * 2_400

    assert prose.render_reply(f"{text}*a*", notes={}).html.count("<em>") == 2_401
    assert prose.render_reply(text + "*a* " * 99, notes={}).is_escaped
    assert not prose.render_article(text + "*a* " * 99, notes={}).is_escaped
