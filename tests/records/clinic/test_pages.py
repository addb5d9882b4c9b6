"""/klinik/...: the slots, one slot with its people, what one booking of many came to."""

import datetime

import pytest

from dampingi.records.clinic.actions import book, open_slots
from dampingi.records.clinic.models import Booking, Slot
from tests.records.clinic.test_actions import SOON, TODAY, slot
from tests.records.conftest import SYSTEM

pytestmark = pytest.mark.usefixtures("july")
FORM = {
    "field": "pembiayaan", "region": "32.76.05", "on": "2026-07-23", "starts": "09:00", "minutes": "120", "place": "Aula",
    "adviser": "Konsultan", "capacity": "2", "weeks": "3", "channel": "person",
}  # fmt: skip


@pytest.fixture
def held(town):
    made = open_slots(by=SYSTEM, rows=[slot()], today=TODAY)[0]
    rows = book(
        by=SYSTEM, businesses=[e.business_id for e in town.enrolments], field="pembiayaan", today=TODAY
    )
    return made, rows


def test_the_office_opens_a_slot_every_week(town):
    assert town.client("office").post("/klinik/baru/", FORM).status_code == 302
    days = sorted(Slot.objects.unscoped("test").values_list("on", flat=True))
    assert days == [SOON + datetime.timedelta(weeks=n) for n in range(3)]
    assert "Aula" in town.client("office").get("/klinik/").content.decode()


@pytest.mark.parametrize(
    "wrong",
    [{"on": "2026-07-01"}, {"on": "9999-12-31"}, {"capacity": "0"}, {"weeks": "99"}, {"region": "32.77"}],
)
def test_a_wrong_form_is_told_and_nothing_written(town, wrong):
    assert town.client("office").post("/klinik/baru/", FORM | wrong).status_code == 422
    assert not Slot.objects.unscoped("test").exists()


def test_the_result_of_booking_says_who_got_what_and_who_waits(town, held):
    _made, rows = held
    page = town.client("office").get(f"/klinik/penjadwalan/{rows[0].batch}/").content.decode()
    assert "2 usaha mendapat jadwal, 3 menunggu tempat" in page
    assert town.client("office").post(f"/klinik/penjadwalan/{rows[0].batch}/batal/").status_code == 302
    assert set(Booking.objects.unscoped("test").values_list("state", flat=True)) == {"cancelled"}


def test_a_booking_of_many_is_a_list_to_narrow_search_and_export(town, held):
    _made, rows = held
    client, path = town.client("office"), f"/klinik/penjadwalan/{rows[0].batch}/"
    waiting = [r.business.name for r in rows if r.state == "waiting"]
    shown = client.get(f"{path}?keadaan=waiting").content.decode()
    assert "<strong>3</strong> usaha" in shown
    assert all(name in shown for name in waiting)
    assert "<strong>1</strong> usaha" in client.get(f"{path}?cari={waiting[0]}").content.decode()
    assert "spreadsheet" in client.get(f"{path}?unduh=xlsx")["Content-Type"]


def test_the_result_of_a_consultation_is_recorded_on_the_slot_s_page(town, held, time_machine):
    made, rows = held
    time_machine.move_to(datetime.datetime(2026, 7, 23, 5, tzinfo=datetime.UTC))
    client, path = town.client("camat"), f"/klinik/usaha/{rows[0].id}/hasil/"
    assert "Catat hasil" in client.get(f"/klinik/{made.id}/").content.decode()
    assert client.post(path, {"came": "mungkin"}).status_code == 422
    assert client.post(path, {"came": "ya", "result": "Mulai mencatat"}).status_code == 302
    assert Booking.objects.unscoped("test").get(id=rows[0].id).state == "attended"
    assert "Mulai mencatat" in client.get(f"/klinik/{made.id}/").content.decode()


def test_a_mentor_sees_the_slot_of_their_own_participant_only(town, held):
    made, rows = held
    mentor = "ana" if rows[0].business.region == town.mentor("ana").region else "budi"
    page = town.client(mentor).get(f"/klinik/{made.id}/")
    assert page.status_code == 200
    other = next(e for e in town.enrolments if e.region != town.mentor(mentor).region)
    assert str(other.business_id) not in page.content.decode()


@pytest.mark.parametrize(
    "who", ["ana", "head", "inspector", "partner", "participant", "stranger", "elsewhere"]
)
def test_nobody_else_changes_anything(town, held, who):
    made, rows = held
    client = town.client(who)
    tried = [
        client.post("/klinik/baru/", FORM),
        client.post(f"/klinik/{made.id}/batal/", {"reason": "x"}),
        client.post(f"/klinik/usaha/{rows[0].id}/batal/"),
        client.post(f"/klinik/penjadwalan/{rows[0].batch}/batal/"),
    ]
    assert {a.status_code for a in tried} <= {302, 403, 404, 409, 422}
    assert Slot.objects.unscoped("test").filter(cancelled_at=None).count() == 1
    assert Booking.objects.unscoped("test").filter(state="cancelled").count() == 0
