"""Two contracts on one unit and ten on one hour at once: only PostgreSQL lets them meet. Each has its control without the guard."""

import datetime
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from dampingi.foundation.errors import Conflict, Refused
from dampingi.records.businesses.actions import register_businesses
from dampingi.records.businesses.intake import BusinessIntake, PersonIntake
from dampingi.records.businesses.models import Business
from dampingi.records.centres import actions
from dampingi.records.centres.actions import occupying
from dampingi.records.centres.models import Occupancy, RoomHour, Unit
from dampingi.records.programmes.rosters import today_in
from tests.records.conftest import HERE, SYSTEM

pytestmark = pytest.mark.postgresql
MANY = 8


@pytest.fixture
def centre(emptied, origin):
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    rows = [
        BusinessIntake(name=f"Usaha {i}", region=HERE, owner=PersonIntake(name=f"Warga {i}", region=HERE))
        for i in range(MANY)
    ]
    register_businesses(by=SYSTEM, origin=origin, rows=rows)
    return actions.open_centre(by=SYSTEM, region=HERE, name="Sentra", place="x")


@pytest.fixture
def unit(centre):
    return actions.add_unit(by=SYSTEM, centre=centre.id, code="A", kind="kiosk")


def at_once(act):
    """For each business; what each got."""
    ids = list(Business.objects.unscoped("test").order_by("name").values_list("id", flat=True))
    barrier = threading.Barrier(len(ids))

    def alone(id):
        try:
            barrier.wait(30)
            return act(id)
        except Refused as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(ids)) as pool:
        return list(pool.map(alone, ids))


def occupied(unit):
    today = today_in(HERE)
    told = {"starts_on": today, "ends_on": today + datetime.timedelta(days=30)}
    return at_once(lambda id: actions.occupy(by=SYSTEM, unit=unit.id, business=id, **told))


def test_eight_who_get_a_unit_and_one_is_in_it(unit):
    found = occupied(unit)
    assert Occupancy.objects.unscoped("test").count() == 1
    assert sum(isinstance(f, Conflict) for f in found) == MANY - 1


def test_without_the_lock_there_are_more(unit, monkeypatch):
    def unlocked(_by, id):
        found = Unit.objects.unscoped("test").get(id=id)
        time.sleep(0.5)
        return found

    kept = Occupancy.objects.create

    def slowly(**told):
        time.sleep(0.5)
        return kept(**told)

    monkeypatch.setattr(occupying, "unit_of", unlocked)
    monkeypatch.setattr(Occupancy.objects, "create", slowly)
    occupied(unit)
    assert Occupancy.objects.unscoped("test").count() > 1


def booked(centre):
    told = {"use": "live", "opens": datetime.time(9), "closes": datetime.time(17)}
    room = actions.add_room(by=SYSTEM, centre=centre.id, name="Studio", **told)
    day = today_in(HERE) + datetime.timedelta(days=1)
    return at_once(
        lambda id: actions.book_hour(by=SYSTEM, room=room.id, business=id, day=day, starts=datetime.time(10))
    )


def test_eight_who_press_on_an_hour_and_one_has_it(centre):
    found = booked(centre)
    assert RoomHour.objects.unscoped("test").count() == 1
    assert sum(isinstance(f, Conflict) for f in found) == MANY - 1


def test_without_the_constraint_it_is_booked_twice(centre):
    once = next(c for c in RoomHour._meta.constraints if c.name == "room_hour_booked_once")
    with connection.schema_editor() as editor:
        editor.remove_constraint(RoomHour, once)
    try:
        booked(centre)
        assert RoomHour.objects.unscoped("test").count() > 1
    finally:
        RoomHour.objects.unscoped("test").delete()
        with connection.schema_editor() as editor:
            editor.add_constraint(RoomHour, once)
