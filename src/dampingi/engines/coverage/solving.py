"""The assignment by successive shortest paths with dual prices, in whole numbers.

Every place may stay without anybody, for no points; serving one is worth more than all points together, and whom one insists on more than that.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from .terms import Question, Unusable

Weights = list[list[int | None]]


class Impossible(ValueError):
    """Those one insists on cannot all serve."""


@dataclass(frozen=True)
class Choice:
    served: Mapping[str, str]
    """place -> candidate"""
    points: int
    unserved: tuple[str, ...]
    place_prices: tuple[int, ...] = field(default=(), repr=False)
    candidate_prices: tuple[int, ...] = field(default=(), repr=False)
    """Of places and candidates in the question's order: the proof, see `proving`."""


def assign(
    asked: Question,
    *,
    without: Collection[str] = (),
    insisted: Collection[str] = (),
    pins: Mapping[str, str] | None = None,
) -> Choice:
    """The best choice. `without` never serve, `insisted` do, `pins` say for a place who it is. Raises Impossible."""  # fmt: skip
    pins = pins or {}
    for place, candidate in pins.items():
        if (candidate, place) not in asked.points:
            raise Impossible(f"{candidate} may not serve {place}")
    if len(set(pins.values())) < len(pins):
        raise Impossible("one candidate serves one place")
    kept = weights(asked, without=without, insisted={*insisted, *pins.values()}, pins=pins)
    taken, prices, columns = _matched(kept, len(asked.candidates))
    served = {
        place: asked.candidates[j]
        for place, j in zip(asked.places, taken, strict=True)
        if j < len(asked.candidates)
    }
    if not {*insisted, *pins.values()} <= set(served.values()) or any(
        served.get(p) != c for p, c in pins.items()
    ):
        raise Impossible("those one insists on cannot all serve")
    points = sum(asked.points[c, p] for p, c in served.items())
    unserved = tuple(p for p in asked.places if p not in served)
    return Choice(served, points, unserved, tuple(prices), tuple(columns))


def weights(
    asked: Question,
    *,
    without: Collection[str] = (),
    insisted: Collection[str] = (),
    pins: Mapping[str, str] | None = None,
) -> Weights:
    """place x candidate -> points with what serving and insisting add; None where it may not be."""  # fmt: skip
    if not {*without, *insisted} <= set(asked.candidates):
        raise Unusable("a candidate that is not of this question")
    pins = pins or {}
    serving = 1 + sum(
        max((asked.points.get((c, p), 0) for c in asked.candidates), default=0) for p in asked.places
    )
    insisting = serving * (len(asked.places) + 1)
    elsewhere = {c: p for p, c in pins.items()}

    def of(place: str, candidate: str) -> int | None:
        held = asked.points.get((candidate, place))
        if held is None or candidate in without or pins.get(place, candidate) != candidate:
            return None
        if elsewhere.get(candidate, place) != place:
            return None
        return held + serving + (insisting if candidate in insisted else 0)

    return [[of(p, c) for c in asked.candidates] for p in asked.places]


def _matched(kept: Weights, width: int) -> tuple[list[int], list[int], list[int]]:
    """Row -> column, and the prices of rows and columns. A column from `width` on is nobody, for nothing."""
    rows, columns = len(kept), width + len(kept)
    never = 1 + 2 * sum(max((w for w in row if w is not None), default=0) for row in kept)
    cost = [[never if w is None else -w for w in row] + [0] * rows for row in kept]
    u, v, held = [0] * (rows + 1), [0] * (columns + 1), [0] * (columns + 1)
    for row in range(1, rows + 1):
        _augment(row, cost, u, v, held)
    taken = [0] * rows
    for j in range(1, columns + 1):
        if held[j]:
            taken[held[j] - 1] = j - 1
    return taken, [-x for x in u[1:]], [-x for x in v[1 : width + 1]]


def _augment(row: int, cost: list[list[int]], u: list[int], v: list[int], held: list[int]) -> None:
    """Give `row` a column by the cheapest chain of moves, and keep every price a bound."""
    columns = len(v) - 1
    nearest: list[int | None] = [None] * (columns + 1)
    came, seen = [0] * (columns + 1), [False] * (columns + 1)
    held[0], at = row, 0
    while held[at]:
        seen[at] = True
        here, step, to = held[at], None, 0
        for j in range(1, columns + 1):
            if seen[j]:
                continue
            reach = cost[here - 1][j - 1] - u[here] - v[j]
            if nearest[j] is None or reach < nearest[j]:  # type: ignore[operator]
                nearest[j], came[j] = reach, at
            if step is None or nearest[j] < step:  # type: ignore[operator]
                step, to = nearest[j], j
        assert step is not None
        for j in range(columns + 1):
            if seen[j]:
                u[held[j]] += step
                v[j] -= step
            elif nearest[j] is not None:
                nearest[j] -= step  # type: ignore[operator]
        at = to
    while at:
        held[at] = held[came[at]]
        at = came[at]
