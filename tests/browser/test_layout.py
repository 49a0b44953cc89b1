"""What is where: nothing sideways, nothing on top of something else, nothing too small."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.factories.articles import make_article
from tests.factories.forum import make_reply

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from articles.models import Article
    from forum.models import Reply

WIDTHS = [320, 390, 768, 1100, 1280, 1920]  # pixels
LONG = (
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    * 3
)
CODE = (
    "```\n" + "\n".join(f"run --number {n} " + "x" * 200 for n in range(25)) + "\n```"
)
TABLE = "| " + " | ".join("heading" for _ in range(20)) + " |\n|" + "---|" * 20 + "\n"
ARABIC = "هذا رد طويل بعض الشيء يستشهد بالمصدر الأول [1] ثم يكمل الكلام إلى آخر السطر وما بعده."
# What reaches past the right or left edge, scrolling boxes and what they hold apart.
SIDEWAYS = """() => {
  const edge = document.documentElement.clientWidth;
  if (document.scrollingElement.scrollWidth <= edge) return [];
  return [...document.body.querySelectorAll("*")]
    .filter((one) => one.getBoundingClientRect().right > edge + 1)
    .map((one) => `${one.tagName}.${one.className}`);
}"""
# Each margin note, and each line of the text beside it, as a rectangle.
NOTES_AND_LINES = """() => {
  const flat = ({left, top, right, bottom}) => [left, top, right, bottom];
  const notes = [...document.querySelectorAll(".margin-note")].filter((note) => note.checkVisibility());
  const range = document.createRange();
  const lines = [];
  const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const held = walk.currentNode.parentElement;
    if (held.closest(".margin-note, .visually-hidden") || !held.checkVisibility()) continue;
    range.selectNodeContents(walk.currentNode);
    lines.push(...[...range.getClientRects()].filter((box) => box.width > 1).map(flat));
  }
  return [notes.map((note) => flat(note.getBoundingClientRect())), lines];
}"""
# What can be pressed, and is not a link in a sentence: does its middle, as high as a target
# must be and as wide as a short word, belong to it? Facts and titles are text, with 24 px.
TOO_SMALL = """(size) => [...document.querySelectorAll(
    "a[href], button, input:not([type=hidden]), textarea, select, summary")]
  .filter((one) => one.checkVisibility({visibilityProperty: true}) && !one.matches(".skip"))
  .filter((one) => !(one.closest("p, .prose li, .meta li, .field__help, blockquote, label")
    && getComputedStyle(one).display === "inline" && !one.matches(".cite, .backlink")))
  .filter((one) => {
    one.scrollIntoView({block: "center"});
    const box = one.getBoundingClientRect();
    const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    const high = (one.matches(".meta a, .entry__link") ? 24 : size) / 2 - 1;
    return ![[0, -high], [0, high], [-11, 0], [11, 0]].every(([across, down]) => {
      const hit = document.elementFromPoint(
        Math.min(Math.max(x + across, 1), innerWidth - 1), y + down);
      return hit && (one.contains(hit) || hit.contains(one) && hit.matches("label"));
    });
  })
  .map((one) => {
    const {width, height} = one.getBoundingClientRect();
    return `${one.tagName}.${one.className} "${one.textContent.trim().slice(0, 20)}" ${Math.round(width)}x${Math.round(height)}`;
  })"""


@pytest.fixture
def crowded(erin: Any) -> Article:
    """Many sources with long titles, cited in short paragraphs, close to the end."""
    titles = [
        f"The {n}. report on how models are made and paid for" for n in range(1, 13)
    ]
    claims = [
        f"Claim {n} has a source [{n}] and one more [{n % 12 + 1}]."
        for n in range(1, 13)
    ]
    body = "\n\n".join([f"It begins with {LONG}.", CODE, *claims])
    return make_article(author=erin, title=f"On {LONG}", body=body, sources=titles)


@pytest.fixture
def talked_about(crowded: Article, bob: Any, alice: Any) -> Article:
    """Replies of every shape, seven levels deep."""
    bodies = [LONG, CODE, f"{TABLE}| a |", ARABIC, f"> {LONG}", f"[1] `{LONG}`", "So."]
    parent: Reply | None = None
    for body in bodies:
        parent = make_reply(article=crowded, author=bob, body=body, parent=parent)
    for body in bodies:
        make_reply(article=crowded, author=alice, body=body)
    return crowded


@pytest.mark.parametrize("text", [100, 200])
def test_nothing_is_read_sideways(
    open_page: Any, talked_about: Article, alice: Any, text: int
) -> None:
    page = open_page(member=alice)
    place = talked_about.get_absolute_url()
    faults = []
    for path in (
        place,
        "/",
        "/settings/",
        f"{place}replies/7/",
        f"{place}replies/1/flag/",
    ):
        page.goto(path)
        enlarge(page, text)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            if found := page.evaluate(SIDEWAYS):
                faults.append((path, width, found[:5]))

    assert faults == []


@pytest.mark.parametrize("text", [100, 200])
@pytest.mark.parametrize("width", [1100, 1280, 1920])
def test_margin_notes_lie_on_nothing(
    open_page: Any, crowded: Article, width: int, text: int
) -> None:
    page = open_page(width=width)
    page.goto(crowded.get_absolute_url())
    enlarge(page, text)

    notes, lines = page.evaluate(NOTES_AND_LINES)

    assert len(notes) == 12
    assert [note for note in notes if not 0 <= note[0] < note[2] <= width] == []
    assert [
        (note, line) for note in notes for line in lines if overlap(note, line)
    ] == []
    pairs = [(one, other) for one in notes for other in notes if one < other]
    assert [pair for pair in pairs if overlap(*pair)] == []


def test_on_a_small_screen_the_notes_are_at_the_end_alone(
    open_page: Any, crowded: Article
) -> None:
    page = open_page(width=1099)
    page.goto(crowded.get_absolute_url())

    expect(page.locator(".margin-note").first).to_be_hidden()
    expect(page.locator("#sources li[id]")).to_have_count(12)


@pytest.mark.parametrize(("width", "size"), [(390, 44), (1280, 24)])
def test_what_can_be_pressed_is_large_enough(
    open_page: Any, article: Article, alice: Any, width: int, size: int
) -> None:
    finger = {"has_touch": True, "is_mobile": True} if size == 44 else {}
    page = open_page(member=alice, width=width, **finger)
    visitor = open_page(width=width, **finger)
    assert page.evaluate("matchMedia('(pointer: coarse)').matches") is (size == 44)
    place = article.get_absolute_url()
    faults = {}
    for path in (
        place,
        "/",
        "/topics/",
        "/settings/",
        "/moderation/",
        "/members/alice/",
    ):
        page.goto(path)
        faults[path] = page.evaluate(TOO_SMALL, size)
    for path in (place, "/accounts/login/", "/accounts/signup/"):
        visitor.goto(path)
        faults[f"visitor {path}"] = visitor.evaluate(TOO_SMALL, size)

    assert {path: found for path, found in faults.items() if found} == {}


def test_levels_step_in_and_leave_room_to_read(
    open_page: Any, talked_about: Article
) -> None:
    page = open_page(width=320)
    page.goto(talked_about.get_absolute_url())

    widths = page.locator("#r1, #r1 .reply").evaluate_all(
        "(all) => all.map((one) => one.querySelector('.reply__body').clientWidth)"
    )

    assert len(widths) == 6
    assert widths == sorted(widths, reverse=True)
    assert widths[-1] >= 200


def test_text_from_the_right_is_set_from_the_right(
    open_page: Any, talked_about: Article
) -> None:
    page = open_page(width=390)
    page.goto(talked_about.get_absolute_url())

    body = page.locator(".reply__body", has_text="هذا رد").first

    assert body.evaluate("(one) => getComputedStyle(one).direction") == "rtl"
    assert (
        page.locator(".reply__head").first.evaluate(
            "(one) => getComputedStyle(one).direction"
        )
        == "ltr"
    )


def enlarge(page: Page, percent: int) -> None:
    """As a reader does who enlarges the text alone."""
    page.evaluate(
        "(size) => { document.documentElement.style.fontSize = `${size}%`; }", percent
    )


def overlap(one: list[float], other: list[float]) -> bool:
    """Whether two boxes share more than a pixel."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > 1 and down > 1
