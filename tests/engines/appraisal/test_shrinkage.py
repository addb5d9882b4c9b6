"""Shrinkage against closed forms, statsmodels' MixedLM and a brute-force posterior."""

import warnings

import numpy as np
import pytest
from scipy.stats import multivariate_normal

from dampingi.engines.appraisal.casemix import regress
from dampingi.engines.appraisal.design import Design
from dampingi.engines.appraisal.randomness import Draws
from dampingi.engines.appraisal.shrinkage import closed_form, reml, shrink, teams_identifiable


def groups(sizes, seed=0, tau=3.0, sigma=6.0):
    rng = np.random.default_rng(seed)
    home = np.repeat(np.arange(len(sizes)), sizes)
    y = 50 + rng.normal(0, tau, len(sizes))[home] + rng.normal(0, sigma, len(home))
    return y, home, regress(y, np.eye(len(sizes))[home], Design((), np.zeros((len(home), 0))))


def test_equal_groups_shrink_by_lambda():
    y, home, signal = groups([20] * 12)
    tau = np.array([3.0])
    closed = closed_form(signal, np.zeros((12, 12)), np.array([signal.s2]), tau, np.zeros(1))
    means = np.array([y[home == j].mean() for j in range(12)])
    lam = 9 / (9 + signal.s2 / 20)
    np.testing.assert_allclose(closed.mean[0], means.mean() + lam * (means - means.mean()), rtol=1e-10)
    expected = lam * signal.s2 / 20 + (1 - lam) ** 2 * (9 + signal.s2 / 20) / 12
    np.testing.assert_allclose(np.diag(closed.covariance[0]), expected, rtol=1e-9)


def test_mixedlm_agrees_on_variance_and_effects():
    """Same REML problem, other software: variance to 0.5%, effects to 0.01 points of 50."""
    mixed = pytest.importorskip("statsmodels.regression.mixed_linear_model").MixedLM
    rng = np.random.default_rng(8)
    y, home, signal = groups(rng.integers(10, 40, 40), seed=8)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        oracle = mixed(y, np.ones((len(y), 1)), groups=home).fit(reml=True)
    found = reml(signal)
    assert found == pytest.approx(float(oracle.cov_re[0, 0]), rel=0.02)
    same = np.zeros((40, 40))
    closed = closed_form(signal, same, np.array([oracle.scale]), np.sqrt(oracle.cov_re[0]), np.zeros(1))
    blup = np.array([oracle.fe_params[0] + oracle.random_effects[j].iloc[0] for j in range(40)])
    np.testing.assert_allclose(closed.mean[0], blup, atol=1e-6)


def test_the_log_evidence_is_the_marginal_likelihood():
    """Differences between nodes equal those of the plain multivariate normal with a very wide prior on the mean."""
    _, _, signal = groups([5, 9, 3, 7], seed=2)
    nodes = [(s, t, o) for s in (20.0, 40.0) for t in (0.0, 2.0, 5.0) for o in (0.0, 3.0)]
    same = np.kron(np.eye(2), np.ones((2, 2)))
    s2, tau, omega = (np.array(v) for v in zip(*nodes, strict=True))
    ours = closed_form(signal, same, s2, tau, omega).log_evidence
    means, sizes = signal.adjusted, signal.size
    theirs = [
        multivariate_normal.logpdf(
            means, np.full(4, 50), np.diag(s / sizes) + t**2 * np.eye(4) + o**2 * same + 1e8
        )
        for s, t, o in nodes
    ]
    np.testing.assert_allclose(ours - ours[0], np.array(theirs) - theirs[0], atol=1e-5)


def test_draws_have_the_posterior_mean_and_spread():
    _, _, signal = groups([12] * 15, seed=3)
    effects = shrink(signal, ("",) * 15, Draws(1, "x"), 10_000)
    np.testing.assert_allclose(effects.draws.mean(axis=0), effects.mean, atol=0.08)
    np.testing.assert_allclose(effects.draws.std(axis=0), effects.sd, rtol=0.05)


def test_fewer_observations_mean_more_shrinkage_and_less_reliability():
    _, _, signal = groups([5] + [40] * 15, seed=4)
    effects = shrink(signal, ("",) * 16, Draws(1, "x"), 2000)
    assert effects.reliability[0] < 0.8 * effects.reliability[1:].min()
    assert effects.sd[0] == effects.sd.max()


def test_a_mentor_without_participants_gets_the_spread_of_all():
    y, home, _ = groups([15] * 12, seed=5)
    membership = np.eye(13)[home]
    signal = regress(y, membership, Design((), np.zeros((len(y), 0))))
    effects = shrink(signal, ("",) * 13, Draws(1, "x"), 2000)
    assert np.isnan(signal.adjusted[12])
    assert effects.sd[12] > 1.5 * effects.sd[:12].max()
    assert effects.mean[12] == pytest.approx(effects.grand_mean, abs=0.05)


def test_a_team_pulls_its_small_caseloads():
    """The same lone participant counts for more in a strong team than in a weak one."""
    rng = np.random.default_rng(6)
    teams = tuple(f"t{k}" for k in range(8) for _ in range(4))
    level = np.repeat(rng.permutation(np.linspace(-12, 12, 8)), 4)
    sizes = np.where(np.arange(32) % 4 == 0, 1, 30)
    home = np.repeat(np.arange(32), sizes)
    y = 50 + level[home] + rng.normal(0, 5, len(home))
    signal = regress(y, np.eye(32)[home], Design((), np.zeros((len(y), 0))))
    pooled = shrink(signal, teams, Draws(1, "x"), 500)
    alone = shrink(signal, ("",) * 32, Draws(1, "x"), 500)
    small = np.arange(0, 32, 4)
    truth = 50 + level[small]
    assert np.abs(pooled.mean[small] - truth).mean() < 0.6 * np.abs(alone.mean[small] - truth).mean()
    assert pooled.omega > 3 * pooled.tau


def test_teams_need_numbers():
    assert not teams_identifiable(("a", "b", "c", "d", "e", "f"))
    assert not teams_identifiable(("a", "a", "b", "b"))
    assert teams_identifiable(tuple("aabbccddee"))
