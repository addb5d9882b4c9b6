"""The whole appraisal: frozen evidence and a locked instrument in, results with their uncertainty out.

The same input, in any order, and the same seed give the same digits.
"""

import dataclasses
import math

import numpy as np

from .bands import ascending, band_of
from .evidence import Evidence, Instrument
from .identifiability import cautions
from .measured import Measured
from .measures import measure
from .proposals import propose
from .randomness import Array, Draws
from .ranks import Ranking, rank, reliability
from .results import (
    Appraisal,
    DimensionPart,
    DimensionSummary,
    Place,
    UnitResult,
    WeightMove,
    chance,
    maybe_points,
    points,
    rounded,
    spread,
)
from .sensitivity import Flip, band_flip, top_flip


def appraise(instrument: Instrument, evidence: Evidence, *, seed: int) -> Appraisal:
    ascending(instrument.rules.bands)
    evidence = _ordered(evidence)
    measured = tuple(
        measure(key, criteria, instrument, evidence, Draws(seed, key))
        for key, criteria in instrument.dimensions()
    )
    weights = np.array([m.weight for m in measured]) / 100
    composite = np.tensordot(weights, np.array([m.draws for m in measured]), 1)
    overall = _told_apart(composite, instrument)[0]
    comparable = instrument.rules.compared and len(evidence.mentors) >= instrument.rules.min_mentors
    ranked = bool(comparable and overall >= instrument.rules.reliability)
    teams, team_reliability, teams_ranked = _teams(instrument, evidence, composite, measured)
    return Appraisal(
        mentors=_mentors(instrument, evidence, measured, composite, weights, ranked, seed),
        teams=teams,
        dimensions=tuple(_summary(m, instrument.rules.reliability) for m in measured),
        raters=tuple(rounded(r) for m in measured for r in m.raters),
        reliability=chance(overall),
        team_reliability=team_reliability,
        ranked=ranked,
        teams_ranked=teams_ranked,
        top_move=_top_move(instrument, evidence, measured, weights) if ranked else None,
        cautions=cautions(instrument, evidence, measured),
        agreement=tuple(a for m in measured for a in m.agreement),
        fits=tuple(f for m in measured for f in m.fits),
    )


def _ordered(evidence: Evidence) -> Evidence:
    return dataclasses.replace(
        evidence,
        mentors=tuple(sorted(evidence.mentors, key=lambda m: m.key)),
        participants=tuple(sorted(evidence.participants, key=lambda p: p.key)),
        counts=tuple(sorted(evidence.counts, key=lambda c: (c.criterion, c.mentor))),
        asked=tuple(sorted(evidence.asked, key=lambda a: (a.dimension, a.mentor))),
        earlier=tuple(
            sorted(evidence.earlier, key=lambda e: (e.dimension, e.mentor, e.years, e.apart, e.se))
        ),
        ratings=tuple(sorted(evidence.ratings, key=lambda r: (r.criterion, r.rater, r.mentor))),
    )


def _mentors(
    instrument: Instrument,
    evidence: Evidence,
    measured: tuple[Measured, ...],
    composite: Array,
    weights: Array,
    ranked: bool,
    seed: int,
) -> tuple[UnitResult, ...]:
    rules = instrument.rules
    ranking = rank(composite, top=rules.top, level=rules.level)
    _, own = _told_apart(composite, instrument)
    means = np.column_stack([m.draws.mean(axis=0) for m in measured])
    lacks = [tuple(m.key for m in measured if not m.enough[j]) for j in range(len(evidence.mentors))]
    proposals = propose(
        instrument,
        [m.draws for m in measured],
        weights,
        [bool(x) for x in lacks],
        [bool(r >= rules.reliability) or not rules.compared for r in own],
        seed=seed,
    )
    out = []
    for j, mentor in enumerate(evidence.mentors):
        lacking = lacks[j]
        sufficient = not lacking and (not rules.compared or (bool(own[j] >= rules.reliability) and ranked))
        low, high = spread(composite[:, j], rules.level)
        out.append(
            UnitResult(
                key=mentor.key,
                score=points(composite[:, j].mean()),
                low=low,
                high=high,
                reliability=chance(own[j]),
                banding=band_of(composite[:, j], rules.bands),
                sufficient=sufficient,
                lacking=lacking,
                place=_place(ranking, j) if sufficient and ranked else None,
                dimensions=tuple(_dimension(m, j, rules.level) for m in measured),
                criteria=tuple(part for m in measured for part in m.parts[j]),
                band_move=_move(band_flip(j, means[j], weights, rules.bands), evidence, measured),
                proposal=proposals[j],
            )
        )
    return tuple(out)


def _told_apart(composite: Array, instrument: Instrument) -> tuple[float, Array]:
    """How well the evidence tells people apart, of all and of each; nought where nobody is compared."""
    if not instrument.rules.compared:
        return 0.0, np.zeros(composite.shape[1])
    return reliability(composite)


def _dimension(m: Measured, j: int, level: float) -> DimensionPart:
    score = points(m.draws[:, j].mean())
    raw, caseload, shrinkage = _steps(m.raw[j], m.adjusted[j], score)
    low, high = spread(m.draws[:, j], level)
    return DimensionPart(
        key=m.key,
        weight=m.weight,
        raw=raw,
        caseload=caseload,
        shrinkage=shrinkage,
        score=score,
        low=low,
        high=high,
        reliability=chance(m.reliability[j]),
        evidence=int(m.evidence[j]),
        enough=bool(m.enough[j]),
        asked=_asked(m, [j]),
        earlier=_earlier(m, [j]),
    )


def _steps(raw: float, adjusted: float, score: float) -> tuple[float | None, float | None, float | None]:
    """The steps from what was seen to the score; they add up to the last digit."""
    seen, fair = maybe_points(raw), maybe_points(adjusted)
    if seen is None or fair is None:
        return None, None, None
    return seen, points(fair - seen), points(score - fair)


def _place(ranking: Ranking, j: int) -> Place:
    return Place(
        round(float(ranking.expected[j]), 1),
        math.floor(ranking.low[j]),
        math.ceil(ranking.high[j]),
        chance(ranking.top[j]),
    )


def _teams(
    instrument: Instrument, evidence: Evidence, composite: Array, measured: tuple[Measured, ...]
) -> tuple[tuple[UnitResult, ...], float, bool]:
    """Teams are the plain mean of their mentors' true scores, draw by draw."""
    rules = instrument.rules
    names = sorted({m.team for m in evidence.mentors if m.team})
    if not names or not rules.compared:
        return (), 0.0, False
    members = {t: [j for j, m in enumerate(evidence.mentors) if m.team == t] for t in names}
    draws = np.column_stack([composite[:, members[t]].mean(axis=1) for t in names])
    overall, own = reliability(draws)
    ranked = len(names) >= rules.min_mentors and overall >= rules.reliability
    ranking = rank(draws, top=min(3, len(names)), level=rules.level)
    out = []
    for k, team in enumerate(names):
        low, high = spread(draws[:, k], rules.level)
        sufficient = bool(ranked and own[k] >= rules.reliability)
        out.append(
            UnitResult(
                team,
                points(draws[:, k].mean()),
                low,
                high,
                chance(own[k]),
                band_of(draws[:, k], rules.bands),
                sufficient,
                (),
                _place(ranking, k) if sufficient else None,
                tuple(_team_dimension(m, members[team], rules.level) for m in measured),
                members=tuple(evidence.mentors[j].key for j in members[team]),
            )
        )
    return tuple(out), chance(overall), bool(ranked)


def _team_dimension(m: Measured, members: list[int], level: float) -> DimensionPart:
    draws = m.draws[:, members].mean(axis=1)
    score = points(draws.mean())
    raw, caseload, shrinkage = _steps(
        float(np.mean(m.raw[members])), float(np.mean(m.adjusted[members])), score
    )
    low, high = spread(draws, level)
    return DimensionPart(
        m.key,
        m.weight,
        raw,
        caseload,
        shrinkage,
        score,
        low,
        high,
        chance(m.reliability[members].mean()),
        int(m.evidence[members].sum()),
        bool(m.enough[members].all()),
        _asked(m, members),
        _earlier(m, members),
    )


def _earlier(m: Measured, of: list[int]) -> int:
    return 0 if m.earlier is None else int(m.earlier[of].sum())


def _asked(m: Measured, of: list[int]) -> int | None:
    told = float("nan") if m.asked is None else float(m.asked[of].sum())
    return int(told) if math.isfinite(told) else None


def _summary(m: Measured, gate: float) -> DimensionSummary:
    average, _ = reliability(m.draws)
    between = (m.mentor_sd or 0.0) ** 2 + (m.team_sd or 0.0) ** 2
    needed = math.ceil(gate / (1 - gate) * m.noise_sd**2 / between) if m.noise_sd and between > 0 else None
    return DimensionSummary(
        m.key,
        m.weight,
        None if m.centre is None else points(m.centre),
        None if m.mentor_sd is None else points(m.mentor_sd),
        None if m.team_sd is None else points(m.team_sd),
        None if m.noise_sd is None else points(m.noise_sd),
        chance(average),
        needed,
        m.covariates,
    )


def _top_move(
    instrument: Instrument, evidence: Evidence, measured: tuple[Measured, ...], weights: Array
) -> WeightMove | None:
    means = np.column_stack([m.draws.mean(axis=0) for m in measured])
    return _move(top_flip(means, weights, instrument.rules.top), evidence, measured)


def _move(flip: Flip | None, evidence: Evidence, measured: tuple[Measured, ...]) -> WeightMove | None:
    if flip is None:
        return None
    return WeightMove(
        points(100 * flip.points),
        measured[flip.receiver].key,
        tuple((measured[c].key, points(100 * p)) for c, p in flip.sources),
        evidence.mentors[flip.unit].key,
        None if flip.other is None else evidence.mentors[flip.other].key,
        flip.edge,
    )
