"""The database itself refuses to change what does not change any more, whoever asks."""

from functools import partial

EDITIONS, STEPS = "aspirations_themeedition", "aspirations_step"
_SAYS = {EDITIONS: "a published edition does not change", STEPS: "a step that was taken does not change"}


def refuse(table: str):
    """(forward, backward) of a migration."""
    return partial(_refuse, table), partial(_allow, table)


def _refuse(table, apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    if postgresql:
        schema_editor.execute(
            f"CREATE OR REPLACE FUNCTION {table}_frozen() RETURNS trigger LANGUAGE plpgsql AS"
            f" $$ BEGIN RAISE EXCEPTION '{_SAYS[table]}'; END $$"
        )
    act = (
        f"FOR EACH ROW EXECUTE FUNCTION {table}_frozen()"
        if postgresql
        else f"BEGIN SELECT RAISE(ABORT, '{_SAYS[table]}'); END"
    )
    schema_editor.execute(f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {act}")


def _allow(table, apps, schema_editor):
    on = f" ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
    schema_editor.execute(f"DROP TRIGGER {table}_no_update{on}")
