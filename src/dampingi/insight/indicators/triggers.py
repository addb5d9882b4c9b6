"""The database itself refuses to change or remove a version, whoever asks."""

TABLE = "indicators_version"
_SAYS = "a version of an indicator does not change"


def refuse_changes(apps, schema_editor):
    for statement in _postgresql() if schema_editor.connection.vendor == "postgresql" else _sqlite():
        schema_editor.execute(statement)


def allow_changes(apps, schema_editor):
    on = f" ON {TABLE}" if schema_editor.connection.vendor == "postgresql" else ""
    schema_editor.execute(f"DROP TRIGGER {TABLE}_no_update{on}")


def _sqlite() -> list[str]:
    return [
        f"CREATE TRIGGER {TABLE}_no_update BEFORE UPDATE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{_SAYS}'); END"
    ]


def _postgresql() -> list[str]:
    return [
        "CREATE OR REPLACE FUNCTION indicator_frozen() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION '{_SAYS}'; END $$",
        f"CREATE TRIGGER {TABLE}_no_update BEFORE UPDATE ON {TABLE}"
        " FOR EACH ROW EXECUTE FUNCTION indicator_frozen()",
    ]
