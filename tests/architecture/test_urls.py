"""Every address has a row that says who may see it, and the row is true."""

from __future__ import annotations

import pytest
from django.contrib import admin

from .addresses import (
    DESKS,
    LOCAL_ONLY,
    PREFIXES,
    ROOT,
    TABLE,
    VIEWERS,
    VISITOR,
    WAYS_IN,
    Row,
    Who,
)
from .house import listed
from .visits import SIGN_IN, Answer, names

pytestmark = pytest.mark.django_db  # the answers are fetched from one


def by_prefix(name: str) -> bool:
    return name.startswith(tuple(PREFIXES))


def verdict(answer: Answer) -> str | int:
    """What a viewer was told: a status, or to sign in first."""
    sent_to = answer.headers.get("Location", "")
    return "sign in" if sent_to.startswith(SIGN_IN) else answer.status


def promised(who: Who, viewer: str, *, opens: int = 200, shut: int = 403) -> str | int:
    if viewer in who.value:
        return opens
    return "sign in" if viewer == VISITOR else shut


def test_every_address_has_a_row() -> None:
    rows = {row.name for row in TABLE}

    without = [
        f"{name}: {route}"
        for name, route in names().items()
        if name not in rows and not by_prefix(name)
    ]

    assert not without, (
        "Nobody has said who may see these. Name the address in its urls.py, and give "
        f"it a row in tests/architecture/addresses.py:{listed(without)}"
    )


def test_every_row_has_an_address() -> None:
    known = names()

    empty = [row.name for row in TABLE if row.name not in known]
    empty += [
        prefix
        for prefix in PREFIXES
        if not any(name.startswith(prefix) for name in known)
    ]
    empty += [name for name in WAYS_IN if name not in known]

    assert not empty, (
        "These rows of tests/architecture/addresses.py name no address. Public "
        "addresses are promises: was one renamed by mistake? Otherwise take the row "
        f"away:{listed(empty)}"
    )


def test_an_address_has_one_row() -> None:
    rows = [row.name for row in TABLE]

    assert sorted(rows) == sorted(set(rows)), "An address has two rows: keep one."


def test_only_one_s_own_machine_shows_its_letters() -> None:
    further = set(names("config.urls_local")) - set(names("config.urls"))

    assert further == set(LOCAL_ONLY), (
        "config/urls_local.py holds what is for one's own machine alone; each address "
        "there has a row in LOCAL_ONLY, and none is in config/urls.py."
    )


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.name)
def test_a_page_is_shown_to_whom_its_row_says(answers: list[Answer], row: Row) -> None:
    seen = {
        answer.visit.viewer: verdict(answer)
        for answer in answers
        if answer.visit.page == row.name
    }

    assert seen == {
        viewer: promised(row.who, viewer, opens=row.opens, shut=row.shut)
        for viewer in VIEWERS
    }, f"{row.name} is not answered as its row in addresses.py says."


def test_allauth_opens_to_visitors_only_the_ways_in(answers: list[Answer]) -> None:
    opened = {
        answer.visit.page
        for answer in answers
        if answer.visit.page in names()
        and answer.visit.page.startswith(("account_", "mfa_"))
        and answer.visit.viewer == VISITOR
        and not answer.visit.before
        and answer.status != 302
    }

    assert opened == WAYS_IN, (
        "allauth shows a visitor other pages than WAYS_IN in addresses.py names: look "
        "what they tell to somebody who is not signed in."
    )


def test_the_admin_opens_to_staff_alone(answers: list[Answer]) -> None:
    faults = [
        f"{answer} is answered {verdict(answer)}"
        for answer in answers
        if answer.visit.page.startswith("admin:")
        and answer.visit.viewer not in Who.STAFF.value
        and verdict(answer) != promised(Who.STAFF, answer.visit.viewer)
    ]

    assert not faults, f"The admin is for staff:{listed(faults)}"


def test_every_desk_has_a_row_and_every_row_a_desk() -> None:
    desks = {model._meta.label_lower for model in admin.site._registry}

    assert desks == set(DESKS), (
        "DESKS in tests/architecture/addresses.py and what is registered in the admin "
        "differ: say who may sit at a new desk; take the row of a lost one away."
    )


@pytest.mark.parametrize("label", DESKS)
def test_a_desk_is_shown_to_whom_its_row_says(
    answers: list[Answer], label: str
) -> None:
    page = f"admin:{label.replace('.', '_')}_changelist"
    seen = {
        answer.visit.viewer: verdict(answer)
        for answer in answers
        if answer.visit.page == page
    }

    viewers = (*VIEWERS, ROOT)
    assert seen == {viewer: promised(DESKS[label], viewer) for viewer in viewers}


def test_at_a_desk_one_may_not_see_nothing_else_is_shown_either(
    answers: list[Answer],
) -> None:
    faults = []
    for label, who in DESKS.items():
        desk = f"admin:{label.replace('.', '_')}_"
        faults += [
            f"{answer} is answered {verdict(answer)}"
            for answer in answers
            if answer.visit.page.startswith(desk)
            and answer.visit.viewer not in who.value
            and verdict(answer) not in {"sign in", 403, 404}
        ]

    assert not faults, (
        f"The desk is closed, and one of its drawers is not:{listed(faults)}"
    )
