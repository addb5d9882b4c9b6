"""Which kind of list each sheet of a workbook is: a workbook may bring businesses, participants and visits at once."""

from __future__ import annotations

from dataclasses import dataclass

from dampingi.engines.sheets.blocks import read_sheet
from dampingi.engines.sheets.layouts import layout_kinds, read_layout
from dampingi.engines.sheets.workbooks import Sheet, Workbook

LOOKED_AT = 400
"""Rows enough to find a heading and see whether its columns hold what it says."""


@dataclass(frozen=True, slots=True)
class SheetKind:
    """`kind` is the layout whose headings the sheet shows best, "" for none; `scores` tell all of them."""

    sheet: str
    kind: str
    scores: tuple[tuple[str, float], ...] = ()


def kinds_of(workbook: Workbook) -> tuple[SheetKind, ...]:
    """For each sheet in order. A tie goes to the earlier kind: participants with a business are businesses too."""
    found = []
    for sheet in workbook.sheets:
        scored = []
        beginning = Sheet(sheet.name, sheet.rows[:LOOKED_AT], sheet.merges)
        for kind in layout_kinds():
            reading = read_sheet(beginning, read_layout(kind), {})
            if reading.header is not None and reading.reason in ("", "no_rows"):
                scored.append((kind, reading.header.score))
        best = max(scored, key=lambda pair: pair[1], default=("", 0.0))
        found.append(SheetKind(sheet.name, best[0], tuple(scored)))
    return tuple(found)
