"""What is written while something is on its way, or put aside, is there afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from articles.models import Article
from forum.models import Reply
from tests.browser import stage
from tests.browser.composing import composer, said, send
from tests.browser.drafting import (
    PROMISE,
    begun,
    closed_and_opened,
    keeper,
    opened,
    other_version,
    saved,
    write,
)
from tests.factories.forum import make_reply

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

ELEMENT = "[object HTMLElement]"  # as the console writes one
KEY = "12345678-1234-5678-1234-567812345678"  # of a form


def holding(page: Page, address: str) -> list[Route]:
    """What is asked there from now on, which waits until it is let go."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(address, hold)
    return held


def test_words_written_on_while_a_reply_is_sent_begin_another(
    open_page: Any, place: str, alice: Any
) -> None:
    page = opened(open_page(member=alice), place)
    held = holding(page, "**/replies/")
    composer(page).fill("The answer")
    with page.expect_request("**/replies/"):
        composer(page).press("Control+Enter")

    composer(page).press_sequentially(", and one more thing")
    held[0].continue_()

    expect(page.locator(".reply__body")).to_have_text("The answer")
    expect(composer(page)).to_have_value(", and one more thing")
    expect(composer(page)).to_be_focused()
    expect(keeper(page)).to_have_text("Draft saved.", timeout=PROMISE)
    assert saved() == [", and one more thing"]


def test_what_was_written_while_it_was_saved_is_kept_on_the_device(
    open_page: Any, place: str, alice: Any
) -> None:
    page = opened(open_page(member=alice, alone=True), place)
    held = holding(page, "**/draft/")
    with page.expect_request("**/draft/"):
        composer(page).fill("The first part.")
    composer(page).press_sequentially(" And the second.")
    with page.expect_response("**/draft/"):
        held[0].continue_()
    page.context.set_offline(True)

    context = page.context
    page.close()
    context.set_offline(False)
    again = opened(context.new_page(), place)

    expect(composer(again)).to_have_value("The first part. And the second.")


def test_a_text_that_gave_way_to_another_is_there_after_closing_the_tab(
    open_page: Any, place: str, alice: Any, article: Article
) -> None:
    begun(alice, article, "One.")
    here = opened(open_page(member=alice), place)
    there = opened(open_page(member=alice), place)
    write(composer(here), "One, two.")
    composer(there).fill("One, three.")
    expect(other_version(there)).to_be_visible(timeout=PROMISE)
    there.get_by_role("button", name="Take the other version").click()

    again = closed_and_opened(there, place)

    expect(composer(again)).to_have_value("One, two.")
    expect(other_version(again).locator(".verbatim")).to_have_text("One, three.")
    again.get_by_role("button", name="Keep what is in the form").click()
    again.reload()
    expect(other_version(again)).to_be_hidden()


def test_what_was_written_after_another_window_sent_is_a_draft_of_its_own(
    open_page: Any, place: str, alice: Any, article: Article
) -> None:
    begun(alice, article, "One.", key=KEY)
    here = opened(open_page(member=alice), place)
    there = opened(open_page(member=alice), place)
    send(composer(here))
    expect(here.locator(".reply__body")).to_have_text("One.")

    composer(there).fill("One, three.")

    expect(there.locator("form-key")).to_contain_text("of its own", timeout=PROMISE)
    expect(keeper(there)).to_have_text("Draft saved.", timeout=PROMISE)
    assert saved() == ["One, three."]


def test_the_reason_of_an_edit_is_there_after_closing_the_tab(
    open_page: Any, place: str, alice: Any, article: Article
) -> None:
    own = stage.database(lambda: make_reply(article=article, author=alice))
    form = f"{place}replies/{own.number}/edit/"
    page = opened(open_page(member=alice), form)
    page.get_by_label("Why (readers see it)").fill("A slip of the pen")
    write(page.get_by_label("Your reply"), "So it was.")

    again = closed_and_opened(page, form)

    expect(again.get_by_label("Your reply")).to_have_value("So it was.")
    expect(again.get_by_label("Why (readers see it)")).to_have_value(
        "A slip of the pen"
    )


def test_a_reply_to_what_is_gone_stays_and_says_so(
    open_page: Any, place: str, alice: Any, article: Article
) -> None:
    lost = [f"Response Status Error Code 404 from {place}replies/, {ELEMENT}"]
    page = opened(open_page(member=alice, forgive=lost), place)
    composer(page).fill("Too late.")
    gone = Article.objects.filter(pk=article.pk)
    stage.database(lambda: gone.update(status="draft"))

    send(composer(page))

    expect(said(page)).to_have_text(
        "What this belongs to is not here any more. Your text is kept here."
    )
    expect(composer(page)).to_have_value("Too late.")


def test_a_vote_for_a_reply_that_is_gone_says_so(
    open_page: Any, place: str, alice: Any, bob: Any, *, article: Article
) -> None:
    words = "So says the memo [1]."
    bobs = stage.database(lambda: make_reply(article=article, author=bob, body=words))
    at = f"{place}replies/{bobs.number}/"
    lost = [f"Response Status Error Code 404 from {at}vote/, [object HTMLDivElement]"]
    page = opened(open_page(member=alice, forgive=lost), place)
    stage.database(Reply.objects.filter(pk=bobs.pk).delete)

    page.locator(f"#vote-{bobs.number}").click()

    expect(page.locator(f"#acts-{bobs.number}")).to_contain_text(
        "This reply is not here any more."
    )
