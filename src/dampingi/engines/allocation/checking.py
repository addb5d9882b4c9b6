"""Whether an allocation keeps to what was asked: one function for each constraint, beside the solver and without it."""

from collections.abc import Iterator
from dataclasses import dataclass

from .terms import Question, Units


@dataclass(frozen=True)
class Violation:
    rule: str
    """budget, least, most, floor or where."""
    subject: str
    found: int
    wanted: int


def violations(asked: Question, units: Units) -> list[Violation]:
    return [
        *over_budget(asked, units),
        *below_least(asked, units),
        *above_most(asked, units),
        *below_floor(asked, units),
        *elsewhere(asked, units),
    ]


def spent(asked: Question, units: Units, district: str = "") -> int:
    costs = {a.id: a.unit_cost for a in asked.activities}
    inside = {p.id for p in asked.places if district in ("", p.district)}
    return sum(n * costs[a] for (a, p), n in units.items() if p in inside)


def over_budget(asked: Question, units: Units) -> Iterator[Violation]:
    if spent(asked, units) > asked.budget:
        yield Violation("budget", "", spent(asked, units), asked.budget)


def below_least(asked: Question, units: Units) -> Iterator[Violation]:
    for a in asked.activities:
        if total(units, a.id) < a.least:
            yield Violation("least", a.id, total(units, a.id), a.least)


def above_most(asked: Question, units: Units) -> Iterator[Violation]:
    for a in asked.activities:
        if total(units, a.id) > a.most:
            yield Violation("most", a.id, total(units, a.id), a.most)


def below_floor(asked: Question, units: Units) -> Iterator[Violation]:
    for district in asked.districts:
        if spent(asked, units, district) < asked.floor:
            yield Violation("floor", district, spent(asked, units, district), asked.floor)


def elsewhere(asked: Question, units: Units) -> Iterator[Violation]:
    may = {(a.id, p.id) for a in asked.activities for p in asked.places if a.goes_to(p.id)}
    for (a, p), n in units.items():
        if n and (a, p) not in may:
            yield Violation("where", f"{a} {p}", n, 0)


def total(units: Units, activity: str) -> int:
    return sum(n for (a, _p), n in units.items() if a == activity)
