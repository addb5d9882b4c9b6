from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from dampingi.engines.indicators import Figure, wilson


def test_nothing_due_is_no_zero():
    assert Figure(0, 0).value is None
    assert Figure(0, 5).value == 0


def test_the_quotient_is_exact():
    assert Figure(2, 3).value == Decimal("0.6666666666666666666666666667")
    assert Figure(10**17 + 1, 10**17).value == Decimal("1.00000000000000001")


@given(
    st.integers(-(10**15), 10**15),
    st.integers(1, 10**12),
    st.integers(-(10**15), 10**15),
    st.integers(1, 10**12),
)
def test_groups_add_up(a, b, c, d):
    assert Figure(a, b) + Figure(c, d) == Figure(a + c, b + d)


@given(
    st.integers(1, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    st.sampled_from([0.8, 0.9, 0.95]),
)
def test_wilson_equals_statsmodels(counted, level):
    k, n = counted
    expected = proportion_confint(k, n, alpha=1 - level, method="wilson")
    assert wilson(Figure(k, n), level) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("figure", [Figure(5, 4), Figure(-1, 4), Figure(1, 0), Figure(-2, -1), Figure(0, 0)])
def test_what_is_no_proportion_has_no_interval(figure):
    assert wilson(figure) is None
