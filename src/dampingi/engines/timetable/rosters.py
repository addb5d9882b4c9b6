"""Who stands at which market point on which day: turns shared alike, stalls filled, no point all of one kind.

A flow from businesses through their days to the points, exact: each further turn of a business is dearer (its n-th costs n squared differences), so the
turns come out as even as the wishes allow, counted with those it had before.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from ortools.graph.python import min_cost_flow

_TURN = 10_000
"""A turn is dearer than any distance: fairness first."""


@dataclass(frozen=True)
class Trader:
    id: str
    kind: str
    """What it sells, as far as a point must be mixed."""
    days: frozenset[str]
    """When it can."""
    turns: int = 0
    """This year so far."""
    most: int = 99
    """More turns than this it does not want in these days."""
    far: Mapping[str, int] = field(default_factory=dict)
    """Point -> hundreds of metres; missing: 0."""


@dataclass(frozen=True)
class Stand:
    """A market point open on a day, with so many stalls."""

    point: str
    day: str
    stalls: int
    most_of_a_kind: int | None = None
    there: Mapping[str, int] = field(default_factory=dict)
    """Kind -> stalls beside these that sell it that day already."""

    def room(self, kind: str) -> int:
        """How many of these stalls may sell the kind."""
        if self.most_of_a_kind is None:
            return self.stalls
        return max(0, self.most_of_a_kind - self.there.get(kind, 0))


@dataclass(frozen=True)
class Roster:
    turns: tuple[tuple[str, str, str], ...]
    """(day, point, trader)"""
    empty: dict[tuple[str, str], int]
    """(day, point) -> stalls nobody takes."""
    count: dict[str, int]


def roster(traders: Sequence[Trader], stands: Sequence[Stand]) -> Roster:
    """As many stalls taken as can be; among those the most even turns; among those the least distance."""
    net = _Net()
    open_on: dict[str, list[Stand]] = defaultdict(list)
    for stand in stands:
        open_on[stand.day].append(stand)
        net.arc(("stand", stand.point, stand.day), "end", stand.stalls, 0)
    kinds = {t.kind for t in traders}
    for stand in stands:
        for kind in sorted(kinds):
            net.arc(
                ("kind", stand.point, stand.day, kind), ("stand", stand.point, stand.day), stand.room(kind), 0
            )
    choices = []
    for t in traders:
        days = sorted(t.days & set(open_on))
        for n in range(min(t.most, len(days))):
            net.arc("start", ("trader", t.id), 1, _TURN * (2 * (t.turns + n) + 1))
        for day in days:
            net.arc(("trader", t.id), ("day", t.id, day), 1, 0)
            for stand in open_on[day]:
                to = ("kind", stand.point, stand.day, t.kind)
                choices.append(
                    (net.arc(("day", t.id, day), to, 1, t.far.get(stand.point, 0)), day, stand.point, t.id)
                )
    flows = net.filled(sum(s.stalls for s in stands))
    turns = sorted((day, point, trader) for arc, day, point, trader in choices if flows[arc])
    return _told(tuple(turns), traders, stands)


def _told(
    turns: tuple[tuple[str, str, str], ...], traders: Sequence[Trader], stands: Sequence[Stand]
) -> Roster:
    count = {t.id: t.turns for t in traders}
    left = {(s.day, s.point): s.stalls for s in stands}
    for day, point, trader in turns:
        count[trader] += 1
        left[day, point] -= 1
    return Roster(turns, {k: n for k, n in left.items() if n}, count)


class _Net:
    """Nodes by name; every stall is filled or goes empty at a price that no turn reaches."""

    def __init__(self) -> None:
        self._number: dict[object, int] = {"start": 0, "end": 1}
        self._arcs: list[tuple[int, int, int, int]] = []

    def arc(self, tail: object, head: object, capacity: int, cost: int) -> int:
        a, b = (self._number.setdefault(n, len(self._number)) for n in (tail, head))
        self._arcs.append((a, b, capacity, cost))
        return len(self._arcs) - 1

    def filled(self, stalls: int) -> list[int]:
        dear = 1 + sum(cost for *_, cost in self._arcs)
        self.arc("start", "end", stalls, dear)
        flow = min_cost_flow.SimpleMinCostFlow()
        told = np.array(self._arcs, dtype=np.int64).reshape(-1, 4)
        arcs = flow.add_arcs_with_capacity_and_unit_cost(told[:, 0], told[:, 1], told[:, 2], told[:, 3])
        flow.set_node_supply(0, stalls)
        flow.set_node_supply(1, -stalls)
        if flow.solve() != flow.OPTIMAL:
            raise RuntimeError("every stall may stay empty, so there is a cheapest")
        return [int(f) for f in flow.flows(arcs)]
