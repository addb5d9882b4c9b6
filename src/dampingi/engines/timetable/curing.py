"""Where there is no plan at all: the fewest wishes to give up so that there is one, and that plan.

A room (or a person) taken twice counts once for each session: two whole days in one room weigh as two.
"""

from dataclasses import dataclass

from ortools.math_opt.python import mathopt

from . import rules
from .checking import Violation, violations
from .options import Option, all_options
from .rooms import given, kinds
from .rules import Chosen
from .solving import SOLVER, exactly, of_kinds
from .spans import Grid
from .terms import Plan, Unfinished

_DAY = 0.001
"""Beyond its window, of two places the nearer."""


@dataclass(frozen=True)
class Cure:
    plan: Plan
    gives_up: tuple[Violation, ...]
    """What this plan breaks: no plan breaks less. `too_long` has no place in it: that meeting fits no day."""


def cures(grid: Grid, *, seconds: float = 30.0) -> Cure:
    found = {m.id: list(all_options(grid, m)) for m in grid.asked.meetings}
    placeable = {m: each for m, each in found.items() if each}
    kind_of = kinds(o for each in placeable.values() for o in each)
    model = mathopt.Model()
    costs: list[mathopt.LinearTypes] = []

    def allow(rule: str, _about: str, _where: str) -> mathopt.LinearTypes:
        slack = model.add_variable(lb=0.0, is_integer=True)
        costs.append(slack)
        return slack

    chosen: Chosen = {m: of_kinds(model, each, kind_of) for m, each in placeable.items()}
    costs += [_cost(o) * x for pairs in chosen.values() for o, x in pairs if o.breaks]
    rules.one_place_each(model, chosen)
    rules.rooms_once(model, chosen, kind_of, allow)
    rules.musts_in_one_meeting(model, chosen, allow)
    rules.order_kept(model, {m: chosen.get(m, []) for m in found}, allow)
    model.minimize(mathopt.fast_sum(costs))
    result = mathopt.solve(model, SOLVER, params=exactly(seconds))
    if not result.has_primal_feasible_solution():
        raise Unfinished(str(result.termination.reason))
    values = result.variable_values()
    starts = {m: o for m, pairs in chosen.items() for o, x in pairs if values[x] > 0.5}
    plan = given(starts, kind_of, {})
    told = violations(grid, plan)
    stuck = [Violation("too_long", m) for m in found if m not in placeable]
    return Cure(plan, tuple(v for v in told if v.rule != "unplaced") + tuple(stuck))


def _cost(option: Option) -> float:
    m, span = option.meeting, option.span
    early = (m.earliest - span.start).total_seconds() if m.earliest and span.start < m.earliest else 0.0
    late = (span.end - m.latest).total_seconds() if m.latest and span.end > m.latest else 0.0
    return len(option.breaks) + _DAY * (early + late) / 86_400
