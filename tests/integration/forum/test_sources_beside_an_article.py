"""An article lists what it stands on, and says who else leans on it, in the margin too."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.utils import timezone

from accounts import actions as moderation
from articles import actions as editing
from articles.actions import Text
from articles.marks import LETTERS
from articles.models import Article, Note, Source
from forum import actions, cited
from forum.models import ReplyCitation
from tests.factories import articles, forum
from tests.integration.forum.pages import statements, words
from tests.integration.forum.plans import plan, reads_all

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db

MEMO = ("A memo", "https://memo.example/a")
BODY = "A memo says so [1].\n\nA book does not [2]."


@pytest.fixture
def article(erin: Any) -> Article:
    return articles.make_article(author=erin, body=BODY, sources=[MEMO, "A book"])


@pytest.fixture
def memo(article: Article) -> Source:
    return Source.objects.get(url=MEMO[1])


def listed(client: Client, article: Article, number: int = 1) -> str:
    """What the list of sources says of one."""
    return _within(client, article, f'<li id="fn{number}".*?<ul(.*?)</ul>')


def beside(client: Client, article: Article) -> list[str]:
    """What stands in the margin."""
    page = client.get(article.get_absolute_url()).content.decode()
    return re.findall('<aside class="margin-note".*?</aside>', page, re.DOTALL)


def _within(client: Client, article: Article, shape: str) -> str:
    page = client.get(article.get_absolute_url()).content.decode()
    [found] = re.findall(shape, page, re.DOTALL)
    return str(found)


# ------------------------------------------------------------------- Who leans on it
def test_it_says_how_many_replies_and_articles_cite_a_source(
    visitor, article, memo, erin, bob
):
    other = articles.make_article(author=erin, title="More", sources=[MEMO])
    for where in (article, article, other):
        forum.make_reply(article=where, author=bob, body="So it does [1].")

    said = listed(visitor, article)

    ways = re.findall(r'href="([^"]+)">\s*([^<]*?)\s*</a>', said)
    assert ways == [
        (f"{memo.get_absolute_url()}#articles-title", "Cited in 2 articles"),
        (f"{memo.get_absolute_url()}#replies-title", "3 replies cite it"),
    ]
    assert "Cited in 1 article" in listed(visitor, article, 2)
    assert "repl" not in listed(visitor, article, 2)


def test_what_is_gone_or_not_out_is_not_counted(visitor, article, bob, mina, erin):
    withdrawn, hidden = (
        forum.make_reply(article=article, author=bob, body="It does [1].")
        for _ in range(2)
    )
    tomorrow = articles.make_article(
        title="Tomorrow",
        sources=[MEMO],
        publish_at=timezone.now() + timedelta(days=1),
        author=erin,
    )
    articles.make_article(title="Not yet", sources=[MEMO], published=False, author=erin)
    assert "2 replies cite it" in listed(visitor, article)
    actions.withdraw_reply(reply=withdrawn, by=bob)
    moderation.hide(subject=hidden, by=mina, reason="unkind", note="Twice now.")

    assert "cite it" not in listed(visitor, article)
    assert "Cited in 1 article" in listed(visitor, article)
    moderation.restore(subject=hidden, by=mina, note="It was not.")
    Article.objects.filter(pk=tomorrow.pk).update(publish_at=timezone.now())

    assert "1 reply cites it" in listed(visitor, article)
    assert "Cited in 2 articles" in listed(visitor, article)


def test_a_struck_source_stays_and_its_article_no_longer_counts(visitor, article, erin):
    text = Text(
        title=article.title,
        standfirst="",
        body="A memo says so [1].",
        notes=articles.make_notes([MEMO]),
    )
    editing.revise_article(
        article=article, editor=erin, text=text, began_from=article.version
    )

    said = words(visitor.get(article.get_absolute_url()))

    assert "A book" in said
    assert "No longer cited in this article." in said
    assert "Cited in" not in listed(visitor, article, 2)
    assert len(beside(visitor, article)) == 1


def test_beyond_fifty_nobody_counts(visitor, article, memo, alice, erin):
    lean(erin, [memo], 2 * cited.MOST)
    forum.grow(article=article, author=alice, parents=[0] * 120, cites=True)

    said = listed(visitor, article)

    assert "Cited in 50 articles or more" in said
    assert "50 replies or more cite it" in said
    assert "50 replies or more cite it" in beside(visitor, article)[0]


# ------------------------------------------------------------------- What that costs
def test_many_that_lean_on_it_cost_no_more_statements(
    visitor, article, memo, alice, erin
):
    before = statements(visitor, article.get_absolute_url())
    lean(erin, [memo], 50)
    forum.grow(article=article, author=alice, parents=[0] * 20, cites=True)
    long = articles.make_article(author=erin, sources=[f"Book {n}" for n in range(30)])
    forum.grow(article=long, author=alice, parents=[0] * 20, cites=True)

    after = statements(visitor, article.get_absolute_url())
    of_long = statements(visitor, long.get_absolute_url())

    assert len(before) <= len(after) == len(of_long)
    assert sum(ASKED in sql for sql in of_long) == 1


def test_they_are_counted_by_their_indexes(visitor, article, memo, alice, erin):
    others = Source.objects.bulk_create(Source(title=f"Work {n}") for n in range(9))
    lean(erin, [memo, *others], 300)
    said_much = forum.grow(article=article, author=alice, parents=[0] * 600, cites=True)
    ReplyCitation.objects.bulk_create(
        ReplyCitation(reply=reply, source=other, letter=letter, uses=1)
        for reply in said_much.replies.all()
        for other, letter in zip(others, LETTERS, strict=False)
    )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    [asked] = [
        sql for sql in statements(visitor, article.get_absolute_url()) if ASKED in sql
    ]
    said = plan(asked)

    assert "source_articles" in said
    assert "source_replies" in said
    assert not reads_all(said)
    assert not re.search(r"Seq Scan on articles_(?:note|article)\b", said)


ASKED = 'SELECT "articles_note"."id"'  # how the statement of the notes begins


def lean(author: Any, sources: list[Source], size: int) -> None:
    """Let so many articles lean on these sources."""
    hour = timezone.now() - timedelta(days=1)
    leaning = Article.objects.bulk_create(
        Article(
            title=f"Leaning {n}",
            slug=f"leaning-{n}",
            author=author,
            status=Article.Status.PUBLISHED,
            publish_at=hour,
        )
        for n in range(size)
    )
    Note.objects.bulk_create(
        Note(article=one, number=number, source=source, uses=1)
        for one in leaning
        for number, source in enumerate(sources, start=1)
    )


# -------------------------------------------------------------------- In the margin
def test_the_margin_leads_to_the_source_as_it_is_called_today(
    visitor, article, memo, bob
):
    forum.make_reply(article=article, author=bob, body="So it does [1].")
    Source.objects.filter(pk=memo.pk).update(title="A <memo> of a company")

    first, second = beside(visitor, article)

    assert 'href="https://memo.example/a"' in first
    assert "A &lt;memo&gt; of a company" in first
    assert "memo.example</span>" in first
    assert "1 reply cites it" in first
    assert 'href="#fn2"' in second
    assert "cite" not in second
    for note in (first, second):
        assert note.count("<a ") == note.count('tabindex="-1"')
        assert 'aria-hidden="true"' in note.partition(">")[0]


def test_a_page_that_goes_on_without_the_text_counts_nothing(visitor, article, alice):
    forum.grow(article=article, author=alice, parents=[0] * 250, cites=True)

    asked = statements(visitor, f"{article.get_absolute_url()}?order=flat&page=2")

    assert len(beside(visitor, article)) == 2
    assert not any("articles_note" in sql for sql in asked)


# ------------------------------------------------------------------------ The facts
def test_the_list_tells_what_is_known_of_a_source(visitor, article, memo):
    Source.objects.filter(pk=memo.pk).update(
        authors="A. Author",
        publisher="The Press",
        publisher_key="the-press",
        kind="paper",
        published="2023-05",
        accessed=date(2024, 2, 29),
        doi="10.1000/a(b)<c>",
        arxiv_id="2305.00001",
        language="de",
        archived_url="https://archive.example/1",
    )

    said = listed(visitor, article)

    for fact in (
        "A. Author",
        ">The Press</a>",
        "Paper",
        "May 2023",
        "Accessed 29 February 2024",
        "German",
        'href="https://doi.org/10.1000/a%28b%29%3Cc%3E"',
        "DOI 10.1000/a(b)&lt;c&gt;",
        'href="https://arxiv.org/abs/2305.00001"',
        ">arXiv 2305.00001</a>",
        'href="https://archive.example/1"',
        "https://memo.example/a",
    ):
        assert fact in said, fact


def test_a_language_that_has_no_code_is_told_as_it_was_typed(visitor, article, memo):
    Source.objects.filter(pk=memo.pk).update(language="Old Norse")

    assert "Old Norse" in listed(visitor, article)
