"""From what is known of somebody to the mark."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import floor

from dampingi.engines.checklist.terms import Checklist, Criterion, Mark, Outcome, Part, Reason, Why

_DEFINITE = {Why.BARRED, Why.LEAST}


def mark(asked: Checklist, values: Mapping[str, Fraction | None], barred: Sequence[str] = ()) -> Mark:
    """What is not known is left out of the score and shrinks what is known; below `evidence` no score decides.

    `barred` names what keeps somebody from passing outside the criteria.
    """
    whole = sum(c.weight for c in asked.criteria)
    seen = [c for c in asked.criteria if values.get(c.key) is not None]
    weight = sum(c.weight for c in seen)
    parts = tuple(_part(c, values.get(c.key), weight) for c in asked.criteria)
    score = sum((p.points for p in parts), Fraction(0)) if seen else None
    known = Fraction(weight, whole)
    reasons = _reasons(asked, values, barred, score, known)
    return Mark(_outcome(reasons), score, _band(asked, score), known, parts, tuple(reasons))


def _part(c: Criterion, value: Fraction | None, weight: int) -> Part:
    if value is None:
        return Part(c.key, None, None, Fraction(0), Fraction(0))
    reached = min(Fraction(1), max(Fraction(0), value / c.target))
    most = Fraction(100 * c.weight, weight)
    return Part(c.key, value, reached, most * reached, most)


def _reasons(
    asked: Checklist, values: Mapping[str, Fraction | None], barred: Sequence[str], score: Fraction | None, known: Fraction
) -> list[Reason]:  # fmt: skip
    told = [Reason(Why.BARRED, key) for key in barred]
    for c in asked.criteria:
        if c.least is None:
            continue
        value = values.get(c.key)
        if value is None:
            told.append(Reason(Why.UNKNOWN, c.key))
        elif value < c.least:
            told.append(Reason(Why.LEAST, c.key))
    if score is None or known < asked.evidence:
        told.append(Reason(Why.EVIDENCE))
    elif score < asked.pass_mark:
        told.append(Reason(Why.SCORE))
    return told


def _outcome(reasons: Sequence[Reason]) -> Outcome:
    """A missed minimum is missed whatever else comes to light; a low score may still rise while something is unknown."""
    if not reasons:
        return Outcome.PASSED
    why = {r.why for r in reasons}
    if why & _DEFINITE or why == {Why.SCORE}:
        return Outcome.NOT_PASSED
    return Outcome.UNDECIDED


def _band(asked: Checklist, score: Fraction | None) -> str | None:
    return None if score is None else next(b.key for b in asked.bands if score >= b.lower)


def hundredths(score: Fraction) -> int:
    """For showing and storing, downwards: 69.999 must not look like 70."""
    return floor(score * 100)
