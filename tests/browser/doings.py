"""What a person does on many pages: sign in, read the letter that came, press Tab."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.core import mail

from tests.factories.accounts import PASSWORD

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


def sign_in(page: Page, name: str) -> None:
    """Fill in the form of signing in, which is open, and send it."""
    page.get_by_label("E-mail address or name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()


def last_letter(to: str) -> Any:
    """The letter that was last written to that address."""
    return next(letter for letter in reversed(mail.outbox) if letter.to == [to])


def code_in(letter: Any) -> str:
    """The code stands alone on its line."""
    found = re.search(r"^ {4}(\S+)$", letter.body, re.MULTILINE)
    assert found, letter.body
    return found[1]


def tab_to(page: Page, selector: str, *, presses: int = 120) -> None:
    """Press Tab until what has the focus is what is wanted."""
    for _ in range(presses):
        page.keyboard.press("Tab")
        if page.evaluate(
            "(wanted) => document.activeElement.matches(wanted)", selector
        ):
            return
    raise AssertionError(f"{selector} is not reached by {presses} times Tab")


def own_link(page: Page, number: int) -> Locator:
    """The reply's address, which stands for it."""
    return page.locator(f"#r{number} > .reply__head > .reply__time")
