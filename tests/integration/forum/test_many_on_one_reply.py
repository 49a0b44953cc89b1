"""Many people, or many windows, that do the same thing at the same time."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.test import Client

from accounts.throttle import DAY, LIMITS, Limit
from articles.models import Source
from forum import actions
from forum.models import Reply, Vote
from tests.factories import articles
from tests.integration.forum.crowding import (
    THREADS,
    assert_all_is_counted_right,
    together,
)
from tests.thorough import tries

if TYPE_CHECKING:
    import pytest

    from accounts.models import Member
    from articles.models import Article


def test_one_form_sent_two_hundred_times_at_once_is_one_reply(
    busy: Article, crowd: list[Member]
) -> None:
    form = {"body": "Once, as in [1].", "key": str(uuid4())}
    answers: list[Any] = []

    def send(_number: int) -> None:
        client = Client()
        client.force_login(crowd[0])
        for _time in range(200 // THREADS):
            response = client.post(f"{busy.get_absolute_url()}replies/", form)
            answers.append((response.status_code, response.headers.get("Location")))

    went_wrong = together(send)

    assert went_wrong == []
    assert len(answers) == 200
    assert set(answers) == {(302, "/articles/busy/?order=new&page=1#r1")}
    assert Reply.objects.count() == 1
    assert_all_is_counted_right()


def signed_in(member: Member) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(member)
    return client


def test_fifty_members_changing_their_minds_are_counted_exactly(
    busy: Article, crowd: list[Member]
) -> None:
    author, *voters = crowd[:51]
    actions.post_reply(article=busy, author=author, body="Find this helpful, or not.")
    address = f"{busy.get_absolute_url()}replies/1/vote/"
    answers: list[int] = []

    def toggle(number: int) -> None:
        client = signed_in(voters[number])
        dice = random.Random(number)  # noqa: S311 - no secret
        for turn in range(20):
            wanted = "off" if (turn + dice.randint(0, 1)) % 2 else "on"
            answers.append(client.post(address, {"vote": wanted}).status_code)

    went_wrong = together(toggle, threads=50)

    assert went_wrong == []
    assert answers == [302] * 1_000
    votes = Vote.objects.values_list("reply__number", "member")
    assert len(set(votes)) == len(votes) == Reply.objects.get().ups
    assert 0 < len(votes) < 50
    assert_all_is_counted_right()


def test_of_twenty_windows_that_edit_one_reply_none_loses_an_edit(
    monkeypatch: pytest.MonkeyPatch, busy: Article, crowd: list[Member]
) -> None:
    monkeypatch.setitem(LIMITS, "edit", (Limit(1_000, DAY),))
    alice = crowd[0]
    actions.post_reply(article=busy, author=alice, body="As it was posted.")
    accepted: list[str] = []
    overtaken: list[str] = []

    def write(window: int) -> None:
        for turn in range(50):
            body = f"Window {window}, edit {turn}, as in [{turn % 2 + 1}]."
            reply = Reply.objects.select_related("discussion__article", "author").get()
            version = reply.version
            try:
                actions.edit_reply(reply=reply, by=alice, body=body, version=version)
            except actions.Overtaken:
                overtaken.append(body)
            else:
                accepted.append(body)

    went_wrong = together(write, threads=20)

    assert went_wrong == []
    assert len(accepted) + len(overtaken) == 1_000
    reply = Reply.objects.get()
    history = list(reply.revisions.values_list("number", "body"))
    assert [number for number, _body in history] == list(range(1, reply.version + 1))
    first, *edits = [body for _number, body in history]
    assert first == "As it was posted."
    assert sorted(edits) == sorted(accepted)
    assert reply.body == edits[-1]
    assert len(accepted) == reply.version - 1 >= 50
    assert_all_is_counted_right()


def version_in(page: Any) -> str:
    """Which text the form on a page is about to replace."""
    [version] = re.findall(r'name="version"\s+value="(\d+)"', page.content.decode())
    return str(version)


def test_of_twenty_browsers_that_edit_one_reply_none_loses_an_edit(
    monkeypatch: pytest.MonkeyPatch, busy: Article, crowd: list[Member]
) -> None:
    monkeypatch.setitem(LIMITS, "edit", (Limit(1_000, DAY),))
    alice, edits = crowd[0], tries(fair=4, thorough=50)
    actions.post_reply(article=busy, author=alice, body="As it was posted.")
    address = f"{busy.get_absolute_url()}replies/1/edit/"
    accepted: list[str] = []
    answers: list[int] = []

    def write(window: int) -> None:
        client = signed_in(alice)
        page = client.get(address)
        for turn in range(edits):
            body = f"Window {window}, edit {turn}, as in [{turn % 2 + 1}]."
            form = {"body": body, "version": version_in(page)}
            page = client.post(address, form)
            answers.append(page.status_code)
            if page.status_code == 302:
                accepted.append(body)
            if page.status_code != 409:  # then the form that comes back knows
                page = client.get(address)

    went_wrong = together(write, threads=20)

    assert went_wrong == []
    assert len(answers) == 20 * edits
    assert set(answers) == {302, 409}  # taken, or another window came first
    history = list(Reply.objects.get().revisions.values_list("body", flat=True))
    assert sorted(history[1:]) == sorted(accepted)
    assert Reply.objects.get().body == history[-1]
    assert len(accepted) >= edits
    assert_all_is_counted_right()


def test_the_same_new_sources_brought_by_many_are_each_stored_once(
    crowd: list[Member],
) -> None:
    talks = [articles.make_article(slug=f"talk-{n}") for n in range(THREADS)]

    def bring(number: int) -> None:
        dice = random.Random(number)  # noqa: S311 - no secret
        for turn in range(10):
            addresses = [f"https://{turn}.example/{letter}" for letter in "abcdefghij"]
            dice.shuffle(addresses)
            actions.post_reply(
                article=talks[number],
                author=crowd[number],
                body="As in [a] and [j].",
                sources=addresses,
            )

    went_wrong = together(bring)

    assert went_wrong == []
    assert Source.objects.filter(url__contains=".example/").count() == 100
    assert set(Reply.objects.values_list("source_count", flat=True)) == {10}
    assert_all_is_counted_right()
