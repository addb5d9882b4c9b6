"""A rota's question to the engine, and its answer as it is frozen in `Rota.body`.

body: {"days": [[day, point id, point name, stalls open, [[stall id, number, seller id, business id, name, goods, turns so far]]]],
       "waiting": [[seller id, name, why, turns so far, most turns of others]], "stalls": n, "given": n, "sellers": n, "unready": n}
"""

import datetime
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from dampingi.foundation.regions.codes import inside
from dampingi.records.markets.models import Point, Seller, Stall, Turn
from dampingi.records.markets.readiness import ready

YEAR, HALF_YEAR = datetime.timedelta(days=365), datetime.timedelta(days=182)
LAST_AFTER = 2
"""After so many absences in half a year a business is last in line."""
_LAST = 1_000


def shared(region: str, first: datetime.date, last: datetime.date) -> dict[str, Any]:
    """Who stands where, asked of what is on record now. Turns given already stay, and count."""
    from dampingi.engines.timetable.rosters import Stand, roster
    from dampingi.engines.timetable.waiting import waiting

    sellers = list(_sellers(region))
    able = [s for s in sellers if ready(s)]
    free, kinds = _free_stalls(region, first, last), _standing(region, first, last)
    held = _held([s.business_id for s in able], first, last)
    past = history([s.business_id for s in able], first)
    days = sorted({day for day, _p in free})
    points = {str(point.id) for _day, point in free}
    traders = [_trader(s, days, held, past, n, points) for n, s in enumerate(_longest_without(able, past))]
    stands = [
        Stand(str(point.id), day.isoformat(), len(stalls), point.most_of_a_kind, kinds[day, point.id])
        for (day, point), stalls in sorted(free.items(), key=lambda each: (each[0][0], each[0][1].name))
    ]
    found = roster(traders, stands)
    by_id = {str(s.id): s for s in able}
    given: dict[tuple[str, str], list[Seller]] = defaultdict(list)
    for day, point_id, who in found.turns:
        given[day, point_id].append(by_id[who])
    table = [
        [
            day.isoformat(), str(point.id), point.name, len(stalls),
            [
                [str(stall.id), stall.number, str(s.id), str(s.business_id), _called(s), s.goods, past[s.business_id].turns]
                for stall, s in zip(stalls, mixed(given[day.isoformat(), str(point.id)]), strict=False)
            ],
        ]
        for (day, point), stalls in sorted(free.items(), key=lambda each: (each[0][0], each[0][1].name))
    ]  # fmt: skip
    told = [
        [w.id, _called(by_id[w.id]), _why(w.why, past[by_id[w.id].business_id]), past[by_id[w.id].business_id].turns,
         None if w.others is None else w.others % _LAST]
        for w in waiting(traders, stands, found)
        if not held[by_id[w.id].business_id]  # it stands there already: it waits for nothing
    ]  # fmt: skip
    return {
        "days": table, "waiting": told, "stalls": sum(s.stalls for s in stands), "given": len(found.turns), "sellers": len(able),
        "unready": len(sellers) - len(able),
    }  # fmt: skip


class Past:
    """What a business had so far: its turns of a year, its absences of half a year, and when it stood last."""

    def __init__(self) -> None:
        self.turns = 0
        self.absences = 0
        self.last: datetime.date | None = None

    @property
    def behind(self) -> bool:
        return self.absences >= LAST_AFTER

    @property
    def weight(self) -> int:
        """Each absence weighs as a turn more; after two everybody else comes first."""
        return self.turns + self.absences + (_LAST if self.behind else 0)


def history(businesses: Iterable[uuid.UUID], before: datetime.date) -> dict[uuid.UUID, Past]:
    found: dict[uuid.UUID, Past] = defaultdict(Past)
    rows = Turn.objects.unscoped("how often each stood, for a fair share").filter(
        day__lt=before, day__gte=before - YEAR, state__in=Turn.HELD
    )
    wanted = set(businesses)
    for business, day, state in rows.values_list("business", "day", "state"):
        if business not in wanted:
            continue
        past = found[business]
        past.turns += state != Turn.State.EXCUSED
        past.absences += state == Turn.State.ABSENT and day >= before - HALF_YEAR
        past.last = max(past.last or day, day)
    return found


def mixed(sellers: Sequence[Seller]) -> list[Seller]:
    """Goods of one kind not beside each other, as far as that goes."""
    by_kind: dict[str, list[Seller]] = defaultdict(list)
    for s in sorted(sellers, key=lambda s: (s.since, s.business_id)):
        by_kind[s.goods].append(s)
    left, row = Counter({kind: len(of) for kind, of in by_kind.items()}), []
    before = ""
    while sum(left.values()):
        kind = max((k for k in left if left[k]), key=lambda k: (k != before, left[k], k))
        row.append(by_kind[kind].pop(0))
        left[kind] -= 1
        before = kind
    return row


def days_of(point: Point, first: datetime.date, last: datetime.date) -> list[datetime.date]:
    """The point's days between the two, both included."""
    start, end = max(first, point.season_from), min(last, point.season_to)
    wait = (point.weekday - start.weekday()) % 7
    return [start + datetime.timedelta(days=n) for n in range(wait, (end - start).days + 1, 7)]


def _sellers(region: str) -> Any:
    rows = Seller.objects.unscoped("reach of the region is checked").filter(
        inside(region), withdrawn_at=None, business__archived_at=None
    )
    return rows.select_related("business__owner").order_by("since", "id")


def _free_stalls(
    region: str, first: datetime.date, last: datetime.date
) -> dict[tuple[datetime.date, Point], list[Stall]]:
    points = Point.objects.unscoped("reach of the region is checked").filter(inside(region), closed_at=None)
    taken = set(
        Turn.objects.unscoped("what is given already")
        .filter(stall__point__in=points, day__range=(first, last), state__in=Turn.HELD)
        .values_list("stall_id", "day")
    )
    found = {}
    for point in points.prefetch_related("stalls"):
        stalls = sorted((s for s in point.stalls.all() if s.retired_at is None), key=lambda s: s.number)
        for day in days_of(point, first, last):
            if free := [s for s in stalls if (s.id, day) not in taken]:
                found[day, point] = free
    return found


def _standing(
    region: str, first: datetime.date, last: datetime.date
) -> dict[tuple[datetime.date, uuid.UUID], Counter[str]]:
    """What is sold already at each point and day, so that a point keeps to its most of a kind."""
    found: dict[tuple[datetime.date, uuid.UUID], Counter[str]] = defaultdict(Counter)
    rows = Turn.objects.unscoped("what is given already").filter(
        inside(region, "stall__point__region"), day__range=(first, last), state__in=Turn.HELD
    )
    for day, point, goods in rows.values_list("day", "stall__point", "goods"):
        found[day, point][goods] += 1
    return found


def _held(
    businesses: Sequence[uuid.UUID], first: datetime.date, last: datetime.date
) -> dict[uuid.UUID, set[datetime.date]]:
    found: dict[uuid.UUID, set[datetime.date]] = defaultdict(set)
    rows = Turn.objects.unscoped("the days each already stands").filter(
        day__range=(first, last), state__in=Turn.HELD
    )
    wanted = set(businesses)
    for business, day in rows.values_list("business", "day"):
        if business in wanted:
            found[business].add(day)
    return found


def _longest_without(able: Sequence[Seller], past: dict[uuid.UUID, Past]) -> list[Seller]:
    return sorted(able, key=lambda s: (past[s.business_id].last or datetime.date.min, s.since, s.business_id))


def _trader(
    s: Seller,
    days: Sequence[datetime.date],
    held: dict[uuid.UUID, set[datetime.date]],
    past: dict[uuid.UUID, Past],
    rank: int,
    points: set[str],
) -> Any:
    """Among equal turns the one who waited longest comes first: its rank stands for a distance."""
    from dampingi.engines.timetable.rosters import Trader

    able = [d for d in days if d.weekday() in s.days and d not in held[s.business_id]]
    left = max(0, s.most - len(held[s.business_id]))
    return Trader(
        str(s.id), s.goods, frozenset(d.isoformat() for d in able), past[s.business_id].weight + len(held[s.business_id]), left,
        dict.fromkeys(points, min(rank, 99)),
    )  # fmt: skip


def _why(why: str, past: Past) -> str:
    return "behind" if why == "turns" and past.behind else why


def _called(s: Seller) -> str:
    return s.business.name or s.business.owner.name
