"""What a plan is worth as a linear expression: who is free, less what is lost where somebody is wanted in several places at once.

A variable for everybody at every meeting in every session is exact too, but far larger (benchmarks/timetable.py has it). Here the gain of each place is
a number, and only losses need variables: in a session somebody attends what is worth most to them, so with levels of worth v1 < v2 < ... the loss is the
sum over levels of (v_l - v_(l-1)) * max(0, places worth at least v_l - 1). People wanted in the same places share a variable.
"""

from collections import defaultdict
from dataclasses import dataclass

from ortools.math_opt.python import mathopt

from .attending import session_cost
from .options import Option
from .rules import Chosen
from .spans import Grid, session_value
from .terms import WHOLE

Key = tuple[str, str]
"""Meeting and session at which it begins."""


@dataclass(frozen=True)
class _Wanted:
    key: Key
    value: int
    must: bool


def worth(grid: Grid, model: mathopt.Model, chosen: Chosen) -> mathopt.LinearBase:
    """Of the plan, in units of WHOLE: `attendance(...).value / WHOLE` for the plan that the variables say."""
    terms: list[mathopt.LinearBase] = []
    wanted: dict[tuple[str, str], list[_Wanted]] = defaultdict(list)
    begins: dict[Key, list[mathopt.Variable]] = defaultdict(list)
    for m, pairs in chosen.items():
        for option, x in pairs:
            key = (m, option.session.id)
            begins[key].append(x)
            if len(begins[key]) == 1:
                for person, session, value in free_for(grid, option):
                    wanted[session, person].append(_Wanted(key, value, person in option.meeting.must))
    gains: dict[Key, int] = defaultdict(int)
    for among in wanted.values():
        for w in among:
            gains[w.key] += w.value
    for pairs in chosen.values():
        for option, x in pairs:
            gain = gains[option.meeting.id, option.session.id] - session_cost(option.span)
            terms.append(gain / WHOLE * x)
    for group, cost in _losses(wanted).items():
        xs = [x for key in group for x in begins[key]]
        loss = model.add_variable(lb=0.0, ub=float(len(group)))
        model.add_linear_constraint(loss >= mathopt.fast_sum(xs) - 1)
        terms.append(-cost / WHOLE * loss)
    return mathopt.fast_sum(terms)


def free_for(grid: Grid, option: Option) -> list[tuple[str, str, int]]:
    """(person, session, worth) of each invited who has no other business then."""
    m, span = option.meeting, option.span
    return [
        (p, s.id, session_value(m, grid.people[p], len(span.covers)))
        for p in sorted(m.invited)
        for s in span.covers
        if grid.free(p, *span.within(s))
    ]


def _losses(wanted: dict[tuple[str, str], list[_Wanted]]) -> dict[tuple[Key, ...], int]:
    """Places -> what is lost for each that is taken beyond the first."""
    found: dict[tuple[Key, ...], int] = defaultdict(int)
    for among in wanted.values():
        if len({w.key[0] for w in among}) < 2:
            continue
        for step, group in _levels(among):
            found[group] += step
    return found


def _levels(among: list[_Wanted]) -> list[tuple[int, tuple[Key, ...]]]:
    """(v_l - v_(l-1), the places worth at least v_l). Where somebody must come, nothing is worth more to them."""
    most = max(w.value for w in among)
    worths = {w.key: most if w.must else w.value for w in among}
    found, before = [], 0
    for level in sorted(set(worths.values())):
        group = tuple(sorted(key for key, v in worths.items() if v >= level))
        if len({m for m, _ in group}) > 1:
            found.append((level - before, group))
        before = level
    return found
