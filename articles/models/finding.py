"""How sources are found among ten thousand: by words, kind and publisher, in an index.

`Source.words` says all that one is found by, in words that both databases take as they
are, so that both find the same. SQLite keeps them in a full-text table that triggers
fill; PostgreSQL in an inverted index: `articles/migrations/_found_by_words.py` builds both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from django.db import connection

from articles import links
from articles.spelling import words

if TYPE_CHECKING:
    from collections.abc import Iterable


_BY, _KIND, _WORK_OF = ":by:", ":kind:", ":of:"  # as no word begins
BEYOND = 2**62  # greater than any key
_VECTOR = "array_to_tsvector(string_to_array(words, ' '))"
_MANY = 1_000  # sources; so many are met soon by whoever walks from the newest on
_FIND = {
    "sqlite": """SELECT rowid FROM articles_sourcewords
        WHERE articles_sourcewords MATCH %(asked)s AND rowid < %(before)s
        ORDER BY rowid DESC LIMIT %(limit)s""",
    # What few have is all looked up, and put in order; for what many have, the newest
    # sources are asked in turn.
    "postgresql": f"""WITH found AS MATERIALIZED (
            SELECT id FROM articles_source
            WHERE articles_source_vector(words) @@ %(asked)s::tsquery LIMIT {_MANY}
        ), known AS (SELECT count(*) < {_MANY} AS whole FROM found)
        SELECT id FROM found WHERE (SELECT whole FROM known) AND id < %(before)s
        UNION ALL (
            SELECT id FROM articles_source
            WHERE NOT (SELECT whole FROM known) AND id < %(before)s
                AND {_VECTOR} @@ %(asked)s::tsquery
            ORDER BY id DESC LIMIT %(limit)s
        ) ORDER BY id DESC LIMIT %(limit)s""",  # noqa: S608 - of constants alone
}


class Described(Protocol):
    """What is known of a source, in a migration too."""

    title: str
    authors: str
    publisher: str
    url: str | None
    kind: str
    publisher_key: str


def described(source: Described) -> str:
    """All that a source is found by."""
    told = (source.title, source.authors, source.publisher, source.url or "")
    publisher = f"{source.publisher} {links.host(source.url or '')}"
    marked = [f"{_BY}{word}" for word in words(publisher)]
    exact = [f"{_KIND}{source.kind}", f"{_WORK_OF}{source.publisher_key}"]
    return " ".join([*words(" ".join(told)), *marked, *exact])


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a source must have to be found: each word begins one of its own.

    Words of `query` are those of its title, authors, publisher or address; words of
    `publisher` its publisher's or its host's. `kind` and `publisher_key` are exact.
    """

    query: str = ""
    kind: str = ""
    publisher: str = ""
    publisher_key: str = ""

    @property
    def is_anything(self) -> bool:
        """Nothing is asked of it; what its publisher must be, others see to."""
        return not (self.query or self.kind or self.publisher)

    def keys(self, *, before: int, limit: int) -> list[int]:
        """The keys of sources that have it, greatest first, from below one if given."""
        beginnings = [
            *words(self.query),
            *(f"{_BY}{word}" for word in words(self.publisher)),
        ]
        exact = [f"{_KIND}{self.kind}"] if self.kind else []
        exact += [f"{_WORK_OF}{self.publisher_key}"] if self.publisher_key else []
        if (self.query or self.publisher) and not beginnings:
            return []  # signs alone, which nothing begins with
        arguments: dict[str, str | int] = {
            "asked": _ASKED[connection.vendor](beginnings, exact),
            "before": before or BEYOND,
            "limit": limit,
        }
        with connection.cursor() as cursor:
            cursor.execute(_FIND[connection.vendor], arguments)
            return [key for (key,) in cursor.fetchall()]


def _match(beginnings: Iterable[str], exact: Iterable[str]) -> str:
    """In the words of SQLite's full-text table."""
    quoted = [f'"{word}"*' for word in beginnings]
    quoted += ['"{}"'.format(term.replace('"', '""')) for term in exact]
    return " AND ".join(quoted)


def _tsquery(beginnings: Iterable[str], exact: Iterable[str]) -> str:
    quoted = [f"'{word}':*" for word in beginnings]
    for term in exact:
        escaped = term.replace("\\", "\\\\").replace("'", "''")
        quoted.append(f"'{escaped}'")
    return " & ".join(quoted)


_ASKED = {"sqlite": _match, "postgresql": _tsquery}
