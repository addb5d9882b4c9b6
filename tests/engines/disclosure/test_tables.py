"""A published table tells of each cell the step it lies on, and nothing else: whatever is added, subtracted or published besides."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dampingi.engines.disclosure import LEAST, told

TABLES = st.integers(1, 5).flatmap(
    lambda wide: st.lists(st.lists(st.integers(0, 40), min_size=wide, max_size=wide), min_size=1, max_size=5)
)


def possible(n):
    """What else a cell of so many may be without anything else being told, written down by hand and not by the engine's rule."""
    if n == 0:
        return [0]
    if n < 5:
        return [1, 2, 3, 4]
    if n < 8:
        return [5, 6, 7]
    return range(5 * ((n + 2) // 5) - 2, 5 * ((n + 2) // 5) + 3)


@given(TABLES, st.data())
def test_whatever_else_is_known_a_cell_may_be_anything_on_its_step(counts, data):
    """A reader who knows all other cells exactly, from other editions or their own work, learns no more of this one."""
    i, j = data.draw(st.integers(0, len(counts) - 1)), data.draw(st.integers(0, len(counts[0]) - 1))
    published = told(counts)
    for other in possible(counts[i][j]):
        changed = [[*row] for row in counts]
        changed[i][j] = other
        assert told(changed) == published


def test_every_small_count_is_as_possible_as_any_other():
    assert len({told([[a, 20], [30, b]]) for a, b in product(range(1, 5), repeat=2)}) == 1


def test_suppression_alone_gives_the_cell_away():
    """Control: hiding only the 3 of an exact table leaves 20 - 8 - 9 for everyone to compute; ours leaves 1 to 4 whatever one computes."""
    cells, total = (8, None, 9), 20
    assert total - sum(n for n in cells if n) == 3
    ours = told([[8, 3, 9], [10, 11, 12]])
    assert ours == told([[8, 1, 9], [10, 11, 12]]) == told([[8, 4, 9], [10, 11, 12]])


def test_two_exact_editions_give_away_what_each_of_them_hides_and_ours_do_not():
    """Control: in June 3 and 8 are hidden so that no total gives one away; in July the third cell is small and hides the 3 instead.

    For a reader who trusts that the 8 did not change, June's hole less July's 8 is the 3.
    """
    june, july = ((None, None, 9, 20), 40), ((None, 8, None, 20), 35)
    hole = june[1] - sum(n for n in june[0] if n)
    assert hole - july[0][1] == 3
    for other in (1, 2, 3, 4):
        assert told([[other, 8, 9, 20]]) == told([[3, 8, 9, 20]])
        assert told([[other, 8, 4, 20]]) == told([[3, 8, 4, 20]])


def test_a_single_business_more_shows_nothing_or_a_step():
    assert told([[11, 20]]) == told([[12, 20]])
    assert told([[12, 20]]).cells[0][0] + 5 == told([[13, 20]]).cells[0][0]


@given(TABLES)
def test_what_is_told_is_near_the_truth_and_nothing_small_is_shown(counts):
    for true, shown in zip(counts, told(counts).cells, strict=True):
        for n, s in zip(true, shown, strict=True):
            assert (s is None) == (0 < n < LEAST)
            assert s is None or (s % 5 == 0 and abs(s - n) <= 2 and (s == 0) == (n == 0))


@given(TABLES)
def test_totals_add_up_and_are_near_the_truth(counts):
    table = told(counts)
    for row, cells, total in zip(counts, table.cells, table.rows, strict=True):
        if None not in cells:
            assert total == sum(cells)
        assert abs((total or 2) - sum(row)) <= 2 * len(row) + 2
    if table.hidden == 0:
        assert table.total == sum(table.rows) == sum(table.columns)


def test_the_first_steps():
    assert told([[0, 1, 4, 5, 7, 8, 12, 13]]).cells == ((0, None, None, 5, 5, 10, 10, 15),)


def test_a_table_of_one_business_says_nothing():
    assert told([[1]]).total is None


def test_an_empty_and_a_broken_table():
    assert told([]).total == 0
    with pytest.raises(ValueError, match="one length"):
        told([[1, 2], [3]])
    with pytest.raises(ValueError, match="negative"):
        told([[-1]])
