"""What is put right before the values are read: exchanged columns, each told as a `Correction`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from dampingi.engines.sheets import swaps
from dampingi.engines.sheets.blocks import Block, SheetReading
from dampingi.engines.sheets.layouts import Layout
from dampingi.engines.sheets.tables import Correction
from dampingi.engines.sheets.workbooks import Sheet

MOST_STRETCHES = 8


def put_right(blocks: Sequence[Block], layout: Layout) -> list[Correction]:
    told = []
    if ("business_name", "owner_name") in layout.swaps or ("owner_name", "business_name") in layout.swaps:
        told += _names_put_right(blocks)
    if ("phone", "address") in layout.swaps:
        told += [correction for block in blocks for correction in _phones_put_right(block)]
    return told


def _names_put_right(blocks: Sequence[Block]) -> list[Correction]:
    named = [block for block in blocks if "business_name" in block.cells and "owner_name" in block.cells]
    cells = [(block.cells["business_name"], block.cells["owner_name"]) for block in named]
    words = swaps.learn(
        swaps.pair(*both) for business, owner in cells for both in zip(business, owner, strict=True)
    )
    told = []
    for block, (business, owner) in zip(named, cells, strict=True):
        for _ in range(MOST_STRETCHES):
            swap = swaps.swapped_names(business, owner, words)
            if swap is None:
                break
            block.exchange("business_name", "owner_name", range(swap.first, swap.last + 1))
            told.append(_swap_told("swapped_names", block, list(range(swap.first, swap.last + 1))))
        rows = swaps.swapped_single_names(business, owner)
        block.exchange("business_name", "owner_name", rows)
        told += [_swap_told("swapped_names", block, run) for run in _runs(rows)]
    return told


def _runs(rows: Sequence[int]) -> list[list[int]]:
    """Neighbouring positions together."""
    runs = groupby(enumerate(rows), key=lambda pair: pair[1] - pair[0])
    return [[at for _, at in run] for _, run in runs]


def _phones_put_right(block: Block) -> list[Correction]:
    if "phone" not in block.cells or "address" not in block.cells:
        return []
    rows = swaps.swapped_phones(block.cells["phone"], block.cells["address"])
    block.exchange("phone", "address", rows)
    return [_swap_told("swapped_phones", block, rows)] if rows else []


def _swap_told(code: str, block: Block, at: Sequence[int]) -> Correction:
    data = {"first": block.row_number(at[0]), "last": block.row_number(at[-1]), "count": len(at)}
    return Correction(code, block.sheet, data)


def _apart(sheet: Sheet) -> list[tuple[int, int, int]]:
    """(top, bottom, left) of tall merges within the rows, those that overlap another left out: no office program writes them."""
    found: list[tuple[int, int, int]] = []
    ends: dict[int, int] = {}
    for (top, left), (bottom, _right) in sorted(sheet.merges):
        last = min(bottom, len(sheet.rows) - 1)
        if last > top > ends.get(left, -1):
            found.append((top, last, left))
            ends[left] = last
    return found


def merged_down(sheet: Sheet, found: SheetReading) -> list[Correction]:
    """One cell merged over several rows says its value for each of them."""
    tall = _apart(sheet)
    headings = {match.column: match.heading for match in found.matches}
    counts: dict[int, int] = {}
    for block in found.blocks if tall else ():
        position = {index: at for at, index in enumerate(block.kept)}
        field_of = {column: key for key, column in block.columns.items()}
        for top, bottom, left in tall:
            key = field_of.get(left)
            if key is None or top not in position:
                continue
            cells = block.cells[key]
            value = cells[position[top]]
            for index in range(top + 1, bottom + 1) if value not in ("", None) else ():
                if index in position and cells[position[index]] in ("", None):
                    cells[position[index]] = value
                    counts[left] = counts.get(left, 0) + 1
    return [
        Correction("merged_down", sheet.name, {"heading": headings.get(left, ""), "count": count})
        for left, count in counts.items()
    ]
