"""A picture is shown to its owner, and to whoever may read a reply that shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import actions as moderation
from forum import actions
from tests.factories import articles, forum
from tests.factories.pictures import make_picture

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import Member
    from articles.models import Article, Picture
    from forum.models import Reply

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture(alice: Member) -> Picture:
    return make_picture(alice)


@pytest.fixture
def shown(article: Article, alice: Member, picture: Picture) -> Reply:
    """Alice's reply with her picture."""
    return show(picture, article=article)


def show(picture: Picture, *, article: Article) -> Reply:
    body = f"See this:\n\n{picture.markdown('A view')}"
    return forum.make_reply(article=article, author=picture.owner, body=body)


def statuses(picture: Picture, *clients: Client) -> list[int]:
    address = picture.get_absolute_url()
    return [client.get(address).status_code for client in clients]


def test_before_it_is_posted_only_its_owner_sees_it(
    picture: Picture, visitor: Client, alice_client: Client, mina_client: Client
) -> None:
    assert statuses(picture, alice_client, visitor, mina_client) == [200, 404, 404]


def test_in_a_reply_everybody_sees_it(
    picture: Picture, shown: Reply, visitor: Client, bob_client: Client
) -> None:
    assert statuses(picture, visitor, bob_client) == [200, 200]
    assert picture.get_absolute_url() in shown.body_html


def test_with_a_hidden_reply_it_is_gone_until_that_is_restored(
    picture: Picture, shown: Reply, mina: Member, visitor: Client, alice_client: Client
) -> None:
    moderation.hide(subject=shown, by=mina, reason="unkind", note="")
    hidden = statuses(picture, visitor, alice_client)

    moderation.restore(subject=shown, by=mina, note="")

    assert hidden == [404, 200]
    assert statuses(picture, visitor) == [200]


def test_with_a_withdrawn_reply_it_is_gone(
    picture: Picture, shown: Reply, alice: Member, visitor: Client, mina_client: Client
) -> None:
    actions.withdraw_reply(reply=shown, by=alice)

    assert statuses(picture, visitor, mina_client) == [404, 404]


def test_it_stays_while_one_of_its_replies_does(
    picture: Picture, shown: Reply, alice: Member, visitor: Client, article: Article
) -> None:
    show(picture, article=article)

    actions.withdraw_reply(reply=shown, by=alice)

    assert statuses(picture, visitor) == [200]


def test_under_an_article_that_is_no_longer_out_nobody_else_sees_it(
    picture: Picture, shown: Reply, article: Article, visitor: Client
) -> None:
    article.status = article.Status.DRAFT
    article.save()

    assert statuses(picture, visitor) == [404]


def test_a_member_cannot_show_what_another_has_brought(
    picture: Picture, article: Article, bob: Member, visitor: Client
) -> None:
    body = f"Look: {picture.markdown('Not mine')}"

    reply = forum.make_reply(article=article, author=bob, body=body)

    assert "<img" not in reply.body_html
    assert statuses(picture, visitor) == [404]


@pytest.mark.parametrize(
    "name",
    [
        "{0}.jpg",
        "{0}",
        "{0}.",
        "{0}.png.png",
        "{0}.PNG",
        "x{0}.png",
        "0.png",
        "%00.png",
    ],
)
def test_under_another_name_there_is_nothing(
    picture: Picture, shown: Reply, visitor: Client, name: str
) -> None:
    assert visitor.get(f"/pictures/{name.format(picture.name)}").status_code == 404


def test_whether_there_is_one_cannot_be_told(picture: Picture, visitor: Client) -> None:
    nobodys = "0" * 32

    theirs = visitor.get(picture.get_absolute_url()).content.decode()
    nothing = visitor.get(f"/pictures/{nobodys}.png").content.decode()

    assert theirs.replace(picture.name, nobodys) == nothing


# -------------------------------------------------------------------- how it comes
def test_it_comes_so_that_nothing_in_it_can_run(
    picture: Picture, shown: Reply, visitor: Client
) -> None:
    response: Any = visitor.get(picture.get_absolute_url())

    assert response.getvalue().startswith(b"\x89PNG")
    told = response.headers
    policy = "default-src 'none'; sandbox; frame-ancestors 'none'"
    assert told["Content-Security-Policy"] == policy
    assert told["Content-Type"] == "image/png"
    assert told["X-Content-Type-Options"] == "nosniff"
    assert told["Cross-Origin-Resource-Policy"] == "same-site"
    assert told["Content-Disposition"] == f'inline; filename="{picture.file_name}"'
    assert told["Content-Length"] == str(picture.size)


@pytest.mark.parametrize(
    ("kind", "mime"),
    [("jpg", "image/jpeg"), ("png", "image/png"), ("webp", "image/webp")],
)
def test_its_kind_is_told(
    alice: Member, alice_client: Client, kind: str, mime: str
) -> None:
    picture = make_picture(alice, kind=kind)

    told = alice_client.get(picture.get_absolute_url()).headers["Content-Type"]

    assert told == mime


def test_a_browser_keeps_it_for_a_minute_and_asks_again(
    picture: Picture, shown: Reply, visitor: Client, alice: Member
) -> None:
    address = picture.get_absolute_url()
    first = visitor.get(address)
    known = {"If-None-Match": first.headers["ETag"]}

    again = visitor.get(address, headers=known)
    actions.withdraw_reply(reply=shown, by=alice)
    gone = visitor.get(address, headers=known)

    assert first.headers["Cache-Control"] == "private, max-age=60"
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Cache-Control"] == "private, max-age=60"
    assert "sandbox" in again.headers["Content-Security-Policy"]
    assert gone.status_code == 404


def test_its_head_can_be_asked_for(
    picture: Picture, shown: Reply, visitor: Client
) -> None:
    response = visitor.head(picture.get_absolute_url())

    assert response.status_code == 200
    assert response.headers["Content-Length"] == str(picture.size)


def test_nothing_is_sent_to_it(picture: Picture, alice_client: Client) -> None:
    assert alice_client.post(picture.get_absolute_url()).status_code == 405


def test_a_picture_whose_file_is_lost_is_not_found(
    picture: Picture, alice_client: Client
) -> None:
    picture.file.storage.delete(picture.place)

    assert statuses(picture, alice_client) == [404]


def test_in_many_replies_it_costs_no_more(
    picture: Picture, shown: Reply, visitor: Client, bob_client: Client
) -> None:
    def cost(client: Client) -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(picture.get_absolute_url()).status_code == 200
        return len(asked)

    few = cost(visitor), cost(bob_client)
    for _ in range(20):
        show(picture, article=articles.make_article())

    assert (cost(visitor), cost(bob_client)) == few
    assert few == (1, 3)  # the picture; a member's session and name
