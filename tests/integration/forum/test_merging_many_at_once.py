"""A source that much leans on is merged and parted in as many statements as any other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from articles import actions as desk, leaning, tasks
from articles.models import ArticleCitation, Citation, Note, Source
from forum.models import Reply, ReplyCitation, citation
from tests.factories import articles, forum
from tests.worker import waiting

if TYPE_CHECKING:
    from collections.abc import Callable

    from accounts.models import Member

pytestmark = pytest.mark.django_db

FEW, MANY = 2, 9


def urls(name: str) -> list[str]:
    return [f"https://{part}.{name}.example/" for part in ("memo", "copy", "own")]


def lean(editor: Member, name: str, times: int) -> list[Source]:
    """So many articles list a memo and a copy; replies cite both and bring their own."""
    memo, copy, own = urls(name)
    for n in range(times):
        article = articles.make_article(
            author=editor,
            slug=f"{name}-{n}",
            body="One [1], two [2], two [2].",
            sources=[("A memo", memo), ("A copy", copy)],
        )
        forum.make_reply(
            article=article,
            author=editor,
            body="See [1], [2], [a] and [b].",
            sources=[own, copy],
        )
    return [Source.objects.get(url=url) for url in urls(name)]


def statements(deed: Callable[..., Any], *sources: Source) -> int:
    with CaptureQueriesContext(connection) as asked:
        deed(*sources)
    return len(asked)


def letters(source: Source) -> list[Citation]:
    return list(ReplyCitation.objects.filter(source=source, letter="a"))


def test_each_costs_what_it_costs_where_little_leans(erin: Member) -> None:
    few, many = lean(erin, "few", FEW), lean(erin, "many", MANY)

    def merge(memo: Source, copy: Source, own: Source) -> None:
        desk.merge_sources(into=memo, others=[copy, own], editor=erin)

    def part(memo: Source, copy: Source, own: Source) -> None:
        notes = list(Note.objects.filter(source=memo, number=2))
        copy.refresh_from_db()
        desk.part_source(source=memo, other=copy, notes=notes, editor=erin)

    def part_own(memo: Source, copy: Source, own: Source) -> None:
        own.refresh_from_db()
        alone = letters(memo)
        desk.part_source(source=memo, other=own, alone=alone, editor=erin)

    counts = [
        (statements(deed, *few), statements(deed, *many))
        for deed in (merge, part, part_own)
    ]

    assert [one for one, _other in counts] == [other for _one, other in counts]
    call_command("recount")
    for name, times in (("few", FEW), ("many", MANY)):
        memo, copy, own = (Source.objects.get(url=url) for url in urls(name))
        cited = ReplyCitation.objects.values_list("letter", "number")
        assert list(cited.filter(source=memo)) == [("", 1)] * times
        assert set(cited.filter(source=own)) == {("a", 0)}
        assert sorted(cited.filter(source=copy)) == sorted([("b", 2), ("", 2)] * times)
        assert Note.objects.filter(source=copy).count() == times
        assert ArticleCitation.objects.filter(source=copy).count() == 2 * times
    assert set(Reply.objects.values_list("source_count", flat=True)) == {3}


def test_more_than_one_batch_of_them_is_moved(
    erin: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(citation, "BATCH", 2)
    memo, copy, own = lean(erin, "many", 3)

    desk.merge_sources(into=memo, others=[copy, own], editor=erin)

    assert set(ReplyCitation.objects.values_list("source", flat=True)) == {memo.pk}
    assert set(Reply.objects.values_list("source_count", flat=True)) == {1}
    call_command("recount")


def test_of_two_that_go_into_a_third_one_mark_is_the_first(erin: Member) -> None:
    memo, copy, own = lean(erin, "few", 1)

    desk.merge_sources(into=memo, others=[own, copy], editor=erin)

    firsts = ReplyCitation.objects.filter(is_first=True)
    assert [row.source for row in firsts] == [memo]


class Meanwhile:
    """Transactions, just before which something else happens."""

    def __init__(self, what: Callable[[], None]) -> None:
        self.what = what
        self.set_rollback = transaction.set_rollback

    def atomic(self) -> Any:
        self.what()
        return transaction.atomic()


def test_what_is_parted_while_it_is_gathered_stays_parted(
    erin: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    memo, copy, _own = lean(erin, "few", 1)
    desk.merge_sources(into=memo, others=[copy], editor=erin)
    note = Note.objects.get(source=memo, number=2)

    def part() -> None:
        other = Source.objects.get(pk=copy.pk)
        desk.part_source(source=memo, other=other, notes=[note], editor=erin)

    with monkeypatch.context() as patch:
        patch.setattr(tasks, "transaction", Meanwhile(part))
        tasks.gather.func(copy.pk)

    note.refresh_from_db()
    assert note.source == copy
    assert len(waiting("tasks.gather")) == 2  # the one of the merging, and another
    tasks.gather.func(copy.pk)
    note.refresh_from_db()
    assert note.source == copy


def test_every_kind_that_cites_is_known_where_sources_are_moved() -> None:
    named = leaning._kinds()

    assert set(Citation.__subclasses__()) == {ArticleCitation, *named}
