"""Where participants are held up: per stage, and per stage and part of the region."""

from typing import Any

from dampingi.foundation.ui import formats
from dampingi.outcomes.reports.composing.entries import Entries
from dampingi.outcomes.reports.composing.material import StageDue
from dampingi.outcomes.reports.words import inside


def section(entries: Entries) -> dict[str, Any]:
    rows = [
        _stage(entries, s)
        for s in entries.material.stages
        if entries.material.by_stage.of("stage_timeliness", s.code).denominator
    ]
    due = [s for s in entries.material.stages if any(r["code"] == s.code for r in rows)]
    return {"lead": _lead(entries, rows), "rows": rows, "districts": _table(entries, due)}


def _stage(entries: Entries, stage: StageDue) -> dict[str, Any]:
    material = entries.material
    on_time = material.by_stage.of("stage_timeliness", stage.code)
    done = material.by_stage.of("stage_completion", stage.code)
    about = {
        "region": material.region.code,
        "grouping": ("stage",),
        "group": (stage.code,),
        "source": "Catatan tahap",
    }
    count = entries.ledger.count
    return {
        "code": stage.code,
        "name": stage.name,
        "due_on": stage.due_on.isoformat(),
        "done": count(f"{stage.name}: tepat waktu", on_time.numerator, indicator="stage_timeliness", **about),
        "late": count(
            f"{stage.name}: terlambat",
            done.numerator - on_time.numerator,
            indicator="stage_completion",
            **about,
        ),
        "open": count(
            f"{stage.name}: belum selesai",
            done.denominator - done.numerator,
            indicator="stage_completion",
            **about,
        ),
        "share": entries.indicator(
            "stage_timeliness",
            on_time,
            place=stage.name,
            region=material.region.code,
            grouping=("stage",),
            group=(stage.code,),
        ),
    }


def _lead(entries: Entries, rows: list[dict[str, Any]]) -> str:
    known = [(entries.ledger.value(r["share"]), r) for r in rows]
    known = [(value, row) for value, row in known if value is not None]
    if not known:
        return "Belum ada tahap yang jatuh tempo."
    value, row = min(known, key=lambda k: k[0])
    waiting = entries.ledger.value(row["open"])
    return (
        f"Tahap yang paling sering terlambat ialah {inside(row['name'])}: {formats.percent(value)} tepat waktu, dan "
        f"{formats.number(waiting)} peserta belum menyelesaikannya. Hanya tahap yang sudah jatuh tempo yang dihitung."
    )


def _table(entries: Entries, due: list[StageDue]) -> dict[str, Any]:
    material = entries.material
    rows = []
    for place in material.parts:
        numbers = [
            entries.indicator(
                "stage_timeliness",
                material.by_part_stage.of("stage_timeliness", place.code, stage.code),
                place=f"{stage.name}, {place.name}",
                region=place.code,
                grouping=(material.division, "stage"),
                group=(place.code, stage.code),
            )
            for stage in due
        ]
        rows.append({"name": place.name, "figures": numbers})
    return {"columns": [s.name for s in due], "rows": rows if due else []}
