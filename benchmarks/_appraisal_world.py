"""Whole evaluations with known truth: outcomes, process and a panel, with all that makes them hard to read.

Drawn for each city: how much mentors differ (the intraclass correlation of outcomes), how unlike their caseloads are, how unlike the raters'
severities, and how much is missing. A mentor's true score is the instrument's own composite of what is expected of them for a caseload like the
whole city's and raters of average severity.
"""

from dataclasses import dataclass

import numpy as np
from scipy.stats import norm

from dampingi.engines.appraisal import (
    Band,
    Count,
    Criterion,
    Decisions,
    Evidence,
    Instrument,
    Limit,
    Mentor,
    PanelRating,
    Rules,
)
from dampingi.engines.appraisal import Participant as Person

MENTORS, TEAMS, PARTICIPANTS, RATERS, SEEN_BY = 63, 11, 27, 7, 4
SIGMA = 22.0
DUE = 200
LEVELS = np.arange(1, 6)
DECISIONS = Decisions(Limit(75, 0.80), Limit(60, 0.80), Limit(50, 0.95), 10)
INSTRUMENT = Instrument(
    (
        Criterion("outcome", "outcomes", "participants", 40, 100, missing="skip", least=10),
        Criterion("visits", "process", "counts", 30, 1.0, least=10),
        Criterion("advice", "competence", "panel", 30, 5, floor=1, least=2),
    ),
    Rules((Band("low", 0), Band("fair", 60), Band("good", 75)), decisions=DECISIONS),
    ("baseline", "age"),
)


@dataclass(frozen=True)
class World:
    """`truth` composite per mentor, `raw` the same sum of plain means, `severity` per rater in points of 100, centred."""

    evidence: Evidence
    truth: dict[str, float]
    raw: dict[str, float]
    severity: dict[str, float]
    icc: float


def world(seed: int) -> World:
    rng = np.random.default_rng(seed)
    icc, difficulty = rng.uniform(0.02, 0.20), rng.uniform(0.2, 1.0)
    strict_sd, missing = rng.uniform(0.0, 0.6), rng.uniform(0.0, 0.3)
    quality = rng.normal(size=MENTORS)

    def like(share: float) -> np.ndarray:
        return share * quality + np.sqrt(1 - share**2) * rng.normal(size=MENTORS)

    tau = SIGMA * np.sqrt(icc / (1 - icc))
    effect = 62 + tau * like(0.7)
    chance = norm.cdf(0.6 + 0.45 * like(0.7))
    skill = 3.6 + 0.55 * like(0.7)
    severity = rng.normal(0, strict_sd, RATERS)
    severity -= severity.mean()
    keys = [f"m{j:02d}" for j in range(MENTORS)]
    people, raw_outcome = _people(rng, keys, effect, difficulty, missing)
    done = rng.binomial(DUE, chance)
    ratings, raw_panel = _ratings(rng, keys, skill, severity, missing)
    panel = 25 * (_expected(skill) - 1)
    truth = 0.4 * effect + 30 * chance + 0.3 * panel
    raw = 0.4 * raw_outcome + 30 * done / DUE + 0.3 * raw_panel
    mentors = tuple(Mentor(k, f"place{j}", f"t{j % TEAMS:02d}") for j, k in enumerate(keys))
    counts = tuple(Count(k, "visits", int(d), DUE) for k, d in zip(keys, done, strict=True))
    return World(
        Evidence(mentors, people, counts, ratings), dict(zip(keys, truth, strict=True)), dict(zip(keys, raw, strict=True)),
        {f"r{r}": 25 * float(s) for r, s in enumerate(severity)}, icc,
    )  # fmt: skip


def _people(rng, keys, effect, difficulty, missing):
    home = np.repeat(np.arange(MENTORS), np.maximum(8, rng.poisson(PARTICIPANTS, MENTORS)))
    shift = rng.normal(0, difficulty, (MENTORS, 2))
    traits = rng.normal(size=(len(home), 2)) + shift[home]
    fixed = traits @ np.array([9.0, 5.0])
    y = effect[home] + fixed - fixed.mean() + rng.normal(0, SIGMA, len(home))
    seen = rng.random(len(home)) >= missing
    rows = tuple(
        Person(
            f"p{i:05d}", ((keys[home[i]], 12.0),), (("baseline", float(traits[i, 0])), ("age", float(traits[i, 1]))),
            (("outcome", float(y[i]) if seen[i] else None),),
        )
        for i in range(len(home))
    )  # fmt: skip
    return rows, np.array([y[(home == j) & seen].mean() for j in range(MENTORS)])


def _ratings(rng, keys, skill, severity, missing):
    """Each mentor is seen by four of seven raters, in turn, so that all severities hang together."""
    rows, sums = [], np.zeros((MENTORS, 2))
    for j, key in enumerate(keys):
        for r in ((j + k) % RATERS for k in range(SEEN_BY)):
            if rng.random() < missing / 2:
                continue
            level = float(np.clip(np.rint(skill[j] - severity[r] + rng.normal(0, 0.5)), 1, 5))
            rows.append(PanelRating(f"r{r}", key, "advice", level))
            sums[j] += level, 1
    return tuple(rows), 25 * (sums[:, 0] / np.maximum(sums[:, 1], 1) - 1)


def _expected(skill: np.ndarray) -> np.ndarray:
    """The mean level a rater of average severity gives."""
    edges = np.r_[-np.inf, LEVELS[:-1] + 0.5, np.inf]
    return np.diff(norm.cdf((edges[None, :] - skill[:, None]) / 0.5), axis=1) @ LEVELS
