"""Two-way tables of counts for the public: small cells are suppressed, and as many others as it takes so that no total gives one away.

The table with its totals is a network: a suppressed cell can be worked out from what is published exactly when no closed walk
through suppressed cells passes it along which ones can be added and taken away in turn (Gusfield, SIAM J. Comput. 17, 1988). A published zero
tells that a suppressed cell is at least one; the reader is taken to know that.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

LEAST = 5
"""Fewer than so many point at people."""
Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Table:
    """What is published; None is suppressed. `rows` and `columns` are the totals of each, `total` of all."""

    cells: tuple[tuple[int | None, ...], ...]
    rows: tuple[int | None, ...]
    columns: tuple[int | None, ...]
    total: int | None

    @property
    def hidden(self) -> int:
        return sum(cell is None for row in self.cells for cell in row)


def suppressed(counts: Sequence[Sequence[int]], least: int = LEAST) -> Table:
    """Counts (rows of equal length, none negative) without what would point at fewer than `least`, directly or by subtraction.

    Cells of 1 to `least` - 1 go first, totals as well; then, as long as one of them could be worked out, the cheapest
    rectangle that hides it. Totals stay whenever that is possible. Raises ValueError for a ragged or negative table.
    """
    wide = _with_totals(counts)
    hidden = {(i, j) for i, row in enumerate(wide) for j, n in enumerate(row) if 0 < n < least}
    while given_away := next((c for c in sorted(hidden) if _derivable(wide, hidden, c)), None):
        hidden |= _hiding(wide, hidden, given_away)
    told = [[None if (i, j) in hidden else n for j, n in enumerate(row)] for i, row in enumerate(wide)]
    return Table(
        tuple(tuple(row[:-1]) for row in told[:-1]),
        tuple(row[-1] for row in told[:-1]),
        tuple(told[-1][:-1]),
        told[-1][-1],
    )


def _with_totals(counts: Sequence[Sequence[int]]) -> list[list[int]]:
    if len({len(row) for row in counts}) > 1 or any(n < 0 for row in counts for n in row):
        raise ValueError("a table has rows of one length and no negative count")
    rows = [[*row, sum(row)] for row in counts]
    width = len(counts[0]) if counts else 0
    return [*rows, [sum(row[j] for row in rows) for j in range(width + 1)]]


def _may_move(wide: list[list[int]], cell: Cell, *, up: bool) -> bool:
    """Whether one more (or one less) than what is there could be there as well. Totals stand on the other side of the equation."""
    i, j = cell
    is_total = (i == len(wide) - 1) != (j == len(wide[0]) - 1)
    return up != is_total or wide[i][j] > 1


def _derivable(wide: list[list[int]], hidden: set[Cell], cell: Cell) -> bool:
    return not any(
        _may_move(wide, cell, up=up) and _closes(wide, hidden, cell, up=up) for up in (True, False)
    )


def _closes(wide: list[list[int]], hidden: set[Cell], cell: Cell, *, up: bool) -> bool:
    """Whether the change of `cell` can be made good elsewhere: a walk back to it, its column's end to its row's, over other cells.

    From a column one takes away what was added there (or adds what was taken), from a row the reverse.
    """
    start, goal = ("column", cell[1]), ("row", cell[0])
    seen, waiting = {start}, deque([start])
    while waiting:
        side, at = waiting.popleft()
        for other in hidden - {cell}:
            here, there = (other[1], other[0]) if side == "column" else (other[0], other[1])
            turn = (not up) if side == "column" else up
            if here != at or not _may_move(wide, other, up=turn):
                continue
            reached = ("row" if side == "column" else "column", there)
            if reached == goal:
                return True
            if reached not in seen:
                seen.add(reached)
                waiting.append(reached)
    return False


def _hiding(wide: list[list[int]], hidden: set[Cell], cell: Cell) -> set[Cell]:
    """The three corners that with `cell` make a rectangle along which one can be moved, at the least loss."""
    i, j = cell
    last_row, last_column = len(wide) - 1, len(wide[0]) - 1
    found: list[tuple[int, set[Cell]]] = []
    for r in range(len(wide)):
        for c in range(len(wide[0])):
            if r == i or c == j:
                continue
            beside, across = ((i, c), (r, j)), (r, c)
            if not all(wide[a][b] for a, b in (*beside, across)):
                continue
            if not any(
                _may_move(wide, cell, up=up)
                and _may_move(wide, across, up=up)
                and all(_may_move(wide, b, up=not up) for b in beside)
                for up in (True, False)
            ):
                continue
            fresh = {*beside, across} - hidden
            totals = sum((a == last_row) + (b == last_column) for a, b in fresh)
            found.append((totals * 10**12 + sum(wide[a][b] for a, b in fresh), fresh))
    return min(found, key=lambda each: (each[0], sorted(each[1])))[1]
