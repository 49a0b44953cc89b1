"""Members who are named in a reply."""

import re

import pytest
from django.urls import reverse

from accounts import names
from articles import mentions, prose

MEMBERS = ["alice", "bob", "bob-2", "b_b"]
BOB = '<a class="mention" href="/members/bob/">@bob</a>'


def reply(text: str) -> prose.Rendered:
    return prose.render_reply(text, notes={}, members=MEMBERS)


def test_a_member_who_is_named_is_linked():
    assert reply("So says @bob").html == f"<p>So says {BOB}</p>"


def test_the_link_leads_to_the_members_page():
    page = reverse("accounts:profile", args=["bob"])

    assert f'href="{page}"' in reply("@bob").html


def test_those_named_are_told_once_each_in_the_order_of_reading():
    rendered = reply("- @bob\n\n| *@alice* |\n|-|\n| @Bob |\n\n@b_b @bob-2 @alice")

    assert rendered.mentioned == ("bob", "alice", "b_b", "bob-2")


@pytest.mark.parametrize(
    "quoted", ["> So says @bob.", "> - **@bob**", "> > @bob", "- > @bob", "> a\n@bob"]
)
def test_who_is_named_in_a_quotation_is_named_by_another(quoted):
    rendered = reply(f"{quoted}\n\nI agree with @alice.")

    assert rendered.mentioned == ("alice",)
    assert "@bob" in re.sub("<a [^>]*>@bob</a>", "", rendered.html)


def test_capitals_are_kept_and_name_the_same_member():
    rendered = reply("@BoB")

    assert rendered.html == '<p><a class="mention" href="/members/bob/">@BoB</a></p>'
    assert rendered.mentioned == ("bob",)


@pytest.mark.parametrize(
    "typed",
    [
        "@bob.",
        "@bob, yes",
        "(@bob)",
        "@bob's",
        "@bob\u2019s",
        "@bob!",
        "@bob…",
        "**@bob**",
        "@bob_",
        "@bob-",
        "\u201c@bob\u201d",
        "\u061f@bob",
        "\u0643\u062a\u0628 @bob \u0643\u062a\u0628",  # in Arabic
        "\u200f@bob\u200f",
        "@bob\u3002",
        "`x`@bob",
        "[a](/b)@bob",
        "# @bob",
        "@bob/@x",
    ],
)
def test_a_name_ends_where_the_word_does(typed):
    rendered = reply(typed)

    assert BOB in rendered.html
    assert rendered.mentioned == ("bob",)
    assert "bob" in mentions.names(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "`@bob`",
        "```\n@bob\n```",
        "    @bob",
        "[@bob](https://x.example/)",
        "https://x.example/@bob",
        "<https://x.example/@bob>",
        "mail@bob",
        "a@bob.example",
        "a.@bob",
        "@@bob",
        "@bob@social.example",
        "@bob.example",
        "@bob/package",
        "@bobby",
        "@bob_b",
        "@bob\u00e9",
        "@\u0431\u043e\u0431",  # in Cyrillic
        "@carol",
        "@ bob",
        "@bo",
        "@" + "bob" * 9,
        "\u0643@bob",
        "/@bob",
    ],
)
def test_what_names_no_member_stays_as_typed(typed):
    rendered = reply(typed)

    assert "mention" not in rendered.html
    assert rendered.mentioned == ()


@pytest.mark.parametrize("length", [names.SHORTEST, names.LONGEST])
def test_a_name_of_any_length_that_a_member_may_have_is_found(length):
    longest = "b" * length

    assert mentions.names(f"@{longest}") == [longest]
    assert re.fullmatch(names.SHAPE, longest)


@pytest.mark.parametrize("length", [names.SHORTEST - 1, names.LONGEST + 1])
def test_a_word_of_another_length_is_no_name(length):
    assert mentions.names("@" + "b" * length) == []


def test_nobody_is_named_where_nobody_is_known():
    rendered = prose.render_reply("@bob", notes={})

    assert (rendered.html, rendered.mentioned) == ("<p>@bob</p>", ())


def test_an_article_names_nobody():
    assert prose.render_article("@bob", notes={}).html == "<p>@bob</p>"


def test_a_quick_look_finds_each_name_once_and_in_small_letters():
    assert mentions.names("@Bob `@alice` @bob a@carol.example") == ["bob", "alice"]
    assert mentions.names("a\x00@bob\u0301") == []
    assert mentions.names("@b\x00ob") == ["bob"]
    assert mentions.names("@\u017fam") == []  # a long s is no letter of names
