"""Who accompanies whom: all participants at once, as the cheapest flow from participants to mentors.

Costs are in metres: what a mentor would rather walk than bear. The dearness of one more participant rises with each (a convex cost), so loads come out
alike unless distance is worth more. Exact: min-cost flow with whole numbers (OR-Tools), all pairs, none left out for speed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python import min_cost_flow

EARTH = 6_371_000.0
"""Metres; mean radius."""
UNKNOWN = 3_000
"""Metres between two of whom one has no position."""
FORBIDDEN = -1


@dataclass(frozen=True)
class Participant:
    id: str
    region: str
    at: tuple[float, float] | None = None
    """Latitude and longitude in degrees."""
    field: str = ""
    """What holds the business back most; empty needs no field."""
    wants_woman: bool = False
    mentor: str | None = None
    """Who accompanies now."""
    also: tuple[str, ...] = ()
    """Other regions whose mentors may take them: where the business is by now."""

    @property
    def places(self) -> tuple[str, ...]:
        return (self.region, *self.also)


@dataclass(frozen=True)
class Mentor:
    id: str
    region: str
    """Only participants inside it are theirs."""
    capacity: int
    at: tuple[float, float] | None = None
    fields: frozenset[str] = frozenset()
    woman: bool = False
    load: int = 0
    """Of participants beside these."""


@dataclass(frozen=True)
class Prices:
    """In metres."""

    other_field: int = 2_000
    change: int = 5_000
    """Somebody loses the mentor that they know."""
    step: int = 40
    """Each participant of a mentor is dearer by this than the one before."""


@dataclass(frozen=True)
class Given:
    participant: str
    mentor: str
    metres: int | None
    """None where a position is missing."""
    field_fits: bool
    stays: bool


@dataclass(frozen=True)
class Caseloads:
    given: tuple[Given, ...]
    left: dict[str, str]
    """Participant -> `region` (no mentor there), `woman` (asked for one, none there) or `full`."""
    loads: dict[str, int]
    cost: int


def assign(
    people: Sequence[Participant], mentors: Sequence[Mentor], prices: Prices | None = None
) -> Caseloads:
    """The cheapest; as many as can be have a mentor. Mentors who have more than their capacity already get nobody."""
    prices = prices or Prices()
    metres = _metres(people, mentors)
    cost = pair_costs(people, mentors, metres, prices)
    flow = min_cost_flow.SimpleMinCostFlow()
    n, m = len(people), len(mentors)
    who, whom = np.nonzero(cost != FORBIDDEN)
    arcs = flow.add_arcs_with_capacity_and_unit_cost(
        who, n + whom, np.ones(len(who), dtype=np.int64), cost[who, whom]
    )
    _loads(flow, mentors, n, prices)
    dearest = int(cost.max(initial=0)) + prices.step * max((m.capacity for m in mentors), default=0)
    none = dearest * (n + 1) + 1  # more than everybody else together: one more given is worth any exchange
    flow.add_arcs_with_capacity_and_unit_cost(
        np.arange(n), np.full(n, n + m), np.ones(n, dtype=np.int64), np.full(n, none)
    )
    flow.set_nodes_supplies(np.arange(n + m + 1), np.r_[np.ones(n), np.zeros(m), -n].astype(np.int64))
    if flow.solve() != flow.OPTIMAL:
        raise RuntimeError("a flow with a way for everybody has a cheapest")
    taken = np.flatnonzero(flow.flows(arcs))
    pairs = [(int(who[k]), int(whom[k])) for k in taken]
    return _told(people, mentors, pairs, metres, cost, flow.optimal_cost() - none * (n - len(pairs)))


def pair_costs(
    people: Sequence[Participant], mentors: Sequence[Mentor], metres: NDArray[np.int64], prices: Prices
) -> NDArray[np.int64]:
    """People x mentors, metres; FORBIDDEN where the mentor is of another region, or a woman was asked for."""
    regions = _reach(people, mentors)
    women = np.array([m.woman for m in mentors], dtype=bool)
    asks = np.array([p.wants_woman for p in people], dtype=bool)
    fits = np.array([[not p.field or p.field in m.fields for m in mentors] for p in people], dtype=bool)
    index = {m.id: k for k, m in enumerate(mentors)}
    now = np.array([index.get(p.mentor or "", -1) for p in people], dtype=np.int64)
    cost = np.where(metres < 0, UNKNOWN, metres) + np.where(fits.reshape(metres.shape), 0, prices.other_field)
    leaves = (now[:, None] >= 0) & (now[:, None] != np.arange(len(mentors))[None, :])
    cost = cost + np.where(leaves, prices.change, 0)
    return np.where(regions & (women[None, :] | ~asks[:, None]), cost, FORBIDDEN)


def _reach(people: Sequence[Participant], mentors: Sequence[Mentor]) -> NDArray[np.bool_]:
    """People x mentors; asked once for each set of places, of which there are few."""
    rows = {p.places: p for p in people}
    known = {places: [_may(p, m) for m in mentors] for places, p in rows.items()}
    return np.array([known[p.places] for p in people], dtype=bool).reshape(len(people), len(mentors))


def _may(one: Participant, mentor: Mentor) -> bool:
    return any(_inside(place, mentor.region) for place in one.places)


def _inside(code: str, region: str) -> bool:
    return code == region or code.startswith(region + ".") or not region


def _metres(people: Sequence[Participant], mentors: Sequence[Mentor]) -> NDArray[np.int64]:
    """Great-circle distances (haversine), whole metres; -1 where one has no position."""
    a, b = _radians([p.at for p in people]), _radians([m.at for m in mentors])
    north = np.sin((b[None, :, 0] - a[:, None, 0]) / 2) ** 2
    east = np.sin((b[None, :, 1] - a[:, None, 1]) / 2) ** 2
    h = north + np.cos(a[:, None, 0]) * np.cos(b[None, :, 0]) * east
    metres = 2 * EARTH * np.arcsin(np.sqrt(np.clip(h, 0, 1)))
    return np.where(np.isnan(metres), -1, np.rint(np.nan_to_num(metres))).astype(np.int64)


def _radians(positions: Sequence[tuple[float, float] | None]) -> NDArray[np.float64]:
    return np.radians(np.array([p or (np.nan, np.nan) for p in positions], dtype=float).reshape(-1, 2))


def _loads(flow: min_cost_flow.SimpleMinCostFlow, mentors: Sequence[Mentor], n: int, prices: Prices) -> None:
    """One arc for each participant that a mentor may still take, each dearer than the one before."""
    heads, costs = [], []
    for k, m in enumerate(mentors):
        for nth in range(m.load, min(m.capacity, m.load + n)):
            heads.append(n + k)
            costs.append(prices.step * nth)
    ends = np.full(len(heads), n + len(mentors), dtype=np.int64)
    flow.add_arcs_with_capacity_and_unit_cost(
        np.array(heads, dtype=np.int64),
        ends,
        np.ones(len(heads), dtype=np.int64),
        np.array(costs, dtype=np.int64),
    )


def _told(
    people: Sequence[Participant],
    mentors: Sequence[Mentor],
    pairs: list[tuple[int, int]],
    metres: NDArray[np.int64],
    cost: NDArray[np.int64],
    total: int,
) -> Caseloads:
    loads = {m.id: m.load for m in mentors}
    given = []
    for p, m in pairs:
        one, mentor = people[p], mentors[m]
        loads[mentor.id] += 1
        far = int(metres[p, m])
        fits = not one.field or one.field in mentor.fields
        given.append(Given(one.id, mentor.id, None if far < 0 else far, fits, one.mentor == mentor.id))
    without = set(range(len(people))) - {p for p, _ in pairs}
    left = {
        people[p].id: _why(people[p], mentors, bool((cost[p] != FORBIDDEN).any())) for p in sorted(without)
    }
    return Caseloads(tuple(given), left, loads, total)


def _why(one: Participant, mentors: Sequence[Mentor], possible: bool) -> str:
    if possible:
        return "full"
    return "woman" if any(_may(one, m) for m in mentors) else "region"
