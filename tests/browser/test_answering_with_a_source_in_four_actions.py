"""From opening an article to a published answer that cites a source: four actions at most."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from forum.models import Reply
from tests.browser import stage
from tests.browser.composing import answer, opener, send
from tests.factories.articles import make_article
from tests.factories.forum import make_reply

if TYPE_CHECKING:
    from collections.abc import Callable

MOST = 4


class Actions:
    """Counts what somebody does, and prints it."""

    def __init__(self) -> None:
        self.done: list[str] = []

    def do(self, what: str, deed: Callable[[], object]) -> None:
        self.done.append(what)
        deed()
        print(f"{len(self.done)}. {what}")  # noqa: T201 - this is what it is for


@pytest.fixture
def bobs(erin: Any, bob: Any) -> Reply:
    article = make_article(author=erin, sources=["A memo", "A book"])
    return make_reply(article=article, author=bob, body="So says the memo [1].")


@pytest.mark.parametrize("width", [1280, 390])
def test_answering_with_a_source_takes_four_actions_at_most(
    open_page: Any, bobs: Reply, alice: Any, *, width: int, javascript: Any
) -> None:
    place = bobs.discussion.article.get_absolute_url()
    page = open_page(member=alice, javascript=javascript, width=width)
    actions = Actions()

    actions.do("Open the article", lambda: page.goto(place))
    actions.do("Press Reply below bob's words", lambda: opener(page, bobs).click())
    if javascript:
        expect(answer(page)).to_be_focused()
        actions.do(
            "Type “The book says otherwise [2].”",
            lambda: page.keyboard.type("The book says otherwise [2]."),
        )
        actions.do("Press Ctrl+Enter", lambda: page.keyboard.press("Control+Enter"))
    else:
        actions.do(
            "Type “The book says otherwise [2].”",
            lambda: answer(page).fill("The book says otherwise [2]."),
        )
        actions.do("Press Reply", lambda: send(answer(page)))

    added = page.locator(".reply__body", has_text="The book says otherwise")
    expect(added.locator(".cite")).to_have_text("[2]")
    sent = stage.database(Reply.objects.filter(parent_number=bobs.number).get)
    assert sent.source_count == 1
    assert len(actions.done) <= MOST
