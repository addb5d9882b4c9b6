"""A consultation that has begun takes nobody in any more; one whose result nobody wrote down keeps nobody from coming again."""

import datetime

import pytest
import time_machine

from dampingi.records.clinic.actions import ask_for_place, book, cancel_bookings, record_consultation
from dampingi.records.clinic.models import Booking
from tests.records.clinic.test_actions import LATER, SOON
from tests.records.clinic.test_places import opened, other, press, standing, text

pytestmark = pytest.mark.usefixtures("july")


def at(day, hour):
    """The hour in the town, which is on WIB."""
    moment = datetime.datetime.combine(
        day, datetime.time(hour), datetime.timezone(datetime.timedelta(hours=7))
    )
    return time_machine.travel(moment, tick=False)


def test_the_next_place_does_not_call_off_what_was(town, shop):
    before = press(town, shop, opened())
    after = opened(on=LATER)
    with at(SOON, 15):
        made = press(town, shop, after)
        before.refresh_from_db()
        assert (before.state, made.state) == ("unnoted", "booked")
        page = text(town.client("office").get(f"/klinik/{before.slot_id}/"))
        assert "Hasil belum dicatat" in page
        assert "1 dari 2" in page
        record_consultation(by=town.actor("office"), booking=before.id, came=True, result="Sudah menghitung")
    assert sorted(standing(shop)) == [("attended", before.slot_id), ("booked", after.id)]


def test_who_came_last_week_is_told_the_truth_when_they_wait_again(town, shop):
    before = press(town, shop, opened())
    with at(LATER, 9):
        client = town.client("participant")
        sent = client.post("/klinik-saya/tunggu/", {"business": shop, "field": "pembiayaan"}, follow=True)
        assert "Anda menunggu" in text(sent)
        assert "langsung mendapat tempat" not in text(sent)
    assert sorted(s for s, _slot in standing(shop)) == ["unnoted", "waiting"]
    assert Booking.objects.unscoped("test").get(id=before.id).slot_id


def test_the_office_books_who_was_there_before(town, shop):
    press(town, shop, opened())
    after = opened(on=LATER)
    with at(SOON, 15):
        made = book(by=town.actor("office"), businesses=[shop], field="pembiayaan")
    assert [b.slot_id for b in made] == [after.id]


def test_nobody_is_sent_to_a_slot_that_has_begun(town, shop):
    morning = opened(capacity=1)
    held = press(town, shop, morning)
    waits = ask_for_place(by=town.actor("office"), business=other(town, 1), field="pembiayaan")
    with at(SOON, 15):
        cancel_bookings(by=town.actor("office"), bookings=[held.id])
        waits.refresh_from_db()
        assert (waits.state, waits.slot_id) == ("waiting", None)
        made = book(by=town.actor("office"), businesses=[other(town, 2)], field="pembiayaan")
        assert made[0].slot_id is None

    opened(starts=datetime.time(19), adviser="Lain")
    waits.refresh_from_db()
    assert waits.state == "booked"


def test_calling_a_batch_off_leaves_what_was(town, shop):
    opened(capacity=1)
    made = book(by=town.actor("office"), businesses=[shop, other(town, 1)], field="pembiayaan")
    with at(LATER, 9):
        answer = town.client("office").post(f"/klinik/penjadwalan/{made[0].batch}/batal/")
        assert answer.status_code == 302
    states = Booking.objects.unscoped("test").values_list("state", flat=True)
    assert sorted(states) == ["booked", "cancelled"]


def test_what_waits_stays_on_the_first_page_beside_many_that_were(town, shop):
    for week in range(5):
        day = SOON + datetime.timedelta(weeks=week)
        made = opened(on=day, field="pemasaran")
        with at(day, 8):
            press(town, shop, made)
    with at(day, 15):
        ask_for_place(by=town.actor("office"), business=shop, field="pembiayaan")
        client = town.client("participant")
        assert [b.slot for b in client.get("/").context["clinic"]].count(None) == 1
