"""Fifty who book at once: only PostgreSQL lets them meet (SQLite's IMMEDIATE queues them). Each has its control without the guard."""

import datetime
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from dampingi.foundation.errors import Refused
from dampingi.records.businesses.actions import register_businesses
from dampingi.records.businesses.intake import BusinessIntake, PersonIntake
from dampingi.records.businesses.models import Business
from dampingi.records.clinic import actions
from dampingi.records.clinic.actions import booking, places, placing, slots
from dampingi.records.clinic.models import Booking
from tests.records.clinic.test_actions import OFFICE, TODAY, booked, opened, slot, states
from tests.records.conftest import HERE, SYSTEM

pytestmark = pytest.mark.postgresql
BOOKERS, PLACES = 50, 10


@pytest.fixture
def crowd(emptied, origin):
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    rows = [
        BusinessIntake(name=f"Usaha {i}", region=HERE, owner=PersonIntake(name=f"Warga {i}", region=HERE))
        for i in range(BOOKERS)
    ]
    register_businesses(by=SYSTEM, origin=origin, rows=rows)
    return [b.id for b in Business.objects.unscoped("test").order_by("name")]


@pytest.fixture
def slow(monkeypatch):
    """Everybody looks before anybody writes, as a busy server makes it happen now and then."""
    seen = placing.open_places

    def slowly(*asked):
        found = seen(*asked)
        time.sleep(1.0)
        return found

    monkeypatch.setattr(placing, "open_places", slowly)
    monkeypatch.setattr(places, "open_places", slowly)


@pytest.fixture
def unguarded(monkeypatch, slow):
    for module in (booking, places, slots):
        monkeypatch.setattr(module, "take_turns", lambda: None)


def at_once(wanted):
    """What each booker got: their bookings, or the sentence they were refused with."""
    barrier = threading.Barrier(len(wanted))

    def alone(ids):
        try:
            barrier.wait(30)
            return booked(ids)
        except Refused as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(wanted)) as pool:
        return list(pool.map(alone, wanted))


def test_fifty_businesses_at_once_do_not_overfill_a_slot(crowd):
    opened(slot(capacity=PLACES))
    at_once([[id] for id in crowd])
    assert states() == {"booked": PLACES, "waiting": BOOKERS - PLACES}


def test_without_taking_turns_the_slot_is_overfilled(crowd, unguarded):
    opened(slot(capacity=PLACES))
    at_once([[id] for id in crowd])
    assert states()["booked"] > PLACES


def test_fifty_who_book_one_business_book_it_once_and_are_told(crowd):
    opened(slot(capacity=PLACES))
    found = at_once([crowd[:1]] * BOOKERS)
    told = [f for f in found if isinstance(f, Refused)]
    assert Booking.objects.unscoped("test").count() == 1
    assert len(told) == BOOKERS - 1
    assert all("sudah terjadwal" in refusal.message for refusal in told)


def test_two_lists_with_a_business_in_both_are_both_booked(crowd):
    opened(slot(capacity=PLACES))
    found = at_once([crowd[:5], crowd[4:9]])
    assert sorted(len(f) for f in found) == [4, 5]
    assert Booking.objects.unscoped("test").count() == 9


def test_without_taking_turns_one_of_the_two_lists_is_lost(crowd, unguarded):
    opened(slot(capacity=PLACES))
    found = at_once([crowd[:5], crowd[4:9]])
    assert Booking.objects.unscoped("test").count() == 5
    assert sum(isinstance(f, Refused) for f in found) == 1


def test_a_slot_called_off_while_people_book_holds_nobody(crowd):
    first = opened(slot(capacity=BOOKERS))[0]
    booked(crowd[:10])
    barrier = threading.Barrier(2)

    def alone(act):
        try:
            barrier.wait(30)
            return act()
        finally:
            connections.close_all()

    calling_off = lambda: actions.cancel_slot(by=OFFICE, slot=first.id, reason="sakit", today=first.on)  # noqa: E731
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(alone, [calling_off, lambda: booked(crowd[10:])]))
    assert states() == {"waiting": BOOKERS}


def places_at_once(wanted, slot_id):
    """What each got who wanted a place in this very slot."""
    barrier, now = threading.Barrier(len(wanted)), datetime.datetime(2026, 7, 20, 3, tzinfo=datetime.UTC)

    def alone(business):
        try:
            barrier.wait(30)
            return actions.take_place(by=OFFICE, business=business, slot=slot_id, now=now)
        except Refused as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(wanted)) as pool:
        return list(pool.map(alone, wanted))


def test_fifty_who_press_on_one_slot_get_its_places_and_the_rest_is_told(crowd):
    made = opened(slot(capacity=PLACES))[0]
    found = places_at_once(crowd, made.id)
    told = [f for f in found if isinstance(f, Refused)]
    assert states() == {"booked": PLACES}
    assert len(told) == BOOKERS - PLACES
    assert all("baru saja terisi" in refusal.message for refusal in told)


def test_without_taking_turns_fifty_who_press_overfill_it(crowd, unguarded):
    made = opened(slot(capacity=PLACES))[0]
    places_at_once(crowd, made.id)
    assert states()["booked"] > PLACES


def test_one_who_presses_fifty_times_has_one_place(crowd):
    made = opened(slot(capacity=PLACES))[0]
    found = places_at_once(crowd[:1] * BOOKERS, made.id)
    assert len({f.id for f in found}) == 1
    assert Booking.objects.unscoped("test").count() == 1


def two_fields_at_once(business):
    """One business asked to two fields whose only slots are at the same hour; how many places it got."""
    opened(slot(), slot(field="pemasaran", adviser="Lain"))
    barrier = threading.Barrier(2)

    def alone(field):
        try:
            barrier.wait(30)
            return actions.book(by=OFFICE, businesses=[business], field=field, today=TODAY)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(alone, ["pembiayaan", "pemasaran"]))
    return states().get("booked", 0)


def test_nobody_is_booked_in_two_fields_for_one_hour(crowd, slow):
    assert two_fields_at_once(crowd[0]) == 1


def test_without_taking_turns_they_would_be(crowd, unguarded):
    assert two_fields_at_once(crowd[0]) == 2
