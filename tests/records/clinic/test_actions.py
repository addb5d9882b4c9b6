"""Slots, bookings spread by capacity, the waiting list, and what a consultation came to."""

import datetime

import pytest

from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.records.businesses.actions import note_constraints, register_businesses
from dampingi.records.businesses.intake import BusinessIntake, ConstraintNote, PersonIntake
from dampingi.records.businesses.models import Business, Constraint
from dampingi.records.clinic.actions import (
    book,
    cancel_bookings,
    cancel_slot,
    open_slots,
    record_consultation,
)
from dampingi.records.clinic.intake import SlotIntake
from dampingi.records.clinic.models import Booking, Slot
from tests.records.conftest import FEBRUARY, HERE, NEXT, SYSTEM, someone

TODAY = datetime.date(2026, 7, 20)
SOON, LATER = TODAY + datetime.timedelta(days=3), TODAY + datetime.timedelta(days=10)
OFFICE = someone(Role.OFFICE, "32.76")


def slot(**more) -> SlotIntake:
    usual = {"region": "32.76.05", "field": "pembiayaan", "on": SOON, "starts": datetime.time(9), "minutes": 120,
             "place": "Aula", "adviser": "Konsultan", "capacity": 2}  # fmt: skip
    return SlotIntake(**{**usual, **more})


@pytest.fixture
def shops(origin):
    rows = [
        BusinessIntake(name=f"Usaha {i}", region=HERE if i < 3 else NEXT, owner=PersonIntake(name=f"Warga {i}", region=HERE))
        for i in range(6)
    ]  # fmt: skip
    register_businesses(by=SYSTEM, origin=origin, rows=rows)
    return [b.id for b in Business.objects.unscoped("test").order_by("name")]


def opened(*rows, by=OFFICE):
    return open_slots(by=by, rows=list(rows), today=TODAY)


def booked(ids, by=OFFICE, **more):
    return book(by=by, businesses=ids, field="pembiayaan", today=TODAY, **more)


def states() -> dict[str, int]:
    found: dict[str, int] = {}
    for b in Booking.objects.unscoped("test"):
        found[b.state] = found.get(b.state, 0) + 1
    return found


def test_many_are_spread_over_the_slots_by_capacity_and_the_rest_waits(shops):
    opened(slot(), slot(on=LATER))
    made = booked(shops)
    assert [b.slot.on if b.slot else None for b in made] == [SOON, SOON, LATER, LATER, None, None]
    assert states() == {"booked": 4, "waiting": 2}
    assert len({b.batch for b in made}) == 1


def test_a_slot_nearby_is_taken_before_one_of_the_whole_city(shops):
    opened(slot(region="32.76"), slot(region=HERE, on=LATER, capacity=1))
    made = {b.business_id: b.slot.region if b.slot else None for b in booked(shops[:1] + shops[3:5])}
    assert made == {shops[0]: HERE, shops[3]: "32.76", shops[4]: "32.76"}


def test_only_slots_of_the_field_to_come_and_open_to_the_place_are_used(shops):
    opened(
        slot(field="it", adviser="A"), slot(region=NEXT, adviser="B"), slot(region="32.76.01", adviser="C")
    )
    assert [b.state for b in booked(shops[:1])] == ["waiting"]


def test_nobody_is_booked_twice_in_a_field(shops):
    opened(slot())
    booked(shops[:2])
    assert [b.business_id for b in booked(shops[:3])] == [shops[2]]
    with pytest.raises(Refused, match="sudah terjadwal"):
        booked(shops[:3])


def test_those_who_wait_get_the_place_that_falls_free_the_longest_first(shops):
    opened(slot(capacity=1))
    first, second, third = booked(shops[:3])
    cancel_bookings(by=OFFICE, bookings=[first.id], today=TODAY)
    placed = {b.id: b.slot_id is not None for b in Booking.objects.unscoped("test")}
    assert (placed[second.id], placed[third.id]) == (True, False)
    opened(slot(on=LATER))
    assert states() == {"cancelled": 1, "booked": 2}


def test_a_slot_called_off_sends_its_people_back_to_wait(shops):
    made = opened(slot())[0]
    booked(shops[:2])
    with pytest.raises(Refused, match="alasan"):
        cancel_slot(by=OFFICE, slot=made.id, reason=" ", today=TODAY)
    cancel_slot(by=OFFICE, slot=made.id, reason="konsultan sakit", today=TODAY)
    assert states() == {"waiting": 2}
    with pytest.raises(Conflict):
        cancel_slot(by=OFFICE, slot=made.id, reason="lagi", today=TODAY)
    opened(slot(on=LATER))
    assert states() == {"booked": 2}


def test_a_consultation_resolves_the_constraint_it_was_for(shops):
    note_constraints(
        by=SYSTEM,
        rows=[
            ConstraintNote(shops[0], "fin_capital", FEBRUARY, 1),
            ConstraintNote(shops[0], "fin_records", FEBRUARY, 3),
        ],
    )
    place = opened(slot())[0]
    made = booked(shops[:1])[0]
    assert Constraint.objects.unscoped("test").get(id=made.constraint_id).code == "fin_records", (
        "the heaviest"
    )
    with pytest.raises(Refused, match="belum berlangsung"):
        record_consultation(by=OFFICE, booking=made.id, came=True, today=TODAY)
    with pytest.raises(Refused, match="datang"):
        record_consultation(by=OFFICE, booking=made.id, came=False, resolved=True, today=SOON)
    record_consultation(
        by=OFFICE, booking=made.id, came=True, result="Mulai mencatat", resolved=True, today=SOON
    )
    over = Constraint.objects.unscoped("test").get(id=made.constraint_id)
    assert (over.resolved_on, over.resolved_how, over.helped_by, over.helped_id) == (
        SOON,
        "clinic",
        "clinic",
        place.id,
    )
    with pytest.raises(Conflict, match="sudah dicatat"):
        cancel_slot(by=OFFICE, slot=place.id, reason="batal", today=SOON)


def test_an_adviser_is_not_in_two_places_at_once_and_both_times_are_named(shops):
    opened(slot(adviser="Bu Rina"))
    with pytest.raises(Conflict, match=r"09\.00–11\.00 di Aula.*10\.30–11\.30 bertabrakan"):
        opened(slot(adviser="bu  rina", field="it", starts=datetime.time(10, 30), minutes=60))
    with pytest.raises(Conflict, match="bertabrakan"):  # two of one batch
        opened(slot(adviser="Pak Adi"), slot(adviser="Pak Adi", field="it"))
    opened(slot(adviser="Bu Rina", starts=datetime.time(11)), slot(adviser="Pak Adi"))


def test_a_slot_called_off_leaves_its_adviser_free(shops):
    made = opened(slot(adviser="Bu Rina"))[0]
    cancel_slot(by=OFFICE, slot=made.id, reason="sakit", today=TODAY)
    assert opened(slot(adviser="Bu Rina"))


def test_a_business_expected_elsewhere_at_that_time_gets_another_slot_or_waits(shops):
    opened(slot(adviser="A"), slot(adviser="B", field="it"))
    booked(shops[:1])
    clashing = book(by=OFFICE, businesses=shops[:2], field="it", today=TODAY)
    assert [b.state for b in clashing] == ["waiting", "booked"]
    opened(slot(adviser="B", field="it", starts=datetime.time(13)))
    assert states() == {"booked": 3}


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"on": TODAY - datetime.timedelta(days=1)}, "mulai hari ini"),
        ({"capacity": 0}, "berapa usaha"),
        ({"minutes": 1}, "Lama klinik"),
        ({"place": " "}, "tempat"),
        ({"field": "sihir"}, "tidak dikenal"),
    ],
)
def test_a_wrong_slot_is_refused_with_the_cure_and_the_batch_with_it(origin, wrong, told):
    with pytest.raises(Refused, match=told):
        opened(slot(), slot(**wrong))
    assert not Slot.objects.unscoped("test").exists()


@pytest.mark.parametrize("who", [Role.MENTOR, Role.HEAD, Role.INSPECTOR, Role.PARTNER])
def test_others_open_and_book_nothing(shops, who):
    with pytest.raises(Denied):
        opened(slot(), by=someone(who, HERE if who is Role.MENTOR else "32.76"))
    with pytest.raises(Refused):
        booked(shops[:1], by=someone(who, HERE if who is Role.MENTOR else "32.76"))


def test_a_coordinator_books_only_their_own(shops, origin):
    assert len(booked(shops, by=someone(Role.COORDINATOR, HERE))) == 3
