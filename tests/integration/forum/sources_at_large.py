"""A published article, its sources and its replies, edited in any order.

Beside each deed stands what it should come to, in what is `Known`.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.test import Client
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from articles import actions as desk, links
from articles.actions import NoteDraft, Text
from articles.models import Article, Source
from articles.proofs import text_of
from forum import actions
from forum.models import Reply, ReplyCitation
from tests.factories import accounts, articles, forum
from tests.integration.forum.anchors import Page
from tests.integration.forum.known_sources import Known, one_of
from tests.worker import work

if TYPE_CHECKING:
    from collections.abc import Set

WORKS = 6
SPELLINGS = ("https://w{}.example/a", "http://www.w{}.example/a/")
works = st.integers(0, WORKS - 1)
spelt = st.builds(str.format, st.sampled_from(SPELLINGS), works)
seeds = st.integers(0, 999)


class SourcesAtLarge(Known, RuleBasedStateMachine):
    """An example begins with three sources and a reply, and leaves nothing behind."""

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.erin, self.bob = accounts.make_editor("erin"), accounts.make_member("bob")
        self.article = articles.make_article(
            author=self.erin,
            slug="at-large",
            sources=[(f"Work {n}", SPELLINGS[0].format(n)) for n in range(3)],
        )
        self.fresh = 0
        for note in self.article.notes.select_related("source"):
            self.numbers[note.number] = self.meet(note.source)
        self.reply({1, 2}, [SPELLINGS[0].format(n) for n in (1, 3, 4)])

    def teardown(self) -> None:
        try:
            self.readers_have_the_whole()
        finally:
            transaction.set_rollback(True)
            self.undone.__exit__(None, None, None)

    # ------------------------------------------------------ What an editor does
    @rule(address=spelt, seed=seeds)
    def add(self, address: str, seed: int) -> None:
        number = max(self.numbers) + 1
        draft = NoteDraft(number=number, title=f"Title {seed}", url=address)
        at = self.at(address)
        if at in {self.numbers[n] for n in self.standing}:
            self._refused(desk.NotReady, [draft])
            return
        self._revise([draft])
        note = self.article.notes.select_related("source").get(number=number)
        assert at in {None, note.source_id}
        self.numbers[number] = self.meet(note.source)

    @precondition(lambda self: len(self.standing) > 1)
    @rule(seed=seeds)
    def remove(self, seed: int) -> None:
        gone = one_of(self.standing, seed)
        self._revise([], without={gone})
        self.struck.add(gone)

    @precondition(lambda self: self.struck)
    @rule(seed=seeds)
    def bring_back(self, seed: int) -> None:
        number = one_of(self.struck, seed)
        source = Source.objects.get(pk=self.numbers[number])
        draft = NoteDraft(number=number, title=source.title, url=source.url or "")
        self._revise([draft])
        self.struck.discard(number)

    @rule(seed=seeds, address=spelt)
    def give_a_number_to_another(self, seed: int, address: str) -> None:
        number = one_of(self.numbers, seed)
        if self.at(address) == self.numbers[number]:
            return
        draft = NoteDraft(number=number, title="Another", url=address)
        self._refused((desk.NumberTaken, desk.NotReady), [draft], without={number})

    @rule(seed=seeds)
    def cite_in_another_order(self, seed: int) -> None:
        self._revise([], seed=seed)

    @rule(seed=seeds, is_moved=st.booleans())
    def amend(self, seed: int, is_moved: bool) -> None:  # noqa: FBT001
        source = Source.objects.get(pk=one_of(self.stays, seed))
        began_from, source.title = source.fingerprint, f"Called {seed}"
        if is_moved and source.url:
            self.fresh += 1
            source.url = f"https://moved-{self.fresh}.example/"
        desk.amend_source(source=source, editor=self.erin, began_from=began_from)
        self.urls[source.pk] = source.url

    @precondition(lambda self: len(self.leant_on) > 1)
    @rule(seed=seeds)
    def merge(self, seed: int) -> None:
        into = one_of(self.leant_on, seed)
        gone = one_of(self.leant_on - {into}, seed // 7)
        both = Source.objects.in_bulk([into, gone])
        desk.merge_sources(into=both[into], others=[both[gone]], editor=self.erin)
        self.went |= {pk: into for pk, to in self.went.items() if to == gone}
        self.went[gone] = into
        if self.urls[into] is None:
            self.urls[into], self.urls[gone] = self.urls[gone], None
        self.numbers = {n: self.lasting(pk) for n, pk in self.numbers.items()}

    @rule(seed=seeds, way=st.sampled_from(["new", "bare", "back"]))
    def part(self, seed: int, way: str) -> None:
        those = set(self.went.values()) if way == "back" else self.leant_on
        source = Source.objects.get(pk=one_of(those or self.leant_on, seed))
        notes = [n for n, pk in self.numbers.items() if pk == source.pk]
        chosen = {n for n in notes if (seed >> n) % 2} or set(notes[:1])
        other = self._other(source, way, seed)
        own = self._lettered(source, other)[: seed % 2] if other.url else []
        if not chosen and not own:
            return
        other = desk.part_source(
            source=source,
            other=other,
            editor=self.erin,
            notes=list(self.article.notes.filter(number__in=chosen)),
            alone=own,
        )
        self.meet(other)
        self.went.pop(other.pk, None)
        self.numbers |= dict.fromkeys(chosen, other.pk)
        for row in own:
            self.letters[row.reply_id]["abcdefghij".index(row.letter)] = other.pk

    # ------------------------------------------------------- What a member does
    @precondition(lambda self: len(self.letters) < 4)
    @rule(cited=st.sets(st.integers(1, 4)), own=st.lists(spelt, max_size=3))
    def reply(self, cited: set[int], own: list[str]) -> None:
        said, addresses = self._said(cited, own)
        reply = forum.make_reply(
            article=self.article, author=self.bob, body=said, sources=addresses
        )
        self._remember(reply, cited, addresses)

    @precondition(lambda self: self.letters)
    @rule(
        seed=seeds, cited=st.sets(st.integers(1, 4)), more=st.lists(spelt, max_size=1)
    )
    def edit(self, seed: int, cited: set[int], more: list[str]) -> None:
        reply = Reply.objects.get(pk=one_of(self.letters, seed))
        was = self.letters[reply.pk]
        said, addresses = self._said(cited, [*reply.addresses, *more])
        forum.rest(self.bob)
        actions.edit_reply(
            reply=reply,
            by=self.bob,
            body=said,
            sources=addresses,
            version=reply.version,
        )
        self._remember(reply, cited, addresses)
        now = self.letters[reply.pk][: len(was)]
        assert [*map(self.lasting, now)] == [*map(self.lasting, was)]

    @rule()
    def the_worker_comes_by(self) -> None:
        work()

    # ------------------------------------------------------------- What stays true
    @invariant()
    def numbers_and_letters_mean_what_they_meant(self) -> None:
        notes = {note.number: note for note in self.article.notes.all()}
        assert {n: note.source_id for n, note in notes.items()} == self.numbers
        assert {n for n, note in notes.items() if note.is_struck} == self.struck
        for mark in self.article.citations.all():
            assert mark.source_id == self.numbers[mark.number]
        for reply in Reply.objects.all():
            self._means_what_it_meant(reply)

    def _means_what_it_meant(self, reply: Reply) -> None:
        own = self.letters[reply.pk]
        rows = list(reply.citations.all())
        said = {row.letter or row.number: row.source_id for row in rows}
        letters = zip("abcdefghij", map(self.lasting, own), strict=False)
        assert said == dict(letters) | {
            n: self.numbers[n] for n in self.cites[reply.pk]
        }
        assert all(
            self.numbers.get(row.number, row.source_id) == row.source_id for row in rows
        )
        assert reply.addresses == [self.address(pk) for pk in own]
        assert reply.source_count == len(set(said.values()))
        assert sum(row.is_first for row in rows) == reply.source_count

    def readers_have_the_whole(self) -> None:
        """Once the worker has been there, in the very page."""
        work()
        page = Page(Client().get(self.article.get_absolute_url()).content.decode())
        assert page.faults() == []
        assert {f"fn{n}" for n in self.numbers} <= page.ids.keys()
        assert page.struck == {f"fn{n}" for n in self.struck}
        for reply in Reply.objects.all():
            for row in reply.citations.select_related("source"):
                href = page.chips[f"r{reply.number}-fn{row.number or row.letter}"]
                note = f"{self.article.get_absolute_url()}#fn{row.number}"
                assert href == (note if row.number else row.source.url)

    # -------------------------------------------------------------------- Its means
    def _other(self, source: Source, way: str, seed: int) -> Source:
        gone = [pk for pk, into in self.went.items() if into == source.pk]
        if way == "back" and gone:
            return Source.objects.get(pk=one_of(gone, seed))
        self.fresh += 1
        url = None if way == "bare" else f"https://parted-{self.fresh}.example/"
        return Source(title=f"Parted {self.fresh}", url=url)

    def _lettered(self, source: Source, other: Source) -> list[ReplyCitation]:
        """What only replies cite of it, and may be the other's: none has that already."""
        rows = source.replycitations.exclude(letter="").order_by("pk")
        return [row for row in rows if other.pk not in self.letters[row.reply_id]]

    def _text(self, more: list[NoteDraft], without: set[int], seed: int) -> Text:
        kept = [n for n in text_of(self.article).notes if n.number not in without]
        notes = sorted([*kept, *more], key=lambda note: note.number)
        cited = [note.number for note in notes] * 2
        random.Random(seed).shuffle(cited)  # noqa: S311 - no secret
        claims = "\n\n".join(f"A claim [{number}]." for number in cited)
        return Text(title="At large", body=f"{claims}\n\n{seed}.", notes=notes)

    def _revise(
        self, more: list[NoteDraft], *, without: Set[int] = frozenset(), seed: int = 0
    ) -> None:
        self.article = desk.revise_article(
            article=self.article,
            editor=self.erin,
            text=self._text(more, set(without), seed),
            began_from=Article.objects.get(pk=self.article.pk).version,
        )

    def _refused(self, why: Any, more: list[NoteDraft], **options: Any) -> None:
        try:
            self._revise(more, **options)
        except why:
            self.article = Article.objects.get(pk=self.article.pk)
        else:
            raise AssertionError(more)

    def _said(self, cited: set[int], own: list[str]) -> tuple[str, list[str]]:
        """A text that says these marks, and the addresses, each work once."""
        cited &= self.numbers.keys()
        once = {links.identity(address): address for address in reversed(own)}
        addresses = [address for address in own if address in once.values()]
        addresses = list(dict.fromkeys(addresses))
        marks = [*map(str, sorted(cited)), *"abcdefghij"[: len(addresses)]]
        return "So. " + " ".join(f"[{mark}]" for mark in marks * 2), addresses

    def _remember(self, reply: Reply, cited: set[int], addresses: list[str]) -> None:
        self.cites[reply.pk] = cited & self.numbers.keys()
        rows = reply.citations.exclude(letter="").select_related("brought")
        brought = [row.brought for row in rows.order_by("letter") if row.brought]
        for address, source in zip(addresses, brought, strict=True):
            known = self.at(address)
            self.meet(source)
            assert known in {None, self.lasting(source.pk)}
        self.letters[reply.pk] = [source.pk for source in brought]
