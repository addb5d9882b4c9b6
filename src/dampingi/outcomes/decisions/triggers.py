"""The database itself refuses to change a signed determination, and decisions once the minutes are made, whoever asks."""

TABLES = ("decisions_determination", "decisions_decision", "decisions_minutessignature")
_SIGNED = "OLD.signed_at IS NOT NULL"
_MINUTED = "(SELECT minuted_at FROM decisions_determination WHERE id = OLD.determination_id) IS NOT NULL"
CONDITIONS = dict(zip(TABLES, (_SIGNED, _MINUTED, "TRUE"), strict=True))


def refuse_changes(apps, schema_editor):
    make = _postgresql if schema_editor.connection.vendor == "postgresql" else _sqlite
    for table, condition in CONDITIONS.items():
        for statement in make(table, condition):
            schema_editor.execute(statement)


def allow_changes(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    for table in TABLES:
        schema_editor.execute(f"DROP TRIGGER {table}_frozen" + (f" ON {table}" if postgresql else ""))


def _sqlite(table: str, condition: str) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_frozen BEFORE UPDATE ON {table} WHEN {condition}"
        " BEGIN SELECT RAISE(ABORT, 'signed rows do not change'); END"
    ]


def _postgresql(table: str, condition: str) -> list[str]:
    return [
        f"CREATE OR REPLACE FUNCTION {table}_frozen() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN IF {condition} THEN RAISE EXCEPTION 'signed rows do not change'; END IF; RETURN NEW; END $$",
        f"CREATE TRIGGER {table}_frozen BEFORE UPDATE ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION {table}_frozen()",
    ]
