"""The composer with all that opens in it: on small screens, from the right, on paper, by axe."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.composing import answer, composer, open_answer
from tests.browser.test_axe import found_by_axe
from tests.browser.test_layout import SIDEWAYS, TOO_SMALL
from tests.factories.articles import make_article
from tests.factories.forum import make_reply
from tests.factories.pictures import drawing, encoded

if TYPE_CHECKING:
    from playwright.sync_api import FilePayload, Page

    from forum.models import Reply

TITLE = "A report with a title of some length on how models are made and paid for"


@pytest.fixture
def bobs(erin: Any, bob: Any) -> Reply:
    article = make_article(author=erin, sources=[TITLE, "A book"])
    return make_reply(article=article, author=bob, body="So says the memo [1].")


@pytest.fixture
def place(bobs: Reply) -> str:
    return bobs.discussion.article.get_absolute_url()


def open_everything(page: Page) -> None:
    """A preview, the list of sources, a picture that is asked about."""
    composer(page).fill("It *says* so [1].")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".preview")).to_be_visible()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Add a picture").click()
    chart: FilePayload = {
        "name": "chart.png",
        "mimeType": "image/png",
        "buffer": encoded(drawing()),
    }
    chooser.value.set_files([chart])
    expect(page.get_by_label("What the picture shows")).to_be_focused()
    page.get_by_role("button", name="Cite", exact=True).click()
    expect(page.get_by_role("button", name="2 A book")).to_be_visible()


def complete(page: Page) -> None:
    composer(page).press_sequentially(" [1")
    expect(page.get_by_role("listbox", name="Suggestions")).to_be_visible()


def test_axe_finds_nothing_in_an_open_composer(
    open_page: Any, place: str, alice: Any
) -> None:
    page = open_page(member=alice)
    page.goto(place)

    open_everything(page)
    found = found_by_axe(page)
    complete(page)

    assert found == []
    assert found_by_axe(page) == []


def test_axe_finds_nothing_in_what_a_reply_shows(
    open_page: Any, place: str, alice: Any
) -> None:
    page = open_page(member=alice)
    page.goto(place)

    page.locator(".reply__body .cite").focus()
    expect(page.locator(".cite-note")).to_be_visible()
    found = found_by_axe(page)
    page.locator(".reply__body p").select_text()
    expect(page.locator(".quote")).to_be_visible()

    assert found == []
    assert found_by_axe(page) == []


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_all_that_opens_fits_a_small_screen(
    open_page: Any, place: str, bobs: Reply, alice: Any, *, direction: str
) -> None:
    page = open_page(member=alice, width=320)
    page.goto(place)
    page.evaluate("(way) => { document.documentElement.dir = way; }", direction)

    open_everything(page)
    assert page.evaluate(SIDEWAYS) == []
    complete(page)
    assert page.evaluate(SIDEWAYS) == []
    page.keyboard.press("Escape")
    open_answer(page, bobs)
    answer(page).fill("word" * 200)

    assert page.evaluate(SIDEWAYS) == []


@pytest.mark.parametrize(("width", "size"), [(390, 44), (1280, 24)])
def test_what_can_be_pressed_is_large_enough(
    open_page: Any, place: str, alice: Any, width: int, size: int
) -> None:
    finger = {"has_touch": True, "is_mobile": True} if size == 44 else {}
    page = open_page(member=alice, width=width, **finger)
    page.goto(place)

    open_everything(page)
    page.evaluate(
        "() => document.querySelectorAll('.thread, .preview').forEach((one) => one.remove())"
    )

    assert page.evaluate(TOO_SMALL, size) == []


def test_nothing_of_it_is_printed(open_page: Any, place: str, alice: Any) -> None:
    page = open_page(member=alice)
    page.goto(place)

    page.emulate_media(media="print")

    expect(page.locator(".composer")).to_be_hidden()
    expect(page.locator(".reply__body")).to_be_visible()
