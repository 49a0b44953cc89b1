"""A number stands for one source; once readers know it, it always does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from articles import actions, rendition
from articles.drafts import NoteDraft, Text
from articles.models import Article, Source
from articles.proofs import text_of
from tests.factories.articles import make_article, make_notes
from tests.factories.desk import ADD, as_opened, change_url, typed

if TYPE_CHECKING:
    from django.test import Client

MEMO = "https://example.org/memo"


def revise(article: Article, editor: Any, body: str, *notes: NoteDraft) -> Article:
    text = Text(title=article.title, body=body, notes=notes)
    return actions.revise_article(
        article=article, editor=editor, text=text, began_from=article.version
    )


def numbered(article: Article) -> list[tuple[int, str, bool]]:
    notes = article.notes.values_list("number", "source__title", "is_struck")
    return list(notes)


def test_a_new_source_under_a_known_number_is_refused_in_its_row(
    erin: Any, erin_client: Client
) -> None:
    article = make_article(author=erin, sources=["A", "B"])
    sent = as_opened(article) | {"notes-1-title": "Another"}

    response = erin_client.post(change_url(article), sent)

    assert response.status_code == 422
    assert "Number 2 already stands for another source" in response.content.decode()
    assert numbered(article) == [(1, "A", False), (2, "B", False)]
    assert Source.objects.count() == 2


def test_a_removed_source_keeps_its_note_struck_and_its_number(erin: Any) -> None:
    article = make_article(author=erin, sources=["A", "B"])
    first, second = make_notes(["A", "B"])

    article = revise(article, erin, "Only the other [2].", second)

    assert numbered(article) == [(1, "A", True), (2, "B", False)]
    assert (article.source_count, article.citation_count) == (1, 1)
    assert article.notes.get(number=1).uses == 0
    article = revise(article, erin, "Both again [1] [2].", first, second)
    assert numbered(article) == [(1, "A", False), (2, "B", False)]


def test_the_form_shows_what_is_struck_and_gives_its_number_to_nobody(
    erin: Any, erin_client: Client
) -> None:
    article = make_article(author=erin, sources=["A", ("B", MEMO)])
    article = revise(article, erin, "One [1].", *make_notes(["A"]))

    page = erin_client.get(change_url(article)).content.decode()
    sent = as_opened(article, body="One [1], more [3].", more=[{"title": "C"}])
    erin_client.post(change_url(article), sent)

    assert "[2] <del>B</del>" in page
    assert numbered(article) == [(1, "A", False), (2, "B", True), (3, "C", False)]


def test_a_mark_for_a_removed_source_has_no_source(erin: Any) -> None:
    article = make_article(author=erin, sources=["A", "B"])

    with pytest.raises(actions.NotReady, match=r"\[2\] has no source"):
        revise(article, erin, "One [1], other [2].", *make_notes(["A"]))


def test_in_a_draft_numbers_are_free(erin: Any) -> None:
    article = make_article(author=erin, sources=["A", "B"], published=False)

    article = revise(article, erin, "One [1].", *make_notes(["B"]))

    assert numbered(article) == [(1, "B", False)]


def test_a_draft_s_source_may_be_called_otherwise(erin: Any) -> None:
    article = make_article(author=erin, sources=["Teh memo"], published=False)

    revise(article, erin, "One [1].", *make_notes(["The memo"]))

    assert [source.title for source in Source.objects.all()] == ["The memo"]


def test_two_sources_of_a_draft_may_change_places(erin: Any) -> None:
    article = make_article(author=erin, sources=["A", "B"], published=False)

    revise(article, erin, "One [1], other [2].", *make_notes(["B", "A"]))

    assert numbered(article) == [(1, "B", False), (2, "A", False)]
    assert Source.objects.count() == 2


def test_an_address_found_later_belongs_to_the_source_that_readers_know(
    erin: Any,
) -> None:
    article = make_article(author=erin, sources=["The memo"])
    source = article.notes.get().source

    revise(article, erin, "One [1].", NoteDraft(number=1, title="The memo", url=MEMO))

    source.refresh_from_db()
    assert (source.url, Source.objects.count()) == (MEMO, 1)


def test_so_do_a_publisher_and_a_year(erin: Any) -> None:
    article = make_article(author=erin, sources=["The memo"])
    known = NoteDraft(number=1, title="The memo", publisher="The Lab", year="2023")

    revise(article, erin, "One [1].", known)

    source = article.notes.get().source
    assert (source.publisher, source.published) == ("The Lab", "2023")
    assert not source.is_bare


def test_a_title_alone_is_one_source_only_within_its_article(erin: Any) -> None:
    one = make_article(author=erin, sources=["The memo"])
    other = make_article(author=erin, sources=["The memo"])

    assert one.notes.get().source != other.notes.get().source


def test_title_publisher_and_year_are_one_source_everywhere(erin: Any) -> None:
    for title in ("The Memo", "the memo!"):
        note = NoteDraft(number=1, title=title, publisher="The Lab", year="2023")
        text = Text(title=title, body="One [1].", notes=[note])
        actions.begin_article(editor=erin, slug=f"a{len(title)}", text=text)

    assert Source.objects.count() == 1


def test_titles_in_another_script_are_told_apart(erin: Any) -> None:
    for slug, title in (("one", "民主化"), ("two", "开源模型")):
        note = NoteDraft(number=1, title=title, publisher="出版社", year="2023")
        text = Text(title=title, body="One [1].", notes=[note])
        actions.begin_article(editor=erin, slug=slug, text=text)

    assert Source.objects.count() == 2


def test_a_source_that_another_editor_adds_meanwhile_is_the_same_one(
    erin: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = make_article(author=erin, published=False)
    render = rendition.render

    def while_somebody_adds_it(*args: Any, **options: Any) -> Any:
        Source.objects.get_or_create(url=MEMO, defaults={"title": "Theirs"})
        return render(*args, **options)

    monkeypatch.setattr(rendition, "render", while_somebody_adds_it)
    article = Article.objects.get(pk=article.pk)
    article.status, article.publish_at = Article.Status.PUBLISHED, article.created_at
    article.save()

    revise(article, erin, "One [1].", NoteDraft(number=1, title="Mine", url=MEMO))

    assert [source.title for source in Source.objects.all()] == ["Theirs"]


def test_an_article_can_be_read_back_as_it_was_typed(erin: Any) -> None:
    article = make_article(author=erin, sources=["A", ("B", MEMO)])

    assert list(text_of(article).notes) == list(make_notes(["A", ("B", MEMO)]))


def test_each_citation_knows_its_source_and_its_sentence(erin: Any) -> None:
    article = make_article(author=erin, body="One [1]. Two. Three [1].", sources=["A"])

    cited = article.citations.values_list("number", "use", "sentence", "source__title")
    assert list(cited) == [(1, 0, "One.", "A"), (1, 1, "Three.", "A")]


def test_one_title_by_two_publishers_is_two_sources(erin: Any) -> None:
    text = Text(
        title="News",
        body="One [1], other [2].",
        notes=(
            NoteDraft(number=1, title="Memo", publisher="Lab"),
            NoteDraft(number=2, title="Memo", publisher="Press"),
        ),
    )
    article = actions.begin_article(editor=erin, slug="news", text=text)

    actions.publish(article=article, editor=erin)

    assert [note.source.publisher for note in article.notes.all()] == ["Lab", "Press"]


def test_what_is_learnt_of_a_source_is_added_to_it(erin: Any) -> None:
    article = make_article(author=erin, sources=["Memo"])
    source = article.notes.get().source
    known = NoteDraft(number=1, title="Memo", publisher="Lab")

    actions.revise_article(
        article=article,
        editor=erin,
        text=Text(title="News", body="One [1].", notes=(known,)),
        began_from=1,
    )

    source.refresh_from_db()
    assert source.publisher == "Lab"
    assert article.notes.get().source == source


def test_after_the_last_number_there_is_none(erin_client: Client) -> None:
    rows: list[dict[str, Any]] = [
        {"number": 999, "title": "The last"},
        {"title": "One more"},
    ]

    response = erin_client.post(ADD, typed(sources=rows))

    assert response.status_code == 422
    page = response.content.decode()
    assert "No number is left after 999: give it one." in page
    assert not Article.objects.exists()
