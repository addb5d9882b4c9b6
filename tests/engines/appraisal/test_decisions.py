"""Bands, funnels, weights and the headline: what people decide with."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog
from scipy.stats import binom

from dampingi.engines.appraisal import Band, Stratum, Unusable, binomial_limits, headline, normal_limits
from dampingi.engines.appraisal.bands import band_of
from dampingi.engines.appraisal.sensitivity import band_flip, smallest_move, top_flip

from .small import BANDS


def test_band_edges_belong_to_the_upper_band():
    banding = band_of(np.array([54.9, 55.0, 69.9, 70.0]), BANDS)
    assert dict(banding.chances) == {"coaching": 0.25, "fair": 0.5, "good": 0.25, "excellent": 0.0}
    assert banding.key == "fair"
    assert banding.plausible == ("coaching", "fair", "good")


@pytest.mark.parametrize("bands", [(), (Band("a", 10),), (Band("a", 0), Band("b", 0))])
def test_bands_with_a_hole_are_refused(bands):
    with pytest.raises(Unusable):
        band_of(np.array([50.0]), bands)


def test_binomial_limits_hold_their_chance():
    """Spiegelhalter's limits: at a size where the limit is a whole number, the tail beyond it is what it says."""
    limits = binomial_limits(0.8, np.arange(1.0, 200.0))
    for n in (20, 100, 150):
        low = limits.low_95[n - 1] * n
        assert binom.cdf(np.floor(low), n, 0.8) <= 0.025 <= binom.cdf(np.ceil(low), n, 0.8)
    assert (limits.low_998 <= limits.low_95).all()
    assert (limits.high_95 <= limits.high_998).all()
    assert (limits.low_95[50:] >= limits.low_95[40]).all()


def test_normal_limits_narrow_with_the_root_of_size():
    limits = normal_limits(60, 625, np.array([25.0, 100.0]))
    np.testing.assert_allclose(limits.high_95 - 60, [9.8, 4.9], atol=0.01)


@given(
    st.lists(st.tuples(st.floats(-40, 40), st.floats(0.05, 1)), min_size=2, max_size=6),
    st.floats(0, 10),
)
def test_the_smallest_move_is_the_optimum_of_the_linear_programme(rows, gap):
    gains, gap = np.round([g for g, _ in rows], 2), round(gap, 2)  # beyond what the solver tells from nought
    weights = np.array([w for _, w in rows])
    weights /= weights.sum()
    found = smallest_move(gains, weights, gap)
    n = len(gains)
    # variables: taken from c, given to c; minimise what is taken
    best = linprog(
        np.r_[np.ones(n), np.zeros(n)],
        A_eq=[np.r_[np.ones(n), -np.ones(n)], np.r_[gains, -gains]],
        b_eq=[0, gap],
        bounds=[(0, w) for w in weights] + [(0, 1)] * n,
    )
    if found is None:
        assert best.status == 2 or best.fun is None
    else:
        assert found[0] == pytest.approx(best.fun, abs=1e-6)


def test_the_move_flips_the_top():
    parts, weights = np.array([[90.0, 50], [60, 76], [40, 40]]), np.array([0.5, 0.5])
    flip = top_flip(parts, weights, 1)
    assert flip is not None
    moved = weights.copy()
    moved[flip.receiver] += flip.points
    for c, p in flip.sources:
        moved[c] -= p
    assert parts[flip.unit] @ moved == pytest.approx(parts[flip.other] @ moved)
    assert flip.points == pytest.approx(2 / 56)


def test_a_band_can_be_out_of_reach_of_any_weights():
    assert band_flip(0, np.array([60.0, 62.0]), np.array([0.5, 0.5]), (Band("a", 0), Band("b", 90))) is None


def test_headline_is_the_stratified_estimate():
    """1,600 of 2,000 recorded as passed; 5% of the checked passes and 10% of the checked others were wrong."""
    found = headline(Stratum(1600, 200, 190), Stratum(400, 50, 5))
    assert found.recorded == pytest.approx(0.8)
    assert found.corrected == pytest.approx((1600 * 0.95 + 400 * 0.1) / 2000)
    assert found.error == pytest.approx((1600 * 0.05 + 400 * 0.1) / 2000)
    assert found.low < found.corrected < found.high


def test_everything_checked_leaves_no_uncertainty():
    found = headline(Stratum(80, 80, 76), Stratum(20, 20, 1))
    assert found.low == found.high == found.corrected == pytest.approx(0.77)


def test_without_a_check_in_both_strata_there_is_no_corrected_rate():
    assert headline(Stratum(80, 8, 8), Stratum(20, 0, 0)).corrected is None


@settings(max_examples=25, deadline=None)
@given(st.integers(50, 400), st.floats(0.1, 0.3), st.floats(0.0, 0.3), st.integers(0, 2**32 - 1))
def test_rates_stay_rates(total, share, wrong, seed):
    rng = np.random.default_rng(seed)
    n = max(2, int(total * share))
    found = headline(
        Stratum(total, n, int(rng.binomial(n, 1 - wrong))), Stratum(30, 5, int(rng.binomial(5, wrong)))
    )
    assert 0 <= found.low <= found.high <= 1
    assert found.low <= found.corrected + 0.05


def test_the_interval_covers_nine_times_of_ten():
    rng = np.random.default_rng(1)
    hits = 0
    for _ in range(400):
        passed, other = rng.random(1600) < 0.92, rng.random(500) < 0.15
        a, b = rng.permutation(passed)[:200], rng.permutation(other)[:60]
        found = headline(Stratum(1600, 200, int(a.sum())), Stratum(500, 60, int(b.sum())))
        hits += found.low <= (passed.sum() + other.sum()) / 2100 <= found.high
    assert 0.86 <= hits / 400 <= 0.95
