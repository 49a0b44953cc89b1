"""A discussion of two pages read, voted on, answered and edited by keyboard alone."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from forum.models import Reply, Visit, Vote
from tests.browser import stage
from tests.browser.composing import answer, said_aloud
from tests.browser.doings import tab_to
from tests.conftest import signed_in
from tests.factories.articles import make_article
from tests.factories.forum import grow

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from articles.models import Article

FIRST = [*range(1, 26)]  # branches, all that the first page has room for
OWN = 10  # what Alice has said herself
SHOWN, LEFT_OUT = [*range(26, 31)], [31, 210, 211]  # answers to the last of them
GONE = [*range(32, 208)]  # withdrawn answers there, so many that it is cut short
SECOND = [208, 209, 212, 213]  # branches, on the second page
NEW = [210, 211, 212, 213]  # written since Alice was here
LIVE = {*FIRST, *SHOWN, *LEFT_OUT, *SECOND}
ANSWER = 214  # which Alice is about to write

# Asked in the page at each frame: by `expect` so many would take half a minute.
IS_CURRENT = """([number, told]) =>
  document.activeElement.matches(`#r${number} > .reply__head > .reply__time`)
  && new RegExp(told).test(document.querySelector("live-region").textContent)"""
IS_PRESSED = """(number) =>
  document.activeElement.matches(`#vote-${number}[aria-pressed=true]`)
  && !document.querySelector(".htmx-added")  // before that a link is a link"""


@pytest.fixture
def article(erin: Any, bob: Any, alice: Any) -> Article:
    article = make_article(author=erin)
    parents = [FIRST[-1]] * max(LIVE)
    for number in (*FIRST, *SECOND):
        parents[number - 1] = 0
    discussion = grow(article=article, author=bob, parents=parents, withdrawn=GONE)
    discussion.replies.filter(number=OWN).update(author=alice)
    signed_in(alice).get(article.get_absolute_url())
    seen = NEW[0] - 1
    Visit.objects.update(seen_number=seen, since_number=seen)
    return article


class Reader:
    """Somebody who has nothing but keys; which replies came before them, in turn."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.read: list[int] = []

    def go(self, key: str, numbers: list[int]) -> None:
        """By this key to each of these in turn; what others wrote is found helpful."""
        for number in numbers:
            self.page.keyboard.press(key)
            self.has_before_them(number)
            if number != OWN:
                self.vote(number)

    def has_before_them(self, number: int) -> None:
        author = "alice" if number in (OWN, ANSWER) else "bob"
        new = ", new" if number in NEW else ""
        told = rf"^Reply by {author}, \d+ of \d+{new}$"
        self.page.wait_for_function(IS_CURRENT, arg=[number, told])
        self.read.append(number)

    def has_sent(self, number: int) -> None:
        sent = self.page.locator(f"#r{number} > .reply__head > .reply__time")
        expect(sent).to_be_focused()
        expect(self.page.locator("live-region")).to_have_text("The reply is sent.")
        self.read.append(number)

    def vote(self, number: int) -> None:
        tab_to(self.page, f"#vote-{number}", presses=3)
        self.page.keyboard.press("Space")
        self.page.wait_for_function(IS_PRESSED, arg=number)

    def is_at_the_end(self, key: str, sentence: str) -> None:
        self.page.keyboard.press(key)
        expect(said_aloud(self.page)).to_have_text(sentence)

    def follow(self, selector: str, *, presses: int) -> None:
        tab_to(self.page, selector, presses=presses)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")


def test_a_discussion_of_two_pages_by_keys_alone(
    open_page: Any, article: Article, alice: Any
) -> None:
    page = open_page(member=alice)
    reader = Reader(page)
    whole = f"{article.get_absolute_url()}?order=old"

    page.goto(whole)
    reader.go("j", FIRST + SHOWN)
    reader.is_at_the_end("j", "There is no further reply on this page.")

    reader.follow("#r25 > .more", presses=8)  # 3 more replies
    reader.go("j", LEFT_OUT[:1])
    reader.go("u", LEFT_OUT[1:])
    for number in SECOND[2:]:  # which no page so far has shown
        reader.go("u", [number])
        expect(page).to_have_url(re.compile(rf"/replies/{number}/\?.*#r{number}$"))

    with page.expect_navigation():
        page.keyboard.press("n")
    reader.follow(".pagination [rel=next]", presses=300)
    reader.go("j", SECOND[:2])

    page.keyboard.press("r")
    expect(answer(page)).to_be_focused()
    page.keyboard.type("junk? Not in there.")
    page.keyboard.press("Control+Enter")
    reader.has_sent(ANSWER)
    page.keyboard.press("e")
    expect(page.get_by_label("Your reply")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("None of it is in there.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(f"#r{ANSWER} > .reply__body")).to_have_text(
        "None of it is in there."
    )

    assert Counter(reader.read) == Counter(LIVE | {ANSWER})
    assert voted_on(alice) == LIVE - {OWN}
    [(parent, body)] = stage.database(
        lambda: [
            *Reply.objects.filter(number=ANSWER).values_list("parent_number", "body")
        ]
    )
    assert (parent, body) == (SECOND[1], "None of it is in there.")


def voted_on(member: Any) -> set[int]:
    votes = Vote.objects.filter(member=member)
    return stage.database(lambda: {*votes.values_list("reply__number", flat=True)})
