"""A draft ends with the reply, or the edit, that it was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from articles import links

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from forum.models import Draft
    from forum.models.draft import DraftQuerySet


@dataclass(frozen=True, slots=True)
class Sent:
    """A text that was sent, and where; `draft` is the version its form had read."""

    body: str
    sources: Sequence[str]
    parent_number: int
    draft: int
    key: UUID | None = None


def end_drafts(drafts: DraftQuerySet, *, sent: Sent) -> None:
    """Let go of those that were sent. What its author had not read there stays.

    One that stays is another reply than the one sent, and no longer has its key.
    """
    for draft in drafts.locked().order_by("pk"):
        if _is_over(draft, sent):
            draft.delete()
        elif draft.key == sent.key:
            draft.key = None
            draft.save(update_fields=["key"])


def addresses(typed: str) -> list[str]:
    """What is typed as sources, in the spelling in which a reply stores them."""
    return list(dict.fromkeys(_spelt(line) for line in typed.split()))


def _is_over(draft: Draft, sent: Sent) -> bool:
    """Whether it was read, is the text that was sent, or that text on its way.

    A window may be saving while it sends: what it saves then is how its text began. One
    with the same key at another place was taken up there, and is sent from here.
    """
    if draft.parent_number != sent.parent_number:
        return True
    if draft.version == sent.draft and draft.key in {None, sent.key}:
        return True
    body, brought = draft.body.strip(), addresses(draft.sources)
    if (body, brought) == (sent.body, list(sent.sources)):
        return True
    is_begun = sent.body.startswith(body) and set(brought) <= set(sent.sources)
    return draft.key == sent.key and is_begun


def _spelt(address: str) -> str:
    try:
        return links.canonical(address)
    except ValueError:
        return address
