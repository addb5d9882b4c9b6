"""Later editions of an invented directory: as an office sends the same list again next year.

Most rows stand there letter for letter. Some businesses have closed, some are new, some have moved, grown or
changed their phone, and about half of the faults of the first edition were mended.
"""

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from dampingi.demo.sheets import STREETS, Edit, Entry, Line, Place, Truth, entries, faulty, typed

GONE, CHANGED, ADDED, MENDED = 0.02, 0.06, 0.03, 0.5
CELLS = {"address": (6,), "kelurahan": (7, 8), "phone": (9,), "product": (12, 14), "workers": (16, 17),
         "capital": (18,), "turnover_monthly": (19,)}  # fmt: skip
"""Columns that state each field."""


def edition(number: int, *, seed: int, places: Sequence[Place]) -> Edit | None:
    """What turns the first edition into the given one; None for the first."""
    if number == 1:
        return None

    def edit(lines: list[Line], truth: Truth) -> list[Line]:
        for year in range(2, number + 1):
            lines = _edited(random.Random(f"directory/{seed}/edition/{year}"), lines, places, truth)  # noqa: S311
        return lines

    return edit


def _edited(rng: random.Random, lines: Sequence[Line], places: Sequence[Place], truth: Truth) -> list[Line]:
    kept = []
    for line in lines:
        chance = rng.random()
        if chance < GONE:
            truth.gone.append(line.entry)
        elif line.spoils and faulty(line.number):
            kept.append(_mended(line, truth) if rng.random() < MENDED else line)
        else:
            kept.append(_changed(rng, line, places, truth) if chance < GONE + CHANGED else line)
    last = max(line.number for line in lines)
    new = list(entries(rng, max(1, round(len(lines) * ADDED)), places, first=last))
    truth.added += new
    return kept + [
        Line(number, entry, typed(entry, number, rng), spoils=False)
        for number, entry in enumerate(new, last + 1)
    ]


def _mended(line: Line, truth: Truth) -> Line:
    truth.mended.append(line.entry)
    return replace(line, spoils=False)


def _changed(rng: random.Random, line: Line, places: Sequence[Place], truth: Truth) -> Line:
    field = rng.choice(sorted(CELLS))
    entry = _altered(rng, line.entry, field, places)
    fresh = typed(entry, line.number, rng)
    cells = list(line.cells)
    for column in CELLS[field]:
        cells[column] = fresh[column]
    before, now = _value(line.entry, field), _value(entry, field)
    if before != now:
        told = truth.changed.setdefault(entry.nik, {})
        told[field] = (told.get(field, (before,))[0], now)
    return replace(line, entry=entry, cells=cells)


def _altered(rng: random.Random, entry: Entry, field: str, places: Sequence[Place]) -> Entry:
    grown = 1 + rng.randrange(5, 60) / 100
    altered: dict[str, Any] = {
        "address": {"street": f"Jl. {rng.choice(STREETS)} RT.{rng.randrange(60, 90)} No.{rng.randrange(200, 300)}"},
        "kelurahan": {"place": rng.choice([place for place in places if place != entry.place] or places)},
        "phone": {"phone": f"0813{rng.randrange(10**7, 10**8)}"},
        "product": {"product": f"{entry.product} kemasan baru"},
        "workers": {"workers": entry.workers + rng.randrange(1, 4)},
        "capital": {"capital": int(entry.capital * grown) // 1_000_000 * 1_000_000 + 1_000_000},
        "turnover_monthly": {"monthly": int(entry.monthly * grown) // 100_000 * 100_000 + 100_000},
    }  # fmt: skip
    return replace(entry, **altered[field])


def _value(entry: Entry, field: str) -> Any:
    names = {"address": "street", "kelurahan": "place", "turnover_monthly": "monthly"}
    return getattr(entry, names.get(field, field))
