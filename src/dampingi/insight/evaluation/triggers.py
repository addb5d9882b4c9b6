"""The database itself refuses to change a locked instrument, frozen evidence or a stored result, whoever asks."""

FROZEN = (
    "evaluation_frozenevidence",
    "evaluation_evidencefreeze",
    "evaluation_computation",
    "evaluation_result",
)
INSTRUMENT = "evaluation_instrument"
CORRECTION = "evaluation_correction"
LOCK = "evaluation_instrumentlock"


def refuse_changes_again(apps, schema_editor):
    """After a migration that made tables anew (SQLite forgets their triggers), and for corrections."""
    make = _postgresql if schema_editor.connection.vendor == "postgresql" else _sqlite
    on = schema_editor.connection.vendor == "postgresql"
    for table in (*FROZEN, CORRECTION):
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_frozen" + (f" ON {table}" if on else ""))
        for statement in make(table, ""):
            schema_editor.execute(statement)


def refuse_changes_of_locks(apps, schema_editor):
    make = _postgresql if schema_editor.connection.vendor == "postgresql" else _sqlite
    for statement in make(LOCK, ""):
        schema_editor.execute(statement)


def refuse_changes(apps, schema_editor):
    make = _postgresql if schema_editor.connection.vendor == "postgresql" else _sqlite
    for table, when in (*((t, "") for t in FROZEN), (INSTRUMENT, "WHEN (OLD.locked_at IS NOT NULL)")):
        for statement in make(table, when):
            schema_editor.execute(statement)


def refuse_changes_of_instruments(apps, schema_editor):
    """Once more after a change of the table: SQLite made it anew and lost the trigger with the old one."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {INSTRUMENT}_frozen")
        for statement in _sqlite(INSTRUMENT, "WHEN (OLD.locked_at IS NOT NULL)"):
            schema_editor.execute(statement)


def allow_changes(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    for table in (*FROZEN, INSTRUMENT):
        schema_editor.execute(f"DROP TRIGGER {table}_frozen" + (f" ON {table}" if postgresql else ""))


def _sqlite(table: str, when: str) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_frozen BEFORE UPDATE ON {table} {when}"
        f" BEGIN SELECT RAISE(ABORT, 'frozen rows do not change'); END"
    ]


def _postgresql(table: str, when: str) -> list[str]:
    return [
        "CREATE OR REPLACE FUNCTION evaluation_frozen() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'frozen rows do not change'; END $$",
        f"CREATE TRIGGER {table}_frozen BEFORE UPDATE ON {table}"
        f" FOR EACH ROW {when} EXECUTE FUNCTION evaluation_frozen()",
    ]
