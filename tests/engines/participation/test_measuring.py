import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import mannwhitneyu
from statsmodels.stats.proportion import proportion_confint

from dampingi.engines.participation import auc, brier, calibration_error, reliability, resampled, wilson

pairs = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=80)


def arrays(rows):
    return np.array([c for c, _y in rows]), np.array([float(y) for _c, y in rows])


@settings(max_examples=100, deadline=None)
@given(pairs)
def test_the_area_is_mann_and_whitney_s(rows):
    chance, y = arrays(rows)
    if not 0 < y.sum() < len(y):
        assert np.isnan(auc(chance, y))
        return
    u = mannwhitneyu(chance[y > 0], chance[y == 0], alternative="two-sided", method="asymptotic").statistic
    assert auc(chance, y) == pytest.approx(u / (y.sum() * (len(y) - y.sum())))


@settings(max_examples=100, deadline=None)
@given(pairs, st.integers(1, 12))
def test_bins_hold_every_row_once_and_equal_chances_together(rows, bins):
    chance, y = arrays(rows)
    found = reliability(chance, y, bins=bins)
    assert sum(b.n for b in found) == len(y)
    assert sum(b.events for b in found) == y.sum()
    assert len(found) <= bins
    assert sum(b.n * b.predicted for b in found) == pytest.approx(chance.sum())
    assert [b.predicted for b in found] == sorted(b.predicted for b in found)
    assert 0 <= calibration_error(found) <= 1


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 200), st.integers(1, 200))
def test_intervals_are_wilson_s(events, n):
    events = min(events, n)
    low, high = proportion_confint(events, n, method="wilson")
    ours = wilson(events, n)
    assert (ours.low, ours.high) == pytest.approx((low, high), abs=1e-9)


def test_brier_s_score_of_certainty():
    y = np.array([0.0, 1.0])
    assert brier(y, y) == 0
    assert brier(1 - y, y) == 1
    assert brier(np.array([0.5, 0.5]), y) == 0.25


def test_resampling_participants_is_wider_than_resampling_their_rows():
    dice = np.random.default_rng(1)
    person = np.repeat(np.arange(40), 10)
    values = np.repeat(dice.normal(0, 1, 40), 10)

    def mean(rows):
        return float(values[rows].mean())

    whole = resampled(mean, person, resamples=300, seed=1)
    rows = resampled(mean, np.arange(400), resamples=300, seed=1)
    assert whole.high - whole.low > 2 * (rows.high - rows.low)
    assert resampled(mean, person, resamples=300, seed=1) == whole, "the same seed, the same interval"
