"""The article's form and its rows of sources, as one thing that an editor hands in."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any

from articles.drafts import Place, Text
from articles.numbering import NumberTaken
from articles.proofs import Proof

from .article import ArticleForm
from .life import LifeForm
from .notes import NoteFormSet

if TYPE_CHECKING:
    from articles.checks import Finding
    from articles.models import Article


class Manuscript:
    def __init__(self, article: Article, data: Any = None) -> None:
        self.article = article
        self.form = ArticleForm(data, instance=copy(article))
        self.rows = NoteFormSet(data, article=article)
        self.life = LifeForm(data, article=article)

    def is_valid(self) -> bool:
        asked = self.form.is_valid(), self.rows.is_valid(), self.life.is_valid()
        return all(asked)

    @property
    def faults(self) -> list[str]:
        """What cannot be read yet, for one who looks at the preview alone."""
        return [
            f"{form[name].label}: {error}"
            for form in (self.form, *self.rows.forms, self.life)
            if form.is_bound
            for name, errors in form.errors.items()
            for error in errors
            if name in form.fields
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

    def mark(self, findings: list[Finding]) -> None:
        """Say each finding beside what it is about."""
        for finding in findings:
            if finding.number:
                row = self.rows.by_number[finding.number]
                row.add_error(finding.field, str(finding))
            else:
                self.form.add_error("body", str(finding))
