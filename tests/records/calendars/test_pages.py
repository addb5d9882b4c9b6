"""/pertemuan/hari-kerja/...: the year, one time, a pasted list, and what is taken over."""

import pytest

from dampingi.records.calendars.models import OfficeTime
from tests.records.calendars.conftest import WEDNESDAY

pytestmark = pytest.mark.usefixtures("july")
URL = "/pertemuan/hari-kerja/"
FORM = {"region": "32.76", "name": "Ramadan", "kind": "hours", "first": "2027-02-08", "last": "2027-03-09", "starts": "08:00", "ends": "15:00", "effect": "tutup"}  # fmt: skip


def text(answer):
    return answer.content.decode()


def held():
    return list(OfficeTime.objects.unscoped("test").order_by("first", "name"))


def test_the_office_writes_working_hours_of_ramadan_and_changes_them(town):
    client = town.client("office")
    assert client.post(f"{URL}baru/", FORM).url == f"{URL}?tahun=2027"
    page = text(client.get(f"{URL}?tahun=2027"))
    assert "buka 08.00–15.00" in page
    assert page.count("is-part") > 20
    address = f"{URL}{held()[0].id}/"
    assert client.post(address, FORM | {"ends": "14:30"}).status_code == 302
    assert str(held()[0].ends) == "14:30:00"
    assert client.post(address, FORM | {"ends": "07:00"}).status_code == 422


def test_a_pasted_list_is_read_as_people_write_it(town):
    client = town.client("office")
    lines = "10 Maret 2027; Idulfitri\n2027-03-08\tNyepi\n\n29-3-2027 s.d. 31-3-2027; Cuti bersama"
    assert client.post(f"{URL}baru/", {"region": "32.76", "lines": lines}).status_code == 302
    assert [(str(t.first), str(t.last), t.name) for t in held()] == [
        ("2027-03-08", "2027-03-08", "Nyepi"), ("2027-03-10", "2027-03-10", "Idulfitri"), ("2027-03-29", "2027-03-31", "Cuti bersama"),
    ]  # fmt: skip


@pytest.mark.parametrize("lines", ["besok; Libur", "10 Maret 2027", ";Libur", "1-1-2027;", "x\ty"])
def test_a_line_that_is_not_understood_is_named_and_nothing_kept(town, lines):
    answer = town.client("office").post(
        f"{URL}baru/", {"region": "32.76", "lines": f"1-1-2027; Baik\n{lines}"}
    )
    assert answer.status_code == 422
    assert "Baris 2 tidak terbaca" in text(answer)
    assert held() == []


def test_fixed_days_are_taken_over_by_one_press(town):
    client = town.client("office")
    assert "Hari Buruh" in text(client.get(f"{URL}?tahun=2027"))
    sent = {"region": "32.76", "year": "2027"}
    assert client.post(f"{URL}usulan/", sent).status_code == 302
    assert client.post(f"{URL}usulan/", sent).status_code == 409
    assert "Tambahkan untuk 2027" not in text(client.get(f"{URL}?tahun=2027"))
    assert town.client("coordinator").post(f"{URL}usulan/", sent).status_code in (403, 409)
    for wrong in ({"region": "32.77", "year": "2027"}, {"region": "32.76", "year": "abc"}, {}):
        assert client.post(f"{URL}usulan/", wrong).status_code in (403, 409)


def test_what_was_pasted_by_hand_is_not_proposed_and_stops_nothing(town):
    client = town.client("office")
    client.post(f"{URL}baru/", {"region": "32.76", "lines": "1-5-2027; Hari Buruh Internasional"})
    assert client.post(f"{URL}usulan/", {"region": "32.76", "year": "2027"}).status_code == 302
    names = [t.name for t in held()]
    assert (names.count("Hari Buruh Internasional"), "Salat Jumat" in names) == (1, True)


@pytest.mark.parametrize(
    "asked", ["?tahun=9999", "?tahun=x", "?tahun=2027&jenis=tidur", "?keadaan=arsip&urut=-effect"]
)
def test_any_question_has_an_answer(town, asked):
    assert town.client("office").get(URL + asked).status_code == 200


@pytest.mark.parametrize(
    ("who", "status"),
    [("office", 200), ("coordinator", 200), ("camat", 200), ("head", 200), ("inspector", 200), ("ana", 403), ("participant", 403), ("elsewhere", 404), ("stranger", 302)],
)  # fmt: skip
def test_who_reads_one(town, write, who, status):
    made = write()
    assert town.client(who).get(f"{URL}{made.id}/").status_code == status


def test_archived_with_a_reason(town, write):
    made, client = write(), town.client("office")
    assert client.post(f"{URL}{made.id}/arsip/", {"reason": ""}).status_code == 422
    assert town.client("coordinator").post(f"{URL}{made.id}/arsip/", {"reason": "x"}).status_code == 403
    assert client.post(f"{URL}{made.id}/arsip/", {"reason": "Keliru"}).status_code == 302
    assert "Keliru" in text(client.get(f"{URL}{made.id}/"))
    assert "Waktu ini sudah diarsipkan" in text(client.post(f"{URL}{made.id}/", FORM))
    assert [t.name for t in held()] == ["Libur kota"]


def meeting(**more):
    return {"title": "Rapat", "kind": "coordination", "region": "32.76", "on": str(WEDNESDAY), "starts": "09:00", "minutes": "60", "place": "Balai"} | more  # fmt: skip


def test_a_meeting_on_a_market_day_says_that_it_is_better_avoided(town, write):
    from dampingi.records.meetings.models import Meeting

    write("Pasar Beji", kind="market", closed=False)
    client, sent = town.client("office"), meeting(must=[str(town.users["head"].id)])
    assert "Pasar Beji (22 Juli 2026, sebaiknya dihindari)" in text(client.post("/pertemuan/baru/", sent))
    assert not Meeting.objects.unscoped("test").exists()
    assert client.post("/pertemuan/baru/", sent | {"anyway": "on"}).status_code == 302


def test_a_meeting_on_a_holiday_says_so_and_is_held_when_somebody_means_it(town, write):
    from dampingi.records.meetings.models import Meeting

    write()
    client = town.client("office")
    people = {"must": [str(town.users["head"].id)]}
    answer = client.post("/pertemuan/baru/", meeting(**people))
    assert (answer.status_code, "Jatuh pada Libur kota" in text(answer)) == (422, True)
    assert not Meeting.objects.unscoped("test").exists()
    assert client.post("/pertemuan/baru/", meeting(**people, anyway="on")).status_code == 302
    made = Meeting.objects.unscoped("test").get()
    move = {
        "on": str(WEDNESDAY),
        "starts": "13:00",
        "minutes": "60",
        "place": "Balai",
        "reason": "Siang saja",
    }
    assert client.post(f"/pertemuan/{made.id}/pindah/", move).status_code == 422
    assert client.post(f"/pertemuan/{made.id}/pindah/", move | {"on": "2026-07-23"}).status_code == 302


def test_a_clinic_s_every_week_is_looked_at(town, write):
    slot = {"field": "pembiayaan", "region": "32.76.05", "on": "2026-07-22", "starts": "09:00", "minutes": "120", "place": "Aula", "adviser": "Konsultan", "capacity": "2", "weeks": "3", "channel": "person"}  # fmt: skip
    write("Cuti bersama", on=WEDNESDAY.replace(day=29))
    answer = town.client("office").post("/klinik/baru/", slot)
    assert (answer.status_code, "Cuti bersama (29 Juli 2026)" in text(answer)) == (422, True)
    assert town.client("office").post("/klinik/baru/", slot | {"anyway": "on"}).status_code == 302


def test_a_training_has_a_day_and_no_hour(town, write):
    training = {
        "title": "Dasar",
        "subject": "basic",
        "region": "32.76",
        "on": str(WEDNESDAY),
        "minutes": "120",
    }
    from datetime import time

    write("Upacara", starts=time(8), ends=time(9))
    write("Salat Id")
    answer = town.client("office").post("/pelatihan/baru/", training)
    assert answer.status_code == 422
    assert "Salat Id" in text(answer)
    assert "Upacara" not in text(answer)
    assert town.client("office").post("/pelatihan/baru/", training | {"anyway": "on"}).status_code == 302
