"""An editor hands files in, and follows how far they have come without being disturbed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from tests.browser.stage import database
from tests.integration.articles.bringing_in import IMPORT, NEWS
from tests.worker import do, waiting

if TYPE_CHECKING:
    from playwright.sync_api import FilePayload, Page

    from tests.browser.conftest import Open


def handed_in(page: Page) -> None:
    page.goto(IMPORT)
    files: list[FilePayload] = [
        {"name": name, "mimeType": "text/plain", "buffer": NEWS.encode()}
        for name in ("one.txt", "two.txt", "three.txt")
    ]
    page.get_by_label("Files").set_input_files(files)
    page.get_by_role("button", name="Hand in").click()
    expect(page.get_by_role("status")).to_have_text("0 of 3 files are done.")


def take_one_in() -> None:
    database(lambda: do(waiting("take_in_file")[0]))


def test_what_is_done_shows_by_itself_and_the_focus_stays(
    erin: Any, open_page: Open
) -> None:
    page = open_page(member=erin)
    handed_in(page)
    state = page.get_by_role("status")
    state.evaluate("(said) => { said.dataset.here = 'since the beginning'; }")

    take_one_in()
    expect(state).to_contain_text("1 of 3 files are done.")
    opened = page.get_by_role("link", name="Open the article").first
    opened.focus()
    take_one_in()

    expect(state).to_contain_text("2 of 3 files are done.")
    expect(opened).to_be_focused()
    expect(state).to_have_attribute("data-here", "since the beginning")
    expect(page.get_by_role("progressbar")).to_have_js_property("value", 2)


def test_when_all_are_done_the_focus_goes_where_it_is_said(
    erin: Any, open_page: Open
) -> None:
    page = open_page(member=erin)
    handed_in(page)
    again = page.get_by_role("button", name="Ask again for those that wait")
    again.focus()

    for _file in range(3):
        take_one_in()

    expect(page.get_by_role("status")).to_contain_text("3 of 3 files are done.")
    expect(page.get_by_role("status")).to_be_focused()
    expect(again).to_have_count(0)


def test_without_a_script_a_link_shows_how_far_they_are(
    erin: Any, open_page: Open
) -> None:
    page = open_page(member=erin, javascript=False)
    handed_in(page)

    take_one_in()
    page.get_by_role("link", name="See how far they have come").click()

    expect(page.get_by_role("status")).to_contain_text("1 of 3 files are done.")
