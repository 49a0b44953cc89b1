"""A source has a page: everything that leans on it, as far as one may see it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from accounts import actions as moderation
from articles import actions as editing
from articles.actions import NoteDraft, Text
from articles.models import Article, Source
from forum import actions
from tests.factories import articles, forum

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db

MEMO = "https://memo.example/a"


@pytest.fixture
def article(erin: Any) -> Article:
    return articles.make_article(
        author=erin,
        title="Models for everyone",
        body="A memo says so [1]. It says so twice [1].\n\nA book does not [2].",
        sources=[("A memo", MEMO), "A book"],
    )


@pytest.fixture
def memo(article: Article) -> Source:
    return Source.objects.get(url=MEMO)


def page(client: Client, source: Source, question: str = "") -> str:
    response = client.get(source.get_absolute_url() + question)
    assert response.status_code == 200
    return response.content.decode()


def test_it_shows_each_sentence_that_leans_on_it_with_its_mark(visitor, memo, article):
    shown = page(visitor, memo)

    assert "Cited in 1 article" in shown
    assert "A memo says so." in shown
    assert f'href="{article.get_absolute_url()}#fnref1:1">[1:1]</a>' in shown
    assert "A book does not" not in shown


def test_a_sentence_with_two_marks_is_said_once(visitor, erin):
    articles.make_article(author=erin, body="So say [1] and [1].", sources=["A book"])

    shown = page(visitor, Source.objects.get(title="A book"))

    assert shown.count("So say") == 1
    assert "[1:1]</a>" in shown


def test_it_shows_the_replies_that_cite_it(visitor, memo, article, bob):
    reply = forum.make_reply(article=article, author=bob, body="It does not [1].")
    forum.make_reply(article=article, author=bob, body="Nor does the book [2].")

    shown = page(visitor, memo)

    assert "1 reply cites it" in shown
    assert f'href="{reply.get_absolute_url()}"' in shown
    assert "Nor does the book" not in shown


def test_a_reply_that_brings_it_leans_on_it_as_well(visitor, memo, article, bob):
    other = articles.make_article(title="Something else")
    forum.make_reply(article=other, author=bob, body="See [a].", sources=[MEMO])

    assert "1 reply cites it" in page(visitor, memo)


def test_what_is_gone_or_not_out_is_neither_shown_nor_counted(
    visitor, memo, bob, mina, erin
):
    article = Article.objects.get()
    withdrawn = forum.make_reply(article=article, author=bob, body="Withdrawn [1].")
    actions.withdraw_reply(reply=withdrawn, by=bob)
    hidden = forum.make_reply(article=article, author=bob, body="Hidden [1].")
    moderation.hide(subject=hidden, by=mina, reason="unkind", note="Twice now.")
    articles.make_article(
        title="Not yet", sources=[("A memo", MEMO)], published=False, author=erin
    )
    articles.make_article(
        title="Tomorrow",
        sources=[("A memo", MEMO)],
        publish_at=timezone.now() + timedelta(days=1),
        author=erin,
    )

    shown = page(visitor, memo)

    assert "Cited in 1 article" in shown
    assert "0 replies cite it" in shown
    for words in ("Withdrawn", "Hidden", "Not yet", "Tomorrow"):
        assert words not in shown


def test_an_article_that_struck_it_no_longer_leans_on_it(visitor, memo, article, erin):
    text = Text(
        title=article.title,
        standfirst="",
        body="A book does not [2].",
        notes=(NoteDraft(number=2, title="A book"),),
    )
    editing.revise_article(
        article=article, editor=erin, text=text, began_from=article.version
    )

    assert "Cited in 0 articles" in page(visitor, memo)
    listed = visitor.get("/sources/").content.decode()
    assert ">A book</a>" in listed
    assert ">A memo</a>" not in listed


def test_what_only_a_draft_names_has_no_page(visitor, erin_client, erin):
    articles.make_article(
        author=erin, sources=[("A secret", "https://secret.example/")], published=False
    )
    secret = Source.objects.get(url="https://secret.example/")

    for client in (visitor, erin_client):
        assert client.get(secret.get_absolute_url()).status_code == 404
        assert "A secret" not in client.get("/sources/").content.decode()
        assert client.get("/publishers/secret.example/").status_code == 404


def test_its_number_finds_it_under_any_title(visitor, memo):
    response = visitor.get(f"/sources/{memo.pk}-what-it-was-called/")

    assert response.status_code == 301
    assert response["Location"] == memo.get_absolute_url()


def test_one_that_went_into_another_leads_there(visitor, memo):
    former = Source.objects.create(title="Same", merged_into=memo)

    response = visitor.get(former.get_absolute_url())

    assert response.status_code == 301
    assert response["Location"] == memo.get_absolute_url()


def test_one_that_never_was_is_not_found(visitor):
    assert visitor.get("/sources/4321-never/").status_code == 404
    assert visitor.get(f"/sources/{'9' * 18}-never/").status_code == 404


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("", {"A memo", "A book"}),
        ("?q=MEMO", {"A memo"}),
        ("?q=memo+a", {"A memo"}),
        ("?q=memo.example", {"A memo"}),
        ("?q=50%25", set()),
        ("?q=_", set()),
        ("?kind=paper", {"A memo"}),
        ("?kind=video", set()),
        ("?kind=nonsense", {"A memo", "A book"}),
        ("?after=0", {"A memo", "A book"}),
        ("?after=-1", {"A memo", "A book"}),
        ("?after=" + "9" * 30, {"A memo", "A book"}),
    ],
)
def test_sources_are_found_by_words_and_by_kind(visitor, memo, question, found):
    memo.kind = "paper"
    memo.save()

    shown = visitor.get(f"/sources/{question}").content.decode()

    assert {one for one in ("A memo", "A book") if f">{one}</a>" in shown} == found


def test_a_publisher_has_a_page_of_all_its_works(visitor, memo, article):
    memo.publisher = "The Memo Press"
    memo.save()

    shown = visitor.get("/publishers/the-memo-press/").content.decode()

    assert "<h1" in shown
    assert "The Memo Press" in shown
    assert ">A memo</a>" in shown
    assert ">A book</a>" not in shown
    assert visitor.get("/publishers/nobody/").status_code == 404


def test_publishers_whose_names_differ_in_signs_alone_are_both_named(visitor, article):
    for name, source in zip(("A/B", "a;b"), Source.objects.order_by("pk"), strict=True):
        source.publisher = name
        source.save()

    shown = visitor.get("/publishers/ab/").content.decode()

    assert ">a;b, A/B</h1>" in shown


def test_a_list_of_what_was_asked_for_is_a_part_of_the_whole_list(visitor, memo):
    def canonical(query):
        shown = visitor.get(f"/sources/{query}").content.decode()
        [address] = re.findall(r'rel="canonical"\s+href="([^"]+)"', shown)
        return address

    begin = canonical("")
    assert begin.endswith("/sources/")
    assert canonical("?after=20") == f"{begin}?after=20"
    assert canonical("?after=20&q=memo") == canonical("?q=memo") == begin


def test_past_the_end_of_the_list_nobody_is_asked_to_search_otherwise(visitor, memo):
    assert "Try fewer words" in visitor.get("/sources/?q=nothing").content.decode()
    assert "Try fewer words" not in visitor.get("/sources/?after=1").content.decode()


def test_an_address_has_one_number(visitor, memo):
    address = memo.get_absolute_url()

    assert visitor.get(address).status_code == 200
    assert visitor.get(address.replace("/sources/", "/sources/0")).status_code == 404


def test_other_works_of_its_publisher_stand_beside_it(visitor, memo, erin):
    articles.make_article(author=erin, sources=[("A sequel", f"{MEMO}/2")])

    shown = page(visitor, memo)

    assert "More from memo.example" in shown
    assert ">A sequel</a>" in shown
