"""A draft that took another's place is not written over by who has read the other."""

from __future__ import annotations

import pytest

from .drafting import begin, keep, only

pytestmark = pytest.mark.django_db


def test_a_window_left_behind_does_not_write_over_the_next_draft(
    alice, alice_client, article
):
    first = begin(member=alice, article=article, body="What the phone has read.")
    first.delete()
    begin(member=alice, article=article, body="What was begun since.")

    answer = keep(alice_client, article, body="Typed on.", draft=first.version)

    assert answer.status_code == 409
    assert only().body == "What was begun since."


def test_versions_count_on_from_where_they_began(alice, alice_client, article):
    draft = begin(member=alice, article=article)

    keep(alice_client, article, body="Typed on.", draft=draft.version)

    assert only().version == draft.version + 1
