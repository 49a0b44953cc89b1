"""However odd a text is, its preview is what it becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection

from accounts.throttle import DAY, LIMITS, Limit
from forum.models import Reply
from tests.integration.forum.conftest import PART, url_of
from tests.integration.forum.pages import drawn, previewed
from tests.integration.forum.scribbles import scribbles
from tests.thorough import IS_THOROUGH, tries

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db

TEXTS = tries(fair=60, thorough=500)  # for each seed
SEEDS = 4
OWN = ["https://a.example/report", "https://memo.example/leak"]


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    for deed in ("reply", "edit", "preview"):
        monkeypatch.setitem(LIMITS, deed, (Limit(1_000_000, DAY),))


def texts(seed: int) -> list[str]:
    """A fair share is another one for each database; all of it is the same for both."""
    is_other = connection.vendor == "postgresql" and not IS_THOROUGH
    return list(scribbles(seed + SEEDS * is_other, TEXTS))


@pytest.mark.parametrize("seed", range(SEEDS))
def test_whatever_is_scribbled_a_preview_is_byte_for_byte_what_is_posted(
    bob_client: Client, alices: Reply, preview_url: str, post_url: str, seed: int
) -> None:
    number, refused = alices.number, 0
    for turn, body in enumerate(texts(seed)):
        form = {
            "body": body.replace("\n", "\r\n"),
            "sources": "\n".join(OWN[: turn % 3]),
            "parent": alices.number if turn % 8 else "",
        }
        preview = bob_client.post(preview_url, form, headers=PART)

        posted = bob_client.post(post_url, form, headers=PART)

        says_no = 'role="alert"' in preview.content.decode()
        assert posted.status_code == (422 if says_no else 200), body
        if says_no:
            refused += 1
        else:
            number += 1
            assert previewed(preview) == drawn(posted, number) != "", body
    assert Reply.objects.count() == number
    assert refused < TEXTS / 5


def test_whatever_is_scribbled_a_preview_is_what_an_edit_makes_of_it(
    alice_client: Client, alices: Reply, preview_url: str
) -> None:
    edits, count = 0, tries(fair=25, thorough=250)
    for body in scribbles(9, count):
        form: dict[str, Any] = {"body": body, "sources": OWN[0], "edits": alices.number}
        preview = alice_client.post(preview_url, form, headers=PART)

        form["version"] = Reply.objects.get().version
        if alice_client.post(url_of(alices, "edit-reply"), form).status_code == 302:
            edits += 1
            assert previewed(preview) == Reply.objects.get().body_html != ""
    assert edits > count * 3 / 4
