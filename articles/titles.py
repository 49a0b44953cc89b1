"""What a source is called that is known by its address alone: its page is asked."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

from django.db import transaction

from accounts import throttle

from . import fetching
from .models import Source

if TYPE_CHECKING:
    from .fetching import Web

logger = logging.getLogger(__name__)


class NotYet(Exception):  # noqa: N818 - it is news for the worker, not an error
    """The page did not answer; it may later."""


def look_up(source_id: int, *, again: bool = False, web: Web = fetching.PUBLIC) -> str:
    """The title that a source's page gives itself; nothing if it needs or has none.

    However many replies bring an address, its title is looked for once an hour, and
    `again` only after that. Raises NotYet.
    """
    source = Source.objects.filter(pk=source_id, is_title_provisional=True).first()
    if source is None or not source.url:
        return ""
    try:
        if not again:
            throttle.count("title", by=source.url)
        _take_turn(source.host)
        return fetching.title_at(source.url, web=web)
    except throttle.TooManyRequests:
        return ""
    except fetching.RefusedError as refusal:
        logger.info("%s has no title for us: %s", source.url, refusal)
        return ""
    except fetching.UnreachableError as failure:
        logger.info("%s did not answer: %s", source.url, failure)
        raise NotYet from None


def give(source_id: int, title: str) -> bool:
    """Call the source so, unless it has got a title meanwhile; whether it is new."""
    untitled = Source.objects.filter(pk=source_id, is_title_provisional=True)
    with transaction.atomic():
        source = untitled.select_for_update().first()
        if source is None:
            return False
        source.title, source.is_title_provisional = title, False
        source.save(update_fields=["title", "is_title_provisional"])
        return True


def _take_turn(host: str) -> None:
    """Wait until a second has passed since this host was last asked."""
    while True:
        try:
            return throttle.count("fetch", by=host)
        except throttle.TooManyRequests as refusal:
            time.sleep(refusal.retry_after)
