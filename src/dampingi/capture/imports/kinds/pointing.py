"""Problems that only the records know, put at the cell of the sheet they are about."""

from typing import TYPE_CHECKING, Any

from dampingi.engines.sheets import Problem
from dampingi.engines.sheets.faults import Severity

if TYPE_CHECKING:
    from dampingi.capture.imports.plans import Plan


def problem_at(
    plan: "Plan", at: int, field: str, code: str, data: dict[str, Any], severity: Severity = "refuse"
) -> Problem:
    table = plan.reading.table
    value = table.column(field)[at] if field in table.columns else ""
    shown = "" if value is None else str(value)
    return Problem(
        table.sheets[at], table.rows[at], _column(plan, at, field), field, code, severity, shown, data
    )


def _column(plan: "Plan", at: int, field: str) -> int | None:
    sheet = next(read for read in plan.reading.sheets if read.name == plan.reading.table.sheets[at])
    return next((match.column for match in sheet.matches if match.field == field), None)
