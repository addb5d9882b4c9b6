"""The best plan, with a proof or the gap that is left; after a change the plan nearest to the one people know."""

import datetime
import math
from collections.abc import Callable, Mapping

from ortools.math_opt.python import mathopt

from . import rules
from .attending import attendance
from .losses import worth
from .options import WISHES, Option, Wish, options
from .rooms import Kind, given, kinds
from .rules import Chosen
from .spans import Grid, session_value
from .terms import WHOLE, Place, Solved, Unfinished

ModelRule = Callable[[mathopt.Model, Chosen], None]
BETWEEN: tuple[ModelRule, ...] = (rules.musts_in_one_meeting, rules.order_kept)
SOLVER = mathopt.SolverType.GSCIP
"""Branch and cut: proves in a second what CP-SAT leaves open after a minute (docs/adr/0027, benchmarks/timetable.py)."""


def solve(
    grid: Grid,
    *,
    keep: Mapping[str, Place] | None = None,
    firmly: bool = True,
    seconds: float = 30.0,
    wishes: tuple[Wish, ...] = WISHES,
    between: tuple[ModelRule, ...] = BETWEEN,
    solver: mathopt.SolverType = SOLVER,
) -> Solved | None:
    """The plan with the least weighted clash; None where there is none at all (then see `curing.cures`).

    With `keep`, as few meetings move as can be, and only then do clashes count; not `firmly`, clashes count first, and of the best plans one that moves
    fewest is taken. Those that move then go as few days away as they can. The same question has the same answer, if the time suffices.
    """
    model = mathopt.Model()
    chosen, kind_of = _choices(grid, model, wishes)
    if not all(chosen.values()):
        return None
    rules.one_place_each(model, chosen)
    rules.rooms_once(model, chosen, kind_of)
    for rule in between:
        rule(model, chosen)
    before = dict(keep or {})
    dear = (_more_than_any(grid) if firmly else _less_than_any(grid)) if before else 0.0
    staying = rules.stays(chosen, [(m, p.session) for m, p in before.items()])
    best = worth(grid, model, chosen) + dear / WHOLE * staying
    model.maximize(best)
    found = mathopt.solve(model, solver, params=exactly(seconds))
    if not found.has_primal_feasible_solution():
        _require_proof_of_none(found)
        return None
    values = found.variable_values()
    if before:
        least = found.objective_value() - 0.4 * _less_than_any(grid) / WHOLE
        values = _nearest(model, chosen, best, least, before, grid, solver, seconds) or values
    starts = {m: o for m, pairs in chosen.items() for o, x in pairs if values[x] > 0.5}
    plan = given(starts, kind_of, before)
    moved = tuple(m for m, p in before.items() if m in plan and plan[m].session != p.session)
    stayed = sum(m in plan for m in before) - len(moved)
    value = attendance(grid, plan).value
    bound = math.floor(found.termination.objective_bounds.dual_bound * WHOLE - dear * stayed + 1e-3)
    proven = found.termination.reason == mathopt.TerminationReason.OPTIMAL
    return Solved(plan, value, value if proven else max(value, bound), proven, moved)


def _nearest(
    model: mathopt.Model,
    chosen: Chosen,
    best: mathopt.LinearTypes,
    least: float,
    before: Mapping[str, Place],
    grid: Grid,
    solver: mathopt.SolverType,
    seconds: float,
) -> Mapping[mathopt.Variable, float] | None:
    """Of plans as good as the one found, that with the fewest days between old and new times; None if time ran out."""
    days = []
    for m, place in before.items():
        old = grid.by_id[place.session].start.date()
        days += [abs((o.session.start.date() - old).days) * x for o, x in chosen.get(m, ())]
    model.add_linear_constraint(best >= least)
    model.minimize(mathopt.fast_sum(days))
    found = mathopt.solve(model, solver, params=exactly(seconds / 2))
    return found.variable_values() if found.has_primal_feasible_solution() else None


def _choices(
    grid: Grid, model: mathopt.Model, wishes: tuple[Wish, ...]
) -> tuple[Chosen, dict[str | None, Kind]]:
    found = {m.id: options(grid, m, wishes) for m in grid.asked.meetings}
    kind_of = kinds(o for each in found.values() for o in each)
    return {m: of_kinds(model, each, kind_of) for m, each in found.items()}, kind_of


def of_kinds(
    model: mathopt.Model, found: list[Option], kind_of: dict[str | None, Kind]
) -> list[tuple[Option, mathopt.Variable]]:
    return [
        (o, model.add_binary_variable())
        for o in found
        if o.room is None or o.room.id == kind_of[o.room.id].rooms[0]
    ]


def exactly(seconds: float) -> mathopt.SolveParameters:
    return mathopt.SolveParameters(
        time_limit=datetime.timedelta(seconds=seconds), relative_gap_tolerance=0.0, absolute_gap_tolerance=0.0
    )


def _require_proof_of_none(found: mathopt.SolveResult) -> None:
    reasons = mathopt.TerminationReason
    if found.termination.reason not in (reasons.INFEASIBLE, reasons.INFEASIBLE_OR_UNBOUNDED):
        raise Unfinished(str(found.termination.reason))


def _more_than_any(grid: Grid) -> float:
    """More than two plans can differ by."""
    worths = sum(session_value(m, grid.people[p], 1) for m in grid.asked.meetings for p in m.invited)
    costs = sum(abs(s.cost) for s in grid.sessions) * 4 * WHOLE // 100 * len(grid.asked.meetings)
    return worths + costs + 1


def _less_than_any(grid: Grid) -> float:
    """Of all meetings together, less than two plans that differ in value do differ by."""
    worths = {
        session_value(m, grid.people[p], len(span.covers))
        for m in grid.asked.meetings
        for span in {grid.span(m, s) for s in grid.sessions}
        if span
        for p in m.invited
    }
    costs = {s.cost * 4 * WHOLE // 100 for s in grid.sessions}
    return (math.gcd(*worths, *costs) or 1) / (len(grid.asked.meetings) + 1)
