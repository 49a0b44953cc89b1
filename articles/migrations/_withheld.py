"""What a source is found by while it is withheld, and when it is not.

It asks the rules themselves: what is found by words must be written by the same rule.
"""

from types import SimpleNamespace

from articles import links, works
from articles.models import finding
from articles.models.source import publisher_key


def keep(source):
    """Store whether it is withheld, and what it is found by then."""
    told = _as_told(source) if source.is_withheld else source
    source.publisher_key = publisher_key(told.publisher, told.url)
    told.publisher_key = source.publisher_key
    source.words = finding.described(told)
    source.save(update_fields=["is_withheld", "publisher_key", "words"])


def _as_told(source):
    url = source.url or ""
    work = works.at(url)
    return SimpleNamespace(
        title=links.label(url),
        authors="",
        publisher="",
        url=url,
        kind=work.kind if work else "other",
    )
