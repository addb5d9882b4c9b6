"""What happened where: kecamatan, stages, constraints."""

from decimal import Decimal
from typing import Any

from dampingi.foundation.ui import formats
from dampingi.outcomes.reports import pictures
from dampingi.outcomes.reports.doors import Doors
from dampingi.outcomes.reports.words import day


def pages(data: dict[str, Any], doors: Doors) -> dict[str, Any]:
    return {
        "districts": {
            "heading": data["districts"]["division"].capitalize(),
            "lead": data["districts"]["lead"],
            "columns": data["districts"]["columns"],
            "rows": [_row(row, doors) for row in data["districts"]["rows"]],
            "total": _row(data["districts"]["total"], doors),
            "chart": pictures.on_paper(pictures.ranked(data, doors)),
            "funnel": pictures.on_paper(pictures.funnel(data)),
        },
        "stages": _stages(data["stages"], doors),
        "constraints": _constraints(data["constraints"], doors),
    }


def _row(row: dict[str, Any], doors: Doors) -> dict[str, Any]:
    return {
        "name": row["name"],
        "cells": doors.cells(row["figures"], state=True),
        "trace": doors.trace(row["figures"]),
    }


def _stages(told: dict[str, Any], doors: Doors) -> dict[str, Any]:
    table = told["districts"]
    return {
        "lead": told["lead"],
        "rows": [_stage(row, doors) for row in told["rows"]],
        "table": {"columns": table["columns"], "rows": [_row(row, doors) for row in table["rows"]]}
        if table["rows"]
        else None,
    }


def _stage(row: dict[str, Any], doors: Doors) -> dict[str, Any]:
    counts = {kind: doors.ledger.value(row[kind]) or Decimal(0) for kind in ("done", "late", "open")}
    whole = sum(counts.values()) or Decimal(1)
    return {
        "name": row["name"],
        "due": formats.short_day(day(row["due_on"])),
        "figure": doors.cell(row["share"]),
        "trace": doors.trace([row["done"], row["late"], row["open"], row["share"]]),
        "parts": [
            {"kind": kind, "share": float(count / whole), "text": formats.number(count)}
            for kind, count in counts.items()
        ],
    }


def _constraints(told: dict[str, Any], doors: Doors) -> dict[str, Any]:
    """Shaded by how many there are per participant, so that a large kecamatan is not dark for being large."""
    of_cells = Shades([_rate(no, r["people"], doors) for r in told["rows"] for no in r["figures"]])
    of_tiles = Shades([_rate(t["figure"], t["people"], doors) for t in told["tiles"]])
    return {
        **{key: told[key] for key in ("lead", "columns", "caption", "tile_caption")},
        "rows": [
            {"name": r["name"], "cells": [_shaded(no, r["people"], of_cells, doors) for no in r["figures"]]}
            for r in told["rows"]
        ],
        "groups": [
            {
                "name": group["name"],
                "tiles": [
                    {"name": t["name"], **_shaded(t["figure"], t["people"], of_tiles, doors)}
                    for t in told["tiles"]
                    if t["code"].startswith(group["code"] + ".")
                ],
            }
            for group in told["groups"]
        ],
        "common": [{"name": c["name"], "figure": doors.cell(c["figure"])} for c in told["common"]],
    }


class Shades:
    """From the lightest of these rates (0) to the darkest (1)."""

    def __init__(self, rates: list[float]) -> None:
        self.least, self.most = min(rates, default=0.0), max(rates, default=0.0)

    def of(self, rate: float) -> float:
        return (rate - self.least) / (self.most - self.least) if self.most > self.least else 0.0


def _shaded(no: int, people: int, shades: Shades, doors: Doors) -> dict[str, Any]:
    return {"figure": doors.cell(no), "level": shades.of(_rate(no, people, doors))}


def _rate(no: int, people: int, doors: Doors) -> float:
    return float(doors.ledger.value(no) or 0) / people if people else 0.0
