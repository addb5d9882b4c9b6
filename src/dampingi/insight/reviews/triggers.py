"""The database itself refuses to change or delete what was frozen or signed, whoever asks."""

from collections.abc import Iterable
from functools import partial

SAYS = "signed rows do not change"


def refuse(*tables: str):
    """(forward, backward) of a migration."""
    return partial(_refuse, tables), partial(_allow, tables)


def _refuse(tables: Iterable[str], apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    if postgresql:
        schema_editor.execute(
            "CREATE OR REPLACE FUNCTION reviews_frozen() RETURNS trigger LANGUAGE plpgsql AS"
            f" $$ BEGIN RAISE EXCEPTION '{SAYS}'; END $$"
        )
    act = (
        "FOR EACH ROW EXECUTE FUNCTION reviews_frozen()"
        if postgresql
        else f"BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
    )
    for table in tables:
        for what in ("update", "delete"):
            schema_editor.execute(f"CREATE TRIGGER {table}_no_{what} BEFORE {what.upper()} ON {table} {act}")


def _allow(tables: Iterable[str], apps, schema_editor):
    for table in tables:
        on = f" ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
        for what in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER {table}_no_{what}{on}")
