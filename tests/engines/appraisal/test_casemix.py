"""Case-mix adjustment against an independent least-squares program."""

import numpy as np
import pytest

from dampingi.engines.appraisal.casemix import regress
from dampingi.engines.appraisal.design import covariate_columns, shares, varying_within
from dampingi.engines.appraisal.evidence import Participant
from dampingi.engines.appraisal.simulate import simulate_city

from .small import COVARIATES


def fitted(city):
    keys = [m.key for m in city.evidence.mentors]
    people = city.evidence.participants
    membership = shares([p.months for p in people], keys)
    design = varying_within(covariate_columns(people, COVARIATES), membership)
    y = np.array([p.values[0][1] for p in people])
    return y, membership, design, regress(y, membership, design)


@pytest.mark.parametrize("movers", [0.0, 0.2])
def test_it_is_the_regression_with_one_dummy_per_mentor(movers):
    sm = pytest.importorskip("statsmodels.api")
    y, membership, design, signal = fitted(simulate_city(3, mentors=20, teams=5, movers=movers))
    oracle = sm.OLS(y, np.column_stack([membership, design.matrix])).fit()
    np.testing.assert_allclose(signal.adjusted, oracle.params[:20], rtol=1e-9)
    np.testing.assert_allclose(signal.beta, oracle.params[20:], rtol=1e-9)
    np.testing.assert_allclose(signal.beta_se, oracle.bse[20:], rtol=1e-9)
    assert signal.s2 == pytest.approx(oracle.mse_resid)


def test_a_harder_caseload_is_lifted():
    _, _, _, signal = fitted(simulate_city(4, difficulty=1.5, tau=0.01, omega=0.0, sigma=1.0, movers=0.0))
    assert np.std(signal.raw) > 5 * np.std(signal.adjusted)


def test_shares_follow_the_accompanied_months():
    w = shares([[("a", 9.0), ("b", 3.0)], [("b", 12.0)], []], ["a", "b"])
    np.testing.assert_array_equal(w, [[0.75, 0.25], [0, 1], [0, 0]])


def test_what_is_constant_inside_every_caseload_is_named_and_left_out():
    people = [
        Participant(f"p{i}", ((f"m{i % 4}", 12.0),), (("hill", float(i % 4)), ("age", float(i))))
        for i in range(40)
    ]
    membership = shares([p.months for p in people], [f"m{j}" for j in range(4)])
    design = varying_within(covariate_columns(people, ("hill", "age")), membership)
    assert design.columns == ("age",)
    assert design.dropped == ("hill",)


def test_an_unknown_number_gets_the_mean_and_says_so():
    people = [Participant(f"p{i}", (("m", 1.0),), (("age", None if i == 0 else float(i)),)) for i in range(4)]
    design = covariate_columns(people, ("age",))
    assert design.columns == ("age", "age=?")
    np.testing.assert_allclose(design.matrix[0], [0.0, 0.75])


def test_what_another_column_already_says_is_left_out_without_a_caution():
    people = [
        Participant(f"p{i}", ((f"m{i % 4}", 12.0),), (("age", float(i % 7)), ("twice", 2.0 * (i % 7))))
        for i in range(40)
    ]
    membership = shares([p.months for p in people], [f"m{j}" for j in range(4)])
    design = varying_within(covariate_columns(people, ("age", "twice")), membership)
    assert design.columns == ("age",)
    assert design.dropped == ()
