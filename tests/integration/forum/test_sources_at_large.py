"""Whatever editors do to sources: numbers, citations in replies and links back stay true."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.integration.forum.sources_at_large import SourcesAtLarge
from tests.thorough import tries


@pytest.mark.django_db
def test_any_edits_of_sources_leave_every_mark_true() -> None:
    run_state_machine_as_test(
        SourcesAtLarge,
        settings=settings(
            max_examples=tries(fair=10, thorough=200),
            stateful_step_count=tries(fair=16, thorough=40),
            suppress_health_check=list(HealthCheck),
        ),
    )
