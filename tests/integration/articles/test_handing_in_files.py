"""An editor hands in several files at once, and is told what became of each."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts.models import Member
from articles import actions
from articles.actions import take_in_file
from articles.models import Article, Batch, BatchFile
from articles.models.batch import KEPT
from tests.conftest import signed_in
from tests.factories.accounts import make_editor
from tests.integration.articles.bringing_in import IMPORT, NEWS, hand_in
from tests.integration.articles.test_waiting_for_nobody import while_rendering
from tests.worker import waiting, work

if TYPE_CHECKING:
    from django.test import Client

WRONG = "The wrong news\n\nNobody says so [7].\n"


def shown(client: Client) -> str:
    return " ".join(client.get(Batch.objects.get().get_absolute_url()).text.split())


def test_each_file_becomes_an_article_by_and_by(erin_client: Client) -> None:
    data = json.dumps({"title": "In data", "body": "So it says."})

    response = hand_in(erin_client, {"news.txt": NEWS, "in-data.json": data})

    assert response["Location"] == Batch.objects.get().get_absolute_url()
    assert "0 of 2 files are done." in shown(erin_client)
    assert not Article.objects.exists()
    work()
    assert set(Article.objects.values_list("slug", flat=True)) == {"news", "in-data"}
    assert "2 of 2 files are done." in shown(erin_client)
    files = BatchFile.objects.all()
    assert [bytes(file.content) for file in files] == [b"", b""]
    place = "admin:articles_article_batch_file"
    args = [files[0].batch_id, files[0].pk]
    assert erin_client.get(reverse(place, args=args)).status_code == 404


def test_one_that_is_refused_says_why_and_can_be_fetched(erin_client: Client) -> None:
    hand_in(erin_client, {"wrong.txt": WRONG, "news.txt": NEWS}, is_final="on")
    work()

    assert "Line 3: [7] has no source." in shown(erin_client)
    assert list(Article.objects.values_list("slug", flat=True)) == ["news"]
    refused = BatchFile.objects.get(state=BatchFile.State.REFUSED)
    address = reverse(
        "admin:articles_article_batch_file", args=[refused.batch_id, refused.pk]
    )
    answer = erin_client.get(address)
    assert answer.content.decode() == WRONG
    assert answer["Content-Disposition"] == 'attachment; filename="wrong.txt"'


def test_one_with_a_moment_before_all_time_is_refused_and_waits_no_longer(
    erin_client: Client,
) -> None:
    odd = {"title": "T", "body": "B", "publish_at": "0001-01-01T00:00:00+14:00"}

    hand_in(erin_client, {"odd.json": json.dumps(odd)}, is_final="on")
    work()

    file = BatchFile.objects.get()
    assert file.state == BatchFile.State.REFUSED
    assert file.said == "publish_at: a year from 1900 to 8999."


def test_a_trial_writes_nothing_and_says_what_would_be(erin_client: Client) -> None:
    hand_in(erin_client, {"news.txt": NEWS}, is_trial="on")
    work()

    page = shown(erin_client)
    assert "Nothing is written; this is what would be:" in page
    assert "Tried" in page
    assert "Taken in" not in page
    assert not Article.objects.exists()
    file = BatchFile.objects.get()
    place = reverse("admin:articles_article_batch_file", args=[file.batch_id, file.pk])
    assert f'href="{place}"' in page
    assert erin_client.get(place).content.decode() == NEWS
    assert "1 file, only tried" in " ".join(erin_client.get(IMPORT).text.split())


def test_what_was_edited_since_is_not_written_over_unasked(erin_client: Client) -> None:
    hand_in(erin_client, {"news.txt": NEWS})
    work()
    Article.objects.update(version=2)

    hand_in(erin_client, {"news.txt": NEWS.replace("One", "Two")})
    work()

    refused = BatchFile.objects.get(state=BatchFile.State.REFUSED)
    assert "was edited since its last import." in refused.said


def test_a_file_is_taken_in_once_however_often_it_is_asked_for(
    erin_client: Client,
) -> None:
    hand_in(erin_client, {"news.txt": NEWS})
    batch = Batch.objects.get()

    erin_client.post(batch.get_absolute_url())
    assert len(waiting("take_in_file")) == 2
    work()
    take_in_file.call(batch.files.get().pk)

    assert Article.objects.get().version == 1
    assert batch.files.get().state == BatchFile.State.TAKEN


def test_of_two_workers_on_one_file_the_slower_writes_nothing(
    erin_client: Client, monkeypatch: Any
) -> None:
    hand_in(erin_client, {"news.txt": NEWS})
    key = BatchFile.objects.get().pk

    while_rendering(monkeypatch, lambda: take_in_file.call(key))
    take_in_file.call(key)

    assert Article.objects.get().version == 1
    file = BatchFile.objects.get()
    assert file.state == BatchFile.State.TAKEN
    assert "imported, 1 source, 1 citation" in file.said


def test_who_no_longer_edits_asks_for_nothing(erin: Any, erin_client: Client) -> None:
    hand_in(erin_client, {"news.txt": NEWS})
    batch = Batch.objects.get()
    DBTaskResult.objects.all().delete()
    erin.groups.clear()
    former = Member.objects.get(pk=erin.pk)

    with pytest.raises(PermissionDenied):
        actions.resume(batch=batch, editor=former)
    with pytest.raises(PermissionDenied):
        actions.hand_in(editor=former, files=[("more.txt", NEWS.encode())])

    assert not waiting()
    assert Batch.objects.get() == batch


def test_files_of_one_who_no_longer_edits_are_refused(
    erin: Any, erin_client: Client
) -> None:
    hand_in(erin_client, {"news.txt": NEWS})
    erin.groups.clear()

    work()

    assert BatchFile.objects.get().said == "Only editors write articles."


def test_the_way_they_come_is_drawn_without_the_page_around_it(
    erin_client: Client,
) -> None:
    hand_in(erin_client, {"news.txt": NEWS})

    part = erin_client.get(
        Batch.objects.get().get_absolute_url(), headers={"X-Part": "1"}
    )

    assert part["X-Part"] == "batch"
    assert part.text.count("<progress") == 1
    assert "<html" not in part.text


def test_without_a_file_nothing_is_hand_in(erin_client: Client) -> None:
    response = hand_in(erin_client, {})

    assert response.status_code == 422
    assert not Batch.objects.exists()


def test_more_than_fifty_are_too_many(erin_client: Client) -> None:
    page = erin_client.get(IMPORT).text
    response = hand_in(erin_client, {f"{n}.txt": NEWS for n in range(51)})

    assert "at most 50 files and 8 MB together" in page
    assert response.status_code == 422
    assert "Choose at most 50 files." in response.content.decode()
    assert not Batch.objects.exists()


def test_so_many_that_they_are_not_even_read_are_too_large(erin_client: Client) -> None:
    response = hand_in(erin_client, {f"{n}.txt": NEWS for n in range(101)})

    assert response.status_code == 413
    assert "That is too large to send" in response.content.decode()
    assert not Batch.objects.exists()


def test_nobody_else_sees_them(
    erin_client: Client, mina_client: Client, alice_client: Client, visitor: Client
) -> None:
    hand_in(erin_client, {"news.txt": NEWS})
    batch, file = Batch.objects.get(), BatchFile.objects.get()
    places = [
        batch.get_absolute_url(),
        reverse("admin:articles_article_batch_file", args=[batch.pk, file.pk]),
    ]
    frida = signed_in(make_editor("frida"))

    for place in places:
        assert frida.get(place).status_code == 404
        assert mina_client.get(place).status_code == 403
        assert visitor.get(place).status_code == 302
        assert alice_client.get(place).status_code in {302, 403}
    assert mina_client.get(IMPORT).status_code == 403


def test_a_list_of_many_costs_as_much_as_a_list_of_few(
    erin_client: Client, django_assert_max_num_queries: Any
) -> None:
    hand_in(erin_client, {"a.txt": NEWS})
    few, many = (
        Batch.objects.get(),
        Batch.objects.create(editor=Batch.objects.get().editor),
    )
    for number in range(30):
        BatchFile.objects.create(batch=many, name=f"{number}.txt", content=b"")

    costs = []
    for batch in (few, many):
        with django_assert_max_num_queries(8) as queries:
            erin_client.get(batch.get_absolute_url())
        costs.append(len(queries))

    assert costs[0] == costs[1]


def test_what_was_handed_in_long_ago_is_let_go(
    erin_client: Client, capsys: Any
) -> None:
    hand_in(erin_client, {"wrong.txt": WRONG})
    old = Batch.objects.get()
    Batch.objects.update(created_at=timezone.now() - KEPT)
    hand_in(erin_client, {"news.txt": NEWS})

    assert erin_client.get(old.get_absolute_url()).status_code == 404
    assert old.get_absolute_url() not in erin_client.get(IMPORT).text
    for _time in range(2):
        call_command("drop_batches")

    assert [file.name for file in BatchFile.objects.all()] == ["news.txt"]
    assert capsys.readouterr().out == (
        "Dropped 1 batch of files past its time.\n"
        "Dropped 0 batches of files past their time.\n"
    )
