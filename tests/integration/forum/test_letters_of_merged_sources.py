"""Two sources that one reply brought are found to be one: each letter stays what it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from articles import actions as desk
from articles.models import Article, Source
from forum import actions
from forum.models import Reply
from tests.factories import forum
from tests.integration.forum.citing import MEMO, A, B, C, cited, post
from tests.integration.forum.conftest import url_of
from tests.worker import work

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db

BODY = "One [a], two [b], three [c]."


@pytest.fixture
def reply(bob_client: Client, post_url: str) -> Reply:
    return post(bob_client, post_url, BODY, A, B, C)


def merge(of: str, into: str, by: Any) -> None:
    found = Source.objects.found([of, into])
    desk.merge_sources(into=found[into].lasting, others=[found[of]], editor=by)
    work()


def leads(reply: Reply) -> dict[str, str]:
    """Where the chip of each mark leads, as readers have it."""
    html = Reply.objects.get(pk=reply.pk).body_html
    chips = html.partition("<ol")[2].split("<li ")[1:]
    return {
        chip.partition("fn")[2].partition('"')[0]: chip.partition('href="')[
            2
        ].partition('"')[0]
        for chip in chips
    }


def test_each_letter_leads_to_its_own_work(reply: Reply, erin: Any) -> None:
    merge(B, A, erin)

    assert leads(reply) == {"a": A, "b": A, "c": C}
    assert cited(reply) == [(0, "a", 1, A), (0, "b", 1, A), (0, "c", 1, C)]
    reply.refresh_from_db()
    assert reply.source_count == 2


def test_the_form_of_an_edit_has_every_line(
    reply: Reply, erin: Any, bob_client: Client
) -> None:
    merge(B, A, erin)

    form = bob_client.get(url_of(reply, "edit-reply")).content.decode()

    assert f"{A}\n{B}\n{C}" in form


def test_an_edit_keeps_what_each_letter_means(
    reply: Reply, erin: Any, bob_client: Client
) -> None:
    merge(B, A, erin)
    typed = {"body": f"{BODY} So.", "sources": f"{A}\n{B}\n{C}", "version": 1}

    bob_client.post(url_of(reply, "edit-reply"), typed)

    assert leads(reply) == {"a": A, "b": A, "c": C}


def test_the_same_words_sent_again_are_no_edit(
    reply: Reply, erin: Any, bob: Any
) -> None:
    merge(B, A, erin)

    again = actions.edit_reply(
        reply=reply, by=bob, body=BODY, sources=["http://a.example", B, C], version=1
    )

    assert again.version == 1


def test_taken_out_again_each_letter_is_what_it_was(reply: Reply, erin: Any) -> None:
    merge(B, A, erin)
    a, b = Source.objects.get(url=A), Source.objects.get(url=B)

    desk.part_source(source=a, other=b, editor=erin)
    work()

    assert leads(reply) == {"a": A, "b": B, "c": C}
    assert cited(reply) == [(0, "a", 1, A), (0, "b", 1, B), (0, "c", 1, C)]
    reply.refresh_from_db()
    assert reply.source_count == 3
    assert forum.stored_counters(reply.discussion) == forum.true_counters(
        reply.discussion
    )


def test_both_the_articles_number_and_a_letter_for_it(
    article: Article, bob_client: Client, post_url: str, erin: Any
) -> None:
    reply = post(bob_client, post_url, "As in [1] and [a].", MEMO)
    memo, note = Source.objects.get(url=MEMO), article.notes.get(number=1)

    other = Source(title="Another edition", url="https://memo.example/2")
    desk.part_source(source=memo, notes=[note], other=other, editor=erin)
    work()

    assert leads(reply) == {"1": "/articles/models/#fn1", "a": MEMO}
    assert cited(reply) == [(1, "", 1, other.url), (0, "a", 1, MEMO)]
    assert Reply.objects.get(pk=reply.pk).source_count == 2


def test_two_lines_of_one_work_are_one_line_too_many(
    bob_client: Client, post_url: str
) -> None:
    response = bob_client.post(
        post_url,
        {
            "body": "As in [a].",
            "sources": "https://x.example/a\nhttp://www.x.example/a/",
        },
    )

    assert response.status_code == 422
    assert "Line 2 is the same source as line 1." in response.content.decode()
