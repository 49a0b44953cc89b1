"""What an import has done, in a sentence."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _, ngettext

if TYPE_CHECKING:
    from articles.models import Article


class Outcome(StrEnum):
    """What an import has done."""

    UNCHANGED = "unchanged"
    BEGUN = "begun"
    REVISED = "revised"


def said(article: Article, outcome: Outcome) -> str:
    sentences = {
        Outcome.UNCHANGED: _("%(title)s: nothing has changed."),
        Outcome.BEGUN: _("%(title)s: imported, %(sources)s, %(citations)s."),
        Outcome.REVISED: _(
            "%(title)s: version %(version)d, %(sources)s, %(citations)s."
        ),
    }
    sources, citations = article.source_count, article.citation_count
    return sentences[outcome] % {
        "title": article.title,
        "version": article.version,
        "sources": ngettext("%d source", "%d sources", sources) % sources,
        "citations": ngettext("%d citation", "%d citations", citations) % citations,
    }
