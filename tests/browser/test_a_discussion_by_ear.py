"""A discussion as a screen reader is told of it: by roles, names and states alone."""

from __future__ import annotations

from textwrap import indent
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from forum.models import Visit, Vote
from tests.browser import stage
from tests.conftest import signed_in
from tests.factories.articles import make_article
from tests.factories.forum import grow

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from articles.models import Article

MINAS, DEEPEST, VOTED, NEW = 2, 3, 4, 28


@pytest.fixture
def article(erin: Any, bob: Any, mina: Any, alice: Any) -> Article:
    """A branch three deep with something new, one that Alice found helpful, and a second page."""
    article = make_article(author=erin, sources=["A memo"])
    parents = [0, 1, MINAS, *[0] * 24, 1, 0]
    discussion = grow(article=article, author=bob, parents=parents, votes={VOTED: 1})
    discussion.replies.filter(number=MINAS).update(author=mina)
    Vote.objects.create(reply=discussion.replies.get(number=VOTED), member=alice)
    signed_in(alice).get(article.get_absolute_url())
    seen = NEW - 1
    Visit.objects.update(seen_number=seen, since_number=seen)
    return article


def opened(open_page: Any, article: Article, alice: Any, where: str) -> Page:
    page: Page = open_page(member=alice)
    page.goto(f"{article.get_absolute_url()}{where}")
    return page


def discussion(page: Page) -> Locator:
    return page.get_by_role("region", name="Discussion")


# -------------------------------------------------------------------- What is told
def test_a_page_of_a_discussion_is_told(
    open_page: Any, article: Article, alice: Any
) -> None:
    page = opened(open_page, article, alice, "?order=old")

    expect(discussion(page)).to_match_aria_snapshot(PAGE)


def test_a_branch_that_is_folded_tells_how_much_it_holds(
    open_page: Any, article: Article, alice: Any
) -> None:
    page = opened(open_page, article, alice, "?order=old")

    page.locator("#b1 > summary").click()

    expect(discussion(page).locator("#thread")).to_match_aria_snapshot(FOLDED)


def test_a_reply_in_context_is_told_after_what_it_answers(
    open_page: Any, article: Article, alice: Any
) -> None:
    page = opened(open_page, article, alice, f"replies/{DEEPEST}/?order=old")

    expect(page.get_by_role("main")).to_match_aria_snapshot(IN_CONTEXT)


# ------------------------------------------------------------------- What is done
def test_answering_and_voting_by_what_is_told(
    open_page: Any, article: Article, alice: Any
) -> None:
    page = opened(open_page, article, alice, "?order=old")
    opener = page.get_by_role("link", name="Reply (reply by mina)")
    minas = discussion(page).get_by_role("listitem").filter(has=opener).last

    opener.click()
    page.get_by_role("textbox", name="Your answer to mina").fill("Does it?")
    minas.get_by_role("button", name="Reply", exact=True).click()
    expect(page.get_by_role("status")).to_have_text("The reply is sent.")
    minas.get_by_role("button", name="Helpful: 0 members").first.click()

    expect(minas).to_match_aria_snapshot(ANSWERED)
    assert stage.database(
        lambda: {*Vote.objects.filter(member=alice).values_list("reply__number")}
    ) == {(VOTED,), (MINAS,)}


# ------------------------------------------------------------------- Word for word
def item(*told: str) -> str:
    """An item of a list, in which nothing else is told."""
    return "- listitem:\n" + indent("- /children: equal\n" + "".join(told), "  ")


def branch(name: str, *items: str) -> str:
    inner = indent("- list:\n" + indent("".join(items), "  "), "  ")
    return f"- group:\n  - text: {name}\n{inner}"


def reply(name: str, *marks: str, helpful: str = '0 members"') -> str:
    """What is told of one reply, up to what answers it."""
    told = "".join(f"- text: {mark}\n" for mark in marks)
    return f"""\
- heading "{name}" [level=3]:
  - link "{name}"
{told}- link /now|min/
- paragraph: So it is.
- 'button "Helpful: {helpful}'
- link "Reply (reply by {name})"
- link "Quote (reply by {name})"
- link "Link (reply by {name})"
- link "Flag (reply by {name})"
"""


BOBS, MINE = reply("bob"), '1 member" [pressed]'
ANSWERS = branch("1 reply to mina", item(BOBS))
PAGE = f"""\
- heading "Discussion" [level=2]
- list:
  - listitem: 29 replies
- navigation "Order of replies":
  - list:
    - listitem:
      - link "Best"
    - listitem:
      - link "New"
    - listitem:
      - link "Old"
- textbox "Add to the discussion"
- paragraph: /Markdown works.*@name to name a member/
- toolbar "Tools for the text":
  - /children: equal
  - button "Bold"
  - button "Italic"
  - button "Link"
  - button "Quote"
  - button "Code"
  - button "List"
  - button "Add a picture"
  - button "Cite"
- button "Reply"
- paragraph: 2 new since your last visit
- link "Next unread"
- button "Mark all read"
- list:
{
    indent(
        item(
            BOBS,
            branch(
                "3 replies to bob",
                item(reply("mina", "Moderator"), ANSWERS),
                item(reply("bob", "new")),
            ),
        )
        + item(reply("bob", helpful=MINE)),
        "  ",
    )
}
- navigation "Pages of replies":
  - /children: equal
  - link "1 more reply"
  - link "Last"
- button "Keys"
"""
FOLDED = "- list:\n" + indent(item(BOBS, "- group: 3 replies to bob\n"), "  ")
IN_CONTEXT = f"""\
- link "To the whole discussion"
- heading "Models for everyone" [level=1]
- heading "The reply, what it answers and what answers it" [level=2]
- list:
  - /children: equal
{indent(item(BOBS) + item(reply("mina", "Moderator")), "  ")}
- list:
  - /children: equal
{indent(item(BOBS), "  ")}
"""
ADDED = """\
- list:
  - listitem:
    - /children: equal
    - heading "alice" [level=3]:
      - link "alice"
    - link /now|min/
    - paragraph: Does it?
    - text: "Helpful: 0 members"
    - link "Reply (reply by alice)"
    - link "Quote (reply by alice)"
    - link "Link (reply by alice)"
    - link "Edit"
    - link "Withdraw"
"""
ANSWERED = item(reply("mina", "Moderator", helpful=MINE), ADDED, ANSWERS)
