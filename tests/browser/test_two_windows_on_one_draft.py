"""Two windows on one draft are told of each other, and neither loses its text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from playwright.sync_api import expect

from tests.browser.composing import composer, send
from tests.browser.drafting import (
    PROMISE,
    begun,
    keeper,
    opened,
    other_version,
    saved,
    write,
)

if TYPE_CHECKING:
    from articles.models import Article

CHANGED = "This draft was changed in another window."
GONE = "This draft was sent or discarded in another window."


def test_a_window_elsewhere_is_told_and_takes_the_other_text(
    open_page: Any, place: str, alice: Any, article: Article
) -> None:
    begun(alice, article, "One.")
    here = opened(open_page(member=alice), place)
    there = opened(open_page(member=alice), place)
    write(composer(here), "One, two.")

    composer(there).fill("One, three.")

    expect(other_version(there)).to_contain_text(CHANGED, timeout=PROMISE)
    there.get_by_text("Show the other version").click()
    expect(other_version(there).locator(".verbatim")).to_have_text("One, two.")
    there.get_by_role("button", name="Take the other version").click()
    expect(composer(there)).to_have_value("One, two.")
    expect(other_version(there).locator(".verbatim")).to_have_text("One, three.")
    assert saved() == ["One, two."]


def test_a_window_elsewhere_is_told_and_its_own_text_stands(
    open_page: Any, place: str, alice: Any, article: Article
) -> None:
    begun(alice, article, "One.")
    here = opened(open_page(member=alice), place)
    there = opened(open_page(member=alice), place)
    write(composer(here), "One, two.")
    composer(there).fill("One, three.")
    expect(other_version(there)).to_contain_text(CHANGED, timeout=PROMISE)

    there.get_by_role("button", name="Keep what is in the form").click()

    expect(keeper(there)).to_have_text("Draft saved.", timeout=PROMISE)
    expect(other_version(there)).to_be_hidden()
    expect(composer(there)).to_have_value("One, three.")
    assert saved() == ["One, three."]


def test_windows_of_one_browser_are_told_at_once(
    open_page: Any, place: str, alice: Any, article: Article
) -> None:
    begun(alice, article, "One.")
    here = opened(open_page(member=alice), place)
    there = opened(here.context.new_page(), place)

    write(composer(here), "One, two.")

    expect(other_version(there)).to_contain_text(CHANGED)
    expect(composer(there)).to_have_value("One.")


def test_a_draft_sent_in_another_window_says_so_and_the_text_stays(
    open_page: Any, place: str, alice: Any, article: Article
) -> None:
    begun(alice, article, "One.")
    here = opened(open_page(member=alice), place)
    there = opened(open_page(member=alice), place)
    send(composer(here))
    expect(here.locator(".reply__body")).to_have_text("One.")

    composer(there).fill("One, three.")

    expect(keeper(there)).to_contain_text(GONE, timeout=PROMISE)
    expect(composer(there)).to_have_value("One, three.")
    write(composer(there), "One, three, four.")
    assert saved() == ["One, three, four."]


def test_gone_on_with_after_that_it_is_another_draft_and_another_reply(
    open_page: Any, place: str, alice: Any, article: Article
) -> None:
    begun(alice, article, "One.", key=uuid4())
    here = opened(open_page(member=alice), place)
    there = opened(open_page(member=alice), place)
    send(composer(here))
    expect(here.locator(".reply__body")).to_have_text("One.")
    composer(there).fill("One, three.")
    expect(keeper(there)).to_contain_text(GONE, timeout=PROMISE)

    write(composer(there), "One, three, four.")

    assert saved() == ["One, three, four."]
    send(composer(there))
    expect(there.get_by_role("alert").first).to_contain_text("already sent")
    send(composer(there))
    expect(there.locator(".reply__body").last).to_have_text("One, three, four.")
    assert saved() == []


def test_what_was_written_elsewhere_is_there_when_another_text_is_sent(
    open_page: Any, place: str, alice: Any, article: Article, javascript: Any
) -> None:
    here = opened(open_page(member=alice, javascript=javascript), place)
    begun(alice, article, "What took an hour.", key=uuid4())
    composer(here).fill("Short.")

    send(composer(here))

    expect(here.locator(".reply__body")).to_have_text("Short.")
    expect(composer(here)).to_have_value("What took an hour.")
    assert saved() == ["What took an hour."]


def test_without_a_script_both_texts_are_shown(
    open_page: Any, place: str, alice: Any, article: Article
) -> None:
    here = opened(open_page(member=alice, javascript=False), place)
    begun(alice, article, "Theirs.")
    composer(here).fill("Mine.")

    here.get_by_role("button", name="Save draft").click()

    expect(here.get_by_role("alert")).to_have_text(CHANGED)
    expect(here.locator(".verbatim")).to_have_text("Theirs.")
    expect(here.get_by_label("Your text")).to_have_value("Mine.")
    here.get_by_role("button", name="Save yours in its place").click()
    expect(here).to_have_url(re.compile("/drafts/$"))
    assert saved() == ["Mine."]


def test_a_text_of_this_device_and_one_of_another_are_both_there(
    open_page: Any, place: str, alice: Any
) -> None:
    page = open_page(member=alice)
    page.goto(place)
    write(composer(page), "One.")
    page.context.set_offline(True)
    composer(page).fill("One, here.")
    context = page.context
    page.close()
    context.set_offline(False)
    other = open_page(member=alice)
    other.goto(place)
    write(composer(other), "One, there.")

    again = context.new_page()
    again.goto(place)

    expect(composer(again)).to_have_value("One, here.")
    expect(again.locator("other-version")).to_contain_text(
        "This device has kept what is in the form"
    )
    again.get_by_role("button", name="Take the other version").click()
    expect(composer(again)).to_have_value("One, there.")
