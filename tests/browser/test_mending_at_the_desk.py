"""While an editor types, the desk says what is wrong, leads there, and mends it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.factories.articles import make_article
from tests.factories.desk import change_url

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Open

BODY = "One says so [1].\n\nNobody says this.\n\nAnother does."


@pytest.fixture
def desk(erin: Any) -> str:
    article = make_article(author=erin, body=BODY, sources=["A"], published=False)
    return change_url(article)


def chosen(page: Page) -> str:
    found: str = page.get_by_label("Text", exact=True).evaluate(
        "(field) => field.value.slice(field.selectionStart, field.selectionEnd)"
    )
    return found


def test_what_is_typed_wrong_is_said_below_it_and_leads_to_the_very_mark(
    erin: Any, desk: str, open_page: Open
) -> None:
    page = open_page(member=erin)
    page.goto(desk)
    text = page.get_by_label("Text", exact=True)

    text.fill(BODY.replace("this.", "this [9]."))
    said = page.locator("[data-at=id_body]").get_by_text("Line 3: [9] has no source.")
    said.click()

    assert chosen(page) == "[9]"
    expect(text).to_be_focused()


def test_one_click_mends_the_text_and_undo_takes_it_back(
    erin: Any, desk: str, open_page: Open
) -> None:
    page = open_page(member=erin)
    page.goto(desk)
    text = page.get_by_label("Text", exact=True)
    wrong = BODY.replace("this.", "this [9].")
    text.fill(wrong)

    beside = page.locator("[data-at=id_body]")
    beside.get_by_role("button", name="Take [9] out of the text").click()

    expect(text).to_have_value(BODY)
    expect(page.locator(".desk__told")).to_have_text("[9] is out of the text.")
    expect(beside.get_by_text("has no source")).to_have_count(0)
    page.keyboard.press("Control+z")
    expect(text).to_have_value(wrong)


def test_a_mark_is_put_where_the_caret_was_and_a_new_row_is_gone_to(
    erin: Any, desk: str, open_page: Open
) -> None:
    page = open_page(member=erin)
    page.goto(desk)
    text = page.get_by_label("Text", exact=True)
    text.fill(BODY.replace("[1]", "[2]"))
    text.evaluate("(field) => field.setSelectionRange(34, 34)")

    beside = page.locator("[data-at=id_notes-0-title]")
    beside.get_by_role("button", name="Cite [1] in the text").click()
    expect(text).to_have_value(
        "One says so [2].\n\nNobody says this [1].\n\nAnother does."
    )
    page.locator("[data-at=id_body]").get_by_role(
        "button", name="Add a row for source 2"
    ).click()

    title = page.locator("[name=notes-1-title]")
    expect(title).to_be_focused()
    expect(page.locator("[name=notes-1-number]")).to_have_value("2")


def test_what_the_server_refused_is_said_once_while_it_is_mended(
    erin: Any, desk: str, open_page: Open
) -> None:
    page = open_page(member=erin)
    page.goto(desk)
    address = page.locator("[name=notes-0-url]")
    address.fill("a.example")
    page.get_by_role("button", name="Publish").click()
    cell = page.locator(".desk__cell--url").first
    expect(cell.get_by_text("not an address on the web")).to_have_count(1)

    address.fill("b.example")

    expect(cell.get_by_role("button", name="Make it https://b.example")).to_be_visible()
    expect(cell.get_by_text("not an address on the web")).to_have_count(1)
    address.fill("https://b.example")
    expect(cell.get_by_text("not an address on the web")).to_have_count(0)


def test_without_javascript_the_button_sends_the_form_and_it_comes_back_mended(
    erin: Any, desk: str, open_page: Open
) -> None:
    page = open_page(member=erin, javascript=False)
    page.goto(desk)
    text = page.get_by_label("Text", exact=True)
    text.fill(BODY.replace("this.", "this [9]."))
    page.get_by_role("button", name="Preview").click()

    beside = page.locator("[data-at=id_body]")
    beside.get_by_role("button", name="Take [9] out of the text").click()

    expect(text).to_have_value(BODY)
    expect(page.locator(".desk__told")).to_have_text("[9] is out of the text.")
