"""Infit and outfit: the closed form, an independent regression, and whether the erratic rater is the one found."""

import dataclasses

import numpy as np
import pytest

from dampingi.engines.appraisal import Evidence, Mentor, PanelRating, Unusable, appraise
from dampingi.engines.appraisal.fit import fits
from dampingi.engines.appraisal.severity import fit_panel, with_fit

from .small import FOUR, city_with_four_kinds
from .test_severity import panel


def test_where_all_rate_all_it_is_the_closed_form():
    """A complete two-way table: residuals from row and column means, leverage 1/I + 1/J - 1/IJ."""
    rng = np.random.default_rng(2)
    table = rng.normal(60, 9, (7, 5))
    rest = table - table.mean(1, keepdims=True) - table.mean(0) + table.mean()
    s2, free = (rest**2).sum() / (6 * 4), (1 - 1 / 7) * (1 - 1 / 5)
    mentors = [f"m{j}" for j in range(7) for _ in range(5)]
    raters = [f"r{r}" for _ in range(7) for r in range(5)]
    found = fits(table.ravel(), (raters, mentors), by=0)
    expected = (rest**2).mean(axis=0) / (s2 * free)
    assert [f.infit for f in found] == pytest.approx(expected, abs=0.0051)
    assert [f.outfit for f in found] == [f.infit for f in found]


def test_with_holes_it_is_what_the_hat_matrix_of_an_independent_regression_gives():
    sm = pytest.importorskip("statsmodels.api")
    _, _, rows, mentors = panel()
    x = np.array(
        [[m == k for k in mentors] + [r == f"r{k}" for k in range(5)] for r, m, _ in rows], dtype=float
    )
    oracle = sm.OLS(np.array([y for _, _, y in rows]), x).fit()
    z = oracle.get_influence().resid_studentized_internal
    free = 1 - oracle.get_influence().hat_matrix_diag
    for found in with_fit(fit_panel(rows, mentors), rows):
        own = np.array([r == found.rater for r, _, _ in rows])
        assert found.outfit == pytest.approx((z[own] ** 2).mean(), abs=0.0051)
        infit = (oracle.resid[own] ** 2).sum() / (oracle.mse_resid * free[own].sum())
        assert found.infit == pytest.approx(infit, abs=0.0051)


def test_the_rater_who_throws_dice_is_found_and_nobody_else():
    _, _, rows, mentors = panel(mentors=60, noise=4.0)
    dice = np.random.default_rng(5)
    rows = tuple((r, m, float(dice.uniform(20, 100)) if r == "r3" else y) for r, m, y in rows)
    found = with_fit(fit_panel(rows, mentors), rows)
    assert [r.rater for r in found if r.unlike] == ["r3"]
    assert next(r for r in found if r.rater == "r3").outfit > 1.5


def test_raters_who_follow_the_model_are_rarely_called_unlike():
    """Two hundred panels of six raters who all do as the model says."""
    called = 0
    for seed in range(200):
        _, _, rows, mentors = panel(seed=seed, mentors=20)
        called += sum(r.unlike for r in with_fit(fit_panel(rows, mentors), rows))
    assert called / 1200 < 0.02


def test_one_saw_all_and_the_others_one_each_is_judged_as_far_as_it_goes():
    rows = tuple(("all", f"m{j}", 50.0 + j) for j in range(9)) + tuple(
        (f"r{j}", f"m{j}", 55.0 - j) for j in range(9)
    )
    found = with_fit(fit_panel(rows, tuple(f"m{j}" for j in range(9))), rows)
    assert all(r.infit is None and not r.unlike for r in found)
    ratings = tuple(
        PanelRating(r, m, c, 1 + (n + len(c)) % 4)
        for n, (r, m, _) in enumerate(rows)
        for c in ("plan", "advice")
    )
    told = appraise(FOUR, Evidence(tuple(Mentor(f"m{j}") for j in range(9)), ratings=ratings), seed=1)
    assert [c.code for c in told.cautions if c.code.startswith("severity")] == ["severity_unlinked"]
    assert not told.ranked


@pytest.mark.parametrize("scores", [[], [3.0], [50.0] * 12])
def test_nothing_to_judge_is_no_fit(scores):
    found = fits(
        np.array(scores),
        ([f"r{n % 3}" for n in range(len(scores))], [f"m{n // 3}" for n in range(len(scores))]),
        by=0,
    )
    assert all(f.infit is None and f.outfit is None for f in found)


def test_the_appraisal_tells_agreement_and_fit_and_warns_of_dice():
    city = city_with_four_kinds(5, mentors=30, teams=6, tau=9.0)
    calm = appraise(FOUR, city.evidence, seed=7)
    assert [a.criterion for a in calm.agreement] == ["plan", "advice"]
    assert [f.of for f in calm.fits] == ["advice", "plan"]
    assert all(0.5 < r.infit < 1.5 for r in calm.raters)
    dice = np.random.default_rng(1)
    wild = tuple(
        dataclasses.replace(r, level=float(dice.integers(1, 5))) if r.rater == "r2" else r
        for r in city.evidence.ratings
    )
    found = appraise(FOUR, dataclasses.replace(city.evidence, ratings=wild), seed=7)
    assert [c.about for c in found.cautions if c.code == "raters_unlike"] == [("competence", "1")]
    assert [r.rater for r in found.raters if r.unlike] == ["r2"]


def test_a_panel_that_throws_dice_is_said_to_disagree():
    city = city_with_four_kinds(5, mentors=30, teams=6, tau=9.0)
    dice = np.random.default_rng(1)
    wild = tuple(dataclasses.replace(r, level=float(dice.integers(1, 5))) for r in city.evidence.ratings)
    found = appraise(FOUR, dataclasses.replace(city.evidence, ratings=wild), seed=7)
    assert [c.about for c in found.cautions if c.code == "raters_disagree"] == [
        ("competence", "plan", "advice")
    ]


def test_the_same_rating_twice_is_refused():
    twice = (PanelRating("r", "m", "plan", 3), PanelRating("r", "m", "plan", 4))
    with pytest.raises(Unusable, match="r rated plan of m 2 times"):
        Evidence((Mentor("m"),), ratings=twice)


def test_a_rating_that_is_no_number_is_refused():
    with pytest.raises(Unusable, match="not a number"):
        Evidence((Mentor("m"),), ratings=(PanelRating("r", "m", "plan", float("nan")),))
