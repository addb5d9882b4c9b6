"""The appraisal engine on simulated cities with known truth, beside statsmodels' MixedLM on the same cities.

Beside the whole evaluations, outcomes alone (`outcome_*` and what names caseloads and teams): how often a 90% interval holds the mentor's true effect (`outcome_coverage_90`), how well raw means and adjusted scores order the mentors
when caseload difficulty differs (`outcome_kendall_raw`, `outcome_kendall_adjusted`), and the time of one city of 63 mentors with about 27
participants each: the whole appraisal (`seconds`), and the estimation alone beside MixedLM's, of the same model (`ratio_to_statsmodels`, with the largest
differences) and of our own within caseloads (`ratio_estimates_only`).

First: 200 whole evaluations (benchmarks/_appraisal_world.py) with varied ICC, caseload difficulty, rater severity and missingness, and what the
proposals are worth: `false_replace_rate` (of all mentors truly average or better, proposed for replacement), `true_replace_rate` (of those truly below
the replacement limit), `share_decided` (of all mentors, any proposal but undecided), `top10_precision` (of the ten highest scores, truly among the best
ten) with the raw means' beside it, `severity_rmse` in points of 100. What a naive rule does, replacing everyone whose raw score lies below the limit, stands beside it.
"""

import sys
import time
import warnings
from statistics import mean, median
from typing import Any

import numpy as np
from scipy.stats import kendalltau

from benchmarks._appraisal_world import DECISIONS, world
from benchmarks._appraisal_world import INSTRUMENT as OFFICE
from dampingi.engines.appraisal import Appraisal, Band, Criterion, Instrument, Rules, appraise
from dampingi.engines.appraisal.casemix import regress
from dampingi.engines.appraisal.design import covariate_columns, shares, varying_within
from dampingi.engines.appraisal.mixed import mixed
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
    beside = _beside_statsmodels(3 if quick else 10)
    return _offices(20 if quick else 200) | {
        "outcome_cities": cities,
        "mentors": 63,
        "participants_per_mentor": 27,
        "outcome_coverage_90": _average(found, "coverage"),
        "coverage_90_small_caseloads": _average(small, "coverage"),
        "coverage_90_teams": _average(found, "team_coverage"),
        "outcome_kendall_raw": _average(found, "raw"),
        "outcome_kendall_adjusted": _average(found, "adjusted"),
        "kendall_raw_teams": _average(found, "team_raw"),
        "kendall_adjusted_teams": _average(found, "team_adjusted"),
        "interval_width": _average(found, "width", 2),
        "reliability": _average(found, "reliability"),
        "seconds": round(median(f["seconds"] for f in found), 3),
        **beside,
    }


def _offices(count: int) -> dict[str, Any]:
    found = []
    for seed in range(count):
        found.append(_office(seed))
        if seed % 20 == 0:
            print(f"office {seed}: {found[-1]['seconds_city']:.2f} s", file=sys.stderr)
    told = {k: float(np.mean([f[k] for f in found])) for k in ("coverage_90", "kendall_raw", "kendall_adjusted", "top10_precision", "top10_precision_raw", "share_decided")}  # fmt: skip
    sums = {
        k: sum(f[k] for f in found) for k in ("good", "bad", "false", "true", "false_naive", "true_naive")
    }
    return {
        "cities": count,
        **{k: round(v, 3) for k, v in told.items()},
        "truly_average_or_better": sums["good"],
        "truly_below_the_limit": sums["bad"],
        "false_replace_rate": round(sums["false"] / sums["good"], 5),
        "true_replace_rate": round(sums["true"] / sums["bad"], 3),
        "false_replace_rate_naive": round(sums["false_naive"] / sums["good"], 5),
        "true_replace_rate_naive": round(sums["true_naive"] / sums["bad"], 3),
        "severity_rmse": round(float(np.sqrt(np.mean([f["severity_mse"] for f in found]))), 2),
        "severity_sd": round(float(np.sqrt(np.mean([f["severity_var"] for f in found]))), 2),
        "seconds_city": round(median(f["seconds_city"] for f in found), 3),
    }  # fmt: skip


def _office(seed: int) -> dict[str, float]:
    city = world(seed)
    started = time.perf_counter()
    found = appraise(OFFICE, city.evidence, seed=seed)
    seconds = time.perf_counter() - started
    keys = [m.key for m in found.mentors]
    truth, raw = np.array([city.truth[k] for k in keys]), np.array([city.raw[k] for k in keys])
    score = np.array([m.score for m in found.mentors])
    proposed = np.array([m.proposal.key if m.proposal else "" for m in found.mentors])
    good, bad = truth >= truth.mean(), truth < DECISIONS.replace.limit
    best = set(np.argsort(-truth)[:10])
    severity = np.array([[r.severity, city.severity[r.rater]] for r in found.raters])
    return {
        "coverage_90": float(
            np.mean([m.low <= t <= m.high for m, t in zip(found.mentors, truth, strict=True)])
        ),
        "kendall_raw": kendalltau(truth, raw)[0],
        "kendall_adjusted": kendalltau(truth, score)[0],
        "top10_precision": len(best & set(np.argsort(-score)[:10])) / 10,
        "top10_precision_raw": len(best & set(np.argsort(-raw)[:10])) / 10,
        "share_decided": float((proposed != "undecided").mean()),
        "good": int(good.sum()),
        "bad": int(bad.sum()),
        "false": int((good & (proposed == "replace")).sum()),
        "true": int((bad & (proposed == "replace")).sum()),
        "false_naive": int((good & (raw < DECISIONS.replace.limit)).sum()),
        "true_naive": int((bad & (raw < DECISIONS.replace.limit)).sum()),
        "severity_mse": float(((severity[:, 0] - severity[:, 1]) ** 2).mean()),
        "severity_var": float((severity[:, 1] ** 2).mean()),
        "seconds_city": seconds,
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


def _beside_statsmodels(cities: int) -> dict[str, float]:
    """Median seconds for variances, slopes and shrunken effects on the same matrices: the same model by our profile likelihood and by MixedLM, with the largest
    difference between their answers (its default fit is timed, its Powell fit compared, not timed); beside them the appraisal's own estimation, which uses differences inside caseloads only and so answers otherwise."""
    from statsmodels.regression.mixed_linear_model import MixedLM

    own, same, theirs, sds, effects, within = [], [], [], [], [], []
    for seed in range(cities):
        people = simulate_city(seed, movers=0.0, omega=0.0).evidence.participants
        mentors = sorted({p.months[0][0] for p in people})
        membership = shares([p.months for p in people], mentors)
        design = varying_within(covariate_columns(people, INSTRUMENT.covariates), membership)
        y = np.array([p.values[0][1] for p in people])
        home = membership.argmax(axis=1)
        x = np.column_stack([np.ones(len(y)), design.matrix])
        started = time.perf_counter()
        signal = regress(y, membership, design)
        tau = np.sqrt([reml(signal)])
        closed_form(signal, np.zeros((63, 63)), np.array([signal.s2]), tau, np.zeros(1))
        own.append(time.perf_counter() - started)
        started = time.perf_counter()
        ours = mixed(y, x, home)
        same.append(time.perf_counter() - started)
        started = time.perf_counter()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            fitted = MixedLM(y, x, groups=home).fit(reml=True)
            told = fitted.random_effects
        theirs.append(time.perf_counter() - started)
        with (
            warnings.catch_warnings()
        ):  # its default optimiser may stop short and call itself converged (seen: 0.11 of -2 log likelihood)
            warnings.simplefilter("ignore")
            fitted = MixedLM(y, x, groups=home).fit(reml=True, method="powell")
            told = fitted.random_effects
        sd = float(np.sqrt(np.asarray(fitted.cov_re)[0, 0]))
        sds.append(abs(ours.tau2**0.5 - sd))
        effects.append(float(max(abs(float(np.asarray(told[j])[0]) - ours.effects[j]) for j in range(63))))
        within.append(abs(float(tau[0]) - sd))
    return {
        "seconds_estimates_only": round(median(own), 4),
        "seconds_same_model": round(median(same), 4),
        "seconds_statsmodels": round(median(theirs), 4),
        "ratio_to_statsmodels": round(median(theirs) / median(same), 1),
        "ratio_estimates_only": round(median(theirs) / median(own), 1),
        "largest_difference_to_statsmodels": round(max(sds), 4),
        "largest_difference_of_effects": round(max(effects), 4),
        "largest_difference_within_only": round(max(within), 4),
    }
