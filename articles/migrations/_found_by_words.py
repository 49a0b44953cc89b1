"""The index by which sources are found, as 0006 built it. It stays as it is.

Another definition is another file, and a migration that takes this one away and builds
that one. What reads the index is articles.models.finding.
"""

_PREFIXES = "1 2 3 4 5 6 7 8"  # letters; the beginnings of words that cost no more
_TAKE_OUT = (
    "INSERT INTO articles_sourcewords(articles_sourcewords, rowid, words) "
    "VALUES ('delete', old.id, old.words);"
)
_PUT_IN = "INSERT INTO articles_sourcewords(rowid, words) VALUES (new.id, new.words);"

_BUILD = {
    "sqlite": [
        "CREATE VIRTUAL TABLE IF NOT EXISTS articles_sourcewords USING fts5(words, "
        "content='articles_source', content_rowid='id', detail=none, columnsize=0, "
        f"prefix='{_PREFIXES}', tokenize=\"ascii tokenchars ':-_.'\")",
        "INSERT INTO articles_sourcewords(articles_sourcewords) VALUES ('rebuild')",
        "CREATE TRIGGER IF NOT EXISTS source_is_found AFTER INSERT ON articles_source "
        f"BEGIN {_PUT_IN} END",
        "CREATE TRIGGER IF NOT EXISTS source_is_found_anew AFTER UPDATE OF words "
        f"ON articles_source BEGIN {_TAKE_OUT} {_PUT_IN} END",
        "CREATE TRIGGER IF NOT EXISTS source_is_not_found AFTER DELETE "
        f"ON articles_source BEGIN {_TAKE_OUT} END",
    ],
    "postgresql": [
        # Dear, so that it is looked up and never worked out row by row: of how many
        # have words that begin so, the server knows nothing.
        "CREATE OR REPLACE FUNCTION articles_source_vector(words text) "
        "RETURNS tsvector LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 1000 "
        "AS $$ BEGIN RETURN array_to_tsvector(string_to_array(words, ' ')); END $$",
        "CREATE INDEX IF NOT EXISTS source_words ON articles_source "
        "USING gin (articles_source_vector(words))",
    ],
}
_TAKE_AWAY = {
    "sqlite": [
        "DROP TRIGGER IF EXISTS source_is_found",
        "DROP TRIGGER IF EXISTS source_is_found_anew",
        "DROP TRIGGER IF EXISTS source_is_not_found",
        "DROP TABLE IF EXISTS articles_sourcewords",
    ],
    "postgresql": [
        "DROP INDEX IF EXISTS source_words",
        "DROP FUNCTION IF EXISTS articles_source_vector",
    ],
}


def build(_apps, schema_editor):
    """Also after a migration that makes the table anew on SQLite, and drops triggers."""
    _do(_BUILD, schema_editor.connection)


def take_away(_apps, schema_editor):
    _do(_TAKE_AWAY, schema_editor.connection)


def _do(statements, connection):
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)
