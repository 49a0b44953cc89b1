"""What a text becomes: the same for a preview, for a reply and for an edit of one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import unescape
from typing import TYPE_CHECKING

from django.db.models import IntegerField
from django.utils.html import strip_tags
from django.utils.translation import gettext as _, ngettext

from accounts.models import Member
from articles import cleaning, links, marks, mentions, prose, renderer, tasks
from articles.models import Note, Picture, Source
from articles.models.prepared import Blank, Prepared
from articles.prose import NoteRef, PictureRef, Rendered

from .models import ReplyCitation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from articles.models import Article

    from .models import Reply

MOST_MENTIONS = 10
MOST_PICTURES = 10


class Unfit(ValueError):  # noqa: N818 - it is news for the author, not an error
    """The text cannot be posted as it stands; the sentence says why."""


class UnknownCitation(Unfit):
    """The text cites a number that the article does not have."""

    def __init__(self, numbers: Sequence[int]) -> None:
        self.numbers = numbers
        marks = ", ".join(f"[{number}]" for number in numbers)
        super().__init__(_("The article has no source %(marks)s.") % {"marks": marks})


class UnlistedLetter(Unfit):
    """The text cites a letter beyond those of the sources it brings."""

    def __init__(self, letter: str) -> None:
        said = _(
            "You bring no source [%(letter)s]. Write \\[%(letter)s] if none is meant."
        )
        super().__init__(said % {"letter": letter})


@dataclass(frozen=True, slots=True)
class Own:
    """A source that a reply brings along: its letter, and the address it is brought by.

    `source` is what we have there, or what that went into. `number` is that of the
    article's note of it, if there is one; then the letter means that note.
    """

    letter: str
    brought: str
    source: Source | None = None
    number: int = 0

    @property
    def address(self) -> str:
        """Where it leads."""
        return (self._told.url if self._told else "") or self.brought

    @property
    def title(self) -> str:
        return self._told.title if self._told else links.label(self.brought)

    @property
    def _told(self) -> Source | None:
        """The source, if readers may know more of it than that it was brought."""
        return self.source if self.source and not self.source.is_withheld else None

    @property
    def key(self) -> int | str:
        """What two that are one source have in common."""
        return self.source.pk if self.source else links.identity(self.brought)


@dataclass(frozen=True, slots=True)
class Composition:
    """A text made ready to be stored, with all it leans on and whom it names."""

    rendered: Rendered
    notes: Mapping[int, Note]
    own: Sequence[Own]
    mentioned: Sequence[Member]
    pictures: Sequence[Picture]

    def check(self) -> None:
        """Raise Unfit, with the first sentence its author needs, unless it can stand."""
        if self.rendered.unknown:
            raise UnknownCitation(self.rendered.unknown)
        if self.rendered.unlisted:
            raise UnlistedLetter(self.rendered.unlisted[0])
        if len(self.mentioned) > MOST_MENTIONS:
            raise Unfit(
                ngettext(
                    "A reply names at most %(n)d member.",
                    "A reply names at most %(n)d members.",
                    MOST_MENTIONS,
                )
                % {"n": MOST_MENTIONS}
            )
        if len(self.pictures) > MOST_PICTURES:
            raise Unfit(
                ngettext(
                    "A reply has at most %(n)d picture.",
                    "A reply has at most %(n)d pictures.",
                    MOST_PICTURES,
                )
                % {"n": MOST_PICTURES}
            )
        if self.rendered.undescribed:
            raise Unfit(
                _("Say in words what each picture shows, between “![” and “]”.")
            )
        if not self._can_be_seen:
            raise Unfit(_("Write something that can be seen."))

    @property
    def _can_be_seen(self) -> bool:
        """Whether a reader sees anything of it, the list of its sources apart."""
        words = unescape(strip_tags(prose.said(self.rendered.html)))
        return bool(self.rendered.pictured) or cleaning.is_visible(words)

    def hold_pictures(self) -> None:
        """Keep its pictures from being swept away until the transaction ends.

        Raises Unfit if one has gone since the text was composed.
        """
        if not self.pictures:
            return
        keys = [picture.pk for picture in self.pictures]
        rows = Picture.objects.select_for_update().order_by("pk")
        if len(rows.filter(pk__in=keys)) < len(keys):
            raise Unfit(_("A picture in your text is no longer there. Add it again."))

    @property
    def source_count(self) -> int:
        """How many sources it cites."""
        numbers = {use.number for use in self.rendered.uses if not use.letter}
        cited = {self.notes[number].source_id for number in numbers}
        return len({own.key for own in self.own} | cited)

    def citations(self) -> list[ReplyCitation]:
        """One for each mark, not yet saved; sources new to the site are made.

        Those whose titles nobody knows are asked for theirs, by a worker and later.
        By ascending address, so that two replies that bring the same sources never wait
        for each other in a circle.
        """
        cited = self._cited()
        for own in sorted(self.own, key=lambda own: links.identity(own.brought)):
            row = cited[own.letter]
            row.brought = Source.objects.brought(
                own.brought, title=own.title, is_title_provisional=True
            )
            row.source = row.brought.lasting
            tasks.ask_for_title(row.source)
        ReplyCitation.say_once(cited.values())
        return list(cited.values())

    def _cited(self) -> dict[str | int, ReplyCitation]:
        """One for each mark, by what was typed; what is listed is said 0 times at least.

        A letter stays one where the article's number is printed for it, and an article
        may have numbered a source twice: each goes its own way if they are parted.
        """
        cited: dict[str | int, ReplyCitation] = {
            own.letter: ReplyCitation(number=own.number, letter=own.letter, uses=0)
            for own in self.own
        }
        for use in self.rendered.uses:
            mark = use.letter or use.number
            if mark not in cited:
                source = self.notes[use.number].source
                cited[mark] = ReplyCitation(source=source, number=use.number, uses=0)
            cited[mark].uses += 1
        return cited


def compose(
    *,
    article: Article,
    author: Member,
    body: str,
    addresses: Sequence[str] = (),
    own: Sequence[Own] | None = None,
    names: Sequence[str] | None = None,
) -> Composition:
    """What a member's text becomes under an article. Stores nothing.

    `addresses` are the reply's own sources in canonical spelling; the first is [a], and
    there are no more than letters.
    `own` says what each letter has meant, and `names` whom an @name may mean; else both
    are looked up.
    Rendering can take up to two seconds: never call it with a lock held.
    """
    notes = {note.number: note for note in _NOTES.ask(article=article.pk)}
    if own is None:
        own = _own(addresses, notes.values())
    named = mentions.names(body) if names is None else names
    members = Member.objects.public().filter(username__in=named)
    by_name = {member.username: member for member in members}
    pictures = Picture.objects.filter(owner=author, name__in=mentions.pictures(body))
    by_file = {picture.file_name: picture for picture in pictures}
    rendered = renderer.reply(
        body,
        notes=_note_refs(article, notes.values()),
        own=_own_refs(article, own, notes),
        members=list(by_name),
        pictures={
            name: PictureRef(name, picture.width, picture.height)
            for name, picture in by_file.items()
        },
        back_label=_("Back to reference {mark}"),
    )
    return Composition(
        rendered=rendered,
        notes=notes,
        own=own,
        mentioned=[by_name[name] for name in rendered.mentioned],
        pictures=[by_file[name] for name in rendered.pictured],
    )


_NOTES = Prepared(
    lambda: Note.objects.for_reading().filter(article=Blank("article", IntegerField()))
)


def _own(addresses: Sequence[str], notes: Iterable[Note]) -> list[Own]:
    """Each address with its letter, what we have there, and its number."""
    letters = marks.LETTERS[: len(addresses)]
    numbers: dict[int | None, int] = {}
    for note in notes:
        if not note.is_struck:  # the first, where two were found to be one
            numbers.setdefault(note.source_id, note.number)
    found = Source.objects.found(addresses)
    known = [
        found[address].lasting if address in found else None for address in addresses
    ]
    return [
        Own(letter, address, source, numbers.get(source.pk, 0) if source else 0)
        for letter, address, source in zip(letters, addresses, known, strict=True)
    ]


def _note_refs(article: Article, notes: Iterable[Note]) -> dict[int, NoteRef]:
    """The article's sources, as a reply may cite them."""
    address = article.get_absolute_url()
    return {
        note.number: NoteRef(
            number=note.number,
            title=note.source.title,
            url=note.source.url or "",
            href=f"{address}#{note.anchor}",
        )
        for note in notes
    }


def _own_refs(
    article: Article, own: Sequence[Own], notes: Mapping[int, Note]
) -> dict[str, NoteRef]:
    """The reply's own sources by letter; one that the article has is the article's."""
    known = _note_refs(article, [notes[one.number] for one in own if one.number])
    return {
        one.letter: replace(known[one.number], letter=one.letter)
        if one.number
        else NoteRef(
            number=0,
            letter=one.letter,
            title=one.title,
            url=one.address,
            href=one.address,
        )
        for one in own
    }


def quote(reply: Reply) -> str:
    """A reply's words to answer to: each line quoted, with its author and its place.

    Its letters are words there: [a] would mean a source of whoever quotes it.
    """
    said = marks.unlettered("\n".join(reply.body.splitlines()))
    lines = "\n".join(f"> {line}".rstrip() for line in said.split("\n"))
    link = f"[{reply.author.username}]({reply.get_absolute_url()})"
    return _("%(lines)s\n>\n> — %(link)s\n\n") % {"lines": lines, "link": link}
