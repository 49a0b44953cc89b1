"""What was called illegal is not pointed at, whoever called it so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from accounts import actions
from forum.actions import raise_flag
from tests.factories.accounts import make_member
from tests.factories.forum import make_reply

if TYPE_CHECKING:
    from accounts.models import Member
    from articles.models import Article
    from forum.models import Reply

pytestmark = pytest.mark.django_db


@pytest.fixture
def reply(article: Article, alice: Member) -> Reply:
    """Flagged as spam, and by somebody else as illegal."""
    reply = make_reply(article=article, author=alice)
    carol = make_member("carol")
    raise_flag(reply=reply, by=carol, reason="illegal", text="It is stolen.")
    return reply


def test_upheld_for_spam_it_is_withheld_if_another_called_it_illegal(
    reply: Reply, bob: Member, mina: Member
) -> None:
    flag = raise_flag(reply=reply, by=bob, reason="spam")

    entry = actions.uphold(flag=flag, by=mina, reason="spam")

    assert not entry.is_public_subject


def test_restored_it_is_withheld_as_its_removal_was(
    reply: Reply, bob: Member, mina: Member
) -> None:
    flag = raise_flag(reply=reply, by=bob, reason="spam")
    actions.uphold(flag=flag, by=mina, reason="spam")
    reply.refresh_from_db()

    entry = actions.restore(subject=reply, by=mina)

    assert not entry.is_public_subject
