"""Who may do what, as tables."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from accounts import policies
from accounts.models import Member

if TYPE_CHECKING:
    from collections.abc import Callable

    from accounts.models import Flag, Moderatable
    from accounts.policies import Viewer


def member(key: int, *powers: str, **state: bool) -> Member:
    """A member with exactly these permissions, asked without a database."""
    made = Member(pk=key, username=f"member-{key}", **state)
    made.has_perm = lambda perm, obj=None: perm in powers  # type: ignore[method-assign] # noqa: ARG005
    return made


VISITOR = AnonymousUser()
ALICE = member(1)
CLOSED = member(
    2, "accounts.moderate", is_staff=True, is_superuser=True, is_active=False
)
EDITOR = member(3, "articles.edit", is_staff=True)
MINA = member(4, "accounts.moderate", is_staff=True)
NO_LONGER_STAFF = member(5, "accounts.moderate")
ROOT = member(6, "accounts.moderate", is_staff=True, is_superuser=True)
EVERYBODY: list[Viewer] = [VISITOR, ALICE, CLOSED, EDITOR, MINA, NO_LONGER_STAFF, ROOT]


@pytest.mark.parametrize(
    ("policy", "allowed"),
    [
        (policies.can_participate, [ALICE, EDITOR, MINA, NO_LONGER_STAFF, ROOT]),
        (policies.can_enter_admin, [EDITOR, MINA, ROOT]),
        (policies.can_moderate, [MINA, ROOT]),
        (policies.can_see_notes, [MINA, ROOT]),
        (policies.can_give_powers, [ROOT]),
    ],
)
def test_what_each_may_do(
    policy: Callable[[Viewer], bool], allowed: list[Viewer]
) -> None:
    assert [viewer for viewer in EVERYBODY if policy(viewer)] == allowed


def test_an_ordinary_member_is_known_as_such_without_asking_for_permissions() -> None:
    def has_perm(perm: str, obj: Any = None) -> bool:
        raise AssertionError(perm, obj)

    alice = Member(pk=1, username="alice")
    alice.has_perm = has_perm  # type: ignore[method-assign]

    assert not policies.can_moderate(alice)


@pytest.mark.parametrize(
    ("author", "judges"),
    [(ALICE, [MINA, ROOT]), (MINA, [ROOT]), (ROOT, [MINA])],
)
def test_nobody_decides_on_their_own_words(
    author: Member, judges: list[Viewer]
) -> None:
    subject = cast("Moderatable", SimpleNamespace(author_id=author.pk))
    flag = cast("Flag", SimpleNamespace(subject=subject))

    assert [v for v in EVERYBODY if policies.can_rule_on(v, subject)] == judges
    assert [v for v in EVERYBODY if policies.can_judge(v, flag)] == judges


def test_a_refusal_is_a_sentence() -> None:
    with pytest.raises(PermissionDenied, match=r"^[A-Z].+\.$"):
        policies.refuse_unless(False)  # noqa: FBT003 - the verdict of a policy


def test_what_is_allowed_passes_without_a_word() -> None:
    policies.refuse_unless(True)  # noqa: FBT003 - the verdict of a policy
