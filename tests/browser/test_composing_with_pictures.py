"""Pictures while writing: picked, pasted, dragged; each asks in words what it shows."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.composing import composer, said_aloud, send
from tests.factories.articles import make_article
from tests.factories.pictures import drawing, encoded

if TYPE_CHECKING:
    from playwright.sync_api import FilePayload, Locator, Page, Route

PICTURE = r"/pictures/[0-9a-f]{32}\.png"
# Hands files over as the browser does, by whichever event brings them.
BRING = """(field, [kind, files]) => {
  const brought = new DataTransfer();
  for (const {name, data} of files) {
    const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
    brought.items.add(new File([bytes], name, {type: "image/png"}));
  }
  const options = {bubbles: true, cancelable: true};
  field.dispatchEvent(kind === "paste"
    ? new ClipboardEvent(kind, {...options, clipboardData: brought})
    : new DragEvent(kind, {...options, dataTransfer: brought}));
}"""


@pytest.fixture
def place(erin: Any) -> str:
    return make_article(author=erin, sources=["A memo"]).get_absolute_url()


def file(name: str = "chart.png", data: bytes | None = None) -> FilePayload:
    chart = encoded(drawing()) if data is None else data
    return {"name": name, "mimeType": "image/png", "buffer": chart}


def pick(page: Page, *files: FilePayload) -> None:
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Add a picture").click()
    chooser.value.set_files(list(files))


def bring(field: Locator, kind: str, *names: str) -> None:
    data = base64.b64encode(encoded(drawing())).decode()
    field.evaluate(BRING, [kind, [{"name": name, "data": data} for name in names]])


def words(page: Page) -> Locator:
    return page.get_by_label("What the picture shows, in words")


def hold_back(page: Page) -> list[Route]:
    """Pictures are on their way until the test lets each go."""
    held: list[Route] = []
    page.route("**/pictures/", lambda route: held.extend([route]))
    return held


def let_go(page: Page, held: list[Route]) -> None:
    for _ in range(500):
        if not held:
            page.wait_for_timeout(20)
    held.pop().continue_()


def test_a_picked_picture_is_described_and_sent(
    open_page: Any, place: str, alice: Any
) -> None:
    page = open_page(member=alice)
    page.goto(place)
    composer(page).fill("Look at this:")

    pick(page, file())
    expect(words(page)).to_be_focused()
    expect(said_aloud(page)).to_contain_text("Say what it shows.")
    expect(composer(page)).to_have_value(
        re.compile(rf"^Look at this:\n\n!\[\]\({PICTURE}\)\n\n$")
    )
    page.keyboard.type("Prices [per year]")
    page.keyboard.press("Enter")

    expect(composer(page)).to_be_focused()
    expect(composer(page)).to_have_value(re.compile(r"!\[Prices \\\[per year\\\]\]\("))
    expect(words(page)).to_be_hidden()
    send(composer(page))
    shown = page.locator(".reply").get_by_role("img", name="Prices [per year]")
    expect(shown).to_be_visible()
    assert shown.evaluate("(image) => image.decode().then(() => image.naturalWidth)")


@pytest.mark.parametrize("kind", ["paste", "drop"])
def test_pictures_come_by_pasting_and_dragging_one_after_another(
    open_page: Any, place: str, alice: Any, kind: str
) -> None:
    page = open_page(member=alice)
    page.goto(place)
    sheet = page.locator("reply-composer")
    if kind == "drop":
        bring(composer(page), "dragover", "a.png")
        expect(sheet).to_have_class(re.compile("composer--over"))

    bring(composer(page), kind, "a.png", "b.png")
    expect(words(page)).to_be_focused()
    expect(sheet).not_to_have_class(re.compile("composer--over"))
    page.keyboard.type("The first")
    page.keyboard.press("Enter")
    expect(words(page)).to_be_focused()
    expect(words(page)).to_have_value("")
    page.keyboard.type("The second")
    page.keyboard.press("Control+Enter")

    expect(page.locator(".reply").get_by_role("img")).to_have_count(2)
    expect(page.locator(".reply").get_by_role("img").first).to_have_accessible_name(
        "The first"
    )
    expect(page.locator(".reply").get_by_role("img").last).to_have_accessible_name(
        "The second"
    )


def test_a_picture_that_arrives_late_stands_behind_what_is_chosen(
    open_page: Any, place: str, alice: Any
) -> None:
    page = open_page(member=alice)
    page.goto(place)
    held = hold_back(page)
    composer(page).fill("One two three")
    bring(composer(page), "paste", "a.png")

    composer(page).evaluate("(field) => field.setSelectionRange(4, 7)")
    let_go(page, held)

    expect(composer(page)).to_have_value(
        re.compile(rf"^One two\n\n!\[\]\({PICTURE}\)\n\n three$")
    )
    expect(words(page)).to_be_focused()


def test_a_picture_that_arrives_late_calls_nobody_back(
    open_page: Any, place: str, alice: Any
) -> None:
    page = open_page(member=alice)
    page.goto(place)
    held = hold_back(page)
    composer(page).fill("Look at this:")
    bring(composer(page), "paste", "a.png")
    page.get_by_role("button", name="Cite", exact=True).click()
    sources = page.get_by_label("Sources of your own")
    sources.press_sequentially("https://report")

    let_go(page, held)
    expect(composer(page)).to_have_value(
        re.compile(rf"^Look at this:\n\n!\[\]\({PICTURE}\)")
    )
    expect(words(page)).to_be_visible()
    page.keyboard.type(".example/")

    expect(sources).to_be_focused()
    expect(sources).to_have_value("https://report.example/")


def test_words_half_typed_wait_for_the_next_picture(
    open_page: Any, place: str, alice: Any
) -> None:
    page = open_page(member=alice)
    page.goto(place)
    held = hold_back(page)
    composer(page).focus()
    bring(composer(page), "paste", "a.png")
    let_go(page, held)
    expect(words(page)).to_be_focused()
    page.keyboard.type("Prices ")
    bring(composer(page), "paste", "b.png")

    let_go(page, held)
    expect(composer(page)).to_have_value(re.compile(rf"({PICTURE}[^/]*){{2}}"))
    page.keyboard.type("per year")
    page.keyboard.press("Enter")

    expect(composer(page)).to_have_value(
        re.compile(r"^!\[Prices per year\]\([^[]+!\[\]\(")
    )


def test_words_for_a_picture_are_kept_when_one_goes_on(
    open_page: Any, place: str, alice: Any
) -> None:
    page = open_page(member=alice)
    page.goto(place)
    pick(page, file())
    expect(words(page)).to_be_focused()
    page.keyboard.type("Prices")

    composer(page).click()

    expect(composer(page)).to_have_value(re.compile(rf"!\[Prices\]\({PICTURE}\)"))
    expect(composer(page)).to_be_focused()


def test_without_words_it_is_not_sent(open_page: Any, place: str, alice: Any) -> None:
    page = open_page(member=alice)
    page.goto(place)
    pick(page, file())
    expect(words(page)).to_be_focused()

    page.keyboard.press("Escape")
    expect(composer(page)).to_be_focused()
    page.keyboard.press("Control+Enter")

    expect(page.locator(".field__error")).to_contain_text("Say in words")
    expect(composer(page)).to_have_value(re.compile(PICTURE))


@pytest.mark.parametrize(
    ("name", "data", "refusal"),
    [
        ("notes.png", b"These are words.", "Only pictures can be taken"),
        ("huge.png", b"0" * 4_194_305, "huge.png is larger than 4 MB."),
    ],
)
def test_what_is_not_taken_in_is_said_beside_the_field(
    open_page: Any, place: str, alice: Any, *, name: str, data: bytes, refusal: str
) -> None:
    page = open_page(member=alice)
    page.goto(place)
    composer(page).fill("Look at this:")

    pick(page, file(name, data))

    said = page.locator("picture-intake").get_by_role("alert")
    expect(said).to_contain_text(refusal)
    expect(composer(page)).to_have_value("Look at this:")


def test_a_picture_that_does_not_arrive_is_told_of(
    open_page: Any, place: str, alice: Any
) -> None:
    lost = "Failed to load resource: net::ERR_FAILED"
    page = open_page(member=alice, forgive=[lost])
    page.goto(place)
    page.route("**/pictures/", lambda route: route.abort())

    pick(page, file())

    said = page.locator("picture-intake").get_by_role("alert")
    expect(said).to_contain_text("chart.png was not taken in.")


def test_without_a_script_the_form_brings_the_picture(
    open_page: Any, place: str, alice: Any
) -> None:
    page = open_page(member=alice, javascript=False)
    page.goto(place)
    composer(page).fill("Look at this:")
    page.get_by_text("Add a picture").click()
    page.get_by_label("The file").set_input_files([file()])
    words(page).fill("Prices")

    page.get_by_role("button", name="Add it to the text").click()

    text = page.locator(".composer__text")
    expect(text).to_have_value(
        re.compile(rf"^Look at this:\n\n!\[Prices\]\({PICTURE}\)")
    )
    page.get_by_role("button", name="Reply", exact=True).click()
    expect(
        page.locator(".reply").get_by_role("img", name="Prices", exact=True)
    ).to_be_visible()


def test_a_picture_that_was_chosen_is_not_left_behind(
    open_page: Any, place: str, alice: Any
) -> None:
    page = open_page(member=alice, javascript=False)
    page.goto(place)
    composer(page).fill("Look at this:")
    page.get_by_text("Add a picture").click()
    page.get_by_label("The file").set_input_files([file()])

    page.get_by_role("button", name="Reply", exact=True).click()

    expect(page.locator(".composer__text")).to_have_value(re.compile(PICTURE))
