"""How times are found without the engine: the first that is free, or the one that most say they can; and the model one writes first."""

import time
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from ortools.sat.python import cp_model
from scipy.optimize import linear_sum_assignment

from dampingi.engines.timetable import Grid, Meeting, Place
from dampingi.engines.timetable.checking import between
from dampingi.engines.timetable.options import Option, options
from dampingi.engines.timetable.spans import session_value
from dampingi.engines.timetable.terms import WHOLE


def first_free_slot(grid: Grid) -> dict[str, Place]:
    """Meeting after meeting, the first half-day at which who must come is free and a room is."""
    return _one_by_one(grid, lambda found: found[0])


def most_popular_slot(grid: Grid) -> dict[str, Place]:
    """Meeting after meeting, what a poll of the invited would say: the half-day at which most are free of their own business."""

    def popular(found: Sequence[Option]) -> Option:
        return max(found, key=lambda o: sum(grid.free_whole(p, o.span) for p in o.meeting.invited))

    return _one_by_one(grid, popular)


def _one_by_one(grid: Grid, choose: Any) -> dict[str, Place]:
    """In the order in which meetings wait for one another; who finds nothing is held nowhere."""
    placed: dict[str, Option] = {}
    for m in _in_order(grid.asked.meetings):
        found = [o for o in options(grid, m) if not list(between(o, placed.values()))]
        if found:
            placed[m.id] = choose(found)
    return {m: o.place for m, o in placed.items()}


def _in_order(meetings: Sequence[Meeting]) -> Iterator[Meeting]:
    done: set[str] = set()
    while len(done) < len(meetings):
        for m in meetings:
            if m.id not in done and set(m.after) <= done:
                done.add(m.id)
                yield m


def everybody_everywhere(grid: Grid, *, seconds: float) -> dict[str, Any]:
    """CP-SAT with a boolean for each meeting and place, and for each meeting, person and half-day: exact, and what one writes first."""
    started = time.perf_counter()
    model = cp_model.CpModel()
    places: dict[str, list[tuple[Option, cp_model.IntVar]]] = {}
    for m in grid.asked.meetings:
        places[m.id] = [(o, model.new_bool_var("")) for o in options(grid, m)]
        model.add_exactly_one(x for _, x in places[m.id])
    _rules(model, grid, places)
    terms = []
    there: dict[tuple[str, str], list[cp_model.IntVar]] = {}
    for m in grid.asked.meetings:
        begins: dict[str, list[cp_model.IntVar]] = {}
        spans = {}
        for o, x in places[m.id]:
            begins.setdefault(o.session.id, []).append(x)
            spans[o.session.id] = o.span
        for session, xs in begins.items():
            span = spans[session]
            for s in span.covers:
                for p in m.invited:
                    if grid.free(p, *span.within(s)):
                        goes = model.new_bool_var("")
                        model.add(goes <= sum(xs))
                        if p in m.must:
                            model.add(goes >= sum(xs))
                        there.setdefault((p, s.id), []).append(goes)
                        terms.append(session_value(m, grid.people[p], len(span.covers)) * goes)
        terms += [-sum(s.cost for s in o.span.covers) * 4 * WHOLE // 100 * x for o, x in places[m.id]]
    for goes in there.values():
        model.add(sum(goes) <= 1)
    model.maximize(sum(terms))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 2
    status = solver.solve(model)
    return {
        "seconds": time.perf_counter() - started,
        "proven": status == cp_model.OPTIMAL,
        "value": round(solver.objective_value),
        "bound": round(solver.best_objective_bound),
    }


def _rules(
    model: cp_model.CpModel, grid: Grid, places: dict[str, list[tuple[Option, cp_model.IntVar]]]
) -> None:
    for s in grid.sessions:
        covering = [(o, x) for pairs in places.values() for o, x in pairs if s in o.span.covers]
        for room in grid.asked.rooms:
            model.add(sum(x for o, x in covering if o.room == room) <= 1)
        for p in grid.asked.people:
            model.add(sum(x for o, x in covering if p.id in o.meeting.must) <= 1)
    for m in grid.asked.meetings:
        for other, days in m.after.items():
            for o, x in places[m.id]:
                early = [y for f, y in places[other] if _over(f, o, days)]
                model.add(x <= sum(early))


def _over(first: Option, then: Option, days: int) -> bool:
    gap = (then.span.start.date() - first.span.end.date()).days
    return then.span.start >= first.span.end and gap >= days


def assignment_problem(
    costs: np.ndarray, loads: Sequence[tuple[int, int]], step: int, forbidden: int
) -> dict[str, Any]:
    """SciPy's assignment over every place of every mentor, copied out; `loads` are (has, may have)."""
    started = time.perf_counter()
    far = int(costs.max()) + step * len(costs) + 1
    columns = [
        np.where(costs[:, k] == forbidden, 2 * far, costs[:, k] + step * n)
        for k, (has, most) in enumerate(loads)
        for n in range(has, most)
    ]
    table = np.array([*columns, *[np.full(len(costs), far)] * 200]).T
    rows, found = linear_sum_assignment(table)
    picked = table[rows, found]
    return {
        "seconds": time.perf_counter() - started,
        "cost": int(picked[picked < far].sum()),
        "left": int((picked >= far).sum()),
    }
