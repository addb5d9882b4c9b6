"""What is put right before the values are read: exchanged columns, each told as a `Correction`."""

from __future__ import annotations

from collections.abc import Sequence

from dampingi.engines.sheets import swaps
from dampingi.engines.sheets.blocks import Block
from dampingi.engines.sheets.layouts import Layout
from dampingi.engines.sheets.tables import Correction


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
        swap = swaps.swapped_names(business, owner, words)
        if swap is not None:
            block.exchange("business_name", "owner_name", range(swap.first, swap.last + 1))
            told.append(_swap_told("swapped_names", block, list(range(swap.first, swap.last + 1))))
    return told


def _phones_put_right(block: Block) -> list[Correction]:
    if "phone" not in block.cells or "address" not in block.cells:
        return []
    rows = swaps.swapped_phones(block.cells["phone"], block.cells["address"])
    block.exchange("phone", "address", rows)
    return [_swap_told("swapped_phones", block, rows)] if rows else []


def _swap_told(code: str, block: Block, at: Sequence[int]) -> Correction:
    data = {"first": block.row_number(at[0]), "last": block.row_number(at[-1]), "count": len(at)}
    return Correction(code, block.sheet, data)
