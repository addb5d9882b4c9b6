"""The best allocation as an integer programme (CP-SAT): most people helped first, then least money for as many.

One worker and a limit in the solver's own deterministic time: the same question has the same answer on any machine.
"""

from dataclasses import dataclass, replace
from functools import reduce
from math import gcd
from typing import Any

from ortools.sat.python import cp_model

from .measuring import SCALE, thousandths
from .terms import Question

EFFORT = 4.0
"""Deterministic seconds a solve may take."""
CLOSE = 0.002
"""A point of the curve may be so much short of the best."""


class Impossible(ValueError):
    """No allocation keeps to what was asked. `least` is the budget that would; None where even no budget would."""

    def __init__(self, least: int | None) -> None:
        super().__init__("nothing keeps to what was asked")
        self.least = least


@dataclass(frozen=True)
class Allocation:
    units: dict[tuple[str, str], int]
    helped: float
    bound: float
    """Nothing helps more than this."""
    proven: bool

    @property
    def gap(self) -> float:
        """How much better it could be at most, as a part of what it is."""
        return 0.0 if self.proven or not self.bound else (self.bound - self.helped) / self.bound


@dataclass(frozen=True)
class _Model:
    model: Any
    units: dict[tuple[str, str], Any]
    helped: Any
    cost: Any
    """In `unit` rupiah."""
    unit: int


def allocate(asked: Question, *, effort: float = EFFORT) -> Allocation:
    """Raises Impossible."""
    m = _modelled(asked)
    m.model.maximize(m.helped)
    solver, status = _solved(m, effort)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        raise Impossible(least_budget(asked, effort=effort))
    best, proven = round(solver.objective_value), status == cp_model.OPTIMAL
    bound = best if proven else round(solver.best_objective_bound)
    units = _taken(m, solver)
    if proven:
        units = _cheapest(asked, best, effort) or units
    return Allocation(units, best / SCALE, bound / SCALE, proven)


def least_budget(asked: Question, *, effort: float = EFFORT) -> int | None:
    """The least money that keeps every other constraint."""
    m = _modelled(replace(asked, budget=10**15))
    m.model.minimize(m.cost)
    solver, status = _solved(m, effort)
    return round(solver.objective_value) * m.unit if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else None


def curve(
    asked: Question, budgets: list[int], *, effort: float = EFFORT / 8, close: float = CLOSE
) -> list[tuple[int, Allocation | None]]:
    """What each budget would help, within `close` of the best; None where it is not enough for what was asked."""
    told: list[tuple[int, Allocation | None]] = []
    for budget in budgets:
        m = _modelled(replace(asked, budget=budget))
        m.model.maximize(m.helped)
        solver, status = _solved(m, effort, close)
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            best = round(solver.objective_value)
            bound = max(best, round(solver.best_objective_bound))
            proven = bound == best
            told.append((budget, Allocation(_taken(m, solver), best / SCALE, bound / SCALE, proven)))
        else:
            told.append((budget, None))
    return told


def _cheapest(asked: Question, best: int, effort: float) -> dict[tuple[str, str], int] | None:
    """As many helped for least money; None where the solver finds none in time."""
    m = _modelled(asked)
    m.model.add(m.helped >= best)
    m.model.minimize(m.cost)
    solver, status = _solved(m, effort)
    return _taken(m, solver) if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else None


def _modelled(asked: Question) -> _Model:
    """`reached[a, p]` of a place's need; a unit beyond the need is only bought to keep a floor or a fewest."""
    model = cp_model.CpModel()
    unit = reduce(gcd, (a.unit_cost for a in asked.activities))
    units, helped, costs = {}, [], {p.district: [] for p in asked.places}  # type: ignore[var-annotated]
    for p in asked.places:
        met: dict[str, list[Any]] = {}
        for a in asked.activities:
            if not a.goes_to(p.id):
                continue
            n = model.new_int_var(0, min(a.most, asked.budget // a.unit_cost), f"n:{a.id}:{p.id}")
            r = model.new_int_var(0, p.need.get(a.field, 0), f"r:{a.id}:{p.id}")
            model.add(r <= a.reach * n)
            units[a.id, p.id] = n
            met.setdefault(a.field, []).append(r)
            helped.append(thousandths(a.share) * r)
            costs[p.district].append(a.unit_cost // unit * n)
        for field, reached in met.items():
            model.add(sum(reached) <= p.need.get(field, 0))
    for a in asked.activities:
        over_all = sum(units[a.id, p.id] for p in asked.places if a.goes_to(p.id))
        model.add_linear_constraint(over_all, a.least, a.most)
    for spent in costs.values():
        model.add(sum(spent) >= -(-asked.floor // unit))
    cost = sum(sum(spent) for spent in costs.values())
    model.add(cost <= asked.budget // unit)
    return _Model(model, units, sum(helped), cost, unit)


def _solved(m: _Model, effort: float, close: float = 0.0) -> tuple[Any, Any]:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.max_deterministic_time = effort
    solver.parameters.relative_gap_limit = close
    return solver, solver.solve(m.model)


def _taken(m: _Model, solver: Any) -> dict[tuple[str, str], int]:
    found = {key: int(solver.value(n)) for key, n in m.units.items()}
    return {key: n for key, n in found.items() if n}
