"""A kecamatan's mentoring as of the end of a day, as plain JSON: totals, per kelurahan, per mentor, and by constraint."""

import datetime
import uuid
from typing import Any

from django.db.models import Count, Q, QuerySet

from dampingi.foundation.definitions import source_names
from dampingi.foundation.regions.codes import inside
from dampingi.foundation.regions.queries import below, name_of
from dampingi.records.businesses.models import Constraint
from dampingi.records.clinic.models import Booking
from dampingi.records.mentoring.models import Visit
from dampingi.records.programmes.models import Caseload, Enrolment, Programme
from dampingi.records.questions.models import OPEN, Question

WHY = "of a kecamatan whose reach is checked"


def counted(programme: Programme, region: str, as_of: datetime.date) -> dict[str, Any]:
    """`participants` are all who were ever enrolled by that day; who left is among them, and so is who took their place."""
    people = Enrolment.objects.unscoped(WHY).filter(
        inside(region), programme=programme, enrolled_on__lte=as_of
    )
    visits = Visit.objects.unscoped(WHY).filter(
        enrolment__in=people.values("id"), programme=programme, on__lte=as_of, archived_at=None
    )
    places = [_place(r.code, r.name, people, visits, as_of) for r in below(region, 4)]
    places = [p for p in places if p["participants"]]
    totals = {
        key: sum(p[key] for p in places)
        for key in ("participants", "stayed", "left", "replaced", "visits", "unvisited")
    }
    mentors = _mentors(people, visits, as_of)
    return {
        "programme": [programme.code, programme.name],
        "region": [region, name_of(region)],
        "as_of": as_of.isoformat(),
        "totals": totals | {"mentors": len(mentors)},
        "kelurahan": places,
        "mentors": mentors,
        "constraints": _constraints(people, programme, as_of),
        "clinic": _clinic(people, as_of),
    }


def _place(code: str, name: str, people: QuerySet, visits: QuerySet, as_of: datetime.date) -> dict[str, Any]:
    gone = Q(exited_on__lte=as_of)
    told = people.filter(region=code).aggregate(
        participants=Count("id"), left=Count("id", filter=gone), replaced=Count("id", filter=gone & Q(replaced_by__enrolled_on__lte=as_of)),
    )  # fmt: skip
    here = visits.filter(enrolment__region=code).order_by()
    seen = here.values("enrolment").distinct().count()
    return told | {
        "code": code, "name": name, "stayed": told["participants"] - told["left"], "visits": here.count(),
        "unvisited": told["participants"] - seen,
    }  # fmt: skip


def _mentors(people: QuerySet, visits: QuerySet, as_of: datetime.date) -> list[dict[str, Any]]:
    """Who had participants in their caseload, and who visited them from above: their visits are in the totals too."""
    rows = Caseload.objects.filter(enrolment__in=people.values("id"), starts_on__lte=as_of).order_by()
    held = rows.values_list("mentor", "mentor__name").annotate(n=Count("enrolment", distinct=True))
    made = visits.order_by().values_list("mentor", "mentor__name").annotate(n=Count("id"))
    told: dict[uuid.UUID, dict[str, Any]] = {}
    for key, counts in (("participants", held), ("visits", made)):
        for mentor, name, n in counts:
            told.setdefault(mentor, {"name": name, "participants": 0, "visits": 0})[key] = n
    return sorted(told.values(), key=lambda m: (m["name"], m["participants"], m["visits"]))


def _constraints(people: QuerySet, programme: Programme, as_of: datetime.date) -> list[dict[str, Any]]:
    """Of the participants' businesses: noted by that day and open at its end, and resolved during the programme."""
    own = people.exclude(business=None).filter(business_until=None).values("business")
    rows = Constraint.objects.unscoped(WHY).filter(business__in=own, since__lte=as_of).order_by()
    over = Q(resolved_on__gte=programme.starts_on, resolved_on__lte=as_of)
    told = rows.values("code").annotate(
        open=Count("id", filter=Q(resolved_on=None) | Q(resolved_on__gt=as_of)),
        resolved=Count("id", filter=over),
    )
    called = source_names("constraints")
    found = [
        {
            "code": r["code"],
            "name": called.get(r["code"], r["code"]),
            "open": r["open"],
            "resolved": r["resolved"],
        }
        for r in told
        if r["open"] or r["resolved"]
    ]
    return sorted(found, key=lambda c: (-c["open"], -c["resolved"], c["code"]))


def _clinic(people: QuerySet, as_of: datetime.date) -> dict[str, int]:
    """What is handed on to the clinic when it is drawn up: questions without an end, places waited for, or booked on a later day."""
    questions = Question.objects.unscoped(WHY).filter(enrolment__in=people.values("id"), state__in=OPEN)
    shops = people.exclude(business=None).filter(business_until=None).values("business")
    bookings = Booking.objects.unscoped(WHY).filter(business__in=shops, state__in=("booked", "waiting"))
    bookings = bookings.filter(Q(slot=None) | Q(slot__on__gt=as_of))
    return {"questions": questions.count(), "bookings": bookings.count()}
