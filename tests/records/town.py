"""A town in small for tests of what happens in a programme: one kecamatan, two kelurahan, four mentors, five participants."""

import datetime
from dataclasses import dataclass, field
from functools import cached_property

from django.test import Client

from dampingi.foundation.accounts.actions import add_user, assign
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.models import User
from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.accounts.queries import actor_of
from dampingi.foundation.origins.models import Origin
from dampingi.records.businesses.actions import register_businesses
from dampingi.records.businesses.intake import BusinessIntake
from dampingi.records.businesses.models import Person
from dampingi.records.programmes.actions import apply, appoint_mentors, assign_caseloads, enrol, select
from dampingi.records.programmes.intake import ApplicationIntake, Appointment
from dampingi.records.programmes.models import Application, Enrolment, Mentor, Programme
from tests.records.conftest import FEBRUARY, HERE, NEXT, SYSTEM

KECAMATAN, KOTA = "32.76.05", "32.76"
TODAY = datetime.date(2026, 7, 20)
NOW = datetime.datetime(2026, 7, 20, 3, tzinfo=datetime.UTC)


@dataclass
class Town:
    """`ana` mentors HERE, `budi` NEXT; `camat` guides the kecamatan, `kota` the city."""

    programme: Programme
    origin: Origin
    mentors: dict[str, Mentor]
    enrolments: list[Enrolment]
    """Three of HERE (ana's), then two of NEXT (budi's), all with a business."""
    users: dict[str, User] = field(default_factory=dict)

    @property
    def first(self) -> Enrolment:
        return self.enrolments[0]

    def mentor(self, name: str) -> Mentor:
        return self.mentors[name]

    def actor(self, name: str) -> Actor:
        return actor_of(self.users[name], on=TODAY)

    def client(self, name: str) -> Client:
        """A browser in which the person is logged in; `stranger` is not."""
        client = Client()
        if name != "stranger":
            client.force_login(self.users[name], backend="django.contrib.auth.backends.ModelBackend")
        return client

    @cached_property
    def stage(self):
        return self.programme.stages.get()


ROLES = {
    "office": (Role.OFFICE, KOTA),
    "head": (Role.HEAD, KOTA),
    "coordinator": (Role.COORDINATOR, KECAMATAN),
    "panel": (Role.PANEL, KOTA),
    "province": (Role.PROVINCE, "32"),
    "partner": (Role.PARTNER, KOTA),
    "inspector": (Role.INSPECTOR, KOTA),
    "elsewhere": (Role.OFFICE, "32.77"),
}
LEVELS = {"ana": HERE, "budi": NEXT, "camat": KECAMATAN, "kota": KOTA}


def build(programme: Programme, origin: Origin) -> Town:
    users = {name: _user(name) for name in (*LEVELS, *ROLES, "participant")}
    for name, (role, region) in ROLES.items():
        assign(by=SYSTEM, user=users[name], role=role, region=region, starts_on=FEBRUARY)
    rows = [Appointment(user=users[n], name=n.title(), region=r, on=FEBRUARY) for n, r in LEVELS.items()]
    mentors = dict(zip(LEVELS, appoint_mentors(by=SYSTEM, programme=programme, rows=rows), strict=True))
    enrolments = _participants(programme, origin)
    pairs = [(mentors["ana" if e.region == HERE else "budi"], e) for e in enrolments]
    assign_caseloads(by=SYSTEM, pairs=pairs, on=FEBRUARY)
    _let_in(users["participant"], enrolments[0])
    return Town(programme, origin, mentors, enrolments, users)


def _user(name: str) -> User:
    return add_user(by=SYSTEM, login=f"{name}@contoh.id", name=name.title())


def _participants(programme: Programme, origin: Origin) -> list[Enrolment]:
    from dampingi.records.businesses.intake import PersonIntake

    rows = [
        BusinessIntake(
            name=f"Warung {i}", region=region, sector="kuliner", owner=PersonIntake(name=f"Warga {i}", region=region)
        )
        for i, region in enumerate((HERE, HERE, HERE, NEXT, NEXT))
    ]  # fmt: skip
    register_businesses(by=SYSTEM, origin=origin, rows=rows)
    people = Person.objects.unscoped("test").order_by("name")
    asked = [
        ApplicationIntake(
            person_id=p.id, scheme="wub", region=p.region, applied_on=FEBRUARY, criteria_met=("ktp",)
        )
        for p in people
    ]
    apply(by=SYSTEM, programme=programme, rows=asked)
    select(by=SYSTEM, programme=programme)
    accepted = Application.objects.unscoped("test").order_by("person__name")
    return enrol(by=SYSTEM, applications=list(accepted), on=FEBRUARY)


def _let_in(user: User, enrolment: Enrolment) -> None:
    Person.objects.unscoped("test").filter(id=enrolment.person_id).update(user=user)
    assign(by=SYSTEM, user=user, role=Role.PARTICIPANT, region=enrolment.region, starts_on=FEBRUARY)
