"""A reply names members: `@bob`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from forum import composing
from forum.models import Mention, Reply
from tests.factories import accounts, forum
from tests.integration.forum.conftest import url_of
from tests.integration.forum.pages import kept_text, words

if TYPE_CHECKING:
    from django.test import Client

    from articles.models import Article

pytestmark = pytest.mark.django_db


def named(reply: Reply) -> list[str]:
    found = reply.mentions.order_by("pk").values_list("member__username", flat=True)
    return list(found)


def link_to(name: str, typed: str = "") -> str:
    return f'<a class="mention" href="/members/{name}/">@{typed or name}</a>'


@pytest.fixture
def say(article: Article, alice: Any) -> Any:
    return lambda body: forum.make_reply(article=article, author=alice, body=body)


def test_a_name_leads_to_the_member_and_is_written_down(say: Any, bob: Any) -> None:
    reply = say("I agree with @bob.")

    assert f"I agree with {link_to('bob')}." in reply.body_html
    assert named(reply) == ["bob"]


def test_each_is_named_once_in_the_order_of_the_text(
    say: Any, bob: Any, mina: Any
) -> None:
    reply = say("@mina and @bob, @Mina, @bob.")

    assert named(reply) == ["mina", "bob"]
    assert reply.body_html.count('class="mention"') == 4


def test_capitals_mean_the_same_member(say: Any, bob: Any) -> None:
    reply = say("Says @BOB.")

    assert link_to("bob", "BOB") in reply.body_html
    assert named(reply) == ["bob"]


@pytest.mark.parametrize(
    "body",
    [
        "Says @nobody.",
        "Write to me@bob, or bob@bob.example.",
        "`@bob`",
        "```\n@bob\n```",
        "    @bob",
        "[see @bob](https://a.example/)",
        "https://a.example/@bob",
        "@bob@elsewhere.example",
        "@bobby",
    ],
)
def test_what_names_nobody_here_is_text(say: Any, bob: Any, body: str) -> None:
    reply = say(body)

    assert "mention" not in reply.body_html
    assert named(reply) == []


def test_somebody_who_has_left_is_not_named(say: Any) -> None:
    accounts.make_member("gone", is_active=False)

    reply = say("Says @gone.")

    assert "mention" not in reply.body_html
    assert named(reply) == []


def test_one_may_name_oneself(say: Any) -> None:
    assert named(say("I, @alice, said so.")) == ["alice"]


def test_ten_members_and_no_more(say: Any, alice_client: Client, post_url: str) -> None:
    members = [accounts.make_member(f"member-{n}") for n in range(11)]
    all_of_them = " ".join(f"@{member.username}" for member in members)
    ten, _space, _last = all_of_them.rpartition(" ")
    assert len(named(say(f"{ten} {ten} @nobody"))) == 10

    response = alice_client.post(post_url, {"body": all_of_them})

    assert response.status_code == 422
    assert "A reply names at most 10 members." in words(response)
    assert kept_text(response).strip() == all_of_them
    assert Reply.objects.count() == 1


def test_an_edit_names_others(
    alice_client: Client, say: Any, bob: Any, mina: Any
) -> None:
    reply = say("Says @bob.")

    alice_client.post(
        url_of(reply, "edit-reply"), {"body": "Says @mina.", "version": "1"}
    )

    assert named(reply) == ["mina"]
    assert Mention.objects.count() == 1


def test_a_text_of_nothing_but_names_asks_as_often_as_any(
    article: Article, alice: Any, bob: Any, django_assert_num_queries: Any
) -> None:
    names = " ".join(f"@n{number}" for number in range(1_400))

    for body in ("Says @bob.", f"@bob {names}"):
        with django_assert_num_queries(2):  # the article's notes, the members
            composed = composing.compose(article=article, author=alice, body=body)
        assert [member.username for member in composed.mentioned] == ["bob"]
