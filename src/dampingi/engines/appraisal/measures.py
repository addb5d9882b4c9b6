"""One dimension at a time: from evidence to draws of each mentor's 0-100 score, with the parts that explain it.

Inside a dimension the criteria are joined first (per participant, per rating sheet) and modelled once, so that criteria measured on the
same people are not counted as independent evidence. Excess in one criterion offsets lack in another of the same
dimension only; the dimension itself ends at 0 and 100.
"""

import dataclasses
from collections.abc import Sequence

import numpy as np

from .agreement import agreement
from .casemix import Signal, regress
from .counts import shares_done
from .design import covariate_columns, shares, varying_within, with_others
from .evidence import OTHERS, Criterion, Evidence, Instrument, Method, Participant
from .fit import Fit, fits
from .measured import Measured, assembled, covariates_of, part_of
from .nonresponse import asked_of, widened
from .pooling import earlier_of, pooled
from .randomness import Array, Draws
from .severity import fit_panel, with_fit
from .shrinkage import Effects, apart, shrink


def measure(
    key: str, criteria: Sequence[Criterion], instrument: Instrument, evidence: Evidence, source: Draws
) -> Measured:
    """Measure one dimension. Mentors and participants must be sorted by key already."""
    method = criteria[0].method
    if not _any(method, criteria, evidence):
        return _nothing(key, criteria, instrument, evidence, source)
    how = {"counts": _counts, "documents": _documents, "participants": _participants, "panel": _panel}[method]
    measured = how(key, criteria, instrument, evidence, source)
    return measured if instrument.rules.compared else _without_others(measured)


def _without_others(measured: Measured) -> Measured:
    """Where nobody is compared, nothing is told of all together."""
    parts = tuple(tuple(dataclasses.replace(p, city=None) for p in row) for row in measured.parts)
    return dataclasses.replace(measured, parts=parts, centre=None, mentor_sd=None, team_sd=None)


def _any(method: Method, criteria: Sequence[Criterion], evidence: Evidence) -> bool:
    if method in ("counts", "documents"):
        return any(c.due for c in evidence.counts if c.criterion in {k.key for k in criteria})
    if method == "panel":
        return bool(_sheets(criteria, evidence)[0])
    return bool(_values(criteria, evidence.participants)[0])


def _nothing(
    key: str, criteria: Sequence[Criterion], instrument: Instrument, evidence: Evidence, source: Draws
) -> Measured:
    """No evidence for anyone: any score is as likely as another, and nobody has enough."""
    size = len(evidence.mentors)
    blank, unseen, nan = np.zeros(size), np.full(size, np.nan), float("nan")
    return Measured(
        key,
        sum(c.weight for c in criteria),
        100 * source.uniforms(instrument.rules.draws, size),
        unseen,
        unseen,
        blank,
        blank,
        np.zeros(size, dtype=np.bool_),
        tuple(tuple(part_of(c, nan, nan, nan, 0) for c in criteria) for _ in range(size)),
        None,
    )


def _weights(criteria: Sequence[Criterion]) -> Array:
    weight = np.array([c.weight for c in criteria])
    return np.asarray(weight / weight.sum())


def _counts(
    key: str, criteria: Sequence[Criterion], instrument: Instrument, evidence: Evidence, source: Draws
) -> Measured:
    weight = _weights(criteria)
    scores, raws, lams, rows, dues, cities = [], [], [], [], [], []
    for criterion, done, due in zip(criteria, *_tally(criteria, evidence), strict=True):
        share = shares_done(done, due, source, instrument.rules.draws, apart=not instrument.rules.compared)
        scores.append(
            np.clip(criterion.score(1.0) * share.draws + criterion.score(0.0) * (1 - share.draws), 0, 100)
        )
        raws.append(np.clip([criterion.score(v) for v in share.raw], 0, 100))
        lams.append(share.reliability)
        dues.append(due)
        cities.append(float(np.clip(criterion.score(share.city), 0, 100)))
        rows.append(
            [part_of(criterion, share.raw[j], share.raw[j], share.city, due[j]) for j in range(len(due))]
        )
    raw = np.tensordot(weight, np.array(raws), 1)
    least = np.array([[d >= c.least for d in due] for c, due in zip(criteria, dues, strict=True)])
    return Measured(
        key,
        sum(c.weight for c in criteria),
        np.asarray(np.tensordot(weight, np.array(scores), 1)),
        raw,
        raw,
        np.asarray(np.tensordot(weight, np.array(lams), 1)),
        np.sum(dues, axis=0),
        np.asarray(least.all(axis=0)),
        tuple(zip(*rows, strict=True)),
        float(weight @ np.array(cities)) if np.isfinite(cities).all() else None,
    )


def _documents(
    key: str, criteria: Sequence[Criterion], instrument: Instrument, evidence: Evidence, source: Draws
) -> Measured:
    """A paper is there or it is not: nothing is estimated or shrunk. For whom nobody looked, any score is as likely as another."""
    size, weight = len(evidence.mentors), _weights(criteria)
    done, due = _tally(criteria, evidence)
    share = np.divide(done, due, out=np.full(due.shape, np.nan), where=due > 0)
    city = np.divide(
        done.sum(axis=1), due.sum(axis=1), out=np.full(len(criteria), np.nan), where=due.sum(axis=1) > 0
    )
    scores = np.array(
        [np.clip([c.score(v) for v in row], 0, 100) for c, row in zip(criteria, share, strict=True)]
    )
    raw = weight @ scores
    known = np.isfinite(raw)
    draws = np.where(known, np.nan_to_num(raw), 100 * source.uniforms(instrument.rules.draws, size))
    least = np.array([[c.least] for c in criteria])
    return Measured(
        key, sum(c.weight for c in criteria), draws, raw, raw, known.astype(np.float64), due.sum(axis=0),
        np.asarray((due >= least).all(axis=0)),
        tuple(
            tuple(part_of(c, share[k, j], share[k, j], city[k], due[k, j]) for k, c in enumerate(criteria)) for j in range(size)
        ),
        float(raw[known].mean()) if known.any() else None,
    )  # fmt: skip


def _tally(criteria: Sequence[Criterion], evidence: Evidence) -> tuple[Array, Array]:
    """done, due: criteria x mentors."""
    row = {c.key: k for k, c in enumerate(criteria)}
    column = {m.key: j for j, m in enumerate(evidence.mentors)}
    done, due = np.zeros((len(row), len(column))), np.zeros((len(row), len(column)))
    for count in evidence.counts:
        if count.criterion in row:
            done[row[count.criterion], column[count.mentor]] += count.done
            due[row[count.criterion], column[count.mentor]] += count.due
    return done, due


def _participants(
    key: str, criteria: Sequence[Criterion], instrument: Instrument, evidence: Evidence, source: Draws
) -> Measured:
    people, values = _values(criteria, evidence.participants)
    mentors = [m.key for m in evidence.mentors]
    everyone = shares([p.months for p in people], [*mentors, OTHERS])
    membership = everyone[:, :-1]
    design = with_others(covariate_columns(people, instrument.covariates), everyone[:, -1])
    design = varying_within(design, membership)
    scored = np.column_stack(
        [c.score(0.0) + (c.score(1.0) - c.score(0.0)) * v for c, v in zip(criteria, values.T, strict=True)]
    )
    signal = regress(scored @ _weights(criteria), membership, design)
    asked = asked_of(evidence.mentors, evidence.asked, key, signal.heads)
    signal = widened(signal, asked, instrument.rules.nonresponse)
    signal, earlier = _pooled(key, signal, evidence, instrument)
    effects = _shrink(signal, evidence, instrument, source)
    each = [regress(column, membership, design) for column in values.T]
    parts = tuple(
        tuple(
            part_of(c, s.raw[j], s.adjusted[j], float(column.mean()), s.heads[j])
            for c, s, column in zip(criteria, each, values.T, strict=True)
        )
        for j in range(len(mentors))
    )
    least = max(c.least for c in criteria)
    enough = np.asarray(signal.heads >= least)
    measured = assembled(
        key, criteria, signal, effects, parts, enough, covariates_of(signal), dropped=design.dropped
    )
    return dataclasses.replace(measured, asked=asked if np.isfinite(asked).any() else None, earlier=earlier)


def _values(
    criteria: Sequence[Criterion], participants: Sequence[Participant]
) -> tuple[list[Participant], Array]:
    """Participants with evidence in this dimension whom a compared mentor accompanied, and their values (N x C). A skipped value
    gets the criterion's mean."""
    rows, people = [], []
    for participant in participants:
        own = dict(participant.values)
        row = [_value(c, own.get(c.key)) for c in criteria]
        concerned = any(c.key in own for c in criteria) and np.isfinite(row).any()
        if concerned and any(months > 0 for mentor, months in participant.months if mentor != OTHERS):
            rows.append(row)
            people.append(participant)
    values = np.array(rows, dtype=np.float64).reshape(len(rows), len(criteria))
    for column in values.T:
        known = np.isfinite(column)
        column[~known] = column[known].mean() if known.any() else 0.0
    return people, values


def _value(criterion: Criterion, value: float | None) -> float:
    if value is not None:
        return float(value)
    return criterion.floor if criterion.missing == "floor" else float("nan")


def _panel(
    key: str, criteria: Sequence[Criterion], instrument: Instrument, evidence: Evidence, source: Draws
) -> Measured:
    mentors = tuple(m.key for m in evidence.mentors)
    sheets, values = _sheets(criteria, evidence)
    scored = np.array([[c.score(v) for c, v in zip(criteria, row, strict=True)] for row in values])
    joined = scored.reshape(len(sheets), len(criteria)) @ _weights(criteria)
    rows = tuple((r, m, float(y)) for (r, m), y in zip(sheets, joined, strict=True))
    panel = fit_panel(rows, mentors)
    signal, earlier = _pooled(key, panel.signal, evidence, instrument)
    effects = _shrink(signal, evidence, instrument, source)
    each = [
        fit_panel(tuple((r, m, float(v)) for (r, m), v in zip(sheets, column, strict=True)), mentors).signal
        for column in values.T
    ]
    parts = tuple(
        tuple(
            part_of(c, f.raw[j], f.adjusted[j], float(column.mean()), f.heads[j])
            for c, f, column in zip(criteria, each, values.T, strict=True)
        )
        for j in range(len(mentors))
    )
    enough = np.asarray(panel.signal.heads >= max(c.least for c in criteria))
    measured = assembled(
        key, criteria, panel.signal, effects, parts, enough, (), with_fit(panel, rows), panel.groups
    )
    level = instrument.rules.level
    return dataclasses.replace(
        measured,
        agreement=tuple(
            agreement(c.key, evidence.ratings, source.named(f"agreement:{c.key}"), level=level)
            for c in criteria
        ),
        fits=_criterion_fits(criteria, evidence),
        earlier=earlier,
    )


def _criterion_fits(criteria: Sequence[Criterion], evidence: Evidence) -> tuple[Fit, ...]:
    """Of the single ratings, on 0-100, with mentor, rater and criterion as facets."""
    known = {c.key: c for c in criteria}
    own = [r for r in evidence.ratings if r.criterion in known]
    scores = np.array([known[r.criterion].score(r.level) for r in own])
    return fits(scores, ([r.mentor for r in own], [r.rater for r in own], [r.criterion for r in own]), by=2)


def _sheets(criteria: Sequence[Criterion], evidence: Evidence) -> tuple[list[tuple[str, str]], Array]:
    """One row per rater and mentor, one column per criterion; a criterion left out gets its mean over all sheets."""
    column = {c.key: k for k, c in enumerate(criteria)}
    filled: dict[tuple[str, str], list[float]] = {}
    for rating in evidence.ratings:
        if rating.criterion in column:
            row = filled.setdefault((rating.rater, rating.mentor), [float("nan")] * len(criteria))
            row[column[rating.criterion]] = rating.level
    sheets = sorted(filled)
    values = np.array([filled[s] for s in sheets], dtype=np.float64).reshape(len(sheets), len(criteria))
    for levels in values.T:
        known = np.isfinite(levels)
        levels[~known] = levels[known].mean() if known.any() else 0.0
    return sheets, values


def _pooled(key: str, signal: Signal, evidence: Evidence, instrument: Instrument) -> tuple[Signal, Array]:
    precision, apart, number = earlier_of(evidence.mentors, evidence.earlier, key, instrument.rules)
    return pooled(signal, precision, apart), number


def _shrink(signal: Signal, evidence: Evidence, instrument: Instrument, source: Draws) -> Effects:
    if not instrument.rules.compared:
        return apart(signal, source, instrument.rules.draws)
    return shrink(signal, tuple(m.team for m in evidence.mentors), source, instrument.rules.draws)
