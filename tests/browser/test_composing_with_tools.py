"""The tools of the composer: Markdown for those who do not know it, by pointer and by key."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.composing import LOST_LINE, composer, said_aloud

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


def tools(page: Page) -> Locator:
    return page.get_by_role("toolbar", name="Tools for the text")


def choose(field: Locator, words: str) -> None:
    """Select words in the field, as by dragging over them."""
    field.evaluate(
        """(field, words) => {
          const start = field.value.indexOf(words);
          field.focus();
          field.setSelectionRange(start, start + words.length);
        }""",
        words,
    )


# ------------------------------------------------------------------------- Marking
@pytest.mark.parametrize(
    ("tool", "typed", "chosen", "marked"),
    [
        ("Bold", "It says so.", "says", "It **says** so."),
        ("Bold", "It **says** so.", "says", "It says so."),
        ("Bold", "It **says** so.", "**says**", "It says so."),
        ("Bold", "It *says* so.", "says", "It ***says*** so."),
        ("Bold", "It says so.", " says ", "It **says** so."),
        ("Italic", "It says so.", "says", "It *says* so."),
        ("Italic", "It *says* so.", "says", "It says so."),
        ("Italic", "It **says** so.", "says", "It ***says*** so."),
        ("Code", "Run it now.", "it", "Run `it` now."),
        ("Code", "Run\na\nb\nnow.", "a\nb", "Run\n```\na\nb\n```\nnow."),
        ("Quote", "One\nTwo\nThree", "e\nTw", "> One\n> Two\nThree"),
        ("Quote", "> One\n> Two", "One\n> Two", "One\nTwo"),
        ("List", "One\nTwo", "One\nTwo", "- One\n- Two"),
        ("List", "- One\n- Two", "- One\n- Two", "One\nTwo"),
        ("Link", "See the memo.", "the memo", "See [the memo](https://)."),
        ("Link", "See https://a.example", "https://a.example", "See [](https://a.example)"),
    ],
)  # fmt: skip
def test_a_tool_marks_what_is_chosen_and_takes_its_mark_away(
    open_page: Any, place: str, alice: Any, *, tool: str, typed: str, chosen: str, marked: str
) -> None:  # fmt: skip
    page = open_page(member=alice)
    page.goto(place)
    composer(page).fill(typed)
    choose(composer(page), chosen)

    tools(page).get_by_role("button", name=tool, exact=True).click()

    expect(composer(page)).to_have_value(marked)
    expect(composer(page)).to_be_focused()
    page.keyboard.press("Control+z")
    expect(composer(page)).to_have_value(typed)


@pytest.mark.parametrize(
    ("key", "marked"),
    [("b", "It **says** so."), ("i", "It *says* so."), ("k", "It [says](https://) so.")],
)  # fmt: skip
def test_keys_do_the_same(
    open_page: Any, place: str, alice: Any, key: str, marked: str
) -> None:
    page = open_page(member=alice)
    page.goto(place)
    composer(page).fill("It says so.")
    choose(composer(page), "says")

    page.keyboard.press(f"Control+{key}")

    expect(composer(page)).to_have_value(marked)


def test_the_address_of_a_new_link_is_typed_over(
    open_page: Any, place: str, alice: Any
) -> None:
    page = open_page(member=alice)
    page.goto(place)
    composer(page).fill("See the memo")
    choose(composer(page), "the memo")

    page.keyboard.press("Control+k")
    page.keyboard.type("https://a.example/")

    expect(composer(page)).to_have_value("See [the memo](https://a.example/)")


def test_the_tools_are_one_stop_and_arrows_lead_through_them(
    open_page: Any, place: str, alice: Any
) -> None:
    page = open_page(member=alice)
    page.goto(place)
    composer(page).focus()

    page.keyboard.press("Tab")
    expect(tools(page).get_by_role("button", name="Bold")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(tools(page).get_by_role("button", name="Italic")).to_be_focused()
    page.keyboard.press("End")
    expect(tools(page).get_by_role("button", name="Cite")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(tools(page).get_by_role("button", name="Bold")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(tools(page).get_by_role("button", name="Cite")).to_be_focused()
    page.keyboard.press("Home")
    page.keyboard.press("Tab")

    expect(page.get_by_role("button", name="Save draft")).to_be_focused()


def test_without_a_script_no_tool_is_shown_that_does_nothing(
    open_page: Any, place: str, alice: Any
) -> None:
    page = open_page(member=alice, javascript=False)
    page.goto(place)

    expect(tools(page)).to_have_count(0)
    expect(page.get_by_text("Cite a source")).to_be_visible()
    expect(page.get_by_text("Add a picture")).to_be_visible()


# ------------------------------------------------------------------ Empty and full
def test_an_empty_composer_shows_a_field_tools_and_one_button(
    open_page: Any, place: str, alice: Any, javascript: Any
) -> None:
    page = open_page(member=alice, javascript=javascript)
    page.goto(place)
    sheet = page.locator(".composer__sheet")
    expect(sheet.get_by_role("button", name="Reply")).to_be_visible()
    expect(sheet.get_by_role("button", name="Preview")).to_be_hidden()
    before = sheet.bounding_box()

    composer(page).focus()

    expect(sheet.get_by_role("button", name="Preview")).to_be_visible()
    expect(sheet.get_by_role("button", name="Save draft")).to_be_visible()
    assert sheet.bounding_box() == before


def test_the_field_grows_with_the_text(open_page: Any, place: str, alice: Any) -> None:
    page = open_page(member=alice)
    page.goto(place)

    size = "(field) => [field.offsetWidth, field.offsetHeight]"
    before = composer(page).evaluate(size)
    composer(page).fill("A line.\n" * 12)

    assert composer(page).evaluate(
        "(field) => field.scrollHeight <= field.clientHeight"
    )
    composer(page).fill("")
    assert composer(page).evaluate(size) == before


def test_near_the_limit_the_rest_is_counted_and_past_it_what_is_too_much(
    open_page: Any, place: str, alice: Any
) -> None:
    page = open_page(member=alice)
    page.goto(place)
    counter = page.locator("text-counter")
    composer(page).fill("a" * 8_999)
    expect(counter).to_be_hidden()

    composer(page).fill("a" * 9_000)
    expect(counter).to_have_text("1,000 characters left")
    expect(said_aloud(page)).to_have_text("1,000 characters left")
    composer(page).fill("😀" * 9_990)
    expect(counter).to_have_text("10 characters left")
    composer(page).fill("a" * 10_012)

    too_long = "12 characters too many. A reply has at most 10,000."
    expect(counter).to_have_text(too_long)
    expect(said_aloud(page)).to_have_text(too_long)
    expect(composer(page)).to_have_attribute("aria-invalid", "true")
    composer(page).fill("a")
    expect(counter).to_be_hidden()
    expect(composer(page)).not_to_have_attribute("aria-invalid", re.compile("."))


# ------------------------------------------------------------------------- Preview
def test_a_preview_stands_below_the_form_and_leaves_it_as_it_is(
    open_page: Any, place: str, alice: Any, javascript: Any
) -> None:
    page = open_page(member=alice, javascript=javascript)
    page.goto(place)
    composer(page).fill("It *says* so [1].")

    page.get_by_role("button", name="Preview").click()

    shown = page.locator(".preview .reply__body")
    expect(shown.locator("em")).to_have_text("says")
    expect(shown.locator(".chip")).to_contain_text("A memo")
    expect(composer(page)).to_have_value("It *says* so [1].")
    if javascript:
        expect(page).to_have_url(re.compile(f"{place}$"))
        expect(said_aloud(page)).to_have_text("The preview is below.")
    composer(page).fill("It **says** so [1].")
    page.get_by_role("button", name="Preview").click()
    expect(shown.locator("strong")).to_have_text("says")
    expect(page.locator(".preview")).to_have_count(1)


def test_a_preview_says_what_must_be_mended(
    open_page: Any, place: str, alice: Any, javascript: Any
) -> None:
    page = open_page(member=alice, javascript=javascript)
    page.goto(place)
    composer(page).fill("The ninth says so [9].")

    page.get_by_role("button", name="Preview").click()

    wanted = page.locator(".preview").get_by_role("alert")
    expect(wanted).to_have_text("The article has no source [9].")
    expect(composer(page)).to_have_value("The ninth says so [9].")


def test_a_preview_that_does_not_arrive_is_told_of(
    open_page: Any, place: str, alice: Any
) -> None:
    lost = [line.replace("[object HTMLElement]", "[object HTMLDivElement]") for line in LOST_LINE]  # fmt: skip
    page = open_page(member=alice, forgive=lost)
    page.goto(place)
    composer(page).fill("It says so.")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".preview")).to_be_visible()
    page.context.set_offline(True)

    page.get_by_role("button", name="Preview").click()

    expect(page.locator(".composer__status")).to_contain_text(
        "There is no preview now."
    )
    page.context.set_offline(False)
