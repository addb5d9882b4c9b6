"""Two-way tables of counts for the public, from which nobody can work out a small count: not by subtraction, and not from two editions.

Each cell is told by itself, as the step it lies on: 0, hidden (1 to 4), then the nearest multiple of five. Totals are made of what is told, never
counted, so they carry nothing besides. What a reader learns of a cell is its step, whatever else is known or published later.
Rounding and suppression of tables: Hundepool et al., Statistical Disclosure Control (Wiley, 2012), ch. 4 and 5.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LEAST = 5
"""Fewer than so many point at people; also what all else is a multiple of."""
HIDDEN_AS = 2
"""What a hidden cell counts as in a total: near the mean of 1 to 4, of which the small are the commoner."""


@dataclass(frozen=True, slots=True)
class Table:
    """What is published; None is hidden. `rows` and `columns` are the totals of each, `total` of all."""

    cells: tuple[tuple[int | None, ...], ...]
    rows: tuple[int | None, ...]
    columns: tuple[int | None, ...]
    total: int | None

    @property
    def hidden(self) -> int:
        return sum(cell is None for row in self.cells for cell in row)


def told(counts: Sequence[Sequence[int]]) -> Table:
    """Counts (rows of equal length, none negative) as they may be published. Raises ValueError for a ragged or negative table."""
    if len({len(row) for row in counts}) > 1 or any(n < 0 for row in counts for n in row):
        raise ValueError("a table has rows of one length and no negative count")
    cells = tuple(tuple(map(step, row)) for row in counts)
    return Table(
        cells,
        tuple(_sum(row) for row in cells),
        tuple(_sum(column) for column in zip(*cells, strict=True)),
        _sum(cell for row in cells for cell in row),
    )


def step(n: int) -> int | None:
    """0, hidden, 5 (5 to 7), 10 (8 to 12), 15 ..."""
    return None if 0 < n < LEAST else (n + LEAST // 2) // LEAST * LEAST


def _sum(cells: Iterable[int | None]) -> int | None:
    return step(sum(HIDDEN_AS if n is None else n for n in cells))
