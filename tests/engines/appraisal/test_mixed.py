"""The mixed model beside statsmodels' MixedLM and a balanced case's closed form."""

import warnings

import numpy as np
import pytest

from dampingi.engines.appraisal.mixed import mixed


def data(seed, mentors=20, tau=5.0, sigma=15.0, columns=3):
    rng = np.random.default_rng(seed)
    home = np.repeat(np.arange(mentors), rng.integers(3, 30, mentors))
    x = np.column_stack(
        [
            np.ones(len(home)),
            rng.normal(size=(len(home), columns)) + rng.normal(size=(mentors, columns))[home],
        ]
    )
    y = (
        x @ np.arange(1.0, columns + 2) * 4
        + rng.normal(0, tau, mentors)[home]
        + rng.normal(0, sigma, len(home))
    )
    return y, x, home


@pytest.mark.parametrize(("seed", "tau"), [(1, 5.0), (2, 8.0), (3, 12.0)])
def test_variances_slopes_and_effects_are_those_of_mixedlm(seed, tau):
    lme = pytest.importorskip("statsmodels.regression.mixed_linear_model")
    y, x, home = data(seed, tau=tau)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        oracle = lme.MixedLM(y, x, groups=home).fit(reml=True, gtol=1e-10)
    found = mixed(y, x, home)
    assert found.tau2**0.5 == pytest.approx(float(np.asarray(oracle.cov_re)[0, 0]) ** 0.5, abs=0.002)
    assert found.s2**0.5 == pytest.approx(oracle.scale**0.5, abs=0.002)
    np.testing.assert_allclose(found.beta, oracle.fe_params, atol=0.002)
    effects = [float(np.asarray(oracle.random_effects[j])[0]) for j in range(20)]
    np.testing.assert_allclose(found.effects, effects, atol=0.005)


def test_balanced_and_without_covariates_it_is_the_analysis_of_variance():
    rng = np.random.default_rng(7)
    table = rng.normal(0, 4, (12, 1)) + rng.normal(0, 6, (12, 9))
    between, within = 9 * table.mean(1).var(ddof=1), table.var(axis=1, ddof=1).mean()
    found = mixed(table.ravel(), np.ones((108, 1)), np.repeat(np.arange(12), 9))
    assert found.s2 == pytest.approx(within, rel=1e-5)
    assert found.tau2 == pytest.approx((between - within) / 9, rel=1e-4)


def test_mentors_less_unlike_than_chance_have_a_variance_of_nil():
    table = np.tile([1.0, 5.0, 9.0], (8, 1))
    found = mixed(table.ravel(), np.ones((24, 1)), np.repeat(np.arange(8), 3))
    assert found.tau2 == 0.0
    assert (found.effects == 0).all()


def test_control_the_appraisals_own_slopes_are_not_bent_by_good_mentors_with_hard_cases():
    """The reason why the product does not use this model: effects that go with the caseload bend its slope."""
    from dampingi.engines.appraisal.casemix import regress
    from dampingi.engines.appraisal.design import Design

    rng = np.random.default_rng(3)
    home = np.repeat(np.arange(40), 12)
    hard = rng.normal(size=40)
    z = rng.normal(size=480) + 2 * hard[home]
    y = 10.0 * z - 8.0 * hard[home] + rng.normal(0, 12, 480)
    within = regress(y, np.eye(40)[home], Design(("z",), (z - z.mean())[:, None]))
    usual = mixed(y, np.column_stack([np.ones(480), z]), home)
    assert abs(within.beta[0] - 10) < 1.2
    assert usual.beta[1] < within.beta[0] - 1
