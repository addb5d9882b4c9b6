"""Whose place at the clinic changed is told, by a notice that names the day; who changed it themselves is not."""

import pytest

from dampingi.foundation.notices.models import Notice
from dampingi.records.clinic.actions import ask_for_place, book, cancel_bookings, cancel_slot, give_back
from tests.records.clinic.test_actions import LATER, TODAY
from tests.records.clinic.test_places import opened, other, press

pytestmark = pytest.mark.usefixtures("july")


def told(town):
    return [str(n) for n in Notice.objects.filter(user=town.users["participant"]).order_by("at")]


def test_who_waited_is_told_that_a_place_is_theirs(town, shop):
    made = opened(capacity=1)
    held = press(town, other(town, 1), made, "office")
    ask_for_place(by=town.actor("participant"), business=shop, field="pembiayaan", today=TODAY)
    assert told(town) == []
    give_back(by=town.actor("ana"), booking=held.id)
    assert told(town) == ["Usaha Anda terjadwal di klinik bisnis: 23 Juli 2026 pukul 09.00, Aula."]
    (notice,) = Notice.objects.filter(user=town.users["participant"])
    assert "23 Juli 2026" in town.client("participant").get(notice.url).content.decode()


def test_a_slot_called_off_is_told_and_the_next_place_too(town, shop):
    first = opened()
    opened(on=LATER)
    press(town, shop, first)
    cancel_slot(by=town.actor("office"), slot=first.id, reason="Konsultan sakit", today=TODAY)
    off, placed = told(town)
    assert off.startswith("Jadwal klinik 23 Juli 2026 pukul 09.00 dibatalkan")
    assert "30 Juli 2026" in placed


def test_booked_and_taken_back_by_the_office_is_told(town, shop):
    opened()
    (made,) = book(by=town.actor("office"), businesses=[shop], field="pembiayaan", today=TODAY)
    cancel_bookings(by=town.actor("office"), bookings=[made.id], today=TODAY)
    placed, back = told(town)
    assert "terjadwal" in placed
    assert "dibatalkan" in back


def test_who_presses_themselves_is_not_told_what_they_did(town, shop):
    made = opened()
    booking = press(town, shop, made)
    give_back(by=town.actor("participant"), booking=booking.id)
    ask_for_place(by=town.actor("participant"), business=shop, field="pembiayaan", today=TODAY)
    assert told(town) == []
