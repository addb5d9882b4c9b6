"""A season's meetings placed at once, and a city's participants given to its mentors.

`seconds_to_proven_optimum` goes from the question to a plan with the proof that none is better (the slowest of several worlds; the median beside it).
`attendance_*` is the share of invitations kept, by the same measure for each way: the engine's plan; each meeting in turn at the first free half-day;
each in turn where a poll would put it. The named alternative in the same run is CP-SAT (OR-Tools) with a boolean for everybody at every meeting and
half-day, stopped after `cpsat_limit` seconds: `ratio_to_cpsat` is at least so much (a limit reached counts as the limit), and `cpsat_gap` is what it left
open; `same_model_*` is CP-SAT on the engine's own formulation. `seconds_caseload` assigns every participant exactly; beside it SciPy's linear_sum_assignment over all places copied out, which must cost the same.
"""

import statistics
import time
from typing import Any

from ortools.math_opt.python import mathopt

from benchmarks import _timetable_by_hand as by_hand
from benchmarks import _timetable_world as world
from dampingi.engines.timetable import Grid, attendance, violations
from dampingi.engines.timetable.caseloads import FORBIDDEN, Prices, _metres, assign, pair_costs
from dampingi.engines.timetable.solving import solve


def run(*, quick: bool) -> dict[str, Any]:
    """seconds_to_proven_optimum; attendance of three ways; the alternative and its gap; seconds_caseload."""
    worlds = range(1, 3 if quick else 8)
    size = (
        {"people": 24, "meetings": 10, "half_days": 20}
        if quick
        else {"people": 81, "meetings": 40, "half_days": 60}
    )
    told = [_planned(Grid(world.question(**size, seed=seed))) for seed in worlds]
    limit = 5 if quick else 60
    return {
        "mentors": size["people"], "meetings": size["meetings"], "half_days": size["half_days"], "worlds": len(told),
        "seconds_to_proven_optimum": round(max(t["seconds"] for t in told), 3),
        "seconds_median": round(statistics.median(t["seconds"] for t in told), 3),
        "proven": sum(t["proven"] for t in told),
        "attendance_optimal": _mean(told, "optimal"),
        "attendance_first_free_slot": _mean(told, "first"),
        "attendance_most_popular_slot": _mean(told, "popular"),
        "unplaced_first_free_slot": sum(t["unplaced_first"] for t in told),
        "unplaced_most_popular_slot": sum(t["unplaced_popular"] for t in told),
        **_against_cpsat(Grid(world.question(**size, seed=1)), limit),
        **_caseload(*((500, 12) if quick else (5000, 120))),
    }  # fmt: skip


def _mean(told: list[dict[str, Any]], way: str) -> float:
    return round(statistics.mean(t[way] for t in told), 4)


def _planned(grid: Grid) -> dict[str, Any]:
    started = time.perf_counter()
    found = solve(Grid(grid.asked), seconds=120)
    seconds = time.perf_counter() - started
    assert found, "these worlds have plans"
    assert not violations(grid, found.plan)
    first, popular = by_hand.first_free_slot(grid), by_hand.most_popular_slot(grid)
    for plan in (first, popular):
        assert {v.rule for v in violations(grid, plan)} <= {"unplaced"}
    return {
        "seconds": seconds, "proven": found.proven, "optimal": attendance(grid, found.plan).share,
        "first": attendance(grid, first).share, "popular": attendance(grid, popular).share,
        "unplaced_first": len(grid.asked.meetings) - len(first), "unplaced_popular": len(grid.asked.meetings) - len(popular),
    }  # fmt: skip


def _against_cpsat(grid: Grid, limit: float) -> dict[str, Any]:
    started = time.perf_counter()
    ours = solve(Grid(grid.asked), seconds=120)
    seconds = time.perf_counter() - started
    theirs = by_hand.everybody_everywhere(grid, seconds=limit)
    started = time.perf_counter()
    same = solve(Grid(grid.asked), seconds=limit, solver=mathopt.SolverType.CP_SAT)
    same_seconds = time.perf_counter() - started
    assert ours
    assert same
    assert ours.value >= same.value
    assert ours.value >= theirs["value"], "no plan is worth more than a proven one"
    assert not theirs["proven"] or theirs["value"] == ours.value
    return {
        "seconds_cpsat": round(theirs["seconds"], 1), "cpsat_proven": theirs["proven"], "cpsat_limit": limit,
        "cpsat_gap": round((theirs["bound"] - theirs["value"]) / theirs["value"], 4),
        "ratio_to_cpsat": round(theirs["seconds"] / seconds, 1),
        "seconds_same_model_on_cpsat": round(same_seconds, 1), "same_model_proven": same.proven, "same_model_gap": round(same.gap, 4),
        "ratio_to_same_model_on_cpsat": round(same_seconds / seconds, 1),
    }  # fmt: skip


def _caseload(participants: int, mentors: int) -> dict[str, Any]:
    people, helpers = world.caseload(participants=participants, mentors=mentors, seed=1)
    prices = Prices()
    started = time.perf_counter()
    found = assign(people, helpers, prices)
    seconds = time.perf_counter() - started
    costs = pair_costs(people, helpers, _metres(people, helpers), prices)
    theirs = by_hand.assignment_problem(
        costs, [(m.load, m.capacity) for m in helpers], prices.step, FORBIDDEN
    )
    assert (found.cost, len(found.left)) == (theirs["cost"], theirs["left"]), "both are exact"
    metres = [g.metres for g in found.given if g.metres is not None]
    return {
        "participants": participants, "seconds_caseload": round(seconds, 3), "caseload_left": len(found.left),
        "caseload_median_metres": round(statistics.median(metres)),
        "caseload_loads": [min(found.loads.values()), max(found.loads.values())],
        "seconds_scipy_assignment": round(theirs["seconds"], 2), "ratio_to_scipy": round(theirs["seconds"] / seconds, 1),
    }  # fmt: skip
