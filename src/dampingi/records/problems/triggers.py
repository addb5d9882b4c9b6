"""The database itself refuses to change what an edition of a list says, whoever asks."""

TABLE = "problems_listedition"
_SAYS = "a proposed edition does not change"
_FIXED = ("kind", "region", "number", "body", "reason", "hash", "by", "by_name")


def refuse_changes(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    if postgresql:
        schema_editor.execute(
            "CREATE OR REPLACE FUNCTION problem_lists_frozen() RETURNS trigger LANGUAGE plpgsql AS"
            f" $$ BEGIN RAISE EXCEPTION '{_SAYS}'; END $$"
        )
    act = (
        "FOR EACH ROW EXECUTE FUNCTION problem_lists_frozen()"
        if postgresql
        else f"BEGIN SELECT RAISE(ABORT, '{_SAYS}'); END"
    )
    fixed = ", ".join(f'"{name}"' for name in _FIXED)
    schema_editor.execute(f"CREATE TRIGGER {TABLE}_no_update BEFORE UPDATE OF {fixed} ON {TABLE} {act}")


def allow_changes(apps, schema_editor):
    on = f" ON {TABLE}" if schema_editor.connection.vendor == "postgresql" else ""
    schema_editor.execute(f"DROP TRIGGER {TABLE}_no_update{on}")
