import datetime
import uuid

import pytest

from dampingi.foundation.accounts.actors import Actor, Grant
from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.origins.actions import open_origin
from dampingi.foundation.regions.actions import load_regions
from dampingi.records.businesses.actions import register_persons
from dampingi.records.businesses.intake import PersonIntake
from dampingi.records.programmes.actions import create_programme
from dampingi.records.programmes.intake import SchemePlan, StagePlan

SYSTEM = Actor.for_system("test")
HERE, NEXT = "32.76.05.1003", "32.76.05.1004"
FEBRUARY = datetime.date(2026, 2, 1)


def someone(role: Role, region: str) -> Actor:
    user = uuid.uuid4()
    return Actor(user_id=user, label=str(user), held=(Grant(role, region),), name=role.value)


def open_town():
    load_regions(within="32.76")
    return open_origin(by=SYSTEM, door="command")


@pytest.fixture
def origin(db, _standing):
    return _standing.origin if _standing else open_town()


@pytest.fixture
def people(origin):
    """Ten people of one kelurahan, in the order they were registered."""
    rows = [PersonIntake(name=f"Warga {i}", region=HERE, sex="P" if i % 2 else "L") for i in range(10)]
    return register_persons(by=SYSTEM, origin=origin, rows=rows)


def create_town_programme():
    return create_programme(
        by=SYSTEM,
        code="WUB-2026",
        name="Wirausaha Baru 2026",
        region="32.76",
        starts_on=FEBRUARY,
        ends_on=datetime.date(2026, 11, 30),
        schemes=[
            SchemePlan("wub", "WUB", ({"code": "ktp", "text": "KTP Depok", "required": True},)),
            SchemePlan(
                "perempuan",
                "Perempuan",
                ({"code": "dp3ap2kb", "text": "Rekomendasi DP3AP2KB", "required": True},),
            ),
        ],
        stages=[StagePlan("verifikasi", "Verifikasi data", datetime.date(2026, 3, 31))],
        quotas={HERE: 4, NEXT: 2},
    )


@pytest.fixture
def programme(origin, _standing):
    return _standing.programme if _standing else create_town_programme()


@pytest.fixture
def town(_in_town, _standing, programme, origin):
    from tests.records.town import build

    return _standing or build(programme, origin)


@pytest.fixture
def july():
    """Pages ask the calendar; the town's day is 20 July 2026."""
    import time_machine

    with time_machine.travel(datetime.datetime(2026, 7, 20, 3, tzinfo=datetime.UTC), tick=False):
        yield
