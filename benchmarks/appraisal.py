"""The appraisal engine on simulated cities with known truth, beside statsmodels' MixedLM on the same cities.

Reported: how often a 90% interval holds the mentor's true effect (`coverage_90`), how well raw means and adjusted scores order the mentors
when caseload difficulty differs (`kendall_raw`, `kendall_adjusted`), and the time of one city of 63 mentors with about 27
participants each: the whole appraisal (`seconds`), the estimation alone without and beside MixedLM's.
"""

import sys
import time
import warnings
from statistics import mean, median
from typing import Any

import numpy as np
from scipy.stats import kendalltau

from dampingi.engines.appraisal import Appraisal, Band, Criterion, Instrument, Rules, appraise
from dampingi.engines.appraisal.casemix import regress
from dampingi.engines.appraisal.design import covariate_columns, shares, varying_within
from dampingi.engines.appraisal.shrinkage import closed_form, reml
from dampingi.engines.appraisal.simulate import City, simulate_city

INSTRUMENT = Instrument(
    (Criterion("outcome", "outcomes", "participants", 100, 100, least=10),),
    Rules((Band("low", 0), Band("high", 60))),
    ("baseline", "age", "sector", "sex"),
)


def run(*, quick: bool) -> dict[str, Any]:
    cities = 10 if quick else 45
    found = [_one(seed) for seed in range(cities)]
    small = [_one(seed, participants=9.0) for seed in range(cities // 3)]
    ours, theirs = _beside_statsmodels(3 if quick else 10)
    return {
        "cities": cities,
        "mentors": 63,
        "participants_per_mentor": 27,
        "coverage_90": _average(found, "coverage"),
        "coverage_90_small_caseloads": _average(small, "coverage"),
        "coverage_90_teams": _average(found, "team_coverage"),
        "kendall_raw": _average(found, "raw"),
        "kendall_adjusted": _average(found, "adjusted"),
        "kendall_raw_teams": _average(found, "team_raw"),
        "kendall_adjusted_teams": _average(found, "team_adjusted"),
        "interval_width": _average(found, "width", 2),
        "reliability": _average(found, "reliability"),
        "seconds": round(median(f["seconds"] for f in found), 3),
        "seconds_estimates_only": round(ours, 4),
        "seconds_statsmodels": round(theirs, 4),
        "ratio_to_statsmodels": round(theirs / ours, 1),
    }


def _average(rows: list[dict[str, float]], key: str, digits: int = 3) -> float:
    return round(mean(r[key] for r in rows), digits)


def _one(seed: int, **kind: float) -> dict[str, float]:
    city = simulate_city(seed, difficulty=0.6, **kind)
    started = time.perf_counter()
    found = appraise(INSTRUMENT, city.evidence, seed=seed)
    seconds = time.perf_counter() - started
    if seed % 10 == 0:
        print(f"city {seed}: {seconds:.2f} s", file=sys.stderr)
    return _against_truth(city, found) | {"seconds": seconds}


def _against_truth(city: City, found: Appraisal) -> dict[str, float]:
    truth = [city.truth[m.key] for m in found.mentors]
    team_truth = [city.team_truth[t.key] for t in found.teams]
    members = [[city.raw[m] for m in t.members] for t in found.teams]
    return {
        "coverage": mean(m.low <= t <= m.high for m, t in zip(found.mentors, truth, strict=True)),
        "team_coverage": mean(u.low <= t <= u.high for u, t in zip(found.teams, team_truth, strict=True)),
        "raw": kendalltau(truth, [city.raw[m.key] for m in found.mentors])[0],
        "adjusted": kendalltau(truth, [m.score for m in found.mentors])[0],
        "team_raw": kendalltau(team_truth, [mean(m) for m in members])[0],
        "team_adjusted": kendalltau(team_truth, [t.score for t in found.teams])[0],
        "width": mean(m.high - m.low for m in found.mentors),
        "reliability": found.reliability,
    }


def _beside_statsmodels(cities: int) -> tuple[float, float]:
    """Median seconds for variance and shrunken effects: ours in closed form, theirs by MixedLM, on the same matrices."""
    from statsmodels.regression.mixed_linear_model import MixedLM

    ours, theirs = [], []
    for seed in range(cities):
        people = simulate_city(seed, movers=0.0, omega=0.0).evidence.participants
        mentors = sorted({p.months[0][0] for p in people})
        membership = shares([p.months for p in people], mentors)
        design = varying_within(covariate_columns(people, INSTRUMENT.covariates), membership)
        y = np.array([p.values[0][1] for p in people])
        started = time.perf_counter()
        signal = regress(y, membership, design)
        tau = np.sqrt([reml(signal)])
        closed_form(signal, np.zeros((63, 63)), np.array([signal.s2]), tau, np.zeros(1))
        ours.append(time.perf_counter() - started)
        x = np.column_stack([np.ones(len(y)), design.matrix])
        started = time.perf_counter()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            _ = MixedLM(y, x, groups=membership.argmax(axis=1)).fit(reml=True).random_effects
        theirs.append(time.perf_counter() - started)
    return median(ours), median(theirs)
