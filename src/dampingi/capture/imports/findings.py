"""What a check found, row by row, kept so that pages need not read the file again. Values of cells are sealed."""

import json
from collections.abc import Iterator
from typing import Any

from dampingi.capture.imports.editions.applying import Decisions
from dampingi.capture.imports.editions.comparing import Difference as Compared
from dampingi.capture.imports.editions.comparing import Field
from dampingi.capture.imports.models import Difference, FoundProblem, Import
from dampingi.capture.imports.plans import Plan
from dampingi.engines.sheets import Problem
from dampingi.foundation.batches import insert_many
from dampingi.foundation.revisions.actions import plain
from dampingi.foundation.rows import new_ids
from dampingi.foundation.sealing import Seal

SEAL = Seal("imports", b"finding")
HIDDEN = "•"
_DIFFERENCE = (
    "id",
    "made_by",
    "number",
    "verdict",
    "sheet",
    "row",
    "subject_id",
    "fields",
    "decided",
    "sealed",
)
_PROBLEM = ("id", "made_by", "number", "severity", "code", "field", "sheet", "row", "column", "sealed")


def keep_findings(sheet: Import, plan: Plan) -> None:
    """In place of those of an earlier check; what a person decided about a record is kept where it still differs."""
    decided = dict(sheet.differences.exclude(decided={}).values_list("subject_id", "decided"))
    sheet.differences.all().delete()
    sheet.problems.all().delete()
    insert_many(Difference, _DIFFERENCE, _differences(sheet, plan, decided))
    insert_many(FoundProblem, _PROBLEM, _problems(sheet, plan))


def decisions_of(sheet: Import) -> Decisions:
    told = sheet.differences.exclude(decided={}).values_list("subject_id", "decided")
    return Decisions(sheet.choices.get("fields", {}), dict(told))


def opened(sealed: bytes) -> Any:
    return json.loads(SEAL.open(bytes(sealed)))


def _differences(sheet: Import, plan: Plan, decided: dict[Any, Any]) -> Iterator[tuple[Any, ...]]:
    table, edition = plan.reading.table, plan.edition
    ids = iter(new_ids(len(edition.differences) + len(edition.gone)))
    ordered = sorted(edition.differences, key=lambda d: d.at)
    for number, found in enumerate(ordered, 1):
        yield (
            next(ids), sheet.id, number, "conflict" if found.conflict else "changed", table.sheets[found.at][:31],
            table.rows[found.at], found.record.id, f",{','.join(f.key for f in found.fields)},",
            decided.get(found.record.id, {}), _sealed(_told(found)),
        )  # fmt: skip
    for number, gone in enumerate(edition.gone, len(ordered) + 1):
        told = {"name": gone.record.values["name"], "owner": gone.record.values["owner"]}
        yield (
            next(ids), sheet.id, number, "gone", gone.sheet[:31], gone.row, gone.record.id, "", {}, _sealed(told),
        )  # fmt: skip


def _told(found: Compared) -> dict[str, Any]:
    values = found.record.values
    return {
        "name": values["name"],
        "owner": values["owner"],
        "how": found.how,
        "fields": plain_fields(found),
    }


def plain_fields(found: Compared) -> list[dict[str, Any]]:
    return [_field(f) for f in found.fields]


def _field(f: Field) -> dict[str, Any]:
    """A NIK is never shown, only that there is one."""
    if f.key == "nik":
        return {
            "key": f.key,
            "old": None,
            "now": HIDDEN if f.now else "",
            "new": HIDDEN,
            "conflict": f.conflict,
        }
    values = {"old": plain(f.old), "now": plain(f.now), "new": plain(f.new)}
    return {"key": f.key, "conflict": f.conflict, **values}


def _problems(sheet: Import, plan: Plan) -> Iterator[tuple[Any, ...]]:
    """Those that keep rows out first."""
    found = sorted(plan.reading.problems, key=lambda p: p.severity != "refuse")
    for number, (id, p) in enumerate(zip(new_ids(len(found)), found, strict=True), 1):
        sealed = _sealed({"shown": p.shown, "data": dict(p.data)})
        yield id, sheet.id, number, p.severity, p.code, p.field, p.sheet[:31], p.row, p.column, sealed


def problem(kept: FoundProblem) -> Problem:
    told = opened(kept.sealed)
    severity: Any = kept.severity
    return Problem(
        kept.sheet, kept.row, kept.column, kept.field, kept.code, severity, told["shown"], told["data"]
    )


def _sealed(told: Any) -> bytes:
    return SEAL.close(json.dumps(told, ensure_ascii=False, default=str).encode())
