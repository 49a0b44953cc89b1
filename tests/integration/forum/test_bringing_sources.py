"""A reply brings sources of its own: `[a]` is the first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from articles import actions as desk
from articles.actions import NoteDraft, Text
from articles.models import Source
from forum import composing
from forum.models import Discussion, Reply, ReplyCitation
from tests.factories import forum
from tests.integration.forum.citing import MEMO, A, B, C, cited, post
from tests.integration.forum.conftest import url_of
from tests.integration.forum.pages import kept_text, words

if TYPE_CHECKING:
    from django.test import Client

    from articles.models import Article

pytestmark = pytest.mark.django_db


def test_each_has_the_letter_of_its_line(bob_client: Client, post_url: str) -> None:
    reply = post(bob_client, post_url, "As in [b], [a] and [b].", A, B)

    assert cited(reply) == [(0, "a", 1, A), (0, "b", 2, B)]
    assert reply.source_count == 2
    assert f'<a class="cite" href="#r{reply.number}-fnb"' in reply.body_html
    assert "[b:1]" in reply.body_html


def test_one_that_the_article_has_is_the_articles(
    bob_client: Client, post_url: str
) -> None:
    reply = post(bob_client, post_url, "As in [a] and [1], and [b].", MEMO, A)

    assert cited(reply) == [(1, "", 1, MEMO), (1, "a", 1, MEMO), (0, "b", 1, A)]
    assert reply.source_count == 2
    assert "[1]" in reply.body_html
    assert "[1:1]" in reply.body_html
    assert "[a]" not in reply.body_html
    assert 'href="/articles/models/#fn1"' in reply.body_html


def test_one_that_is_marked_nowhere_is_listed_and_counts(
    bob_client: Client, post_url: str
) -> None:
    reply = post(bob_client, post_url, "Read this.", A)

    assert cited(reply) == [(0, "a", 0, A)]
    assert reply.source_count == 1
    assert Discussion.objects.get().sourced_count == 1
    assert f'href="{A}"' in reply.body_html
    assert 'id="r1-fna"' in reply.body_html


def test_a_letter_without_a_source_is_text(bob_client: Client, post_url: str) -> None:
    reply = post(bob_client, post_url, "See [b], or [z].")

    assert cited(reply) == []
    assert "See [b], or [z]." in reply.body_html


def test_until_its_title_is_known_it_is_called_by_its_address(
    bob_client: Client, post_url: str
) -> None:
    address = "https://a.example/reports/2026?page=1"
    Source.objects.create(url=B, title="What B found")

    reply = post(bob_client, post_url, "As in [a] and [b].", address, B)

    assert Source.objects.get(url=address).title == "a.example/reports/2026"
    assert "What B found" in reply.body_html
    assert Source.objects.get(url=B).title == "What B found"


def test_ten_and_no_more(bob_client: Client, post_url: str) -> None:
    eleven = [f"https://a.example/{number}" for number in range(11)]
    reply = post(bob_client, post_url, "See [j].", *eleven[:10])
    assert (reply.source_count, cited(reply)[-1][1]) == (10, "j")

    form = {"body": "See [a].", "sources": "\n".join(eleven)}
    response = bob_client.post(post_url, form)

    assert response.status_code == 422
    assert "A reply has at most 10 sources of its own." in words(response)
    assert kept_text(response, "sources").split() == eleven


@pytest.mark.parametrize(
    "line",
    [
        "memo",
        "javascript:alert(1)",
        "ftp://a.example/",
        "https://",
        "https://a.example/ and more",
        "http://user:secret@a.example/",
        "https://a.example/" + "x" * 3_000,
    ],
)
def test_a_line_that_is_no_address_is_named(
    bob_client: Client, article: Article, post_url: str, line: str
) -> None:
    form = {"body": "See [a].", "sources": f"{A}\n\n  {line}\n{B}"}

    response = bob_client.post(post_url, form)

    assert response.status_code == 422
    assert f"Line 3 is no address: {line[:60]}." in words(response)
    assert kept_text(response, "sources").strip() == form["sources"]
    assert kept_text(response).strip() == "See [a]."
    assert not Source.objects.filter(url=A).exists()
    assert not Reply.objects.exists()


def test_an_eleventh_that_no_form_let_through_is_not_left_out_in_silence(
    article: Article, bob: Any
) -> None:
    eleven = [f"https://a.example/{number}" for number in range(11)]

    with pytest.raises(ValueError, match="longer"):
        composing.compose(article=article, author=bob, body="See.", addresses=eleven)


@pytest.mark.parametrize("line", ["<b>", "\u202e", "&lt;"])
def test_what_was_typed_is_text(
    bob_client: Client, article: Article, post_url: str, line: str
) -> None:
    response = bob_client.post(post_url, {"body": "See [a].", "sources": line})

    assert response.status_code == 422
    assert "<b>" not in response.content.decode()


# -------------------------------------------------------------------------- An edit
def edit(client: Client, reply: Reply, body: str, *addresses: str) -> Reply:
    form = {"body": body, "sources": "\n".join(addresses), "version": reply.version}
    response = client.post(url_of(reply, "edit-reply"), form)
    assert response.status_code == 302, words(response)
    return Reply.objects.get(pk=reply.pk)


def test_an_edit_of_the_words_alone_keeps_every_letter(
    bob_client: Client, post_url: str
) -> None:
    reply = post(bob_client, post_url, "See [a], [b] and [c].", C, MEMO, A)
    page = bob_client.get(url_of(reply, "edit-reply"))
    before = cited(reply)

    edited = edit(
        bob_client,
        reply,
        "See [a], [b] and [c]!",
        *kept_text(page, "sources").split(),
    )

    assert cited(edited) == before
    assert edited.addresses == [C, MEMO, A]


def test_one_more_at_the_end_changes_no_letter(
    bob_client: Client, post_url: str
) -> None:
    reply = post(bob_client, post_url, "See [a].", B)

    edited = edit(bob_client, reply, "See [a] and [b].", B, A)

    assert cited(edited) == [(0, "a", 1, B), (0, "b", 1, A)]


def test_without_its_sources_it_cites_nothing(
    bob_client: Client, post_url: str
) -> None:
    reply = post(bob_client, post_url, "See [a].", A)

    edited = edit(bob_client, reply, "See [a].")

    assert (cited(edited), edited.source_count) == ([], 0)
    assert Discussion.objects.get().sourced_count == 0
    assert "[a]" in edited.body_html
    assert "cite" not in edited.body_html


# ----------------------------------------------------------------- The order "sourced"
def test_who_brings_a_source_comes_before_who_does_not(
    bob_client: Client, visitor: Client, article: Article, post_url: str
) -> None:
    post(bob_client, post_url, "So it is.")
    post(bob_client, post_url, "So it is, listed.", A)

    page = visitor.get(f"{article.get_absolute_url()}?order=sourced").content.decode()

    assert page.index('id="r2"') < page.index('id="r1"')


# ---------------------------------------------------------- A source with two numbers
@pytest.fixture
def renumbered(article: Article, erin: Any) -> Article:
    """Its first source has become its third; the first number is struck."""
    text = Text(
        title=article.title,
        standfirst="",
        body="Claims [2] and [3].",
        notes=(
            NoteDraft(number=2, title="The paper", url="https://paper.example/1"),
            NoteDraft(number=3, title="The memo", url=MEMO),
        ),
    )
    desk.revise_article(
        article=article, editor=erin, text=text, began_from=article.version
    )
    return article


@pytest.mark.parametrize(
    ("body", "addresses", "said"),
    [
        ("As in [1] and [3].", [], [(1, "", 1), (3, "", 1)]),
        ("As in [1] and [a].", [MEMO], [(1, "", 1), (3, "a", 1)]),
        (
            "As in [3] and [a], and [1].",
            [MEMO],
            [(1, "", 1), (3, "", 1), (3, "a", 1)],
        ),
        ("As in [1].", [MEMO], [(1, "", 1), (3, "a", 0)]),
    ],
)
def test_a_source_that_the_article_numbered_twice_is_one_by_each_of_its_marks(
    *,
    bob_client: Client,
    renumbered: Article,
    post_url: str,
    body: str,
    addresses: list[str],
    said: list[tuple[int, str, int]],
) -> None:
    reply = post(bob_client, post_url, body, *addresses)

    assert cited(reply) == [(*mark, MEMO) for mark in said]
    assert reply.source_count == 1
    assert ReplyCitation.objects.filter(is_first=True).count() == 1


def test_replies_in_bulk_and_their_counts_agree(
    bob_client: Client, post_url: str, bob: Any
) -> None:
    for addresses in ([], [A], [A, B], [MEMO, A]):
        forum.rest(bob)
        post(bob_client, post_url, "See [1] and [a].", *addresses)

    for reply in Reply.objects.all():
        sources = reply.citations.values("source").order_by().distinct()
        assert reply.source_count == sources.count()
    discussion = Discussion.objects.get()
    assert forum.stored_counters(discussion) == forum.true_counters(discussion)


def test_a_letter_beyond_its_sources_is_unknown(
    bob_client: Client, post_url: str
) -> None:
    form = {"body": "As in [a] and [c].", "sources": A}

    response = bob_client.post(post_url, form)

    assert response.status_code == 422
    assert "You bring no source [c]. Write \\[c] if none is meant." in words(response)
    assert kept_text(response) == form["body"]
    shown = bob_client.post(post_url.replace("replies", "preview"), form)
    assert "You bring no source [c]." in words(shown)


@pytest.mark.parametrize(
    "text", ["`x[c]`", "    x[c]", "```\nx[c]\n```", r"\[c]", "“[e]very one”", "[k]"]
)
def test_what_is_no_mark_beside_its_sources_stays_as_typed(
    bob_client: Client, post_url: str, text: str
) -> None:
    reply = post(bob_client, post_url, f"As in [a].\n\n{text}", A)

    assert cited(reply) == [(0, "a", 1, A)]
