"""The oracle's recipes of what lies beside the participants' year: clinic, cooperatives, financing, marketing, tests."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any
from zoneinfo import ZoneInfo

from dampingi.insight.health.models import HealthResult
from dampingi.records.businesses.models import Channel, Constraint
from dampingi.records.clinic.models import Booking, Slot
from dampingi.records.cooperatives.models import BookYear, Cooperative
from dampingi.records.learning.models import Attendance
from dampingi.records.tot.models import Trainee
from tests.insight.oracle_loans import LOANS
from tests.insight.oracle_selling import SELLING

JAKARTA = ZoneInfo("Asia/Jakarta")
WHY = "oracle"


def _at_home(oracle: Any, region: str) -> bool:
    home = oracle.programme.region
    return region == home or region.startswith(home + ".")


def _exits(o: Any) -> Iterator[Any]:
    for e in o._enrolled():
        gone = e.exited_on is not None and e.exited_on <= o.period.end
        yield int(gone), 1, e.region, e.enrolled_on, e, "", {}


def _confirmed(o: Any) -> Iterator[Any]:
    for g in o.growth:
        if not g.baseline and o._covers(g.month):
            yield int(g.confirmed_at is not None), 1, g.region, g.month, o.by_id[g.enrolment_id], "", {}


def _constraints_where(keeps: Callable[[Constraint], bool]) -> Callable[[Any], Iterator[Any]]:
    def recipe(o: Any) -> Iterator[Any]:
        of = {e.business_id: e for e in o.enrolments if e.business_id}
        for c in Constraint.objects.unscoped(WHY):
            if not keeps(c) or c.business_id not in of or c.since > o.period.end:
                continue
            e = of[c.business_id]
            if e.business_until and c.since >= e.business_until:
                continue
            gone = c.resolved_on is not None and c.resolved_on <= o.period.end
            if not (gone and c.resolved_how in ("irrelevant", "mistaken")):
                yield int(gone), 1, c.region, c.since, e, "", {"constraint": c.code}

    return recipe


def _held_back(o: Any) -> Iterator[Any]:
    noted, capital = set(), set()
    for c in Constraint.objects.unscoped(WHY):
        if c.since <= o.period.end:
            noted.add(c.business_id)
            if c.code.startswith("fin_") and not (c.resolved_on and c.resolved_on <= o.period.end):
                capital.add(c.business_id)
    for e in o._enrolled():
        if e.business_id in noted:
            yield int(e.business_id in capital), 1, e.region, e.enrolled_on, e, "", {}


def _came_to(subject: str) -> Callable[[Any], Iterator[Any]]:
    def recipe(o: Any) -> Iterator[Any]:
        for a in Attendance.objects.unscoped(WHY).filter(programme=o.programme).select_related("training"):
            if o._covers(a.training.on) and a.training.subject == subject:
                yield int(a.present), 1, a.region, a.training.on, o.by_id[a.enrolment_id], "", {}

    return recipe


def _gain(o: Any) -> Iterator[Any]:
    for a in Attendance.objects.unscoped(WHY).filter(programme=o.programme).select_related("training"):
        if o._covers(a.training.on) and a.pre is not None and a.post is not None:
            yield a.post - a.pre, 1, a.region, a.training.on, o.by_id[a.enrolment_id], "", {}


def _tot(o: Any) -> Iterator[Any]:
    for t in Trainee.objects.filter(course__programme=o.programme).select_related("course", "mentor"):
        closed, last = t.course.closed_at, max(s.on for s in t.course.sessions.all())
        if closed and closed.astimezone(JAKARTA).date() <= o.period.end and o._covers(last):
            yield int(bool(t.passed)), 1, t.mentor.region, last, None, str(t.mentor_id), {}


def _bookings(o: Any) -> Iterator[Booking]:
    found = Booking.objects.unscoped(WHY).exclude(slot=None).exclude(state="cancelled")
    for b in found.select_related("slot", "constraint"):
        if o._covers(b.slot.on) and _at_home(o, b.region):
            yield b


def _consultations(
    keeps: Callable[[Booking], bool], counts: Callable[[Any, Booking], bool]
) -> Callable[[Any], Iterator[Any]]:
    def recipe(o: Any) -> Iterator[Any]:
        for b in _bookings(o):
            if keeps(b):
                yield (
                    int(counts(o, b)),
                    1,
                    b.region,
                    b.slot.on,
                    None,
                    _whose(o, b.slot),
                    {"field": b.slot.field},
                )

    return recipe


def _whose(o: Any, slot: Slot) -> str:
    return str(slot.mentor_id) if slot.mentor and slot.mentor.programme_id == o.programme.id else ""


def _noted(b: Booking) -> bool:
    return b.state in ("attended", "absent")


def _solved(o: Any, b: Booking) -> bool:
    c = b.constraint
    by_then = c.resolved_on is not None and c.resolved_on <= o.period.end
    return by_then and c.helped_by == "clinic" and c.helped_id == b.slot_id


def _sessions(of: Callable[[Slot], int]) -> Callable[[Any], Iterator[Any]]:
    def recipe(o: Any) -> Iterator[Any]:
        for s in Slot.objects.unscoped(WHY).filter(cancelled_at=None):
            if o._covers(s.on) and _at_home(o, s.region):
                came = sum(b.state == "attended" for b in s.bookings.all())
                yield came, of(s), s.region, s.on, None, _whose(o, s), {"field": s.field}

    return recipe


def _selling(counts: Callable[[set[str]], bool]) -> Callable[[Any], Iterator[Any]]:
    def recipe(o: Any) -> Iterator[Any]:
        known: dict[Any, set[str]] = defaultdict(set)
        for c in Channel.objects.unscoped(WHY):
            if c.since is None or c.since <= o.period.end:
                known[c.business_id] |= {c.code} if c.until is None or c.until > o.period.end else set()
        for e in o._enrolled():
            theirs = e.business_until is None or e.business_until > o.period.end
            if e.business_id in known and theirs:
                yield int(counts(known[e.business_id])), 1, e.region, e.enrolled_on, e, "", {}

    return recipe


def _cooperatives(
    keeps: Callable[[dict[str, Any]], bool], pair: Callable[[dict[str, Any]], tuple[int, int]]
) -> Callable[[Any], Iterator[Any]]:
    def recipe(o: Any) -> Iterator[Any]:
        end = o.period.end
        year = end.year - 1 if end >= datetime.date(end.year, 6, 30) else end.year - 2
        for c in Cooperative.objects.unscoped(WHY):
            if not _at_home(o, c.region) or c.legal_on > end or (c.closed_on and c.closed_on <= end):
                continue
            told = _stands(c, year, end)
            if keeps(told):
                yield *pair(told), c.region, c.legal_on, None, "", {}

    return recipe


def _stands(c: Cooperative, year: int, end: datetime.date) -> dict[str, Any]:
    book = BookYear.objects.filter(cooperative=c, year=year).first()
    results = [
        r
        for r in HealthResult.objects.filter(assessment__cooperative=c, assessment__year=year).order_by(
            "number"
        )
        if r.at.astimezone(JAKARTA).date() <= end
    ]
    return {
        "owes": c.legal_on.year < year,
        "met": bool(book and book.meeting_on and book.meeting_on <= datetime.date(year + 1, 6, 30)),
        "book": book,
        "band": results[-1].band if results else "",
        "digital": c.digital,
    }


SERVICES: dict[str, Callable[[Any], Iterator[Any]]] = {
    **LOANS,
    "exit_rate": _exits,
    "figures_confirmed": _confirmed,
    "blocking_resolved": _constraints_where(lambda c: c.severity == 3),
    "capital_resolved": _constraints_where(lambda c: c.code.startswith("fin_")),
    "marketing_resolved": _constraints_where(lambda c: c.code.startswith("mkt_")),
    "capital_held_back": _held_back,
    "finance_attendance": _came_to("finance"),
    "marketing_attendance": _came_to("marketing"),
    "learning_gain": _gain,
    "tot_passed": _tot,
    "consultations_attended": _consultations(_noted, lambda o, b: b.state == "attended"),
    "consultations_noted": _consultations(lambda b: True, lambda o, b: _noted(b)),
    "consultations_solved": _consultations(lambda b: b.state == "attended" and b.constraint_id is not None, _solved),
    "clinic_places_used": _sessions(lambda s: s.capacity),
    "businesses_per_session": _sessions(lambda s: 1),
    "selling_online": _selling(lambda used: bool(used & {"whatsapp", "shopee"})),
    "several_channels": _selling(lambda used: len(used) >= 2),
    "coop_meeting_on_time": _cooperatives(lambda t: t["owes"], lambda t: (int(t["met"]), 1)),
    "coop_assessed": _cooperatives(lambda t: t["owes"], lambda t: (int(bool(t["band"])), 1)),
    "coop_healthy": _cooperatives(lambda t: bool(t["band"]), lambda t: (int(t["band"] == "healthy"), 1)),
    "coop_digital": _cooperatives(lambda t: bool(t["digital"]), lambda t: (int(t["digital"] == "yes"), 1)),
    "coop_women": _cooperatives(lambda t: bool(t["book"]), lambda t: (t["book"].members_women, t["book"].members)),
    **SELLING,
    "coop_loans": _cooperatives(lambda t: bool(t["book"]), lambda t: (t["book"].loans, t["book"].members)),
}  # fmt: skip
