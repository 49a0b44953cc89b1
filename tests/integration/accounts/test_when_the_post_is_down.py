"""A decision stands, also when no letter can be sent about it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import pytest

from accounts import actions
from accounts.models import ModerationEntry
from tests.factories.forum import make_reply

if TYPE_CHECKING:
    from accounts.models import Member
    from articles.models import Article
    from forum.models import Reply

pytestmark = pytest.mark.django_db


@pytest.fixture
def reply(article: Article, alice: Member, settings: Any) -> Reply:
    """Said while nothing listens where letters go."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1
    return make_reply(article=article, author=alice)


def test_a_refused_connection_is_logged_and_the_decision_stands(
    reply: Reply,
    mina: Member,
    caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: Any,
) -> None:
    with (
        caplog.at_level(logging.ERROR),
        django_capture_on_commit_callbacks(execute=True),
    ):
        actions.hide(subject=reply, by=mina, reason="spam")

    assert ModerationEntry.objects.count() == 1
    assert "refused" in caplog.text
