"""From a locked standard and what is known of each participant to marks and counts. Pure: the same people give the same digits anywhere.

Everybody ever enrolled is counted. Who left has not passed; what is not known is told and never taken for no.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from dampingi.engines.checklist import Checklist, Mark, Outcome, hundredths, mark
from dampingi.foundation.canonical import canonical
from dampingi.insight.passing.standards import checklist

LEFT = "left"
STORED = ("outcome", "score", "band", "reasons", "stands")
YES, NO, UNKNOWN = "yes", "no", "unknown"


@dataclass(frozen=True, slots=True)
class Person:
    key: str
    part: str
    left: bool
    values: Mapping[str, Sequence[int] | None]


def mark_of(asked: Checklist, p: Person) -> Mark:
    known = {code: Fraction(*told) if told else None for code, told in p.values.items()}
    return mark(asked, known, [LEFT] if p.left else [])


def stored(found: Mark) -> dict[str, Any]:
    """As a row keeps it."""
    return {
        "outcome": str(found.outcome),
        "score": None if found.score is None else hundredths(found.score),
        "band": found.band or "",
        "reasons": _joined(f"{r.why}:{r.key}" for r in found.reasons),
        "stands": _joined(f"{p.key}:{_stands(p.reached)}" for p in found.parts),
    }


def sealed(found: dict[str, Any], as_of: str, standard: str) -> dict[str, Any]:
    """What a marking's hash is of: the counts with everybody, the day and the standard."""
    return found | {"as_of": as_of, "standard": standard}


def _joined(words: Any) -> str:
    told = "|".join(words)
    return f"|{told}|" if told else ""


def _stands(reached: Fraction | None) -> str:
    return UNKNOWN if reached is None else YES if reached == 1 else NO


def counts(standard: Mapping[str, Any], people: Sequence[Person]) -> dict[str, Any]:
    """The whole and by part, and what came out for each: without ids and in an order of their own, so that a file without them gives the same."""
    asked = checklist(standard)
    found = [(p, mark_of(asked, p)) for p in people]
    parts = sorted({p.part for p, _m in found})
    return {
        "whole": _table(found),
        "parts": {part: _table([told for told in found if told[0].part == part]) for part in parts},
        "people": sorted(
            ([p.part, p.left, dict(p.values), *stored(m).values()] for p, m in found), key=canonical
        ),
    }


def _table(found: Sequence[tuple[Person, Mark]]) -> dict[str, Any]:
    out = Counter(str(m.outcome) for _p, m in found)
    stands = Counter((part.key, _stands(part.reached)) for _p, m in found for part in m.parts)
    why = Counter(f"{r.why}:{r.key}" for _p, m in found for r in m.reasons)
    codes = [part.key for part in found[0][1].parts]
    return {
        "people": len(found),
        "left": sum(p.left for p, _m in found),
        "outcomes": {str(o): out[o] for o in Outcome},
        "criteria": {code: {s: stands[code, s] for s in (YES, NO, UNKNOWN)} for code in codes},
        "reasons": dict(sorted(why.items())),
    }
