import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.participation.worlds import NAMES, world

from dampingi.engines.participation import fit, parts, probability


@pytest.mark.parametrize("seed", range(5))
def test_without_a_ridge_it_is_the_maximum_likelihood_of_statsmodels(seed):
    data, _ = world(150, seed=seed)
    ours = fit(data.x, data.y, names=NAMES, ridge=0.0)
    theirs = sm.Logit(data.y, sm.add_constant(ours.standardised(data.x))).fit(disp=0, tol=1e-12)
    assert np.allclose([ours.intercept, *ours.slopes], theirs.params, atol=1e-6)


@pytest.mark.parametrize("ridge", [0.5, 5.0, 50.0])
def test_with_a_ridge_it_is_the_penalised_fit_of_statsmodels(ridge):
    data, _ = world(150, seed=7)
    ours = fit(data.x, data.y, names=NAMES, ridge=ridge)
    design = sm.add_constant(ours.standardised(data.x))
    alpha = np.array([0.0, *[ridge / len(data)] * 3])
    glm = sm.GLM(data.y, design, family=sm.families.Binomial())
    theirs = glm.fit_regularized(alpha=alpha, L1_wt=0.0, opt_kwds={"gtol": 1e-12})
    assert np.allclose([ours.intercept, *ours.slopes], theirs.params, atol=2e-4)


def test_it_finds_the_slopes_that_were_put_in():
    data, _ = world(4000, seed=3)
    model = fit(data.x, data.y, names=NAMES, ridge=1.0)
    raw = np.array(model.slopes) / np.array(model.spreads)
    assert np.allclose(raw, [0.9, 0.6, 0.5], atol=0.08)


def test_separated_outcomes_converge_with_a_ridge():
    x = np.array([[0.0], [1.0], [2.0], [3.0]])
    model = fit(x, np.array([0.0, 0.0, 1.0, 1.0]), names=("a",), ridge=1.0)
    assert np.isfinite(model.slopes[0])
    assert model.slopes[0] > 0


def test_a_feature_that_never_varies_says_nothing():
    data, _ = world(100, seed=1)
    x = np.column_stack([data.x, np.full(len(data), 3.0)])
    model = fit(x, data.y, names=(*NAMES, "constant"), ridge=1.0)
    assert abs(model.slopes[-1]) < 1e-9


def test_one_outcome_alone_cannot_be_fitted():
    with pytest.raises(ValueError, match="only one outcome"):
        fit(np.zeros((3, 1)), np.zeros(3), names=("a",), ridge=1.0)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.floats(0.1, 20), st.floats(0.1, 100), st.floats(-50, 50))
def test_the_units_of_a_feature_make_no_difference(seed, ridge, scale, shift):
    data, _ = world(40, seed=seed)
    if not 0 < data.y.sum() < len(data):
        return
    one = fit(data.x, data.y, names=NAMES, ridge=ridge)
    other = fit(data.x * scale + shift, data.y, names=NAMES, ridge=ridge)
    assert np.allclose(one.score(data.x), other.score(data.x * scale + shift), atol=1e-5)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.floats(0.01, 50))
def test_a_heavier_ridge_never_makes_the_slopes_longer(seed, ridge):
    data, _ = world(40, seed=seed)
    if not 0 < data.y.sum() < len(data):
        return
    light = fit(data.x, data.y, names=NAMES, ridge=ridge)
    heavy = fit(data.x, data.y, names=NAMES, ridge=ridge * 3)
    assert np.linalg.norm(heavy.slopes) <= np.linalg.norm(light.slopes) + 1e-7


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000))
def test_the_parts_of_an_explanation_add_up_to_the_score(seed):
    data, _ = world(40, seed=seed)
    if not 0 < data.y.sum() < len(data):
        return
    model = fit(data.x, data.y, names=NAMES, ridge=1.0)
    row = data.x[0]
    told = parts(model, row)
    assert sum(p.adds for p in told) + model.intercept == pytest.approx(model.score(row[None, :])[0])
    assert [abs(p.adds) for p in told] == sorted((abs(p.adds) for p in told), reverse=True)


def test_probabilities_of_extreme_scores_are_finite():
    assert np.allclose(probability(np.array([-1e6, 0.0, 1e6])), [0, 0.5, 1])
