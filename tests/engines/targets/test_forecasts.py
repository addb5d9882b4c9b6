"""Intervals are held to simulated series whose future is known."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dampingi.engines.targets import forecast_flow, forecast_level

LEVEL, RUNS = 0.80, 2_000


def walks(seed, months, drift=0.03, noise=0.02):
    steps = np.random.default_rng(seed).normal(drift, noise, (RUNS, months))
    return np.cumsum(steps, axis=1)


@pytest.mark.parametrize(("known", "ahead"), [(5, 6), (8, 3), (10, 1)])
def test_four_of_five_levels_end_inside_their_interval(known, ahead):
    inside = naive = 0
    for walk in walks(known, known + ahead):
        told = forecast_level(list(walk[:known]), ahead)
        steps = np.diff(walk[:known])
        half = 1.2816 * steps.std(ddof=1) * np.sqrt(ahead)  # as if the drift were known
        inside += told.low <= walk[-1] <= told.high
        naive += abs(walk[-1] - told.value) <= half
    assert inside / RUNS == pytest.approx(LEVEL, abs=0.03)
    if ahead > 1:
        assert naive / RUNS < LEVEL - 0.08  # the control: without the drift's own error it promises too much


@pytest.mark.parametrize(("known", "ahead"), [(4, 8), (6, 6), (9, 3)])
def test_four_of_five_flows_end_inside_their_interval(known, ahead):
    rng, inside = np.random.default_rng(known), 0
    for _ in range(RUNS):
        rates, weights = rng.normal(0.7, 0.06, known + ahead), np.full(known + ahead, 500.0)
        told = forecast_flow(list(zip(rates[:known] * 500, weights[:known], strict=True)), ahead)
        inside += told.low <= rates.mean() <= told.high
    assert inside / RUNS == pytest.approx(LEVEL, abs=0.03)


@given(st.lists(st.floats(0, 1), min_size=4, max_size=24), st.integers(0, 12))
def test_a_share_never_leaves_nought_to_one_and_the_middle_lies_inside(history, ahead):
    told = forecast_level(history, ahead, floor=0, ceiling=1)
    assert 0 <= told.low <= told.value <= told.high <= 1


@given(st.floats(0.01, 0.9), st.floats(-0.05, 0.05), st.integers(4, 12), st.integers(1, 12))
def test_a_straight_line_goes_on_straight_and_is_sure_of_it(start, step, known, ahead):
    told = forecast_level([start + step * n for n in range(known)], ahead)
    assert told.value == pytest.approx(start + step * (known - 1 + ahead), abs=1e-9)
    assert told.high - told.low < 1e-6


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(50, 90)), min_size=4, max_size=12))
def test_when_nothing_is_left_the_flow_is_what_was_counted(history):
    told = forecast_flow(history, 0)
    value = sum(n for n, _d in history) / sum(d for _n, d in history)
    assert (told.value, told.low, told.high) == pytest.approx((value, value, value))


def test_too_little_history_is_no_forecast():
    assert forecast_level([0.1, 0.2, 0.3], 3) is None
    assert forecast_flow([(1, 2), (0, 0), (1, 2), (1, 2)], 3) is None
