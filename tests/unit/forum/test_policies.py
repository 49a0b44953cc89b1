"""Who may do what in a discussion, as tables."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from accounts.models import Member
from forum import policies
from forum.models import Discussion, Reply

if TYPE_CHECKING:
    from collections.abc import Callable

    from accounts.policies import Viewer

VISITOR = AnonymousUser()
ALICE = Member(pk=1, username="alice")
BOB = Member(pk=2, username="bob")
MINA = Member(pk=3, username="mina", is_staff=True)
CLOSED = Member(pk=4, username="closed", is_active=False)
EVERYBODY: list[Viewer] = [VISITOR, ALICE, BOB, MINA, CLOSED]

NOW = timezone.now()
JUST_NOW = NOW + timedelta(hours=1)  # however long it takes until its test runs
OPEN = Discussion()
LOCKED = Discussion(is_locked=True)


def by_alice(*, discussion: Discussion = OPEN, **fields: Any) -> Reply:
    return Reply(discussion=discussion, author=ALICE, number=1, **fields)


LIVE = by_alice()
GONE = by_alice(is_live=False)
LIVE_IN_LOCKED = by_alice(discussion=LOCKED)
GONE_IN_LOCKED = by_alice(discussion=LOCKED, is_live=False)
BY_CLOSED = Reply(discussion=OPEN, author=CLOSED, number=2)
A_DAY_OLD = by_alice(created_at=NOW - timedelta(hours=24))
WITHDRAWN = by_alice(is_live=False, withdrawn_at=JUST_NOW)
WITHDRAWN_IN_LOCKED = by_alice(discussion=LOCKED, is_live=False, withdrawn_at=JUST_NOW)
WITHDRAWN_LONG_AGO = by_alice(is_live=False, withdrawn_at=NOW - timedelta(minutes=10))
WITHDRAWN_AND_HIDDEN = by_alice(is_live=False, withdrawn_at=JUST_NOW, hidden_at=NOW)


@pytest.mark.parametrize(
    ("discussion", "allowed"), [(OPEN, [ALICE, BOB, MINA]), (LOCKED, [])]
)
def test_members_reply_while_a_discussion_is_open(
    discussion: Discussion, allowed: list[Viewer]
) -> None:
    assert [v for v in EVERYBODY if policies.can_reply(v, discussion)] == allowed


@pytest.mark.parametrize(
    ("policy", "reply", "allowed"),
    [
        (policies.can_answer, LIVE, [ALICE, BOB, MINA]),
        (policies.can_answer, GONE, []),
        (policies.can_answer, LIVE_IN_LOCKED, []),
        (policies.can_answer, GONE_IN_LOCKED, []),
        (policies.can_vote, LIVE, [BOB, MINA]),
        (policies.can_vote, GONE, []),
        (policies.can_vote, LIVE_IN_LOCKED, [BOB, MINA]),
        (policies.can_vote, GONE_IN_LOCKED, []),
        (policies.can_flag, LIVE, [BOB, MINA]),
        (policies.can_flag, GONE, []),
        (policies.can_flag, LIVE_IN_LOCKED, [BOB, MINA]),
        (policies.can_flag, GONE_IN_LOCKED, []),
        (policies.can_withdraw, LIVE, [ALICE]),
        (policies.can_withdraw, GONE, []),
        (policies.can_withdraw, LIVE_IN_LOCKED, [ALICE]),
        (policies.can_withdraw, GONE_IN_LOCKED, []),
        (policies.can_withdraw, BY_CLOSED, []),
        (policies.can_edit, LIVE, [ALICE]),
        (policies.can_edit, A_DAY_OLD, []),
        (policies.can_edit, GONE, []),
        (policies.can_edit, LIVE_IN_LOCKED, []),
        (policies.can_edit, BY_CLOSED, []),
        (policies.can_undo_withdrawal, LIVE, []),
        (policies.can_undo_withdrawal, WITHDRAWN, [ALICE]),
        (policies.can_undo_withdrawal, WITHDRAWN_IN_LOCKED, [ALICE]),
        (policies.can_undo_withdrawal, WITHDRAWN_LONG_AGO, []),
        (policies.can_undo_withdrawal, WITHDRAWN_AND_HIDDEN, []),
    ],
)
def test_what_each_may_do_with_a_reply(
    policy: Callable[[Viewer, Reply], bool], reply: Reply, allowed: list[Viewer]
) -> None:
    assert [viewer for viewer in EVERYBODY if policy(viewer, reply)] == allowed


def test_policies_ask_no_database() -> None:
    withdrawn = Reply(discussion=OPEN, author=ALICE, withdrawn_at=JUST_NOW)

    assert policies.can_withdraw(ALICE, withdrawn)  # only `is_live` is asked
