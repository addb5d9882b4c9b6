"""The estimator beside independent ones: csdid's figures for a panel by formula, statsmodels' clustered regression, leaving clusters out."""

from dataclasses import replace

import numpy as np
import pytest
import statsmodels.api as sm
from tests.engines.impact.waves import CELLS, COHORTS, SINCE, WHOLE, waves

from dampingi.engines.impact import (
    NEVER,
    Average,
    Cell,
    Panel,
    by_cohort,
    by_since,
    by_size,
    cells,
    estimate,
)
from dampingi.engines.impact.simulate import Programme, simulate


def by_unit(found: Average | Cell) -> tuple[float, float]:
    return found.effect, float(np.sqrt((found.influence**2).sum()))


def whole(panel: Panel) -> Average:
    per = by_cohort(cells(panel))
    return by_size(panel, list(per.values()), list(per))


def test_cells_and_averages_are_those_of_csdid():
    panel = waves()
    found = cells(panel)
    assert {(c.cohort, c.period): by_unit(c) for c in found} == {
        k: pytest.approx(v, abs=1e-10) for k, v in CELLS.items()
    }
    assert {e: by_unit(a) for e, a in by_since(panel, found).items()} == {
        k: pytest.approx(v, abs=1e-10) for k, v in SINCE.items()
    }
    assert {g: by_unit(a) for g, a in by_cohort(found).items()} == {
        k: pytest.approx(v, abs=1e-10) for k, v in COHORTS.items()
    }
    assert by_unit(whole(panel)) == pytest.approx(WHOLE, abs=1e-10)


def test_one_intake_and_two_periods_are_a_clustered_regression_of_the_change():
    full = simulate(5, Programme(clusters=25, cohorts=(1,), periods=2))
    found = estimate(whole(full), full.cluster, level=0.90)
    change = full.outcome[:, 1] - full.outcome[:, 0]
    joined = (full.cohort != NEVER).astype(float)
    fit = sm.OLS(change, sm.add_constant(joined)).fit(
        cov_type="cluster", cov_kwds={"groups": full.cluster}, use_t=True
    )
    n, clusters = len(change), 25
    assert found.effect == pytest.approx(fit.params[1], abs=1e-12)
    assert found.error == pytest.approx(fit.bse[1] * np.sqrt((n - 2) / (n - 1)), rel=1e-9)
    assert found.clusters == clusters


def test_uncertainty_by_cluster_is_what_leaving_out_each_cluster_shows():
    panel = simulate(8, Programme(clusters=40))
    found = estimate(whole(panel), panel.cluster, level=0.90)
    without = []
    for c in np.unique(panel.cluster):
        left = panel.cluster != c
        without.append(
            whole(
                replace(
                    panel, outcome=panel.outcome[left], cohort=panel.cohort[left], cluster=panel.cluster[left]
                )
            ).effect
        )
    jackknife = np.sqrt(39 / 40 * ((np.array(without) - np.mean(without)) ** 2).sum())
    assert found.error == pytest.approx(jackknife, rel=0.03)


def test_a_two_way_fixed_effects_regression_would_be_wrong_here():
    """The control: effects that grow, and earlier joiners taken as comparison of later ones, hide a third of the effect."""
    programme = Programme(clusters=40, growth=0.6, beyond=1, noise=0.3, shared=0.1)
    panel = simulate(2, programme)
    taking_part = (panel.cohort[:, None] != NEVER) & (
        np.arange(programme.periods)[None, :] >= panel.cohort[:, None]
    )
    d, y = taking_part.astype(float), panel.outcome

    def without_means(x: np.ndarray) -> np.ndarray:
        return (x - x.mean(1, keepdims=True) - x.mean(0, keepdims=True) + x.mean()).ravel()

    naive = without_means(d) @ without_means(y) / (without_means(d) @ without_means(d))
    assert whole(panel).effect == pytest.approx(programme.truth, rel=0.05)
    assert naive < 0.85 * programme.truth
