"""A city of so many mentors, spread over its kelurahan, each with participants who were visited in the month: everything by the actions themselves."""

import datetime
from dataclasses import dataclass
from typing import Any

CITY = "32.76"


@dataclass
class Mentored:
    programme: Any
    mentors: list[Any]


def system() -> Any:
    from dampingi.foundation.accounts.actors import Actor

    return Actor.for_system("benchmark")


def mentored(count: int, *, each: int, visits: int, month: datetime.date) -> Mentored:
    """`visits` of each participant in the month; the programme began two months before it."""
    from dampingi.foundation.accounts.actions import add_user
    from dampingi.foundation.regions.actions import load_regions
    from dampingi.foundation.regions.queries import below
    from dampingi.records.programmes import actions
    from dampingi.records.programmes.intake import Appointment, SchemePlan, StagePlan

    load_regions(within=CITY)
    begun = (month - datetime.timedelta(days=45)).replace(day=1)
    kelurahan = [r.code for r in below(CITY, 4)]
    places = [kelurahan[n % len(kelurahan)] for n in range(count)]
    programme = actions.create_programme(
        by=system(), code="WUB", name="Wirausaha Baru", region=CITY, starts_on=begun, ends_on=begun + datetime.timedelta(days=300),
        schemes=[SchemePlan("wub", "WUB", ({"code": "ktp", "text": "KTP", "required": True},))],
        stages=[StagePlan("verifikasi", "Verifikasi", begun)], quotas={r: each * places.count(r) for r in set(places)},
    )  # fmt: skip
    enrolled = _enrolled(programme, places, each, begun)
    users = [add_user(by=system(), login=f"m{n}@contoh.id", name=f"Pendamping {n + 1}") for n in range(count)]
    mentors = actions.appoint_mentors(
        by=system(), programme=programme,
        rows=[Appointment(user=u, name=u.name, region=r, on=begun) for u, r in zip(users, places, strict=True)],
    )  # fmt: skip
    pairs = _shared_out(mentors, enrolled, each)
    actions.assign_caseloads(by=system(), pairs=pairs, on=begun)
    _visited(pairs, visits, month)
    return Mentored(programme, mentors)


def _enrolled(programme: Any, places: list[str], each: int, begun: datetime.date) -> list[Any]:
    from dampingi.foundation.origins.actions import open_origin
    from dampingi.records.businesses.actions import register_persons
    from dampingi.records.businesses.intake import PersonIntake
    from dampingi.records.programmes import actions
    from dampingi.records.programmes.intake import ApplicationIntake
    from dampingi.records.programmes.models import Application

    rows = [PersonIntake(name=f"Warga {m} {n}", region=r) for m, r in enumerate(places) for n in range(each)]
    people = register_persons(by=system(), origin=open_origin(by=system(), door="command"), rows=rows)
    asked = [
        ApplicationIntake(
            person_id=p, scheme="wub", region=row.region, applied_on=begun, criteria_met=("ktp",)
        )
        for p, row in zip(people, rows, strict=True)
    ]
    actions.apply(by=system(), programme=programme, rows=asked)
    actions.select(by=system(), programme=programme)
    taken = list(Application.objects.unscoped("benchmark").filter(state="accepted").order_by("region", "id"))
    return actions.enrol(by=system(), applications=taken, on=begun)


def _shared_out(mentors: list[Any], enrolled: list[Any], each: int) -> list[Any]:
    waiting: dict[str, list[Any]] = {}
    for enrolment in enrolled:
        waiting.setdefault(enrolment.region, []).append(enrolment)
    return [(m, waiting[m.region].pop()) for m in mentors for _ in range(min(each, len(waiting[m.region])))]


def _visited(pairs: list[Any], visits: int, month: datetime.date) -> None:
    from dampingi.foundation.origins.actions import open_origin
    from dampingi.records.mentoring.actions.visits import record_visits
    from dampingi.records.mentoring.intake import VisitIntake

    rows = [
        VisitIntake(
            e.id, m.id, month.replace(day=2 + 4 * n), 60, "pemasaran", "Foto produk dengan cahaya pagi."
        )
        for m, e in pairs
        for n in range(visits)
    ]
    origin = open_origin(by=system(), door="command")
    record_visits(by=system(), origin=origin, rows=rows, today=month.replace(day=28))
