"""The article's form and its rows of sources, as one thing that an editor hands in."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from articles import mending, pointing
from articles.drafts import Place, Text
from articles.mending import Sheet
from articles.numbering import NumberTaken
from articles.proofs import Proof

from . import advice
from .article import ArticleForm
from .life import LifeForm
from .notes import NoteForm, NoteFormSet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.forms import BoundField

    from articles.checks import Finding
    from articles.models import Article

    from .advice import Advice


class Cell(NamedTuple):
    """A field of a row, and what is to be said beside it."""

    field: BoundField
    advice: list[Advice]


class Manuscript:
    """What an editor sees and sends: the text, its sources, and what goes beside them.

    Nothing is saved here: `text` and `place` are what an action takes.
    """

    def __init__(self, article: Article, data: Any = None) -> None:
        self.article = article
        self.data = data
        self.form = ArticleForm(data, instance=copy(article))
        self.rows = NoteFormSet(data, article=article)
        self.life = LifeForm(data, article=article)
        self.html = ""  # of the preview
        self.findings: list[Advice] = []

    def is_valid(self) -> bool:
        asked = self.form.is_valid(), self.rows.is_valid(), self.life.is_valid()
        return all(asked)

    @property
    def faults(self) -> list[Advice]:
        """What cannot be read yet."""
        if self.data is None:
            return []
        return [
            *advice.of_faults(self.form),
            *(
                fault
                for index, row in enumerate(self.rows.forms)
                for fault in advice.of_faults(row, index)
            ),
            *advice.of_faults(self.life),
        ]

    @property
    def text(self) -> Text:
        """What was typed, as far as it can be read."""
        typed = self.form.cleaned_data
        return Text(
            title=typed.get("title", ""),
            standfirst=typed.get("standfirst", ""),
            body=typed.get("body", ""),
            notes=self.rows.drafts,
        )

    @property
    def place(self) -> Place:
        typed = self.form.cleaned_data
        return Place(
            slug=typed["slug"],
            topic=typed["topic"],
            further=self.life.topics,
            lead=self.life.as_lead,
            publish_at=typed["publish_at"],
        )

    def proof(self) -> Proof | None:
        """The article as it would stand, also while something in it is still wrong."""
        self.is_valid()
        try:
            return Proof(self.article, self.text)
        except NumberTaken as refusal:
            self.mark_number(refusal)
            return None

    def refuse(self, sentence: str, *, field: str) -> None:
        """Say beside a field why nothing was saved."""
        form = self.form if field in self.form.fields else self.life
        form.add_error(field, sentence)

    def mark_number(self, refusal: NumberTaken) -> None:
        self.rows.by_number[refusal.number].add_error("number", str(refusal))

    # ------------------------------------------------------- What was found in it
    def annotate(self, proof: Proof, refused: Sequence[Finding] = ()) -> None:
        """Say each finding at its place; first those that kept it from readers."""
        findings = list(dict.fromkeys([*refused, *proof.findings]))
        sheet = self.sheet()
        lines = [finding.line for finding in findings if finding.line]
        self.html, anchors = pointing.pointed(
            proof.rendered.html, proof.text.body, lines
        )
        found = advice.on(findings, sheet=sheet, rows=self.rows, anchors=anchors)
        self.findings = list(found)

    @property
    def on_text(self) -> list[Advice]:
        return [one for one in self.findings if one.place == advice.BODY]

    @property
    def cells(self) -> Iterator[tuple[NoteForm, list[Cell]]]:
        """The rows, each field with what is said of it. Faults stand there already."""
        said: dict[str, list[Advice]] = {}
        unsaid = [replace(fault, said="") for fault in self.faults if fault.mends]
        for one in [*self.findings, *unsaid]:
            said.setdefault(one.place, []).append(one)
        for row in self.rows:
            yield (
                row,
                [
                    Cell(field, said.get(field.id_for_label, []))
                    for field in row.visible_fields()
                ],
            )

    # ----------------------------------------------------------- What would mend it
    def sheet(self) -> Sheet:
        """Text and rows as they were typed, each row with the number it has got."""
        body = str(self.form["body"].value() or "")
        return Sheet(
            body=body.replace("\r\n", "\n").replace("\r", "\n"),
            rows=tuple(self.rows.typed),
            struck={note.number: _row(note) for note in self.rows.struck},
            known=self.rows.known,
        )

    def mended(self, code: str, *, cursor: int | None) -> tuple[Manuscript, str]:
        """The same with one thing mended, and what that was; nothing is saved.

        Raises `mending.Unfit`.
        """
        self.is_valid()
        sheet, told = mending.mend(code, self.sheet(), cursor=cursor)
        data = self.data.copy()
        data["body"] = sheet.body
        for name in [name for name in data if name.startswith("notes-")]:
            if name.removeprefix("notes-")[:1].isdigit():
                del data[name]
        data["notes-TOTAL_FORMS"] = str(len(sheet.rows))
        for index, row in enumerate(sheet.rows):
            for name, value in row.items():
                data[f"notes-{index}-{name}"] = value
        return Manuscript(self.article, data), told


def _row(note: Any) -> dict[str, str]:
    source = note.source
    return {
        "title": source.title,
        "url": source.url or "",
        "publisher": source.publisher,
        "year": source.published,
    }
