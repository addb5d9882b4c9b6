"""Against SciPy and a naive count; and what must hold whatever the numbers are."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import median_abs_deviation

from dampingi.engines.plausibility import ENOUGH, LIMIT, deviation, judge

whole = st.integers(-10_000, 10_000)
numbers = st.fractions(-10_000, 10_000, max_denominator=50)
many = st.lists(numbers, min_size=ENOUGH, max_size=30)


def middle(found):
    ordered, n = sorted(found), len(found)
    return (ordered[(n - 1) // 2] + ordered[n // 2]) / Fraction(2)


def naive(value, others):
    """Whether it is flagged, by the book."""
    centre = middle(others)
    away = [abs(o - centre) for o in others]
    scale = middle(away) * Fraction(14826, 10_000)
    if scale == 0:
        scale = sum(away) / Fraction(len(away)) * Fraction(12533, 10_000)
    return abs(value - centre) > Fraction(7, 2) * scale


@given(numbers, many)
def test_it_flags_what_the_book_flags(value, others):
    assert (judge(value, others) is not None) == naive(value, others)


@given(whole, st.lists(whole, min_size=ENOUGH, max_size=30))
def test_the_score_is_scipy_s(value, others):
    mad = median_abs_deviation(others)
    if mad == 0:
        return
    told = deviation(Fraction(value), [Fraction(o) for o in others])
    assert float(told.score) == pytest.approx(
        (value - float(told.centre)) / (1.4826 * mad), rel=1e-9, abs=1e-12
    )


@given(numbers, many, numbers, st.fractions(Fraction(1, 50), 50, max_denominator=50))
def test_another_unit_or_another_zero_changes_nothing(value, others, shift, factor):
    moved = judge(value * factor + shift, [o * factor + shift for o in others])
    assert (moved is None) == (judge(value, others) is None)


@given(numbers, many, st.randoms())
def test_the_order_of_the_others_does_not_matter(value, others, chance):
    shuffled = list(others)
    chance.shuffle(shuffled)
    assert judge(value, shuffled) == judge(value, others)


@given(numbers, many)
def test_what_passes_lies_between_what_would_pass(value, others):
    told = deviation(value, others)
    assert told.low <= told.centre <= told.high
    assert (judge(value, others) is None) == (told.low <= value <= told.high)
    if told.score is not None:
        assert (abs(told.score) > LIMIT) == (judge(value, others) is not None)


@given(many, st.integers(1, 1000))
def test_farther_out_is_never_less_suspicious(others, step):
    told = deviation(Fraction(0), others)
    assert judge(told.high + step, others) is not None
    assert judge(told.low - step, others) is not None
    assert judge(told.centre, others) is None


@given(numbers, st.lists(numbers, max_size=ENOUGH - 1))
def test_too_few_others_say_nothing(value, others):
    assert judge(value, others) is None


def test_one_bad_number_does_not_hide_the_next():
    """What a plain z-score misses: a typing error among the others widens its own scale."""
    others = [Fraction(n) for n in (10, 11, 12, 11, 10, 11_000)]
    assert judge(Fraction(9_000), others) is not None
    mean = sum(others) / len(others)
    deviating = (sum((o - mean) ** 2 for o in others) / len(others)) ** Fraction(1, 2)
    assert abs(9_000 - float(mean)) / float(deviating) < 3.5, "the control"


def test_others_that_never_change_say_so():
    told = judge(Fraction(3), [Fraction(2)] * 6)
    assert told is not None
    assert told.score is None
    assert judge(Fraction(2), [Fraction(2)] * 6) is None


def test_nothing_to_compare_with_is_an_error():
    with pytest.raises(ValueError, match="nothing to compare"):
        deviation(Fraction(1), [])
