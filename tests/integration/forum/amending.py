"""Edits, as the tests of them make and see them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from forum.models import Reply
from tests.integration.forum.conftest import url_of

if TYPE_CHECKING:
    from django.test import Client


def edit(client: Client, reply: Reply, body: str, **typed: Any) -> Any:
    form = {"body": body, "version": 1, **typed}
    return client.post(url_of(reply, "edit-reply"), form)


def ago(**span: float) -> None:
    """Let everything have been posted so long ago."""
    Reply.objects.update(created_at=timezone.now() - timedelta(**span))


def now() -> Reply:
    return Reply.objects.get(number=1)


def is_said_to_be_edited(client: Client, reply: Reply) -> bool:
    return "reply__edited" in client.get(url_of(reply)).content.decode()
