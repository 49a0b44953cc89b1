"""However odd a text is, its preview is what it becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from forum import composing
from forum.models import Reply
from tests.factories import forum
from tests.integration.forum.conftest import PART
from tests.integration.forum.pages import previewed
from tests.integration.forum.scribbles import scribbles
from tests.thorough import tries

if TYPE_CHECKING:
    from django.test import Client

    from articles.models import Article

pytestmark = pytest.mark.django_db

TEXTS = tries(fair=100, thorough=500)  # for each seed
OWN = ["https://a.example/report", "https://memo.example/leak"]


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_scribbled_a_preview_says_what_becomes_of_it(
    alice: Any, bob: Any, article: Article, seed: int
) -> None:
    refused: list[str] = []
    for turn, body in enumerate(scribbles(seed, TEXTS)):
        own = OWN[: turn % 3]
        number = turn + 1 - len(refused)
        composed = composing.compose(
            article=article, author=bob, body=body, addresses=own
        )

        try:
            forum.make_reply(article=article, author=bob, body=body, sources=own)
        except composing.Unfit:
            refused.append(body)
        else:
            stored = Reply.objects.get(number=number).body_html
            assert stored == composed.rendered.at(number)

    assert len(refused) < TEXTS / 5


def test_whatever_is_scribbled_the_form_shows_it_too(
    bob_client: Client, alice: Any, bob: Any, preview_url: str, post_url: str
) -> None:
    count, posted = tries(fair=40, thorough=120), 0
    for body in scribbles(9, count):
        forum.rest(bob)
        form = {"body": body.replace("\n", "\r\n"), "sources": OWN[0]}

        shown = previewed(bob_client.post(preview_url, form, headers=PART))

        if bob_client.post(post_url, form).status_code == 302:
            posted += 1
            assert shown == Reply.objects.get(number=posted).body_html
    assert posted > count * 3 / 4
