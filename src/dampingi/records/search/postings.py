"""What the database keeps by itself: postings of documents, and the list of businesses that changed since they were indexed.

SQLite: an FTS5 table over the documents' text. PostgreSQL: a generated tsvector with a GIN index. No extension is needed.
"""

from collections.abc import Iterable
from typing import Any

from django.db import connection

_SQLITE_POSTINGS = (
    "CREATE VIRTUAL TABLE search_posting USING fts5(text, content='search_document', content_rowid='id',"
    " detail=none, columnsize=0, tokenize='ascii')",
    "CREATE TRIGGER search_document_new AFTER INSERT ON search_document BEGIN"
    " INSERT INTO search_posting(rowid, text) VALUES (new.id, new.text); END",
    "CREATE TRIGGER search_document_gone AFTER DELETE ON search_document BEGIN"
    " INSERT INTO search_posting(search_posting, rowid, text) VALUES ('delete', old.id, old.text); END",
    "CREATE TRIGGER search_document_changed AFTER UPDATE OF text ON search_document BEGIN"
    " INSERT INTO search_posting(search_posting, rowid, text) VALUES ('delete', old.id, old.text);"
    " INSERT INTO search_posting(rowid, text) VALUES (new.id, new.text); END",
)
_POSTGRESQL_POSTINGS = (
    "ALTER TABLE search_document ADD COLUMN tokens tsvector GENERATED ALWAYS AS"
    " (array_to_tsvector(array_remove(array_remove(string_to_array(text, ' '), ''), '|'))) STORED",
    "CREATE INDEX search_posting ON search_document USING gin (tokens) WITH (fastupdate = off)",
)
_WATCHED = ("name", "key", "owner_id", "region", "product", "phone", "other_phone", "nib", "archived_at")
_OWNERS = ("name", "key", "phone")


def make_postings(apps: Any, schema_editor: Any) -> None:
    here = _POSTGRESQL_POSTINGS if connection.vendor == "postgresql" else _SQLITE_POSTINGS
    for statement in here:
        schema_editor.execute(statement)


def drop_postings(apps: Any, schema_editor: Any) -> None:
    if connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE search_document DROP COLUMN tokens")
        return
    for name in ("new", "gone", "changed"):
        schema_editor.execute(f"DROP TRIGGER search_document_{name}")
    schema_editor.execute("DROP TABLE search_posting")


def refill_postings() -> None:
    """After documents were written with the triggers away (`postings_aside`)."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRESQL_POSTINGS[1])
            return
        cursor.execute("INSERT INTO search_posting(search_posting) VALUES ('rebuild')")
        for statement in _SQLITE_POSTINGS[1:]:
            cursor.execute(statement)


def postings_aside() -> None:
    """Writing a million documents is quicker without them, filling them at once quicker than one by one."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DROP INDEX search_posting")
            return
        for name in ("new", "gone", "changed"):
            cursor.execute(f"DROP TRIGGER search_document_{name}")


def watch(apps: Any = None, schema_editor: Any = None) -> None:
    """Let the database note every business whose document no longer fits, whoever changes it."""
    with connection.cursor() as cursor:
        for statement in _postgresql_watch() if connection.vendor == "postgresql" else _sqlite_watch():
            cursor.execute(statement)


def unwatch(apps: Any = None, schema_editor: Any = None) -> None:
    with connection.cursor() as cursor:
        for table, name in _TRIGGERS:
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def keep_watching(**_told: Any) -> None:
    """After migrations: SQLite loses a table's triggers when it remakes the table. What changed unseen is looked at again."""
    if "search_stale" not in connection.introspection.table_names():
        return
    if connection.vendor == "postgresql":
        watch()
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger'")
        if {sql for (sql,) in cursor.fetchall()} >= set(_sqlite_watch()):
            return
        unwatch()
        watch()
        cursor.execute("INSERT INTO search_stale (business) SELECT id FROM businesses_business")


_TRIGGERS = (
    ("businesses_business", "search_business_new"),
    ("businesses_business", "search_business_changed"),
    ("businesses_business", "search_business_gone"),
    ("businesses_person", "search_owner_changed"),
)
_NOTE = "INSERT INTO search_stale (business) "
_NOTE_OWNER = "INSERT INTO search_stale (owner) VALUES (new.id)"


def _differs(columns: Iterable[str], sign: str) -> str:
    return " OR ".join(f"old.{c} {sign} new.{c}" for c in columns)


def _sqlite_watch() -> list[str]:
    columns = _WATCHED
    made = (
        ("new", "INSERT", "business", "", _NOTE + "VALUES (new.id)"),
        (
            "changed",
            f"UPDATE OF {', '.join(columns)}",
            "business",
            _differs(columns, "IS NOT"),
            _NOTE + "VALUES (new.id)",
        ),
        ("gone", "DELETE", "business", "", _NOTE + "VALUES (old.id)"),
        ("changed", f"UPDATE OF {', '.join(_OWNERS)}", "owner", _differs(_OWNERS, "IS NOT"), _NOTE_OWNER),
    )
    return [
        f"CREATE TRIGGER search_{what}_{name} AFTER {verb} ON"
        f" businesses_{'person' if what == 'owner' else what}{f' WHEN {when}' if when else ''} BEGIN {do}; END"
        for name, verb, what, when, do in made
    ]


def _postgresql_watch() -> list[str]:
    columns = _WATCHED
    differs = "IS DISTINCT FROM"
    return [
        f"CREATE OR REPLACE FUNCTION search_note_new() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN {_NOTE} VALUES (new.id); RETURN NULL; END $$",
        f"CREATE OR REPLACE FUNCTION search_note_gone() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN {_NOTE} VALUES (old.id); RETURN NULL; END $$",
        f"CREATE OR REPLACE FUNCTION search_note_owner() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN {_NOTE_OWNER}; RETURN NULL; END $$",
        "CREATE OR REPLACE TRIGGER search_business_new AFTER INSERT ON businesses_business"
        " FOR EACH ROW EXECUTE FUNCTION search_note_new()",
        f"CREATE OR REPLACE TRIGGER search_business_changed AFTER UPDATE OF {', '.join(columns)} ON businesses_business"
        f" FOR EACH ROW WHEN ({_differs(columns, differs)}) EXECUTE FUNCTION search_note_new()",
        "CREATE OR REPLACE TRIGGER search_business_gone AFTER DELETE ON businesses_business"
        " FOR EACH ROW EXECUTE FUNCTION search_note_gone()",
        f"CREATE OR REPLACE TRIGGER search_owner_changed AFTER UPDATE OF {', '.join(_OWNERS)} ON businesses_person"
        f" FOR EACH ROW WHEN ({_differs(_OWNERS, differs)}) EXECUTE FUNCTION search_note_owner()",
    ]
