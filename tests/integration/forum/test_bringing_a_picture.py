"""A member brings a picture, and gets the Markdown that shows it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.throttle import TooManyRequests
from articles import pictures
from articles.models import Picture
from tests.conftest import signed_in
from tests.factories.accounts import make_member
from tests.factories.forum import rest
from tests.factories.pictures import brought, drawing, encoded, make_picture

if TYPE_CHECKING:
    from collections.abc import Mapping

    from accounts.models import Member

pytestmark = pytest.mark.django_db

DATA = {"Accept": "application/json"}


def send(client: Client, *, headers: Mapping[str, str] = DATA, **typed: Any) -> Any:
    return client.post("/pictures/", {"picture": brought(), **typed}, headers=headers)


def test_a_picture_comes_with_the_words_that_show_it(
    bob: Member, bob_client: Client
) -> None:
    response = send(bob_client, alt="The memo, page 2")

    picture = Picture.objects.get()
    url = f"/pictures/{picture.name}.png"
    assert response.status_code == 201
    assert response.json() == {
        "markdown": f"![The memo, page 2]({url})",
        "url": url,
        "width": 60,
        "height": 40,
    }
    assert (picture.owner, picture.size) == (bob, picture.file.size)


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("", ""),
        ("  two\r\nlines\t here ", "two lines here"),
        (
            "a [b](javascript:c) `d` *e* _f_ \\",
            r"a \[b\](javascript:c) \`d\` \*e\* \_f\_ \\",
        ),
        ("x" * 400, "x" * 300),
    ],
)
def test_its_words_stay_words(bob_client: Client, words: str, written: str) -> None:
    response = send(bob_client, alt=words)

    markdown = response.json()["markdown"]
    assert markdown == f"![{written}]({response.json()['url']})"


def test_each_picture_has_a_name_of_its_own(bob_client: Client) -> None:
    first, second = send(bob_client), send(bob_client)

    assert first.json()["url"] != second.json()["url"]


def test_without_a_file_one_is_asked_for(bob_client: Client) -> None:
    response = bob_client.post("/pictures/", {"alt": "A view"}, headers=DATA)

    assert response.status_code == 422
    assert response.json() == {"error": "Choose a picture first."}


def test_a_visitor_is_sent_to_sign_in(visitor: Client) -> None:
    response = send(visitor, headers={})

    assert response.status_code == 302
    assert response.headers["Location"] == "/accounts/login/?next=/"
    assert not Picture.objects.exists()


def test_a_script_of_somebody_signed_out_is_told_so(visitor: Client) -> None:
    response = send(visitor)

    assert response.status_code == 403
    assert "signed out" in response.json()["error"]
    assert not Picture.objects.exists()


def test_who_may_not_take_part_brings_no_picture(bob: Member) -> None:
    bob.is_active = False

    with pytest.raises(PermissionDenied):
        pictures.take_in(brought(), owner=bob)


def test_a_picture_sent_from_elsewhere_is_not_taken(bob: Member) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies = signed_in(bob).cookies

    response = send(client)

    assert response.status_code == 403
    assert not Picture.objects.exists()


def test_a_picture_is_not_fetched_where_it_is_brought(bob_client: Client) -> None:
    assert bob_client.get("/pictures/").status_code == 405


# ----------------------------------------------------------------------- how much
def test_a_picture_of_more_than_4_mb_is_refused(bob_client: Client) -> None:
    sound = encoded(drawing())
    most = brought(sound + bytes(pictures.MAX_SIZE - len(sound)))
    more = brought(sound + bytes(pictures.MAX_SIZE - len(sound) + 1))

    taken, refused = send(bob_client, picture=most), send(bob_client, picture=more)

    assert taken.status_code == 201
    assert refused.status_code == 413
    assert "4 MB" in refused.json()["error"]


@pytest.mark.parametrize("headers", [{}, DATA], ids=["page", "data"])
def test_a_request_of_more_than_8_mb_is_refused_unread(
    bob_client: Client, headers: dict[str, str]
) -> None:
    response = send(
        bob_client, picture=brought(bytes(settings.LARGEST_UPLOAD)), headers=headers
    )

    assert response.status_code == 413
    assert "4 MB" in response.content.decode()
    assert ("error" in response.json()) if headers else (b"<h1" in response.content)


def test_more_files_than_any_form_has_are_too_large(bob_client: Client) -> None:
    files = {f"picture{number}": brought() for number in range(101)}

    assert bob_client.post("/pictures/", files).status_code == 413


def test_the_eleventh_picture_in_ten_minutes_has_to_wait(
    bob_client: Client,
) -> None:
    statuses = [send(bob_client).status_code for _ in range(10)]

    response = send(bob_client)

    assert set(statuses) == {201}
    assert response.status_code == 429
    assert 0 < int(response.headers["Retry-After"]) <= 600
    assert "minutes" in response.json()["error"]


def test_what_costs_work_counts_also_when_it_is_refused(bob: Member) -> None:
    for _ in range(10):
        with pytest.raises(pictures.Unacceptable):
            pictures.take_in(brought(b"no picture"), owner=bob)

    with pytest.raises(TooManyRequests):
        pictures.take_in(brought(), owner=bob)


def test_what_is_refused_at_a_glance_does_not_count(bob: Member) -> None:
    for _ in range(11):
        with pytest.raises(pictures.Unacceptable):
            pictures.take_in(brought(name="letter.doc"), owner=bob)

    assert pictures.take_in(brought(), owner=bob).pk


def test_a_member_has_room_for_200_mb(bob: Member, bob_client: Client) -> None:
    full = make_picture(bob, size=pictures.QUOTA - 100)

    refused = send(bob_client)
    full.discard()
    taken = send(bob_client)

    assert refused.status_code == 422
    assert "200 MB" in refused.json()["error"]
    assert taken.status_code == 201


def test_a_member_without_any_room_costs_no_work(bob: Member) -> None:
    make_picture(bob, size=pictures.QUOTA)

    for _ in range(11):
        with pytest.raises(pictures.Unacceptable, match="200 MB"):
            pictures.take_in(brought(), owner=bob)


def test_pictures_of_others_take_no_room(alice: Member, bob: Member) -> None:
    make_picture(alice, size=pictures.QUOTA)

    assert pictures.take_in(brought(), owner=bob).pk


@pytest.mark.django_db(transaction=True)
def test_many_at_once_find_no_more_room_than_there_is() -> None:
    bob = make_member("bob")
    size = pictures.take_in(brought(), owner=bob).size
    make_picture(bob, size=pictures.QUOTA - 3 * size)
    taken, refused = [], []

    def bring() -> None:
        try:
            taken.append(pictures.take_in(brought(), owner=bob))
        except pictures.Unacceptable as refusal:
            refused.append(refusal)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=bring) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(taken), len(refused)) == (2, 4)
    assert Picture.objects.filter(owner=bob).bytes_in_all() == pictures.QUOTA


def test_whoever_refers_to_the_member_meanwhile_need_not_wait(bob: Member) -> None:
    with CaptureQueriesContext(connection) as asked:
        pictures.take_in(brought(), owner=bob)

    members = 'FROM "accounts_member"'
    held = [query["sql"] for query in asked if members in query["sql"]]
    assert len(held) == 1
    if connection.vendor == "postgresql":  # SQLite has one lock for all
        assert held[0].endswith("FOR NO KEY UPDATE")


def test_where_the_disk_is_full_nothing_is_left(
    bob: Member, settings: Any, tmp_path: Any
) -> None:
    backend = "tests.factories.pictures.FullDisk"
    there = {"BACKEND": backend, "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": there}

    with pytest.raises(pictures.Unacceptable, match="could not be kept"):
        pictures.take_in(brought(), owner=bob)

    assert not Picture.objects.exists()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_the_limit_of_one_member_is_not_another_s(alice: Member, bob: Member) -> None:
    for _ in range(10):
        pictures.take_in(brought(), owner=alice)

    assert pictures.take_in(brought(), owner=bob).owner == bob
    rest(alice)
    assert pictures.take_in(brought(), owner=alice).owner == alice
