import datetime
from decimal import Decimal

import pytest

from dampingi.foundation.accounts.permissions import Role
from dampingi.records.businesses import actions
from dampingi.records.businesses.intake import (
    BusinessIntake,
    ChannelNote,
    ConstraintNote,
    PersonIntake,
    VerificationNote,
)
from dampingi.records.businesses.models import Business, Person
from tests.records.conftest import HERE, NEXT, SYSTEM, someone

OFFICE = someone(Role.OFFICE, "32.76")
COORDINATOR = someone(Role.COORDINATOR, "32.76.05")
NIK, OTHER_NIK = "9901015507900001", "9901015507900002"
DAY = datetime.date(2026, 3, 2)


def business(id) -> Business:
    return Business.objects.unscoped("test").select_related("owner").get(id=id)


def person(id) -> Person:
    return Person.objects.unscoped("test").get(id=id)


def registered(origin, *rows: BusinessIntake):
    return actions.register_businesses(by=SYSTEM, origin=origin, rows=list(rows))


@pytest.fixture
def twins(origin):
    """One shop twice: once with its phone and figures, once with its NIB and position; two owners that are one."""
    return registered(
        origin,
        BusinessIntake(
            name="Warung Bu Sari",
            region=HERE,
            owner=PersonIntake(name="Hj. Sari Dewi", region=HERE, phone="+628111000001", nik=NIK),
            product="keripik singkong",
            phone="+628111000001",
            annual_sales=120_000_000,
        ),
        BusinessIntake(
            name="Keripik Sari",
            region=NEXT,
            owner=PersonIntake(name="Sari Dewi", region=NEXT, born_on=datetime.date(1979, 4, 12)),
            product="keripik",
            nib="9120001234567",
            latitude=Decimal("-6.402500"),
            longitude=Decimal("106.794200"),
        ),
    )


def note(business_id, code="legal_nib", **more):
    actions.note_constraints(by=OFFICE, rows=[ConstraintNote(business_id, code, DAY, **more)])


def sell(business_id, *codes):
    actions.note_channels(by=OFFICE, rows=[ChannelNote(business_id, code, DAY) for code in codes])


def look(business_id, method="call", by=OFFICE, **more):
    actions.verify_businesses(by=by, rows=[VerificationNote(business_id, method, **more)])
