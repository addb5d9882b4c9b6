"""Rows that the database itself refuses to change, whoever asks: for migrations."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

Step = Callable[[Any, Any], None]


def frozen(
    table: str, says: str, *, function: str, trigger: str = "no_update", columns: Sequence[str] = ()
) -> tuple[Step, Step]:
    """(forward, backward) of a migration: no update, or none of some columns. `function` is what PostgreSQL calls."""
    name = f"{table}_{trigger}"
    return partial(_refuse, table, name, says, function, columns), partial(_allow, table, name)


def _refuse(
    table: str, name: str, says: str, function: str, columns: Sequence[str], _apps: Any, editor: Any
) -> None:
    act = f"BEGIN SELECT RAISE(ABORT, '{says}'); END"
    if editor.connection.vendor == "postgresql":
        editor.execute(
            f"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS"
            f" $$ BEGIN RAISE EXCEPTION '{says}'; END $$"
        )
        act = f"FOR EACH ROW EXECUTE FUNCTION {function}()"
    of = f" OF {', '.join(columns)}" if columns else ""
    editor.execute(f"CREATE TRIGGER {name} BEFORE UPDATE{of} ON {table} {act}")


def _allow(table: str, name: str, _apps: Any, editor: Any) -> None:
    on = f" ON {table}" if editor.connection.vendor == "postgresql" else ""
    editor.execute(f"DROP TRIGGER {name}{on}")
