"""Pictures in a reply: those that we keep are shown, any other is a link."""

import pytest

from articles import mentions, prose
from articles.models.picture import Kind
from articles.prose import PictureRef

NAME = "0123456789abcdef" * 2
FILE, SECOND = f"{NAME}.webp", f"{NAME[::-1]}.png"
PICTURES = {
    FILE: PictureRef(FILE, 640, 480),
    SECOND: PictureRef(SECOND, 1, 20_000),
}


def reply(text: str) -> prose.Rendered:
    return prose.render_reply(text, notes={}, pictures=PICTURES)


def image(alt: str) -> str:
    return (
        f'<img alt="{alt}" decoding="async" height="480" loading="lazy" '
        f'src="/pictures/{FILE}" width="640">'
    )


def test_a_picture_is_shown_with_its_size_and_its_words():
    rendered = reply(f"![A cat](/pictures/{FILE})")

    assert rendered.html == f"<p>{image('A cat')}</p>"
    assert rendered.pictured == (FILE,)
    assert rendered.undescribed == 0


def test_a_picture_may_stand_amid_words():
    assert (
        f"before {image('a')} after"
        in reply(f"before ![a](/pictures/{FILE}) after").html
    )


def test_pictures_are_told_once_each_in_the_order_of_reading():
    text = f"> ![a](/pictures/{SECOND})\n\n*![b](/pictures/{FILE})*"

    assert reply(f"{text}\n\n![c](/pictures/{SECOND})").pictured == (SECOND, FILE)


@pytest.mark.parametrize("words", ["", " ", "\u200b", "\u2800", "&#8203;"])
def test_a_picture_without_words_is_shown_and_counted(words):
    rendered = reply(f"![{words}](/pictures/{FILE}) ![a](/pictures/{SECOND})")

    assert rendered.pictured == (FILE, SECOND)
    assert rendered.undescribed == 1


@pytest.mark.parametrize(
    ("typed", "alt"),
    [
        ('Two "men"', "Two &quot;men&quot;"),
        ("a < b > c", "a \u2039 b \u203a c"),
        ("&lt;b&gt; &amp;lt;", "\u2039b\u203a &amp;lt;"),
        ('" onerror="alert(1)', "&quot; onerror=&quot;alert(1)"),
        (r"\[a\] \*b\*", "[a] *b*"),
        ("a `code` b", "a code b"),
        ("a\nb", "a b"),
        ("@bob [1]", "@bob [1]"),
    ],
)
def test_the_words_of_a_picture_are_never_markup(typed, alt):
    rendered = prose.render_reply(
        f"![{typed}](/pictures/{FILE})",
        notes={1: prose.NoteRef(1, "T")},
        members=["bob"],
        pictures=PICTURES,
    )

    assert image(alt) in rendered.html
    assert (rendered.uses, rendered.mentioned) == ((), ())


@pytest.mark.parametrize(
    ("typed", "href"),
    [
        (f"![a](/pictures/{'f' * 32}.webp)", f"/pictures/{'f' * 32}.webp"),
        (f"![a](/pictures/{NAME}.png)", f"/pictures/{NAME}.png"),
        (f"![a](/pictures/{FILE}?x)", f"/pictures/{FILE}?x"),
        (f"![a](/pictures/../{FILE})", f"/pictures/../{FILE}"),
        (f"![a](https://x.example/{FILE})", f"https://x.example/{FILE}"),
        (f"[a](/pictures/{FILE})", f"/pictures/{FILE}"),
    ],
)
def test_what_is_no_picture_of_ours_stays_a_link(typed, href):
    rendered = reply(typed)

    assert f'<a href="{href}"' in rendered.html
    assert "<img" not in rendered.html
    assert rendered.pictured == ()


@pytest.mark.parametrize(
    "typed",
    [
        "![a](javascript:alert(1))",
        "![a](data:image/svg+xml,x)",
        f"![a](//x.example/pictures/{FILE})",
        f"![a](pictures/{FILE})",
        f"`![a](/pictures/{FILE})`",
        f"```\n![a](/pictures/{FILE})\n```",
        f"\\![a](/pictures/{FILE}",
    ],
)
def test_what_is_no_address_stays_as_typed(typed):
    html = reply(typed).html

    assert "<img" not in html
    assert "<a" not in html


def test_no_picture_stands_in_a_link():
    html = reply(f"[![a](/pictures/{FILE})](https://x.example/)").html

    assert "<img" not in html


@pytest.mark.parametrize(
    "name", ["x.webp", f"{NAME}.svg", f"{NAME}.gif", f"{NAME.upper()}.png"]
)
def test_a_picture_has_the_name_that_we_gave_it_or_is_not_shown(name):
    known = {name: PictureRef(name, 1, 1)}

    html = prose.render_reply(f"![a](/pictures/{name})", notes={}, pictures=known).html

    assert "<img" not in html


def test_an_article_shows_no_pictures_yet():
    html = prose.render_article(f"![a](/pictures/{FILE})", notes={}).html

    assert html.startswith(f'<p><a href="/pictures/{FILE}"')


def test_a_quick_look_finds_the_name_of_each_picture_once():
    text = (
        f"![](/pictures/{FILE}) `/pictures/{SECOND}` /pictures/{FILE} /pictures/x.png"
    )

    assert mentions.pictures(text) == [NAME, NAME[::-1]]


def test_a_picture_has_an_ending_that_we_write():
    for kind in Kind:
        assert mentions.pictures(f"/pictures/{NAME}.{kind}") == [NAME]
    assert mentions.pictures(f"/pictures/{NAME}.gif") == []
