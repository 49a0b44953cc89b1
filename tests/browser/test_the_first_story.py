"""The first story, as one person after another lives it, with JavaScript and without."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.management import call_command
from playwright.sync_api import expect

from tests.browser import stage
from tests.browser.doings import code_in, last_letter, sign_in
from tests.factories.accounts import PASSWORD, make_member, make_moderator

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

ARTICLE = "/articles/democratization-of-generative-ai/"
SAID = "The second source says *uncertain*, which is not *ending* [2]."
ADDED = "To be fair to the memo: it never claims to be a forecast."


@pytest.fixture
def sample(site: str) -> str:
    """The article and discussion that every new site begins with."""
    call_command("load_sample", verbosity=0)
    return ARTICLE


def test_the_first_story(open_page: Any, sample: str, javascript: Any) -> None:
    carol = open_page(javascript=javascript)
    reads_and_follows_a_mark(carol)
    signs_up(carol)
    reply = replies_citing_a_source(carol)
    answers_herself(carol, reply)

    bob = open_page(javascript=javascript, member=stage.database(make_bob))
    finds_it_helpful(bob, reply)
    dora = open_page(javascript=javascript, member=stage.database(make_dora))
    flags_it(dora, reply)

    stage.database(make_moderator)
    mina = open_page(javascript=javascript)
    signs_in_as_a_moderator(mina)
    upholds(mina, reply)

    visitor = open_page(javascript=javascript)
    sees_the_ledger_and_the_place(visitor, reply)
    letter = last_letter("carol@example.org").body
    assert "off topic" in letter
    assert "/moderation/" in letter


def test_a_moderator_brings_a_second_factor(
    open_page: Any, sample: str, settings: Any, javascript: Any
) -> None:
    settings.REQUIRE_STAFF_MFA = True
    stage.database(make_moderator)
    page = open_page(javascript=javascript)

    page.goto("/admin/")
    sign_in(page, "mina")
    expect(page.get_by_text("Staff need a second factor.")).to_be_visible()
    expect(heading(page)).to_have_text("Is it you?")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    expect(heading(page)).to_have_text("Set up a second factor")
    expect(
        page.get_by_alt_text("Picture of the key, for the app to scan")
    ).to_be_visible()
    page.get_by_label("Code").fill(shown_by_the_app(page.locator("code").inner_text()))
    page.get_by_role("button", name="Turn it on").click()
    page.goto("/admin/")

    expect(heading(page)).to_have_text("Site administration")


# ------------------------------------------------------------------ Carol, who is new
def reads_and_follows_a_mark(page: Page) -> None:
    """From the front page to the article, from a mark to its note, and back."""
    page.goto("/")
    page.get_by_role("link", name="The Democratization of Generative AI").first.click()
    expect(page).to_have_url(re.compile(f"{ARTICLE}$"))
    expect(heading(page)).to_contain_text("Open-Source Models vs. Big Tech Giants")
    expect(page.locator("#sources .sources__note")).to_have_count(3)

    page.locator(".prose").get_by_text("[1:1]", exact=True).click()
    expect(page).to_have_url(re.compile("#fn1$"))
    note = page.locator("#fn1:target")
    expect(note).to_be_in_viewport()
    expect(note).to_contain_text("The Open-Source Community vs. Big Tech Giants")

    note.get_by_role("link", name="Back to reference 1:1").click()
    expect(page).to_have_url(re.compile("#fnref1:1$"))
    mark = page.locator(r"#fnref1\:1:target")
    expect(mark).to_be_in_viewport()
    expect(mark).to_have_text("[1:1]")


def signs_up(page: Page) -> None:
    """Address, name, password; then the code from the letter; then back to reading."""
    page.get_by_role("link", name="Sign in to reply").click()
    page.get_by_role("link", name="I am new here: sign up").click()
    page.get_by_label("E-mail address").fill("carol@example.org")
    page.get_by_label("Name").fill("carol")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign up").click()

    expect(page.get_by_text("We have sent a code to carol@example.org")).to_be_visible()
    page.get_by_label("Code").fill(code_in(last_letter("carol@example.org")))
    page.get_by_role("button", name="Confirm").click()

    expect(page).to_have_url(re.compile(f"{ARTICLE}#discussion$"))
    expect(page.get_by_role("banner").get_by_text("carol")).to_be_visible()
    expect(composer(page)).to_be_visible()


def replies_citing_a_source(page: Page) -> str:
    """The reply stands there with its source, which leads to the article's note."""
    composer(page).fill(SAID)
    page.get_by_role("main").get_by_role("button", name="Reply", exact=True).click()

    reply = page.locator(".reply", has_text="which is not ending").first
    expect(reply.get_by_role("link", name="carol", exact=True)).to_be_visible()
    expect(reply.locator("em").first).to_have_text("uncertain")
    number = str(reply.get_attribute("id"))

    reply.get_by_role("link", name="[2]").click()
    expect(page).to_have_url(re.compile(f"#{number}-fn2$"))
    chip = page.locator(f"#{number}-fn2").get_by_role(
        "link", name="Uncertainty Surrounding"
    )
    expect(chip).to_be_in_viewport()
    chip.click()
    expect(page).to_have_url(re.compile(f"{ARTICLE}.*#fn2$"))
    expect(page.locator("#fn2")).to_be_in_viewport()
    expect(composer(page)).to_have_value("")
    return number


def answers_herself(page: Page, number: str) -> None:
    """The answer stands below what it answers."""
    page.goto(f"{ARTICLE}?order=new")
    mine = page.locator(f"#{number}")
    act(mine, "Reply").click()
    page.get_by_label("Your answer to carol").fill(ADDED)
    answer_form = page.locator("form", has=page.get_by_label("Your answer to carol"))
    answer_form.get_by_role("button", name="Reply", exact=True).click()

    expect(page.locator(".reply", has_text=ADDED).last).to_be_in_viewport()
    page.goto(ARTICLE)
    expect(page.locator(f"#{number} .reply", has_text=ADDED)).to_be_visible()
    expect(page.get_by_role("main").get_by_text("8 replies")).to_have_count(2)


# ------------------------------------------------------------------------ Two members
def make_bob() -> Any:
    return make_member("bob")


def make_dora() -> Any:
    return make_member("dora")


def finds_it_helpful(page: Page, number: str) -> None:
    """The count goes up, the button is pressed, and it is still so after a reload."""
    page.goto(f"{ARTICLE}?order=new")
    vote = page.locator(f"#vote-{number[1:]}")
    expect(vote).to_have_attribute("aria-pressed", "false")
    vote.click()

    expect(vote).to_have_attribute("aria-pressed", "true")
    expect(vote).to_have_accessible_name("Helpful: 1 member")
    page.reload()
    expect(vote).to_have_attribute("aria-pressed", "true")


def flags_it(page: Page, number: str) -> None:
    """A reason, a word to the moderators, and thanks."""
    page.goto(f"{ARTICLE}?order=new")
    act(page.locator(f"#{number}"), "Flag").click()
    expect(heading(page)).to_have_text("Flag a reply")
    expect(page.get_by_text("which is not ending")).to_be_visible()
    page.get_by_label("off topic").check()
    page.get_by_label("Anything a moderator should know").fill(
        "It is about words alone."
    )
    page.get_by_role("button", name="Send the flag").click()

    expect(page.get_by_text("Thank you. A moderator will look at it.")).to_be_visible()
    expect(page.locator(f"#{number}").get_by_text("which is not")).to_be_visible()


# ----------------------------------------------------------------- Mina, a moderator
def signs_in_as_a_moderator(page: Page) -> None:
    """The admin's door is the one door of the house."""
    page.goto("/admin/")
    expect(heading(page)).to_have_text("Sign in")
    sign_in(page, "mina")
    expect(heading(page)).to_have_text("Site administration")


def upholds(page: Page, number: str) -> None:
    """From the admin's list to the flag, and away with the reply."""
    page.get_by_role("main").get_by_role("link", name="Flags", exact=True).click()
    page.locator("#result_list tbody").get_by_role("link").first.click()
    expect(page.get_by_text("which is not *ending* [2].")).to_be_visible()
    expect(page.get_by_text("It is about words alone.")).to_be_visible()
    expect(page.get_by_label("Reason")).to_have_value("off_topic")
    page.get_by_label("Note").fill("Two readers said so.")
    page.get_by_role("button", name="Uphold: remove it").click()

    expect(page.get_by_text("Upheld: removed, and the author is told.")).to_be_visible()
    expect(page.get_by_text("0 flags")).to_be_visible()


# ------------------------------------------------------------------- Whoever comes by
def sees_the_ledger_and_the_place(page: Page, number: str) -> None:
    """The ledger says who decided what and why; the place says it too, and links it."""
    page.goto(ARTICLE)
    place = page.locator(f"#{number} > .reply__gone")
    expect(place).to_contain_text("Removed by a moderator: off topic.")
    expect(page.get_by_text("which is not ending")).to_have_count(0)
    expect(page.locator(f"#{number} .reply", has_text=ADDED)).to_be_visible()
    expect(page.get_by_role("main").get_by_text("7 replies")).to_have_count(2)

    place.get_by_role("link", name="Log entry").click()
    expect(heading(page)).to_have_text("Moderation log")
    entry = page.locator(".ledger__entry:target")
    expect(entry).to_be_in_viewport()
    expect(entry).to_contain_text("mina upheld a flag on")
    expect(entry).to_contain_text("off topic")
    expect(entry).to_contain_text("by carol")
    expect(page.get_by_text("Two readers said so.")).to_have_count(0)

    entry.get_by_role("link").first.click()
    expect(page.locator(f"#{number} > .reply__gone")).to_be_visible()


# ----------------------------------------------------------------------- In a page
def heading(page: Page) -> Locator:
    return page.get_by_role("main").get_by_role("heading", level=1)


def composer(page: Page) -> Locator:
    return page.get_by_label("Add to the discussion")


def act(reply: Locator, name: str) -> Locator:
    """A deed of the reply itself, not of the answers below it."""
    deeds = reply.locator("> .reply__acts")
    return deeds.get_by_role("link", name=f"{name} (reply by carol)")


def shown_by_the_app(key: str) -> str:
    """What an app that makes codes would show now."""
    counter = next(iter(yield_hotp_counters_from_time()))
    return str(format_hotp_value(hotp_value(key, counter)))
