"""Rater severity: recovered, linked, and needed."""

import numpy as np
import pytest
from scipy.stats import kendalltau

from dampingi.engines.appraisal.severity import connected_parts, fit_panel, with_fit


def panel(seed=1, mentors=30, raters=6, per=3, strict=12.0, noise=4.0):
    rng = np.random.default_rng(seed)
    skill = rng.normal(60, 8, mentors)
    severity = rng.normal(0, strict, raters)
    rows = []
    for j in range(mentors):
        for r in rng.choice(raters, per, replace=False):
            rows.append((f"r{r}", f"m{j:02d}", float(skill[j] - severity[r] + rng.normal(0, noise))))
    return skill, severity - severity.mean(), tuple(rows), tuple(f"m{j:02d}" for j in range(mentors))


def test_severities_and_their_errors_are_those_of_the_two_way_regression():
    sm = pytest.importorskip("statsmodels.api")
    _, _, rows, mentors = panel()
    fit = fit_panel(rows, mentors)
    x = np.zeros((len(rows), len(mentors) + 5))
    y = np.array([v for _, _, v in rows])
    for i, (r, m, _) in enumerate(rows):
        x[i, mentors.index(m)] = 1
        x[i, len(mentors) :] = -1 if r == "r5" else [r == f"r{k}" for k in range(5)]
    oracle = sm.OLS(y, x).fit()
    np.testing.assert_allclose(
        [r.severity for r in fit.raters[:5]], -oracle.params[len(mentors) :], atol=1e-8
    )
    np.testing.assert_allclose([r.se for r in fit.raters[:5]], oracle.bse[len(mentors) :], rtol=1e-8)
    assert fit.signal.s2 == pytest.approx(oracle.mse_resid)


def test_true_severities_are_found():
    _, severity, rows, mentors = panel(mentors=120, noise=3.0)
    found = np.array([r.severity for r in fit_panel(rows, mentors).raters])
    np.testing.assert_allclose(found, severity, atol=1.5)


def test_control_without_the_correction_strict_raters_decide_the_order():
    gains = []
    for seed in range(6):
        skill, _, rows, mentors = panel(seed=seed, strict=15.0, per=2, noise=3.0)
        signal = fit_panel(rows, mentors).signal
        gains.append(kendalltau(skill, signal.adjusted)[0] - kendalltau(skill, signal.raw)[0])
    assert np.mean(gains) > 0.1


def test_disconnected_raters_are_numbered_apart():
    parts = connected_parts([("a", "m1"), ("b", "m1"), ("c", "m2"), ("d", "m2"), ("b", "m3")])
    assert parts["a"] == parts["b"] != parts["c"] == parts["d"]


def test_between_disconnected_groups_nothing_is_claimed():
    """Two raters, two separate sets of mentors, 30 points apart: severity or skill? The data cannot say, so the signal is flat."""
    rows = tuple(
        (rater, f"m{j}", base + shift + extra)
        for rater, base, js in (
            ("a", 40.0, range(4)),
            ("b", 40.0, range(4)),
            ("c", 70.0, range(4, 8)),
            ("d", 70.0, range(4, 8)),
        )
        for j in js
        for shift, extra in (((j % 4) * 3.0, 0.5 if rater in "ac" else -0.5),)
    )
    fit = fit_panel(rows, tuple(f"m{j}" for j in range(8)))
    assert fit.groups == 2
    contrast = np.array([1.0] * 4 + [-1.0] * 4)
    assert contrast @ fit.signal.precision @ contrast == pytest.approx(0, abs=1e-8)


def test_one_rater_each_leaves_no_reliability():
    """Without a second rater per mentor nothing separates noise from skill; all variance counts as noise."""
    rows = tuple((f"r{j}", f"m{j}", float(v)) for j, v in enumerate([40, 50, 60, 90]))
    signal = fit_panel(rows, tuple(f"m{j}" for j in range(4))).signal
    assert signal.s2 >= np.var([40, 50, 60, 90])


def test_one_rater_alone_says_nothing_of_how_strict_they_are():
    """Neither a number that is none nor a certainty that is not there."""
    _, _, rows, mentors = panel(raters=1, per=1)
    assert [r.se for r in fit_panel(rows, mentors).raters] == [None]


LEVELS = (
    "222343314141422443322143342040341321301212000442212001233332220101332011411324322120321232012211342234431331101333110100011333232444222213223123323312343243212331232234331321330120333322310123"
    "243240223221040212300331011220133423423212234432212221112301211301101100332122233332211420200110013000010200100010231120111011341221111330001343112010111100421203131121323330242233411222101343"
    "102111222223321312233341221444232123332223023113343424323322313202423434102110002332221100221211"
)
"""Three criteria of each sheet on levels 0 to 4; mentor j was rated by four of seven raters: j, j + 1, j + 3, j + 4 (modulo 7). Rater 3 throws dice."""
RASCHPY = {"r0": -0.7923, "r1": -0.5383, "r2": 0.0583, "r3": 0.1058, "r4": 0.2009, "r5": 0.3269, "r6": 0.6387}
"""Severities in logits by RaschPy 1.4.0 (MFRM, default estimation), whose infit of r3 is 2.22 and of the others between 0.66 and 0.79."""


def test_severities_and_the_misfit_are_those_a_many_facet_rasch_model_finds():
    """Another model (logits, ordered levels) by other software; it needs plotting libraries, so its figures stand here instead."""
    sheets = [LEVELS[n : n + 3] for n in range(0, len(LEVELS), 3)]
    who = [(f"r{(j + o) % 7}", f"m{j:02d}") for j in range(40) for o in (0, 1, 3, 4)]
    rows = tuple((r, m, 25 * sum(map(int, s)) / 3) for (r, m), s in zip(who, sheets, strict=True))
    panel = fit_panel(rows, tuple(f"m{j:02d}" for j in range(40)))
    found = with_fit(panel, rows)
    assert [r.rater for r in found] == list(RASCHPY)
    assert np.corrcoef([r.severity for r in found], list(RASCHPY.values()))[0, 1] > 0.999
    assert [r.rater for r in found if r.unlike] == ["r3"]
    assert found[3].infit == pytest.approx(2.22, abs=0.45)
