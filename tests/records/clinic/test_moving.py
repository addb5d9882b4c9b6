"""A business that moves takes its booking along: the office it left no longer sees it, and its place is one that is open to it."""

import datetime

import pytest

from dampingi.foundation.accounts.permissions import Permission
from dampingi.records.businesses.actions import change_owner, move_business
from dampingi.records.businesses.intake import PersonIntake
from dampingi.records.clinic.actions import book, move_bookings, open_slots, record_consultation
from dampingi.records.clinic.intake import SlotIntake
from dampingi.records.clinic.models import Booking
from dampingi.records.clinic.queries import bookings
from tests.records.conftest import HERE, NEXT, SYSTEM
from tests.records.town import TODAY

pytestmark = pytest.mark.usefixtures("july")
SOON = TODAY + datetime.timedelta(days=5)
ELSEWHERE = "32.76.01.1006"


def slot(region, capacity=1):
    row = SlotIntake(region=region, field="pembiayaan", on=SOON, starts=datetime.time(9), minutes=60, place="Aula", adviser="Konsultan", capacity=capacity)  # fmt: skip
    return open_slots(by=SYSTEM, rows=[row], today=TODAY)[0]


def booked(town, *numbers):
    ids = [town.enrolments[n].business_id for n in numbers]
    return book(by=town.actor("office"), businesses=ids, field="pembiayaan", today=TODAY)


def move(town, number, region):
    move_business(by=SYSTEM, business=town.enrolments[number].business_id, region=region, address="", on=TODAY, reason="Pindah")  # fmt: skip


def of(town, number) -> Booking:
    return Booking.objects.unscoped("test").get(business=town.enrolments[number].business_id)


def test_a_booking_leaves_the_reach_of_the_kecamatan_the_business_left(town):
    booked(town, 0)
    coordinator = town.actor("coordinator")
    assert bookings(coordinator).count() == 1
    move(town, 0, ELSEWHERE)
    assert bookings(coordinator).count() == 0
    assert bookings(town.actor("office")).count() == 1


def test_a_place_that_is_not_open_to_it_any_more_goes_to_who_waits(town):
    slot(HERE)
    booked(town, 0, 1)
    assert (of(town, 0).state, of(town, 1).state) == ("booked", "waiting")
    move(town, 0, ELSEWHERE)
    assert (of(town, 0).state, of(town, 0).slot) == ("waiting", None)
    assert of(town, 1).state == "booked"


def test_a_place_of_the_whole_city_is_kept(town):
    slot("32.76")
    booked(town, 0)
    move(town, 0, ELSEWHERE)
    assert (of(town, 0).state, of(town, 0).region) == ("booked", ELSEWHERE)


def test_it_gets_a_place_where_it_is_now(town):
    slot(NEXT)
    booked(town, 0)
    assert of(town, 0).state == "waiting"
    move(town, 0, NEXT)
    assert of(town, 0).state == "booked"


def test_what_was_held_stays_where_it_was_held(town):
    slot(HERE)
    booked(town, 0)
    Booking.objects.unscoped("test").update(state="attended")
    move(town, 0, ELSEWHERE)
    assert (of(town, 0).state, of(town, 0).region) == ("attended", HERE)


def test_what_was_held_and_is_not_written_down_yet_keeps_its_place_and_its_result(town):
    slot(HERE)
    made = booked(town, 0)[0]
    later = SOON + datetime.timedelta(days=1)
    move_bookings(business=town.first.business_id, region=ELSEWHERE, today=later)
    assert (of(town, 0).state, of(town, 0).region) == ("booked", HERE)
    assert (
        record_consultation(by=town.actor("office"), booking=made.id, came=True, today=later).state
        == "attended"
    )


def test_after_a_sale_the_mentor_of_the_earlier_owner_no_longer_sees_its_booking(town):
    booked(town, 0)
    ana = town.actor("ana")
    assert bookings(ana).count() == 1
    buyer = PersonIntake(name="Pembeli", region=HERE)
    change_owner(by=SYSTEM, business=town.first.business_id, on=TODAY, reason="Dijual", owner=buyer)
    assert bookings(ana).count() == 0
    assert not Booking.objects.for_actor(ana, Permission.VIEW_CLINIC).exists()
