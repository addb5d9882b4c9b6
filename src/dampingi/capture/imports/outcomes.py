"""What became of every row of a sheet, as it is remembered."""

import uuid
from collections.abc import Iterator
from typing import Any

from dampingi.capture.imports.kinds.manner import Subject
from dampingi.capture.imports.models import Import
from dampingi.capture.imports.plans import Plan
from dampingi.foundation.rows import new_ids


def imported_rows(sheet: Import, plan: Plan, subjects: list[Subject]) -> Iterator[tuple[Any, ...]]:
    """One row for each row of the sheet: what became of it and as what it is on record; then what is gone."""
    reading = plan.reading
    problems: dict[tuple[str, int], list[list[str]]] = {}
    for found in reading.problems:
        problems.setdefault((found.sheet, found.row), []).append([found.field, found.code, found.severity])
    known = _known(plan, subjects)
    none: tuple[str, str, uuid.UUID | None] = ("repeated", "", None)
    ids = iter(new_ids(len(reading.table) + len(plan.edition.gone)))
    for at, (name, row) in enumerate(zip(reading.table.sheets, reading.table.rows, strict=True)):
        outcome, kind, subject = known.get(at) or (("problem", "", None) if at in reading.refused else none)
        yield next(ids), sheet.id, name[:31], row, outcome, kind, subject, problems.get((name, row), [])
    for gone in plan.edition.gone:
        yield next(ids), sheet.id, gone.sheet[:31], 0, "gone", "business", gone.record.id, []


def _known(plan: Plan, subjects: list[Subject]) -> dict[int, tuple[str, str, uuid.UUID]]:
    known = {at: ("accepted", *made) for at, made in zip(plan.accepted, subjects, strict=True)}
    known |= {at: ("same", "business", business) for at, (business, _how) in plan.edition.matched.items()}
    known |= {d.at: ("changed", "business", d.record.id) for d in plan.edition.differences}
    return known
