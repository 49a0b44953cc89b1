"""Two sources are found to be one: nothing that leans on either is lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command

from articles import actions, tasks
from articles.actions import NoteDraft, Text
from articles.models import Article, ArticleCitation, Note, Source
from articles.proofs import text_of
from forum.models import Reply, ReplyCitation
from tests.factories import articles, forum

pytestmark = pytest.mark.django_db

MEMO, COPY = "https://memo.example/a", "https://copy.example/a"
BODY = "A memo says so [1]. A copy says so [2], twice [2]."


@pytest.fixture
def article(erin: Any) -> Article:
    return articles.make_article(
        author=erin, body=BODY, sources=[("A memo", MEMO), ("A copy", COPY)]
    )


@pytest.fixture
def memo(article: Article) -> Source:
    return Source.objects.get(url=MEMO)


@pytest.fixture
def copy(article: Article) -> Source:
    return Source.objects.get(url=COPY)


@pytest.fixture
def said(article: Article, bob: Any) -> dict[str, Reply]:
    """Replies that cite one, the other, both, and one that brings a copy along."""
    other = articles.make_article(title="Another", author=article.author)
    say = forum.make_reply
    return {
        "memo": say(article=article, author=bob, body="See [1]."),
        "copy": say(article=article, author=bob, body="See [2]."),
        "both": say(article=article, author=bob, body="See [1], [2] and [2]."),
        "own": say(article=other, author=bob, body="See [a].", sources=[COPY]),
    }


def merge(memo: Source, copy: Source, by: Any) -> None:
    actions.merge_sources(into=memo, others=[copy], editor=by)


def cited(reply: Reply) -> list[tuple[str | None, int, str, int]]:
    rows = reply.citations.order_by("pk").select_related("source")
    return [(row.source.url, row.number, row.letter, row.uses) for row in rows]


def test_all_that_leant_on_either_leans_on_the_one(article, memo, copy, said, erin):
    merge(memo, copy, erin)

    assert cited(said["memo"]) == [(MEMO, 1, "", 1)]
    assert cited(said["copy"]) == [(MEMO, 2, "", 1)]
    assert cited(said["both"]) == [(MEMO, 1, "", 1), (MEMO, 2, "", 2)]
    assert cited(said["own"]) == [(MEMO, 0, "a", 1)]
    assert not ReplyCitation.objects.filter(source=copy).exists()
    assert not ArticleCitation.objects.filter(source=copy).exists()
    assert not Note.objects.filter(source=copy).exists()


def test_numbers_and_marks_stay(article, memo, copy, erin):
    before = list(article.citations.values_list("number", "use", "sentence"))

    merge(memo, copy, erin)

    assert list(article.citations.values_list("number", "use", "sentence")) == before
    numbers = article.notes.values_list("number", "source__url")
    assert sorted(numbers) == [(1, MEMO), (2, MEMO)]


def revise(article: Article, editor: Any, body: str, *more: NoteDraft) -> Article:
    article.refresh_from_db()
    notes = (*text_of(article).notes, *more)
    text = Text(title=article.title, body=body, notes=notes)
    return actions.revise_article(
        article=article, editor=editor, text=text, began_from=article.version
    )


def test_an_article_that_cites_both_is_saved_again(article, memo, copy, erin):
    merge(memo, copy, erin)

    revised = revise(article, erin, f"{BODY} So it is.")

    assert revised.version == 2
    numbers = article.notes.values_list("number", "source__url", "is_struck")
    assert sorted(numbers) == [(1, MEMO, False), (2, MEMO, False)]


@pytest.mark.parametrize("address", [MEMO, COPY])
def test_no_number_more_is_given_to_it(article, memo, copy, erin, address):
    merge(memo, copy, erin)
    third = NoteDraft(number=3, title="Again", url=address)

    with pytest.raises(actions.NotReady, match="Source 3 is the same as source 1"):
        revise(article, erin, f"{BODY} Again [3].", third)


def test_in_a_draft_one_of_the_numbers_is_given_up(erin):
    draft = articles.make_article(
        author=erin, body=BODY, sources=[("A", MEMO), ("B", COPY)], published=False
    )
    first, second = Source.objects.order_by("pk")
    merge(first, second, erin)

    with pytest.raises(actions.NotReady, match="Source 2 is the same as source 1"):
        actions.publish(article=draft, editor=erin)


def test_counters_are_right_afterwards(memo, copy, said, erin):
    merge(memo, copy, erin)

    said["both"].refresh_from_db()
    assert said["both"].source_count == 1
    call_command("recount")  # fails if a counter has drifted


def test_the_old_page_and_the_old_address_lead_to_the_one(visitor, memo, copy, erin):
    merge(memo, copy, erin)

    response = visitor.get(copy.get_absolute_url())

    assert (response.status_code, response["Location"]) == (
        301,
        memo.get_absolute_url(),
    )
    assert Source.objects.at(COPY, title="Whatever") == memo
    assert ">A copy</a>" not in visitor.get("/sources/").content.decode()


def test_whoever_brings_the_old_address_again_brings_the_one(
    article, memo, copy, erin, bob
):
    merge(memo, copy, erin)

    reply = forum.make_reply(
        article=article, author=bob, body="See [1] and [a].", sources=[COPY]
    )
    listed = articles.make_article(author=erin, sources=[("A copy", COPY)])

    assert cited(reply) == [(MEMO, 1, "a", 1), (MEMO, 1, "", 1)]
    assert reply.source_count == 1
    assert listed.notes.get().source == memo


def test_one_goes_on_into_a_third(visitor, memo, copy, erin):
    merge(memo, copy, erin)
    articles.make_article(author=erin, sources=[("A third", "https://third.example/")])
    third = Source.objects.get(url="https://third.example/")

    merge(third, memo, erin)

    for former in (memo, copy):
        location = visitor.get(former.get_absolute_url())["Location"]
        assert location == third.get_absolute_url()


def test_what_came_too_late_is_gathered_in(article, memo, copy, said, erin):
    merge(memo, copy, erin)
    late = said["memo"].citations.get()
    ReplyCitation.objects.filter(pk=late.pk).update(source=copy)

    tasks.gather.func(copy.pk)

    assert cited(said["memo"]) == [(MEMO, 1, "", 1)]


def test_one_that_went_elsewhere_meanwhile_is_not_merged_again(memo, copy, erin):
    merge(memo, copy, erin)

    with pytest.raises(actions.SourceChanged):
        merge(copy, memo, erin)


def test_only_editors_merge(memo, copy, mina):
    with pytest.raises(PermissionDenied):
        merge(memo, copy, mina)

    copy.refresh_from_db()
    assert copy.merged_into is None


def test_a_note_is_taken_out_again_with_all_that_cites_by_it(
    article, memo, copy, said, erin
):
    merge(memo, copy, erin)
    copy.refresh_from_db()
    note = article.notes.select_related("source").get(number=2)

    actions.part_source(source=memo, notes=[note], other=copy, editor=erin)

    assert cited(said["copy"]) == [(COPY, 2, "", 1)]
    assert cited(said["memo"]) == [(MEMO, 1, "", 1)]
    assert cited(said["both"]) == [(MEMO, 1, "", 1), (COPY, 2, "", 2)]
    assert cited(said["own"]) == [(COPY, 0, "a", 1)]
    assert set(article.citations.values_list("number", "source__url")) == {
        (1, MEMO),
        (2, COPY),
    }
    assert Source.objects.at(COPY, title="Whatever") == copy


def test_a_source_is_parted_into_a_new_one(article, memo, erin):
    note = article.notes.select_related("source").get(number=1)

    new = actions.part_source(
        source=memo,
        notes=[note],
        other=Source(title="The second edition"),
        editor=erin,
    )

    assert article.notes.get(number=1).source == new
    assert not Note.objects.filter(source=memo).exists()


def test_a_note_that_leans_on_another_by_now_is_not_parted(article, memo, copy, erin):
    note = article.notes.select_related("source").get(number=2)
    other = Source(title="The second edition")

    with pytest.raises(actions.SourceChanged):
        actions.part_source(source=memo, notes=[note], other=other, editor=erin)

    assert article.notes.get(number=2).source == copy
    assert not Source.objects.filter(title="The second edition").exists()


def test_the_one_that_stays_has_the_address_that_either_had(article, copy, erin):
    articles.make_article(author=erin, sources=["The same in print"])
    printed = Source.objects.get(title="The same in print")

    merge(printed, copy, erin)

    printed.refresh_from_db()
    assert printed.url == COPY
    assert Source.objects.at(COPY, title="Whatever") == printed
