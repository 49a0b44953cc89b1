"""Two windows begin a draft at one place in the same moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from forum.actions import drafting
from forum.models import Draft

if TYPE_CHECKING:
    from accounts.models import Member
    from articles.models import Article

pytestmark = pytest.mark.django_db


def test_the_second_is_told_of_the_first(alice: Member, article: Article) -> None:
    place = {
        "member": alice,
        "article": article,
        "parent_number": 0,
        "edits_number": 0,
    }
    text: drafting.Written = {
        "body": "Mine.",
        "sources": "",
        "parent_number": 0,
        "edits_number": 0,
        "key": None,
        "written_over": 0,
        "version": 0,
    }
    drafting._begin(place, text)

    with pytest.raises(drafting.Overwritten) as told:
        drafting._begin(place, {**text, "body": "Also mine."})

    assert told.value.draft == Draft.objects.get()
    assert Draft.objects.get().body == "Mine."
