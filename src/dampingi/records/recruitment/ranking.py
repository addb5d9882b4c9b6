"""Who would get the places of a region by the stated criteria alone. Pure: no database, no clock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any


@dataclass(frozen=True)
class Candidate:
    """`unmet`: names of needed requirements that are not met. `sheets`: each examiner's points by criterion."""

    key: Any
    unmet: tuple[str, ...]
    sheets: tuple[Mapping[str, int], ...]
    submitted: Any
    """Settles what the criteria leave equal: who handed in earlier."""


@dataclass(frozen=True)
class Proposal:
    key: Any
    state: str
    """chosen, waiting or rejected."""
    place: int | None
    score: Decimal | None
    why: str
    """requirement, unscored, passing, places or place: what the state rests on."""


def score_of(sheets: Sequence[Mapping[str, int]], weights: Mapping[str, int]) -> Decimal | None:
    """The mean over the examiners of their weighted points, 0 to 100 with two decimals; None without a sheet."""
    if not sheets:
        return None
    whole = sum(weights.values())
    each = [sum(Decimal(s[c]) * w for c, w in weights.items()) / whole for s in sheets]
    return (sum(each, Decimal(0)) / len(each)).quantize(Decimal("0.01"))


def propose(
    candidates: Sequence[Candidate], *, places: int, weights: Mapping[str, int], passing: int, least: int = 2
) -> list[Proposal]:
    """In the order of the list; who is not on it comes after, in the order given."""
    found, off, listed = [], [], []
    for c in candidates:
        score = score_of(c.sheets, weights)
        if c.unmet:
            off.append(Proposal(c.key, "rejected", None, score, "requirement"))
        elif len(c.sheets) < least or score is None:
            off.append(Proposal(c.key, "rejected", None, score, "unscored"))
        elif score < passing:
            off.append(Proposal(c.key, "rejected", None, score, "passing"))
        else:
            listed.append((c, score))
    listed.sort(key=lambda pair: _order(pair[0], pair[1], weights))
    for place, (c, score) in enumerate(listed, 1):
        state = "chosen" if place <= places else "waiting"
        found.append(Proposal(c.key, state, place, score, "place" if state == "chosen" else "places"))
    return [*found, *off]


def _order(candidate: Candidate, score: Decimal, weights: Mapping[str, int]) -> tuple[Any, ...]:
    """By score; where equal by the heaviest criterion, then the next, then by who handed in earlier."""
    by_weight = sorted(weights, key=lambda c: (-weights[c], c))
    parts = [sum(s[c] for s in candidate.sheets) / len(candidate.sheets) for c in by_weight]
    return (-score, *(-p for p in parts), candidate.submitted)
