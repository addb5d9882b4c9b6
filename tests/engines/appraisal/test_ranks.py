import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import norm, rankdata

from dampingi.engines.appraisal.randomness import Draws
from dampingi.engines.appraisal.ranks import rank, reliability

scores = arrays(
    np.float64, st.tuples(st.integers(1, 8), st.integers(2, 9)), elements=st.floats(0, 100, width=16)
)


def test_two_units_are_compared_by_the_normal_distribution():
    draws = Draws(1, "x").normals(40_000, 2) * [3.0, 4.0] + [61.0, 58.0]
    ranking = rank(draws, top=1, level=0.9)
    assert ranking.top[0] == pytest.approx(norm.cdf(3 / 5), abs=0.01)
    assert ranking.expected[0] == pytest.approx(2 - norm.cdf(3 / 5), abs=0.01)


@given(scores)
def test_places_are_the_usual_average_ranks(draws):
    ranking = rank(draws, top=1, level=0.9)
    oracle = np.array([rankdata(-row) for row in draws]).mean(axis=0)
    np.testing.assert_allclose(ranking.expected, oracle)


@given(scores, st.randoms())
def test_order_of_units_does_not_matter(draws, random):
    order = list(range(draws.shape[1]))
    random.shuffle(order)
    a, b = rank(draws, top=2, level=0.9), rank(draws[:, order], top=2, level=0.9)
    for field in ("expected", "low", "high", "top"):
        np.testing.assert_allclose(getattr(a, field)[order], getattr(b, field))


@given(scores, st.integers(0, 8), st.floats(0, 50))
def test_a_better_score_never_worsens_the_rank(draws, unit, gain):
    unit %= draws.shape[1]
    better = draws.copy()
    better[:, unit] += gain
    assert (
        rank(better, top=1, level=0.9).expected[unit] <= rank(draws, top=1, level=0.9).expected[unit] + 1e-9
    )


def test_reliability_is_lambda_for_one_normal_measurement():
    """tau2 = 9, s2/n = 4: posterior draws around shrunken means; lambda = 9 / 13."""
    rng = np.random.default_rng(1)
    truth = rng.normal(0, 3, 4000)
    seen = truth + rng.normal(0, 2, 4000)
    lam = 9 / 13
    draws = lam * seen + Draws(2, "x").normals(300, 4000) * np.sqrt(lam * 4)
    assert reliability(draws)[0] == pytest.approx(lam, abs=0.02)


def test_pure_noise_is_not_reliable():
    assert reliability(Draws(1, "x").normals(4000, 30))[0] < 0.05


def test_a_rank_interval_at_intraclass_correlation_005_spans_most_of_the_places():
    """DOMAIN: 30 participants, 63 mentors, ICC 0.05: reliability about 0.61, a 90% interval of about 42 places."""
    rng = np.random.default_rng(3)
    lam = 0.05 / (0.05 + 0.95 / 30)
    spans = []
    for _ in range(20):
        seen = rng.normal(0, np.sqrt(0.05), 63) + rng.normal(0, np.sqrt(0.95 / 30), 63)
        draws = lam * seen + rng.normal(0, np.sqrt(0.05 * (1 - lam)), (2000, 63))
        ranking = rank(draws, top=10, level=0.9)
        spans.append((ranking.high - ranking.low).mean())
    assert lam == pytest.approx(0.61, abs=0.01)
    assert 34 < np.mean(spans) < 46
