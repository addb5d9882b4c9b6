"""Small hand-made evidence for the engine's tests."""

import dataclasses

import numpy as np

from dampingi.engines.appraisal import Band, Count, Criterion, Evidence, Instrument, PanelRating, Rules
from dampingi.engines.appraisal.simulate import City, simulate_city

BANDS = (Band("coaching", 0), Band("fair", 55), Band("good", 70), Band("excellent", 85))
COVARIATES = ("baseline", "age", "sector", "sex")
OUTCOME = Criterion("outcome", "outcomes", "participants", 100, 100, least=10)


def outcome_only(**rules: float) -> Instrument:
    return Instrument((OUTCOME,), Rules(BANDS, **rules), COVARIATES)


FOUR = Instrument(
    (
        Criterion("visits", "process", "counts", 15, 0.95),
        Criterion("reports", "process", "counts", 15, 1.0, least=3),
        Criterion("outcome", "outcomes", "participants", 40, 100, least=10),
        Criterion("plan", "competence", "panel", 8, 4, floor=1, least=2),
        Criterion("advice", "competence", "panel", 7, 4, floor=1, least=2),
        Criterion("voice", "voice", "participants", 15, 5, floor=1, missing="skip", least=5),
    ),
    Rules(BANDS, draws=4000),
    COVARIATES,
)


def city_with_four_kinds(seed: int = 5, **kind: float) -> City:
    """A simulated city whose mentors' true effect also shows in process, panel and voice."""
    city = simulate_city(seed, **kind)
    rng = np.random.default_rng(seed + 1)
    skill = {k: v - 60 for k, v in city.truth.items()}
    chance = {k: 1 / (1 + np.exp(-1.5 - s / 8)) for k, s in skill.items()}
    counts = tuple(
        Count(k, c, int(rng.binomial(n, chance[k])), n)
        for k in skill
        for c, n in (("visits", 250), ("reports", 10))
    )
    strict = rng.normal(0, 0.3, 6)
    ratings = tuple(
        PanelRating(f"r{r}", k, c, float(np.clip(round(2.6 + s / 8 - strict[r] + rng.normal(0, 0.5)), 1, 4)))
        for j, (k, s) in enumerate(skill.items())
        for r in ((j + i) % 6 for i in range(4))
        for c in ("plan", "advice")
    )
    people = tuple(
        dataclasses.replace(
            p,
            values=(
                *p.values,
                ("voice", float(np.clip(round(3.6 + skill[p.months[0][0]] / 10 + rng.normal(0, 0.8)), 1, 5)))
                if rng.random() < 0.6
                else ("voice", None),
            ),
        )
        for p in city.evidence.participants
    )
    return dataclasses.replace(city, evidence=Evidence(city.evidence.mentors, people, counts, ratings))
