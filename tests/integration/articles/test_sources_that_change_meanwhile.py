"""Sources are merged, parted and amended while an article that lists them is rendered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from articles import actions
from articles.models import Article, Source
from articles.proofs import text_of
from tests.factories.articles import make_article, make_notes
from tests.worker import work

if TYPE_CHECKING:
    from accounts.models import Member
    from articles.drafts import Text

pytestmark = pytest.mark.django_db

MEMO, COPY = "https://memo.example/a", "https://copy.example/a"


@pytest.fixture
def article(erin: Member) -> Article:
    sources = [("A memo", MEMO), ("A copy", COPY)]
    return make_article(author=erin, sources=sources)


def at(url: str) -> Source:
    return Source.objects.get(url=url)


def save(article: Article, editor: Member, text: Text | None = None) -> None:
    """A save that says the same of the sources, and something else besides."""
    text = text or replace(text_of(article), title="Another title")
    actions.revise_article(article=article, editor=editor, text=text, began_from=1)


def numbers(article: Article) -> list[tuple[int, str | None]]:
    rows = article.notes.order_by("number").values_list("number", "source__url")
    marks = article.citations.order_by("number").values_list("number", "source__url")
    assert list(rows) == list(marks)
    return list(rows)


def provisional(url: str) -> Source:
    """What a reply brought, called by its address as yet."""
    return Source.objects.create(url=url, title=url, is_title_provisional=True)


def entitle(article: Article, url: str) -> Text:
    """The article's text with one source more, under the title the editor gives it."""
    text = text_of(article)
    more = replace(text.notes[0], number=3, title="The study", url=url)
    return replace(
        text, body=f"{text.body}\n\nSo it is [3].", notes=(*text.notes, more)
    )


# ------------------------------------------------------------------------- merged, parted
def test_a_source_merged_meanwhile_stays_merged(
    article: Article, erin: Member, meanwhile: Any
) -> None:
    def merge() -> None:
        actions.merge_sources(into=at(MEMO), others=[at(COPY)], editor=erin)

    meanwhile(merge)
    save(article, erin)

    assert at(COPY).merged_into == at(MEMO)
    assert numbers(article) == [(1, MEMO), (2, MEMO)]


def test_a_source_named_and_merged_meanwhile_stays_merged(
    article: Article, erin: Member, meanwhile: Any
) -> None:
    study = provisional("https://study.example/")

    def merge() -> None:
        actions.merge_sources(into=at(MEMO), others=[study], editor=erin)

    meanwhile(merge)
    save(article, erin, entitle(article, study.url or ""))
    work()

    study.refresh_from_db()
    assert study.merged_into == at(MEMO)
    assert numbers(article) == [(1, MEMO), (2, COPY), (3, MEMO)]


def test_a_note_parted_meanwhile_stays_parted(
    article: Article, erin: Member, meanwhile: Any
) -> None:
    def part() -> None:
        other = Source(title="The second edition", url="https://copy.example/b")
        notes = list(article.notes.filter(number=2))
        actions.part_source(source=at(COPY), other=other, notes=notes, editor=erin)

    meanwhile(part)
    save(article, erin)
    work()

    assert numbers(article) == [(1, MEMO), (2, "https://copy.example/b")]
    article.refresh_from_db()
    assert "The second edition" in Source.objects.get(notes__number=2).title


# ------------------------------------------------------------------------------- amended
def test_what_another_editor_notes_of_a_source_is_kept(
    article: Article, erin: Member, meanwhile: Any
) -> None:
    study = provisional("https://study.example/")

    def note() -> None:
        Source.objects.filter(pk=study.pk).update(
            note="Withdrawn in May.", kind="paper"
        )

    meanwhile(note)
    save(article, erin, entitle(article, study.url or ""))

    study.refresh_from_db()
    assert (study.note, study.kind) == ("Withdrawn in May.", "paper")
    assert (study.title, study.is_title_provisional) == ("The study", False)


def test_a_title_given_meanwhile_stays_and_is_shown(
    article: Article, erin: Member, meanwhile: Any
) -> None:
    study = provisional("https://study.example/")

    def entitled() -> None:
        of_it = Source.objects.filter(pk=study.pk)
        of_it.update(title="A study of May", is_title_provisional=False)

    meanwhile(entitled)
    save(article, erin, entitle(article, study.url or ""))
    work()

    study.refresh_from_db()
    article.refresh_from_db()
    assert study.title == "A study of May"
    assert "A study of May" in article.body_html


def test_a_source_of_which_more_is_known_keeps_what_another_editor_noted(
    erin: Member, meanwhile: Any
) -> None:
    article = make_article(author=erin, sources=["In print"])
    text = text_of(article)
    known = replace(text.notes[0], url="https://print.example/")

    meanwhile(lambda: Source.objects.update(note="Seen in May."))
    save(article, erin, replace(text, notes=(known,)))

    source = Source.objects.get()
    assert (source.url, source.note) == ("https://print.example/", "Seen in May.")
    assert source.address_key is not None


def test_two_editors_who_amend_one_source_do_not_overwrite_each_other(
    erin: Member, meanwhile: Any
) -> None:
    article = make_article(author=erin, sources=["In print"])
    text = text_of(article)
    known = replace(text.notes[0], url="https://print.example/")

    def amend() -> None:
        source = Source.objects.get()
        began_from, source.url = source.fingerprint, "https://other.example/"
        actions.amend_source(source=source, editor=erin, began_from=began_from)

    meanwhile(amend)
    with pytest.raises(actions.Conflict) as news:
        save(article, erin, replace(text, title="New", notes=(known,)))

    assert Source.objects.get().url == "https://other.example/"
    assert (news.value.article.version, news.value.article.title) == (1, article.title)


def test_an_address_that_a_reply_brings_meanwhile_is_one_source(
    erin: Member, meanwhile: Any
) -> None:
    """In a draft it is the one it cites; where readers know the number, it is refused."""
    url = "https://print.example/"
    draft = make_article(author=erin, sources=["In print"], published=False)
    text = text_of(draft)
    known = replace(text.notes[0], url=url)
    brought: list[Source] = []

    meanwhile(lambda: brought.append(provisional(url)))
    with pytest.raises(actions.Conflict):
        save(draft, erin, replace(text, notes=(known,)))
    save(draft, erin, replace(text, notes=(known,)))

    assert draft.notes.get().source == brought[0]


def test_a_source_amended_at_its_desk_while_it_is_merged_is_not_parted_again(
    article: Article, erin: Member
) -> None:
    opened = at(COPY)
    began_from = opened.fingerprint
    actions.merge_sources(into=at(MEMO), others=[at(COPY)], editor=erin)

    with pytest.raises(actions.SourceChanged):
        actions.amend_source(source=opened, editor=erin, began_from=began_from)

    assert at(COPY).merged_into == at(MEMO)


def test_the_address_that_one_takes_over_loses_nothing_noted_meanwhile(
    erin: Member,
) -> None:
    make_article(author=erin, sources=["In print", ("A copy", COPY)])
    printed = Source.objects.get(title="In print")
    Source.objects.filter(pk=printed.pk).update(note="Seen in May.")

    actions.merge_sources(into=printed, others=[at(COPY)], editor=erin)

    printed.refresh_from_db()
    assert (printed.url, printed.note) == (COPY, "Seen in May.")


def test_sources_are_held_by_key_whatever_their_numbers(
    erin: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that two editors who list the same ones never wait for each other in a circle."""
    urls = [f"https://{n}.example/" for n in range(4)]
    sources = [provisional(url) for url in urls]
    saved: list[int] = []
    keep = Source.save

    def noted(source: Source, *args: Any, **options: Any) -> None:
        saved.append(source.pk)
        keep(source, *args, **options)

    monkeypatch.setattr(Source, "save", noted)
    titled = [(f"Title {url}", url) for url in reversed(urls)]
    make_article(author=erin, sources=titled)

    by_key = [source.pk for source in sources]
    assert (
        saved == by_key * 2
    )  # when they are listed, and when readers are told of them
    assert make_notes(titled)[0].url == urls[-1]
