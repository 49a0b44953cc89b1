"""What its author has withdrawn stays so, whatever moderators restore."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core import mail

from accounts import actions as moderation
from tests.factories.forum import make_reply

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import Member
    from articles.models import Article


def test_the_author_is_not_told_that_it_is_back(
    article: Article,
    alice: Member,
    mina: Member,
    mina_client: Client,
    django_capture_on_commit_callbacks: Any,
) -> None:
    reply = make_reply(article=article, author=alice)
    reply.lock()
    reply.withdraw()
    moderation.hide(subject=reply, by=mina, reason="spam")

    with django_capture_on_commit_callbacks(execute=True):
        page = mina_client.post(
            f"/admin/forum/reply/{reply.pk}/change/",
            {"verdict": "restore", "note": ""},
            follow=True,
        )

    assert "its author has withdrawn it" in page.content.decode()
    assert mail.outbox == []
    reply.refresh_from_db()
    assert not reply.is_live
