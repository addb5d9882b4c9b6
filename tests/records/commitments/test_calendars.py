"""/agenda-saya/kalender/: a calendar elsewhere, by file or address, of which only busy times are taken."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from dampingi.foundation.accounts.models import User
from dampingi.foundation.fetching import Unreachable
from dampingi.foundation.jobs.models import Job
from dampingi.records.commitments import calendars
from dampingi.records.commitments.models import Calendar, CalendarBusy
from dampingi.records.commitments.queries import busy_between
from dampingi.records.commitments.tasks import read_calendar

NOW = datetime.datetime(2026, 7, 20, 1, tzinfo=datetime.UTC)
ADDRESS = "https://kalender.example/rahasia-8812/basic.ics"


def ics(*events: str) -> bytes:
    body = "".join(
        f"BEGIN:VEVENT\r\nUID:{n}\r\nSUMMARY:Arisan di rumah Bu Tini\r\n{e}\r\nEND:VEVENT\r\n"
        for n, e in enumerate(events)
    )
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{body}END:VCALENDAR\r\n".encode()


WEDNESDAY = "DTSTART;TZID=Asia/Jakarta:20260722T090000\r\nDTEND;TZID=Asia/Jakarta:20260722T110000"
UNKNOWN = "DTSTART;TZID=Rumah:20260723T090000\r\nDTEND;TZID=Rumah:20260723T100000"
BACKWARDS = "DTSTART:20260722T090000\r\nDTEND:20260722T080000"


def upload(town, data: bytes, name="HP", persona="ana"):
    told = {"name": name, "file": SimpleUploadedFile("x.ics", data, "text/calendar")}
    return town.client(persona).post("/agenda-saya/kalender/", told)


def starts(town) -> list[str]:
    found = busy_between([town.mentors["ana"].id], NOW, NOW + datetime.timedelta(days=30))
    return [f"{b.start:%d %H}" for b in found]


def link(town, address=ADDRESS, name="HP"):
    return town.client("ana").post("/agenda-saya/kalender/", {"name": name, "address": address})


def the_job() -> Job:
    return Job.objects.filter(kind="read_calendar").latest("id")


def test_a_file_becomes_busy_times_and_nothing_else(town):
    assert upload(town, ics(WEDNESDAY)).status_code == 302
    assert starts(town) == ["22 02"]
    with connection.cursor() as cursor:
        for table in ("commitments_calendar", "commitments_calendarbusy"):
            cursor.execute(f"SELECT * FROM {table}")
            assert "Tini" not in repr(cursor.fetchall())


def test_what_could_not_be_used_is_said_to_the_owner(town):
    upload(town, ics(WEDNESDAY, UNKNOWN, BACKWARDS))
    page = town.client("ana").get("/agenda-saya/kalender/").content.decode()
    assert "berakhir sebelum mulai" in page
    assert "Rumah" in page
    assert "23 Juli 2026" in page


@pytest.mark.parametrize("wrong", [b"", b"<html>bukan</html>", b"PK\x03\x04zip"])
def test_a_file_that_is_no_calendar_leaves_nothing_behind(town, wrong):
    assert upload(town, wrong).status_code == 422
    assert not Calendar.objects.unscoped("test").exists()


def test_a_file_and_an_address_or_neither_is_asked_again(town):
    assert town.client("ana").post("/agenda-saya/kalender/", {"name": "HP"}).status_code == 422
    both = {"name": "HP", "address": ADDRESS, "file": SimpleUploadedFile("x.ics", ics(WEDNESDAY))}
    assert town.client("ana").post("/agenda-saya/kalender/", both).status_code == 422


def test_an_address_is_read_by_a_worker(town, monkeypatch):
    assert link(town).status_code == 302
    assert starts(town) == []
    monkeypatch.setattr(
        calendars, "fetch", lambda address, most_bytes: ics(WEDNESDAY) if address == ADDRESS else b""
    )
    assert read_calendar(the_job()) == {"spans": 1}
    assert starts(town) == ["22 02"]


def test_the_address_opens_the_calendar_so_it_is_sealed_and_only_its_server_is_shown(town):
    link(town)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM commitments_calendar")
        assert "8812" not in repr(cursor.fetchall())
    page = town.client("ana").get("/agenda-saya/kalender/").content.decode()
    assert "kalender.example" in page
    assert "8812" not in page


def test_when_it_cannot_be_read_the_times_of_before_stay_and_the_reason_is_said(town, monkeypatch):
    link(town)
    monkeypatch.setattr(calendars, "fetch", lambda *a, **k: ics(WEDNESDAY))
    read_calendar(the_job())

    def fails(*a, **k):
        raise Unreachable("status", "404")

    monkeypatch.setattr(calendars, "fetch", fails)
    read_calendar(the_job())
    assert starts(town) == ["22 02"]
    assert "alamat iCal rahasia" in town.client("ana").get("/agenda-saya/kalender/").content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        "http://kalender.example/a.ics",
        "file:///etc/passwd",
        "https://x:8443/a",
        "ftp://x/a",
        "https://ana@x/a",
    ],
)
def test_an_address_that_is_not_plain_https_is_refused_at_once(town, wrong):
    assert link(town, wrong).status_code == 422
    assert not Calendar.objects.unscoped("test").exists()


def test_every_day_each_is_asked_for_once(town):
    link(town)
    assert calendars.ask_for_due() == 0
    tomorrow = NOW + datetime.timedelta(days=2)
    assert calendars.ask_for_due(tomorrow) == 1
    assert calendars.ask_for_due(tomorrow) == 0


def test_forgetting_it_forgets_its_times(town):
    upload(town, ics(WEDNESDAY))
    made = Calendar.objects.unscoped("test").get()
    assert town.client("ana").post(f"/agenda-saya/kalender/{made.id}/lepas/").status_code == 302
    assert starts(town) == []
    assert not CalendarBusy.objects.exists()


def test_of_who_no_longer_works_here_nothing_is_read(town):
    link(town)
    User.objects.filter(name="Ana").update(is_active=False)
    assert calendars.ask_for_due(NOW + datetime.timedelta(days=2)) == 0


def test_pressed_again_and_again_it_is_read_once(town):
    link(town)
    made = Calendar.objects.unscoped("test").get()
    path = f"/agenda-saya/kalender/{made.id}/baca/"
    assert [town.client("ana").post(path).status_code for _n in range(3)] == [409] * 3
    assert Job.objects.filter(kind="read_calendar").count() == 1
    Calendar.objects.unscoped("test").update(state=Calendar.State.READ)
    assert [town.client("ana").post(path).status_code for _n in range(2)] == [302, 409]
    assert Job.objects.filter(kind="read_calendar").count() == 2


def test_five_are_enough(town):
    for n in range(5):
        upload(town, ics(WEDNESDAY), name=f"k{n}")
    assert upload(town, ics(WEDNESDAY)).status_code == 422


@pytest.mark.parametrize("persona", ["budi", "office", "head", "inspector"])
def test_nobody_else_reads_or_forgets_it(town, persona):
    upload(town, ics(WEDNESDAY), name="Kalender Ana")
    made = Calendar.objects.unscoped("test").get()
    client = town.client(persona)
    for what in ("baca", "lepas"):
        assert client.post(f"/agenda-saya/kalender/{made.id}/{what}/").status_code in (403, 404)
    assert "Kalender Ana" not in client.get("/agenda-saya/kalender/").content.decode()
    assert Calendar.objects.unscoped("test").exists()


def test_one_let_go_of_while_it_is_read_does_not_come_back(town, monkeypatch):
    link(town)
    job, made = the_job(), Calendar.objects.unscoped("test").get()

    def meanwhile(*a, **k):
        calendars.unlink(by=town.actor("ana"), calendar=made.id)
        return ics(WEDNESDAY)

    monkeypatch.setattr(calendars, "fetch", meanwhile)
    assert read_calendar(job) == {}
    assert not Calendar.objects.unscoped("test").exists()
    assert not CalendarBusy.objects.exists()


def test_nobody_waits_while_a_file_is_read(town, monkeypatch):
    """The file is read outside of any transaction: on SQLite one would hold up every writer for as long."""
    inside, read = [], calendars.read_apart

    def reading(*a):
        inside.append(connection.in_atomic_block and len(connection.savepoint_ids))
        return read(*a)

    monkeypatch.setattr(calendars, "read_apart", reading)
    outside = connection.in_atomic_block and len(connection.savepoint_ids)
    calendars.link_file(by=town.actor("ana"), name="HP", data=ics(WEDNESDAY), region="32.76")
    assert inside == [outside]
