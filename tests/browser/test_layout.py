"""What is where: nothing sideways, nothing on top of something else, nothing too small."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import pytest

from tests.factories.articles import make_article
from tests.factories.forum import make_reply

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from articles.models import Article
    from forum.models import Reply

WIDTHS = [320, 390, 768, 1100, 1280, 1920]  # pixels
MARGIN = 1100  # from which on notes have one
SOURCES = 60  # of the article with the most
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
# Each margin note, and each line of the text beside it as far as it shows, as a rectangle.
NOTES_AND_LINES = """() => {
  const flat = ({left, top, right, bottom}) => [left, top, right, bottom];
  const notes = [...document.querySelectorAll(".margin-note")].filter((note) => note.checkVisibility());
  const range = document.createRange();
  const lines = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const held = walk.currentNode.parentElement;
    if (held.closest(".margin-note, .visually-hidden") || !held.checkVisibility()) continue;
    range.selectNodeContents(walk.currentNode);
    const edges = held.closest("pre, table")?.getBoundingClientRect() ?? {left: -Infinity, right: Infinity};
    const seen = ({left, top, right, bottom}) =>
      [Math.max(left, edges.left), top, Math.min(right, edges.right), bottom];
    lines.push(...[...range.getClientRects()].map(seen).filter(([left, , right]) => right - left > 1));
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
def dense(erin: Any) -> Article:
    """Sixty sources, some with titles that break nowhere, cited as close as can be."""
    titles = [f"{(LONG, 'Report ')[n % 5 == 0]}{n}" for n in range(SOURCES)]
    sources = [
        (title, f"https://{'long' * 12}.example/{n}") if n % 2 else title
        for n, title in enumerate(titles)
    ]
    marks = [f"So it is [{n}]" for n in range(1, SOURCES + 1)]
    wide = f"```\n{'x' * 200}\n```"
    body = (
        f"{'. '.join(marks[:20])}.\n\n> {'. '.join(marks[20:40])}.\n\n{wide}\n\n- "
        + "\n- ".join(marks[40:50])
        + f"\n\n| {' | '.join(marks[50:])} |\n|{'---|' * 10}\n| a |\n\n{wide}"
    )
    return make_article(author=erin, body=body, sources=sources)


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


@pytest.mark.parametrize("zoom", [1, 2])
def test_notes_lie_on_nothing_at_any_width_zoom_and_size_of_text(
    open_page: Any, dense: Article, zoom: int
) -> None:
    page = open_page(device_scale_factor=zoom)
    page.goto(dense.get_absolute_url())
    faults: list[tuple[Any, ...]] = []
    for text, width in product([100, 200], [320, 768, 1100, 1280, 1920, 2200]):
        seen = width // zoom  # pixels of the page
        if seen < 320:
            continue
        page.set_viewport_size({"width": seen, "height": 900})
        enlarge(page, text)
        notes, lines = page.evaluate(NOTES_AND_LINES)
        sideways = page.evaluate(SIDEWAYS)
        if sideways or len(notes) != (SOURCES if seen >= MARGIN else 0):
            faults.append((text, seen, len(notes), sideways[:5]))
        faults += [
            (text, seen, note, other)
            for number, note in enumerate(notes)
            for other in [*notes[number + 1 :], *lines]
            if overlap(note, other)
        ]
        faults += [(text, seen, note) for note in notes if not 0 <= note[0] < seen]

    assert faults == []


def test_a_source_in_place_lies_on_nothing_either(
    open_page: Any, dense: Article
) -> None:
    page = open_page(width=320)
    page.goto(dense.get_absolute_url())
    faults = []
    for number in (1, 21, 41, 51):  # in a paragraph, a quotation, a list and a table
        page.set_viewport_size({"width": 320, "height": 900})
        page.mouse.move(0, 0)  # over no other mark, which would show its own
        page.locator(f"#fnref{number}").click()
        for text, width in product([100, 200], [320, 768, 1280]):
            page.set_viewport_size({"width": width, "height": 900})
            enlarge(page, text)
            [opened], lines = page.evaluate(
                NOTES_AND_LINES.replace(".margin-note", "#cite-note-open")
            )
            lain_on = [line for line in lines if overlap(opened, line)]
            if found := [*lain_on, *page.evaluate(SIDEWAYS)]:
                faults.append((number, text, width, opened, found[:5]))

    assert faults == []


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


@pytest.mark.parametrize("width", [320, 1280])
def test_the_files_of_sources_stand_evenly_apart(
    open_page: Any, crowded: Article, width: int
) -> None:
    page = open_page(width=width)
    page.goto(crowded.get_absolute_url())

    gaps = page.locator(".sources__exports a").evaluate_all(
        """(links) => {
          const words = links.map((link) => {
            const range = document.createRange();
            range.selectNodeContents(link);
            return range.getBoundingClientRect();
          });
          return words.slice(1).map(({left, top}, n) => [left - words[n].right, top - words[n].top])
            .filter(([, down]) => down === 0).map(([gap]) => Math.round(gap));
        }"""
    )

    assert len(gaps) >= 2
    assert len(set(gaps)) == 1
