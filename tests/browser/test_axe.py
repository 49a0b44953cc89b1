"""axe finds nothing on any page: on a phone and on a desk, by day and by night.

The pages are those of the table of addresses, as the architecture tests visit them: drawn
by the site for each kind of viewer, then shown in the browser under their own policy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.db import transaction
from django.test import override_settings
from playwright.sync_api import expect

from tests.architecture.rounds import every
from tests.architecture.visits import Answer, Visit, answered
from tests.architecture.world import World
from tests.browser import gallery, stage
from tests.factories.accounts import make_superuser
from tests.factories.forum import make_reply
from tests.thorough import IS_THOROUGH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

Sight = tuple[int, Literal["light", "dark"], dict[str, Any]]  # pixels, looks, options

PHONE, DESK = 390, 1280  # pixels
SHARES = 4  # so that the work can be divided
# Whoever looks sees much that others do not. Of other pages the first sight is enough.
SEEN_BY_EACH = {"forum:discussion", "admin:index"}
# Drawn by Django in the same way for every desk of the admin: one of each is enough.
ALIKE = ("_history", "_delete", "?e=1", "?q=a", ", delete chosen", "_add, empty")
# Colours are all that changes at night. `target-size` is not on unless asked for.
BY_DAY = {
    "resultTypes": ["violations"],
    "preload": False,
    "rules": {"target-size": {"enabled": True}},
}
AT_NIGHT = {**BY_DAY, "runOnly": ["color-contrast", "link-in-text-block"]}
# Widgets of Django's admin, most of them for superusers: their words are not ours to set.
NOT_OURS = [
    ".help-tooltip",
    ".vDateField",
    ".vTimeField",
    ".related-lookup",
    "#searchbar",
]
# Each rule sees each width and each colour; both colours at both widths, if thorough.
SIGHTS: list[Sight] = [(PHONE, "light", BY_DAY), (DESK, "dark", AT_NIGHT)]
if IS_THOROUGH:
    SIGHTS += [(PHONE, "dark", AT_NIGHT), (DESK, "light", BY_DAY)]
RUN = """async ([without, options]) => {
  await Promise.all(document.getAnimations().map((change) => change.finished));
  const {violations} = await axe.run({exclude: without}, options);
  return violations.flatMap(({id, nodes}) =>
    nodes.map((node) => `${id}: ${node.target} ${node.failureSummary}`));
}"""


@pytest.fixture(scope="module")
def pages(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any
) -> list[Answer]:
    """All pages, each once, hung up to be looked at. Nothing stays in the database."""
    letters = tmp_path_factory.mktemp("letters")
    letter = (
        "From: a\nTo: b\nDate: today\nSubject: A code\n\nEnter it: https://a.example/"
    )
    (letters / "1.txt").write_text(letter, encoding="utf-8")
    with (
        override_settings(LETTERS_DIR=letters),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        gallery.hung[:] = first_sights(World())
        transaction.set_rollback(True)
    return gallery.hung


@pytest.mark.parametrize("share", range(SHARES))
def test_axe_finds_nothing(
    open_page: Any, pages: list[Answer], settings: Any, share: int
) -> None:
    settings.ROOT_URLCONF = "tests.browser.gallery"
    page = open_page(member=stage.database(make_superuser))

    faults = []
    for number in range(share, len(pages), SHARES):
        page.goto(f"/gallery/{number}/")
        faults += [f"{pages[number]} {fault}" for fault in found_by_axe(page)]

    assert len(pages) > 80
    assert faults == []


def test_axe_finds_nothing_in_what_opens_in_place(
    open_page: Any, article: Any, alice: Any, bob: Any
) -> None:
    stage.database(lambda: make_reply(article=article, author=bob, body="So it says."))
    page = open_page(member=alice)
    page.goto(article.get_absolute_url())

    page.get_by_role("link", name="Reply (reply by bob)").click()
    page.get_by_label("Your answer to bob").fill("The ninth says so [9].")
    page.get_by_label("Your answer to bob").press("Control+Enter")
    expect(page.get_by_text("The article has no source [9].").first).to_be_visible()

    assert found_by_axe(page) == []


def test_axe_is_awake(page: Page, article: Any) -> None:
    page.goto(article.get_absolute_url())
    page.evaluate("() => document.querySelector('h1').replaceWith(new Image())")

    assert "image-alt" in " ".join(found_by_axe(page))


def found_by_axe(page: Page) -> list[str]:
    """What axe finds on a phone and on a desk, by day and at night."""
    page.evaluate(AXE_SCRIPT)
    found = []
    for width, colours, options in SIGHTS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=colours)
        faults = page.evaluate(RUN, [NOT_OURS, options])
        found += [f"({width}, {colours}) {fault}" for fault in faults]
    return found


def first_sights(world: World) -> Iterator[Answer]:
    """Each page as the first sees it who may; each kind of refusal once."""
    seen: set[object] = set()
    for visit in sorted(every(world), key=who_may_first):
        sight = name_of(visit)
        if visit.is_part or sight in seen:
            continue
        with transaction.atomic():
            answer = answered(world, visit)
            transaction.set_rollback(True)
        if answer.status in {403, 404} and not visit.page.startswith("40"):
            sight = str(answer.status)
        if answer.is_page and sight not in seen:
            seen.add(sight)
            yield answer


def name_of(visit: Visit) -> str:
    """What makes it another sight."""
    if visit.page in SEEN_BY_EACH:
        return f"{visit.page} {visit.viewer}"
    alike = (end for end in ALIKE if visit.page.endswith(end))
    return next(alike, visit.page) if visit.page.startswith("admin") else visit.page


def who_may_first(visit: Visit) -> int:
    """In the admin those with powers, elsewhere whoever comes by."""
    order = ("visitor", "alice", "erin", "mina", "root")
    place = order.index(visit.viewer) if visit.viewer in order else len(order)
    return -place if visit.page.startswith("admin") else place
