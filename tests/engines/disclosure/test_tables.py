"""No suppressed cell can be worked out from what is published: checked by linear programming, not by our own rule."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from dampingi.engines.disclosure import suppressed

SMALL = st.integers(0, 12)
TABLES = st.integers(1, 5).flatmap(
    lambda wide: st.lists(st.lists(SMALL, min_size=wide, max_size=wide), min_size=1, max_size=5)
)


def ranges(table):
    """(least, most) each suppressed cell or total could be, for a reader who knows that none of them is zero."""
    rows = [[*row, t] for row, t in zip(table.cells, table.rows, strict=True)]
    wide = [*rows, [*table.columns, table.total]]
    unknown = [(i, j) for i, row in enumerate(wide) for j, n in enumerate(row) if n is None]
    place = {cell: k for k, cell in enumerate(unknown)}
    equations, right = [], []
    for cells in _sums(len(wide), len(wide[0])):
        line, known = np.zeros(len(unknown)), 0
        for cell, sign in cells:
            if cell in place:
                line[place[cell]] += sign
            else:
                known += sign * wide[cell[0]][cell[1]]
        equations.append(line)
        right.append(-known)
    bounds = [(1, None)] * len(unknown)
    found = {}
    for cell, k in place.items():
        aim = np.eye(len(unknown))[k]
        least, most = (
            linprog(sign * aim, A_eq=np.array(equations), b_eq=right, bounds=bounds, method="highs")
            for sign in (1, -1)
        )
        assert least.status == 0, "what was there is always possible"
        found[cell] = (least.fun, np.inf if most.status == 3 else -most.fun)
    return found


def _sums(height: int, width: int):
    for i in range(height):
        yield [((i, j), 1) for j in range(width - 1)] + [((i, width - 1), -1)]
    for j in range(width):
        yield [((i, j), 1) for i in range(height - 1)] + [((height - 1, j), -1)]


@given(TABLES)
@settings(max_examples=250, deadline=None)
def test_no_suppressed_cell_can_be_worked_out(counts):
    for cell, (least, most) in ranges(suppressed(counts)).items():
        assert most - least > 0.5, f"{cell} of {counts} can only be {least}"


@given(TABLES)
@settings(deadline=None)
def test_nothing_small_is_shown_and_what_is_shown_is_true(counts):
    table = suppressed(counts)
    shown = [n for row in table.cells for n in row] + [*table.rows, *table.columns, table.total]
    assert all(n is None or n == 0 or n >= 5 for n in shown)
    for row, told in zip(counts, table.cells, strict=True):
        assert all(n is None or n == true for n, true in zip(told, row, strict=True))
    assert table.total in (None, sum(map(sum, counts)))


def test_primary_suppression_alone_gives_the_cell_away():
    """Control: hiding only the 3 leaves 20 - 8 - 9 = 3 for everyone to compute."""
    from dampingi.engines.disclosure.tables import Table

    naive = Table(((8, None, 9), (10, 11, 12)), (20, 33), (18, 14, 21), 53)
    assert ranges(naive) == {(0, 1): (3, 3)}
    ours = suppressed([[8, 3, 9], [10, 11, 12]])
    assert ours.hidden == 4
    assert (ours.rows, ours.columns, ours.total) == ((20, 33), (18, 14, 21), 53)


def test_ones_in_every_corner_need_more_than_a_rectangle():
    table = suppressed([[1, 1], [1, 1]])
    assert all(most - least >= 1 for least, most in ranges(table).values())


def test_a_table_of_one_business_says_nothing():
    assert suppressed([[1]]).total is None


def test_a_safe_table_is_told_whole():
    table = suppressed([[5, 0], [7, 9]])
    assert (table.hidden, table.rows, table.total) == (0, (5, 16), 21)


def test_an_empty_and_a_broken_table():
    assert suppressed([]).total == 0
    with pytest.raises(ValueError, match="one length"):
        suppressed([[1, 2], [3]])
    with pytest.raises(ValueError, match="negative"):
        suppressed([[-1]])
