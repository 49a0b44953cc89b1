"""Every page of the site as every kind of viewer sees it, fetched once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction

if TYPE_CHECKING:
    from .visits import Answer


@pytest.fixture(scope="session")
def answers(django_db_setup: None, django_db_blocker: Any) -> list[Answer]:
    """What each visit brought back. Nothing of it stays in the database."""
    from .rounds import every  # noqa: PLC0415 - other guards need no models
    from .visits import answered  # noqa: PLC0415 - likewise
    from .world import World  # noqa: PLC0415 - likewise

    found = []
    with django_db_blocker.unblock(), transaction.atomic():
        world = World()
        for visit in every(world):
            with transaction.atomic():
                found.append(answered(world, visit))
                transaction.set_rollback(True)
        transaction.set_rollback(True)
    return found
