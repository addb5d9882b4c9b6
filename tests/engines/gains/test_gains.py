"""Gains against plain arithmetic, SciPy's paired test, and the definition of Fieller's interval turned round."""

import math
import statistics

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from dampingi.engines.gains import Gain, gain

SCORE = st.integers(0, 100)
MAYBE = st.none() | SCORE
PAIRS = st.lists(st.tuples(SCORE, SCORE), min_size=2, max_size=40)


def test_by_hand():
    found = gain([(40, 70), (60, 80), (50, 60), (None, 90), (30, None)])
    assert (found.n, found.lacking, found.pre, found.post, found.mean) == (3, 2, 50, 70, 20)
    assert found.normalised == 0.4
    # differences 30, 20, 10: sd 10, t(0.975; 2) = 4.302653
    assert found.interval == pytest.approx(
        (20 - 4.302653 * 10 / math.sqrt(3), 20 + 4.302653 * 10 / math.sqrt(3)), abs=1e-4
    )


def test_nobody_and_one():
    assert gain([]) == Gain(0, 0)
    assert gain([(None, None), (3, None)]) == Gain(0, 2)
    one = gain([(40, 70)])
    assert (one.mean, one.normalised, one.interval, one.normalised_interval) == (30, 0.5, None, None)


def test_who_starts_at_the_top_leaves_nothing_to_gain():
    found = gain([(100, 100), (100, 90)])
    assert (found.normalised, found.normalised_interval, found.mean) == (None, None, -5)


@pytest.mark.parametrize("wrong", [[(101, 3)], [(3, -1)], [(None, 100.5)]])
def test_a_score_off_the_scale_is_refused(wrong):
    with pytest.raises(ValueError, match="between 0 and 100"):
        gain(wrong)
    with pytest.raises(ValueError, match="level"):
        gain([], level=1)


@given(st.lists(st.tuples(MAYBE, MAYBE), max_size=40))
def test_against_plain_arithmetic(rows):
    both = [(a, b) for a, b in rows if a is not None and b is not None]
    found = gain(rows)
    assert (found.n, found.lacking) == (len(both), len(rows) - len(both))
    if both:
        assert found.mean == pytest.approx(statistics.fmean(b - a for a, b in both), abs=1e-9)
        left = statistics.fmean(100 - a for a, _b in both)
        told = statistics.fmean(b - a for a, b in both) / left if left else None
        assert found.normalised == (pytest.approx(told, abs=1e-9) if left else None)


@given(PAIRS, st.sampled_from([0.8, 0.95, 0.99]))
def test_the_interval_is_scipy_s(rows, level):
    assume(len({b - a for a, b in rows}) > 1)
    told = stats.ttest_rel([b for _a, b in rows], [a for a, _b in rows]).confidence_interval(level)
    assert gain(rows, level=level).interval == pytest.approx((told.low, told.high), rel=1e-9, abs=1e-9)


@given(PAIRS)
def test_fieller_s_ends_are_where_the_test_just_fails(rows):
    found = gain(rows)
    assume(found.normalised_interval is not None)
    low, high = found.normalised_interval
    assert low <= found.normalised + 1e-9
    assert found.normalised <= high + 1e-9
    for end in (low, high):
        rest = [(b - a) - end * (100 - a) for a, b in rows]
        spread = statistics.stdev(rest)
        assume(spread > 1e-4)
        t = abs(statistics.fmean(rest)) / (spread / math.sqrt(len(rest)))
        assert t == pytest.approx(stats.t.ppf(0.975, len(rest) - 1), rel=1e-5)


@given(PAIRS, st.randoms())
def test_order_does_not_matter_and_more_of_the_same_is_surer(rows, chance):
    shuffled = list(rows)
    chance.shuffle(shuffled)
    one, other, twice = gain(rows), gain(shuffled), gain(rows * 2)
    assert one.mean == pytest.approx(other.mean, abs=1e-9)
    assert twice.interval[1] - twice.interval[0] <= one.interval[1] - one.interval[0] + 1e-9
