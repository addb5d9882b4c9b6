"""The database itself refuses to change a frozen plan or a reckoned allocation, whoever asks. (Rows that never change at all: insight/reviews/triggers.py.)"""

PLAN, ALLOCATION = "plans_plan", "plans_allocation"
_SAYS = {
    PLAN: "a frozen plan does not change",
    ALLOCATION: "an allocation that was asked for does not change",
}
_FIXED = ("region", "year", "edition", "version", "hash", "body")
_DIFFER = {"sqlite": "NEW.{0} IS NOT OLD.{0}", "postgresql": "NEW.{0} IS DISTINCT FROM OLD.{0}"}


def refuse_changes(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    if vendor == "postgresql":
        schema_editor.execute(
            "CREATE OR REPLACE FUNCTION plans_frozen() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN RAISE EXCEPTION '%%', TG_ARGV[0]; END $$"
        )
    for table, what, when in _rules(vendor):
        head = f"CREATE TRIGGER {table}_no_{what} BEFORE {what.upper()} ON {table} FOR EACH ROW WHEN ({when})"
        act = (
            f"EXECUTE FUNCTION plans_frozen('{_SAYS[table]}')"
            if vendor == "postgresql"
            else f"BEGIN SELECT RAISE(ABORT, '{_SAYS[table]}'); END"
        )
        schema_editor.execute(f"{head} {act}")


def allow_changes(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for table, what, _when in _rules(vendor):
        on = f" ON {table}" if vendor == "postgresql" else ""
        schema_editor.execute(f"DROP TRIGGER {table}_no_{what}{on}")


def _rules(vendor: str) -> list[tuple[str, str, str]]:
    """(table, update or delete, when it is refused): what waits may only be approved as it is, or returned."""
    changed = _any(vendor, _FIXED)
    found = f"OLD.hash <> '' AND ({_any(vendor, ('hash', 'found'))})"
    return [
        (
            PLAN,
            "update",
            f"OLD.state = 'approved' OR OLD.state = 'waiting' AND NEW.state IN ('waiting', 'approved') AND ({changed})",
        ),
        (PLAN, "delete", "OLD.state IN ('waiting', 'approved')"),
        (ALLOCATION, "update", f"{_any(vendor, ('asked', 'plan_id'))} OR {found}"),
        (ALLOCATION, "delete", "OLD.hash <> ''"),
    ]


def _any(vendor: str, columns: tuple[str, ...]) -> str:
    return " OR ".join(_DIFFER[vendor].format(column) for column in columns)
