"""What an allocation is worth: people expected to be helped, with the ends of what is known; and the share everybody would call equal."""

from dataclasses import dataclass

from .checking import spent
from .terms import Activity, Question, Units

SCALE = 1_000
"""Shares are reckoned in thousandths, so that the solver's whole numbers are exact."""


@dataclass(frozen=True)
class Effect:
    helped: float
    low: float
    high: float
    reached: int
    cost: int


def thousandths(share: float) -> int:
    return round(share * SCALE)


def effect_of(asked: Question, units: Units) -> Effect:
    """In each place a field's need is met first by the activity that helps most of those it reaches."""
    totals, reached = [0, 0, 0], 0
    for place in asked.places:
        for field in {a.field for a in asked.activities}:
            left = place.need.get(field, 0)
            for a in _best_first(asked, field):
                met = min(left, units.get((a.id, place.id), 0) * a.reach)
                left, reached = left - met, reached + met
                for n, share in enumerate((a.share, a.low, a.high)):
                    totals[n] += met * thousandths(share)
    helped, low, high = (t / SCALE for t in totals)
    return Effect(helped, low, high, reached, spent(asked, units))


def _best_first(asked: Question, field: str) -> list[Activity]:
    return sorted(
        (a for a in asked.activities if a.field == field), key=lambda a: (-thousandths(a.share), a.id)
    )


def equally(asked: Question) -> dict[tuple[str, str], int]:
    """The budget in equal parts for every activity in every place, in whole units; what is over (all of it, where a part pays no unit) is dealt out
    in turn, one unit at each place. None goes beyond an activity's most; needs are not asked."""
    part = asked.budget // (len(asked.activities) * len(asked.places))
    pairs = [(a, p.id) for p in asked.places for a in asked.activities if a.goes_to(p.id)]
    units: dict[tuple[str, str], int] = {}
    left = {a.id: a.most for a in asked.activities}
    money = asked.budget
    for a, place in pairs:
        money -= _give(units, left, a, place, part // a.unit_cost)
    given = True
    while given:
        given = False
        for a, place in pairs:
            paid = _give(units, left, a, place, min(1, money // a.unit_cost))
            money, given = money - paid, given or bool(paid)
    return units


def _give(
    units: dict[tuple[str, str], int], left: dict[str, int], activity: Activity, place: str, wanted: int
) -> int:
    """What it cost."""
    n = min(wanted, left[activity.id])
    if n:
        left[activity.id] -= n
        units[activity.id, place] = units.get((activity.id, place), 0) + n
    return n * activity.unit_cost


def marginal(points: list[tuple[int, float]], budget: int) -> float | None:
    """People a million rupiah helps at the budget's end: over the last step of the curve up to it. None without two points."""
    below = sorted(p for p in points if p[0] <= budget)
    if len(below) < 2 or below[-1][0] == below[-2][0]:
        return None
    (b0, e0), (b1, e1) = below[-2], below[-1]
    return (e1 - e0) / (b1 - b0) * 1_000_000
