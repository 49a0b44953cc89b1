"""Answering to words: those one has chosen, or the whole reply, with author and place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser import stage
from tests.browser.composing import LOST_LINE, answer, open_answer, send
from tests.browser.doings import own_link
from tests.factories.articles import make_article
from tests.factories.forum import make_reply

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from articles.models import Article
    from forum.models import Reply

# Where the words stand on the screen, wherever they are in the reply.
PLACE = """(body, words) => {
  body.scrollIntoView({block: "center"});
  const texts = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const start = texts.currentNode.data.indexOf(words);
    if (start < 0) continue;
    const range = document.createRange();
    range.setStart(texts.currentNode, start);
    range.setEnd(texts.currentNode, start + words.length);
    const {left, right, top, bottom} = range.getBoundingClientRect();
    return [left + 1, right - 1, (top + bottom) / 2];
  }
}"""


@pytest.fixture
def article(erin: Any) -> Article:
    return make_article(author=erin, sources=["A memo"])


@pytest.fixture
def bobs(article: Article, bob: Any) -> Reply:
    body = "The memo says *quality gap* [1].\n\nIt costs 2 * 50 dollars a day."
    return make_reply(article=article, author=bob, body=body)


def choose(page: Page, reply: Reply, words: str) -> None:
    """By dragging over them."""
    body = page.locator(f"#{reply.anchor} > .reply__body")
    left, right, line = body.evaluate(PLACE, words)
    page.mouse.move(left, line)
    page.mouse.down()
    page.mouse.move(right, line, steps=5)
    page.mouse.up()


def by_the_words(page: Page) -> Locator:
    return page.get_by_role("button", name="Quote the chosen words")


def signature(reply: Reply) -> str:
    return f">\n> — [bob]({reply.get_absolute_url()})\n\n"


def test_chosen_words_are_quoted_in_an_answer(
    open_page: Any, place: str, alice: Any, bobs: Reply
) -> None:
    page = open_page(member=alice)
    page.goto(place)

    choose(page, bobs, "2 * 50 dollars")
    by_the_words(page).click()

    expect(answer(page)).to_have_value(f"> 2 \\* 50 dollars\n{signature(bobs)}")
    expect(answer(page)).to_be_focused()
    expect(by_the_words(page)).to_have_count(0)
    page.keyboard.type("That is not much.")
    send(answer(page))
    added = page.locator(f"#{bobs.anchor} .reply")
    expect(added.locator("blockquote")).to_contain_text("2 * 50 dollars")
    expect(added.get_by_role("link", name="bob")).to_have_attribute(
        "href", bobs.get_absolute_url()
    )


def test_the_button_stands_behind_the_words_and_goes_with_them(
    open_page: Any, place: str, alice: Any, bobs: Reply
) -> None:
    page = open_page(member=alice)
    page.goto(place)
    body = page.locator(f"#{bobs.anchor} > .reply__body")
    before = body.inner_html()

    choose(page, bobs, "dollars")
    expect(by_the_words(page)).to_be_visible()
    assert body.locator(".quote").evaluate(
        "(button) => button.previousSibling.data.endsWith('dollars')"
    )
    page.evaluate("() => getSelection().removeAllRanges()")

    expect(by_the_words(page)).to_have_count(0)
    assert body.inner_html() == before


def test_words_of_two_replies_or_of_none_are_not_offered(
    open_page: Any, article: Article, place: str, alice: Any, bobs: Reply
) -> None:
    stage.database(lambda: make_reply(article=article, author=alice, body="So it is."))
    page = open_page(member=alice)
    page.goto(place)

    page.evaluate(
        "() => getSelection().selectAllChildren(document.querySelector('#thread'))"
    )
    page.wait_for_timeout(500)
    expect(by_the_words(page)).to_have_count(0)
    page.evaluate(
        "() => getSelection().selectAllChildren(document.querySelector('h1'))"
    )
    page.wait_for_timeout(500)

    expect(by_the_words(page)).to_have_count(0)


def test_a_quote_joins_what_is_already_being_written(
    open_page: Any, place: str, alice: Any, bobs: Reply
) -> None:
    page = open_page(member=alice)
    page.goto(place)
    open_answer(page, bobs)
    answer(page).press_sequentially("First of all.")

    choose(page, bobs, "It costs")
    by_the_words(page).click()
    expect(answer(page)).to_have_value(
        f"First of all.\n\n> It costs\n{signature(bobs)}"
    )
    page.get_by_role("link", name="Quote (reply by bob)").click()

    expect(answer(page)).to_have_value(
        f"First of all.\n\n> It costs\n{signature(bobs)}"
        "> The memo says *quality gap* [1].\n>\n> It costs 2 * 50 dollars a day.\n"
        f"{signature(bobs)}"
    )
    expect(answer(page)).to_be_focused()


def test_a_key_quotes(open_page: Any, place: str, alice: Any, bobs: Reply) -> None:
    page = open_page(member=alice)
    page.goto(place)
    choose(page, bobs, "dollars")
    expect(by_the_words(page)).to_be_visible()

    page.keyboard.press("q")
    expect(answer(page)).to_have_value(f"> dollars\n{signature(bobs)}")
    answer(page).fill("")
    answer(page).press("Escape")
    own_link(page, bobs.number).focus()
    page.keyboard.press("q")

    expect(answer(page)).to_have_value(re.compile(r"^> The memo says \*quality gap\*"))


def test_the_link_quotes_the_whole_reply(
    open_page: Any, place: str, alice: Any, bobs: Reply, javascript: Any
) -> None:
    page = open_page(member=alice, javascript=javascript)
    page.goto(place)

    page.get_by_role("link", name="Quote (reply by bob)").click()

    expect(answer(page)).to_have_value(
        "> The memo says *quality gap* [1].\n>\n> It costs 2 * 50 dollars a day.\n"
        f"{signature(bobs)}"
    )
    if javascript:
        expect(page).to_have_url(re.compile(f"{place}$"))


def test_a_letter_that_is_quoted_is_no_source_of_whoever_quotes(
    open_page: Any, article: Article, place: str, alice: Any, bob: Any
) -> None:
    bobs = stage.database(
        lambda: make_reply(
            article=article,
            author=bob,
            body="As in [a] and [1], and [a].",
            sources=["https://bobs.example/"],
        )
    )
    page = open_page(member=alice)
    page.goto(place)
    page.get_by_role("link", name="Quote (reply by bob)").click()
    first = f"> As in \\[a] and [1], and \\[a].\n{signature(bobs)}"
    expect(answer(page)).to_have_value(first)

    page.get_by_role("link", name="Quote (reply by bob)").click()

    expect(answer(page)).to_have_value(first * 2)


def test_without_a_line_a_reply_is_quoted_as_it_is_read(
    open_page: Any, place: str, alice: Any, bobs: Reply
) -> None:
    page = open_page(member=alice)
    page.goto(place)
    open_answer(page, bobs)
    page.context.set_offline(True)

    page.get_by_role("link", name="Quote (reply by bob)").click()

    expect(answer(page)).to_have_value(
        "> The memo says quality gap [1].\n>\n> It costs 2 \\* 50 dollars a day.\n"
        f"{signature(bobs)}"
    )


def test_a_quote_that_could_not_open_is_not_typed_later(
    open_page: Any, place: str, alice: Any, bobs: Reply
) -> None:
    lost = ["Failed to load resource: net::ERR_FAILED"]
    lost += [line.replace("HTMLElement", "HTMLDivElement") for line in LOST_LINE]
    page = open_page(member=alice, forgive=lost)
    page.goto(place)
    page.route("**/answer/**", lambda route: route.abort())
    choose(page, bobs, "2 * 50 dollars")
    with page.expect_event("requestfailed"):
        by_the_words(page).click()
    page.unroute("**/answer/**")

    open_answer(page, bobs)

    expect(answer(page)).to_be_focused()
    page.wait_for_timeout(300)
    expect(answer(page)).to_have_value("")


# ------------------------------------------------------------- An answer in place
def test_escape_puts_an_empty_answer_away(
    open_page: Any, place: str, alice: Any, bobs: Reply
) -> None:
    page = open_page(member=alice)
    page.goto(place)
    open_answer(page, bobs)

    page.keyboard.press("Escape")

    expect(answer(page)).to_have_count(0)
    expect(page.get_by_role("link", name="Reply (reply by bob)")).to_be_focused()


def test_escape_leaves_a_text_where_it_is(
    open_page: Any, place: str, alice: Any, bobs: Reply
) -> None:
    page = open_page(member=alice)
    page.goto(place)
    open_answer(page, bobs)
    answer(page).press_sequentially("Half of a")

    page.keyboard.press("Escape")

    expect(answer(page)).to_have_value("Half of a")
    opener = page.get_by_role("link", name="Reply (reply by bob)")
    expect(opener).to_be_focused()
    page.keyboard.press("Enter")
    expect(answer(page)).to_be_focused()
    expect(answer(page)).to_have_value("Half of a")
