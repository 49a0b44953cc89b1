"""The tree of replies, folded by hand and walked by ear."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from forum import actions
from tests.factories.articles import make_article
from tests.factories.forum import make_reply


@pytest.fixture
def place(erin: Any, bob: Any, mina: Any) -> str:
    """Bob's reply, Mina's answer to it, one that is withdrawn, and Bob's below it."""
    article = make_article(author=erin)
    first = make_reply(article=article, author=bob, body="The first thing.")
    make_reply(article=article, author=mina, body="The answer.", parent=first)
    gone = make_reply(article=article, author=mina, body="Taken back.")
    make_reply(article=article, author=bob, body="Below it.", parent=gone)
    actions.withdraw_reply(reply=gone, by=mina)
    return f"{article.get_absolute_url()}?order=old"


# -------------------------------------------------------------------------- Folding
def test_what_was_folded_is_found_folded(
    open_page: Any, place: str, alice: Any
) -> None:
    page = open_page(member=alice)
    page.goto(place)

    page.locator("#b1 > summary").click()
    expect(page.locator("#r2")).to_be_hidden()
    page.reload()
    expect(page.locator("#r2")).to_be_hidden()
    expect(page.locator("#r4")).to_be_visible()
    page.goto(place.replace("old", "new"))
    expect(page.locator("#r2")).to_be_hidden()
    page.locator("#b1 > summary").click()
    page.reload()

    expect(page.locator("#r2")).to_be_visible()


def test_an_address_opens_what_it_points_at(
    open_page: Any, place: str, alice: Any
) -> None:
    page = open_page(member=alice)
    page.goto(place)
    page.locator("#b1 > summary").click()
    expect(page.locator("#r2")).to_be_hidden()

    page.goto("about:blank")
    page.goto(f"{place}#r2")

    expect(page.locator("#r2")).to_be_visible()


def test_folds_of_fifty_articles_are_kept(
    open_page: Any, place: str, alice: Any
) -> None:
    page = open_page(member=alice)
    page.goto(place)
    page.evaluate(
        """() => localStorage.setItem("folded", JSON.stringify(
             Array.from({length: 50}, (_, number) => [`of-${number}`, ["b1"]])))"""
    )

    page.locator("#b1 > summary").click()
    page.wait_for_function(
        "() => !JSON.parse(localStorage.folded).some(([one]) => one === 'of-0')"
    )

    kept = page.evaluate("() => JSON.parse(localStorage.folded)")
    assert len(kept) == 50
    assert kept[0][0] == "of-1"
    assert kept[-1][1] == ["b1"]


# -------------------------------------------------------------------- By ear
def test_the_tree_is_walked_by_ear(open_page: Any, place: str, alice: Any) -> None:
    """Lists within lists, a heading for every reply, and names for all one may press."""
    page = open_page(member=alice)
    page.goto(place)

    discussion = page.get_by_role("region", name="Discussion")
    expect(discussion.get_by_role("heading", level=2)).to_have_text(["Discussion"])
    expect(discussion.locator("#thread")).to_match_aria_snapshot(TREE)
    branch = discussion.locator("#b1 > summary")
    expect(branch).to_have_accessible_name("1 reply to bob")


# No item may be missing or stand elsewhere: a list in each reply that is answered.
TREE = """
- list:
  - /children: equal
  - listitem:
    - /children: equal
    - heading "bob" [level=3]:
      - link "bob"
    - link /now|min/
    - paragraph: The first thing.
    - 'button "Helpful: 0 members"'
    - link "Reply (reply by bob)"
    - link "Quote (reply by bob)"
    - link "Link (reply by bob)"
    - link "Flag (reply by bob)"
    - group:
      - text: 1 reply to bob
      - list:
        - listitem:
          - heading "mina" [level=3]:
            - link "mina"
          - link /now|min/
          - paragraph: The answer.
          - 'button "Helpful: 0 members"'
          - link "Reply (reply by mina)"
          - link "Quote (reply by mina)"
          - link "Link (reply by mina)"
          - link "Flag (reply by mina)"
  - listitem:
    - /children: equal
    - paragraph: Withdrawn by its author.
    - group:
      - text: 1 reply
      - list:
        - listitem:
          - heading "bob" [level=3]:
            - link "bob"
          - link /now|min/
          - paragraph: Below it.
          - 'button "Helpful: 0 members"'
          - link "Reply (reply by bob)"
          - link "Quote (reply by bob)"
          - link "Link (reply by bob)"
          - link "Flag (reply by bob)"
"""
