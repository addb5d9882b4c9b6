"""The database itself keeps what was handed over or agreed."""

from functools import partial

SAYS = "what was handed over or agreed does not change"


def refuse(table: str, unless: str = ""):
    """(forward, backward) of a migration: no update (but where `unless` says so of OLD and NEW) and no delete."""
    return partial(_refuse, table, unless), partial(_allow, table)


def _refuse(table: str, unless: str, apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    if postgresql:
        schema_editor.execute(
            "CREATE OR REPLACE FUNCTION aid_frozen() RETURNS trigger LANGUAGE plpgsql AS"
            f" $$ BEGIN RAISE EXCEPTION '{SAYS}'; END $$"
        )
    act = "EXECUTE FUNCTION aid_frozen()" if postgresql else f"BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
    for what, when in (("update", f"WHEN (NOT ({unless}))" if unless else ""), ("delete", "")):
        schema_editor.execute(
            f"CREATE TRIGGER {table}_no_{what} BEFORE {what.upper()} ON {table} FOR EACH ROW {when} {act}"
        )


def _allow(table: str, apps, schema_editor):
    on = f" ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
    for what in ("update", "delete"):
        schema_editor.execute(f"DROP TRIGGER {table}_no_{what}{on}")
