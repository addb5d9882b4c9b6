"""One business takes one place: its owner on the phone, or somebody at the desk."""

import datetime

import pytest
from icalendar import Calendar

from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.errors import Conflict, Refused
from dampingi.records.clinic.actions import ask_for_place, cancel_slot, give_back, open_slots, take_place
from dampingi.records.clinic.models import Booking
from tests.records.clinic.test_actions import LATER, SOON, TODAY, slot
from tests.records.conftest import NEXT, SYSTEM

pytestmark = pytest.mark.usefixtures("july")
ONLINE = {"channel": "online", "link": "https://rapat.contoh.id/klinik", "place": ""}


def opened(**more):
    return open_slots(by=SYSTEM, rows=[slot(**more)], today=TODAY)[0]


def press(town, shop, made, who="participant", **more):
    return take_place(by=town.actor(who), business=shop, slot=made.id, **more)


def other(town, n):
    return town.enrolments[n].business_id


def standing(id):
    found = Booking.objects.unscoped("test").filter(business=id).exclude(state="cancelled")
    return [(b.state, b.slot_id) for b in found]


def text(answer):
    return answer.content.decode()


def test_an_owner_takes_a_place_and_says_what_about(town, shop):
    made = opened()
    booking = press(town, shop, made, wish="  Cara pinjam modal  ")
    assert (booking.state, booking.wish, booking.by) == (
        "booked",
        "Cara pinjam modal",
        town.users["participant"].id,
    )
    assert press(town, shop, made).id == booking.id, "pressed twice it is one"
    event = AuditEvent.objects.get(action="take_clinic_place")
    assert "modal" not in str(event.detail)


def test_another_slot_of_the_field_is_a_change_and_the_first_place_goes_to_who_waits(town, shop):
    first, second = opened(capacity=1), opened(on=LATER)
    press(town, shop, first)
    assert (
        ask_for_place(by=SYSTEM, business=other(town, 1), field="pembiayaan", today=TODAY).slot_id
        == second.id
    )
    waits = ask_for_place(by=SYSTEM, business=other(town, 2), field="pembiayaan", today=TODAY)
    third = opened(on=LATER + datetime.timedelta(days=1), capacity=1)
    press(town, shop, third)
    assert standing(shop) == [("booked", third.id)]
    waits.refresh_from_db()
    assert waits.slot_id == second.id, "it has a place already and keeps it"
    late = ask_for_place(by=SYSTEM, business=other(town, 3), field="pembiayaan", today=TODAY)
    assert late.slot_id in (None, first.id)


def test_a_full_slot_is_told_and_who_waits_gets_the_place_given_back(town, shop):
    made = opened(capacity=1)
    held = press(town, other(town, 1), made, "office")
    with pytest.raises(Conflict, match="baru saja terisi"):
        press(town, shop, made)
    waits = ask_for_place(by=town.actor("participant"), business=shop, field="pembiayaan", today=TODAY)
    assert (
        ask_for_place(by=town.actor("participant"), business=shop, field="pembiayaan", today=TODAY).id
        == waits.id
    )
    assert standing(shop) == [("waiting", None)]
    with pytest.raises(Refused, match="bukan milik"):
        give_back(by=town.actor("participant"), booking=held.id)
    give_back(by=town.actor("ana"), booking=held.id)
    assert standing(shop) == [("booked", made.id)]
    with pytest.raises(Conflict):
        give_back(by=town.actor("ana"), booking=held.id)


def test_what_cannot_be_taken_is_told(town, shop):
    elsewhere, started, off = (
        opened(region=NEXT),
        opened(on=TODAY, starts=datetime.time(9, 59)),
        opened(on=LATER),
    )
    cancel_slot(by=SYSTEM, slot=off.id, reason="sakit", today=TODAY)
    for made, told in ((elsewhere, "wilayah lain"), (started, "sudah mulai"), (off, "dibatalkan dinas")):
        with pytest.raises(Refused, match=told):
            press(town, shop, made)
    made = opened(adviser="Lain", on=LATER)
    with pytest.raises(Refused, match="paling banyak"):
        press(town, shop, made, wish="x" * 1001)
    with pytest.raises(Refused, match="di luar wilayah"):
        press(town, other(town, 1), made)
    with pytest.raises(Refused, match="di luar wilayah"):
        press(town, shop, made, "budi")
    assert not Booking.objects.unscoped("test").exists()


def test_nobody_is_in_two_consultations_at_once(town, shop):
    press(town, shop, opened())
    with pytest.raises(Conflict, match=r"09\.00"):
        press(town, shop, opened(field="pemasaran", adviser="Lain", starts=datetime.time(10)))


@pytest.mark.parametrize(
    ("wrong", "told"),
    [({"channel": "online"}, "https://"), ({"channel": "online", "link": "http://x.id/"}, "https://"), ({"channel": "burung"}, "tatap muka"), ({"place": " "}, "tempat")],
)  # fmt: skip
def test_a_slot_s_channel_is_checked(town, wrong, told):
    with pytest.raises(Refused, match=told):
        opened(**wrong)


def test_the_owner_s_page_from_choosing_to_giving_back(town, shop):
    made, client = opened(**ONLINE), town.client("participant")
    page = text(client.get("/klinik-saya/"))
    assert "2 tempat lagi" in page
    assert ONLINE["link"] not in page, "only for who is booked"
    assert (
        client.post(f"/klinik-saya/{made.id}/pesan/", {"business": str(shop), "wish": "Modal"}).status_code
        == 302
    )
    page = text(client.get("/klinik-saya/"))
    assert ONLINE["link"] in page
    assert "Terjadwal" in page
    booking = Booking.objects.unscoped("test").get()
    told = Calendar.from_ical(client.get(f"/klinik-saya/janji/{booking.id}/klinik.ics").content)
    event = told.walk("VEVENT")[0]
    assert (event.decoded("dtstart"), event.decoded("dtend") - event.decoded("dtstart")) == (
        datetime.datetime(2026, 7, 23, 2, tzinfo=datetime.UTC),
        datetime.timedelta(hours=2),
    )
    assert client.post(f"/klinik-saya/janji/{booking.id}/batal/").status_code == 302
    assert standing(shop) == []
    assert client.get(f"/klinik-saya/janji/{booking.id}/klinik.ics").status_code == 404


def test_who_finds_nothing_waits_from_the_page(town, shop):
    client = town.client("participant")
    assert client.post("/klinik-saya/tunggu/", {"field": "pembiayaan"}).status_code == 302
    assert "Menunggu tempat" in text(client.get("/klinik-saya/"))
    assert client.post("/klinik-saya/tunggu/", {"field": "tidur"}).status_code == 422
    assert (
        client.post(
            "/klinik-saya/tunggu/", {"field": "pembiayaan", "business": str(other(town, 1))}
        ).status_code
        == 404
    )


def test_an_alumnus_keeps_the_clinic(town, shop):
    """The programme is over; asking for a place works as before."""
    from dampingi.records.programmes.models import Programme

    Programme.objects.filter(id=town.programme.id).update(ends_on=TODAY - datetime.timedelta(days=60))
    made = opened(on=SOON)
    assert (
        town.client("participant").post(f"/klinik-saya/{made.id}/pesan/", {"business": str(shop)}).status_code
        == 302
    )


@pytest.mark.parametrize(
    ("who", "status"),
    [("participant", 200), ("ana", 200), ("head", 403), ("partner", 403), ("stranger", 302)],
)
def test_whose_page_it_is(town, who, status):
    assert town.client(who).get("/klinik-saya/").status_code == status


def test_the_desk_finds_a_business_and_books_it(town):
    made, client = opened(), town.client("office")
    address = f"/klinik/{made.id}/jadwalkan/"
    assert "Warung 1" in text(client.get(address, {"cari": "warga 1"}))
    assert "Tidak ada usaha" in text(client.get(address, {"cari": "entah"}))
    assert (
        client.post(address, {"business": str(other(town, 1)), "wish": "Modal"}).url == f"/klinik/{made.id}/"
    )
    assert "Modal" in text(client.get(f"/klinik/{made.id}/"))
    assert client.post(address, {"business": "x"}).status_code == 422


def test_a_mentor_books_for_whom_they_accompany_and_nobody_else(town):
    made, client = opened(region="32.76"), town.client("ana")
    page = text(client.get("/klinik-saya/", {"usaha": str(other(town, 1))}))
    assert "2 tempat lagi" in page
    sent = {"business": str(other(town, 1)), "wish": "Modal"}
    assert client.post(f"/klinik-saya/{made.id}/pesan/", sent).status_code == 302
    assert "Terjadwal" in text(client.get("/klinik-saya/", {"usaha": str(other(town, 1))}))
    assert "2 tempat lagi" not in text(client.get("/klinik-saya/", {"usaha": str(other(town, 3))}))
    assert client.post(f"/klinik-saya/{made.id}/pesan/", {"business": str(other(town, 3))}).status_code == 404
    booking = Booking.objects.unscoped("test").get()
    assert town.client("budi").post(f"/klinik-saya/janji/{booking.id}/batal/").status_code == 404
    assert client.post(f"/klinik-saya/janji/{booking.id}/batal/").status_code == 302


@pytest.mark.parametrize("asked", ["?usaha=x", "?usaha=", "?bidang=tidur"])
def test_any_question_has_an_answer(town, shop, asked):
    assert town.client("participant").get(f"/klinik-saya/{asked}").status_code == 200
