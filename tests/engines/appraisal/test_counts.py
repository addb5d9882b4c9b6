import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import betaln

from dampingi.engines.appraisal.counts import shares_done
from dampingi.engines.appraisal.randomness import Draws


def fit(done, due, draws=4000):
    return shares_done(np.array(done, float), np.array(due, float), Draws(1, "x"), draws)


def test_the_posterior_agrees_with_brute_force():
    """Independent oracle: one wide, fine grid over (m, M) under the same prior."""
    done, due = np.array([12.0, 3, 8, 10, 5]), np.array([12.0, 12, 12, 12, 12])
    m, shrinkage = np.meshgrid((np.arange(200) + 0.5) / 200, (np.arange(300) + 0.5) / 300, indexing="ij")
    strength = 12 * shrinkage / (1 - shrinkage)
    a, b = m * strength, (1 - m) * strength
    log_weight = sum(betaln(k + a, n - k + b) - betaln(a, b) for k, n in zip(done, due, strict=True))
    weight = np.exp(log_weight - log_weight.max())
    weight /= weight.sum()
    oracle = [(weight * (k + a) / (n + strength)).sum() for k, n in zip(done, due, strict=True)]
    found = fit(done, due)
    np.testing.assert_allclose(found.mean, oracle, atol=0.004)
    np.testing.assert_allclose(found.draws.mean(axis=0), oracle, atol=0.01)


def test_twelve_of_twelve_is_not_certainly_always():
    found = fit([12, 6, 9, 11, 4], [12] * 5)
    assert found.draws[:, 0].mean() < 0.97
    assert (found.draws < 1).all()


def test_more_due_is_more_reliable():
    found = fit([6, 60, 30, 5], [10, 100, 100, 100])
    assert found.reliability[0] < found.reliability[1]


def test_nothing_due_gets_the_citys_spread():
    found = fit([0, 5, 6, 7], [0, 10, 10, 10])
    assert np.isnan(found.raw[0])
    assert found.draws[:, 0].std() > found.draws[:, 1].std()


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=3, max_size=6))
def test_one_more_done_never_lowers_the_share(rows):
    due = [max(a, b) + 1 for a, b in rows]
    done = [min(a, b) for a, b in rows]
    better = [done[0] + 1, *done[1:]]
    assert fit(better, due, 50).mean[0] >= fit(done, due, 50).mean[0] - 0.003


def test_city_share_is_all_done_over_all_due():
    assert fit([1, 9], [10, 10]).city == pytest.approx(0.5)
