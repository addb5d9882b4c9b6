"""The kept rows of all blocks as one table of typed values, each distinct cell read once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dampingi.engines.sheets.blocks import Block
from dampingi.engines.sheets.faults import Fault, Problem
from dampingi.engines.sheets.layouts import MONEY, Field, Layout
from dampingi.engines.sheets.values import READERS
from dampingi.engines.sheets.values.money import in_rupiah
from dampingi.engines.sheets.values.text import FORMULA_ERRORS, plain

FAILED = frozenset(shown for error in FORMULA_ERRORS for shown in (error, error.upper(), error.capitalize()))
"""A formula that failed is a problem whatever the column holds."""


@dataclass(frozen=True, slots=True)
class Correction:
    """Something put right or left out for the person to know; worded in `wording.CORRECTIONS`."""

    code: str
    sheet: str
    data: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """All data rows of all sheets, by column. `columns[field][i]` belongs to `sheets[i]`, `rows[i]` (from 1)."""

    columns: Mapping[str, Sequence[object]]
    sheets: Sequence[str]
    rows: Sequence[int]

    def __len__(self) -> int:
        return len(self.rows)

    def column(self, key: str) -> Sequence[object]:
        return self.columns.get(key) or [None] * len(self.rows)


def typed(blocks: Sequence[Block], layout: Layout) -> tuple[Table, list[Problem]]:
    columns: dict[str, list[object]] = {}
    sheets: list[str] = []
    rows: list[int] = []
    problems: list[Problem] = []
    for block in blocks:
        for said in layout.typed():
            if said.key not in block.cells:
                if said.key in columns:
                    columns[said.key].extend([None] * len(block.kept))
                continue
            values, found = read_cells(block, said)
            columns.setdefault(said.key, [None] * len(rows)).extend(values)
            problems += found
        sheets += [block.sheet] * len(block.kept)
        rows += block.row_numbers()
    return Table(columns, sheets, rows), problems


def read_cells(block: Block, said: Field) -> tuple[list[object], list[Problem]]:
    """The typed values of one column of a block, and its problems."""
    cells = block.cells[said.key]
    reader = READERS[said.type]
    distinct = set(cells)
    read_once = {cell: reader(cell) for cell in distinct}
    read_once |= {cell: Fault("formula_error") for cell in distinct & FAILED}
    faults = {cell: value for cell, value in read_once.items() if type(value) is Fault}
    if faults:
        read_once |= {cell: fault.value for cell, fault in faults.items()}
    if said.type in MONEY:
        times = block.multipliers.get(said.key, 1)
        read_once = {cell: in_rupiah(value, times, said.period) for cell, value in read_once.items()}
    problems = [_problem(block, said, at, cell, faults[cell]) for at, cell in enumerate(cells) if cell in faults] if faults else []  # fmt: skip
    return list(map(read_once.__getitem__, cells)), problems


def _problem(block: Block, said: Field, at: int, cell: object, fault: Fault) -> Problem:
    severity = "warn" if fault.value is not None else said.severity
    return Problem(
        block.sheet,
        block.row_number(at),
        block.columns.get(said.key),
        said.key,
        fault.code,
        severity,
        shown(cell, said),
        fault.data,
    )


def shown(cell: object, said: Field) -> str:
    """What stood in the cell, for a person to recognise; identifiers only by their first digits."""
    text = plain(cell)[:60]
    return f"{text[:4]}…" if said.personal and len(text) > 4 else text
