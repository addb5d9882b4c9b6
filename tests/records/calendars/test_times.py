"""What an office writes down, what it takes over, and for whom it holds."""

import datetime

import pytest

from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.records.calendars.actions import add_times, archive_time, edit_time
from dampingi.records.calendars.intake import TimeIntake
from dampingi.records.calendars.models import OfficeTime
from dampingi.records.calendars.proposals import proposed
from dampingi.records.calendars.queries import closed_days, in_the_way, kept, times
from tests.records.calendars.conftest import WEDNESDAY
from tests.records.town import KECAMATAN, KOTA

NINE = datetime.datetime(2026, 7, 22, 2, tzinfo=datetime.UTC)


def names(region, on=WEDNESDAY):
    return [k.name for k in kept(region, on, on)]


def test_it_holds_for_everything_inside_and_nothing_beside(write):
    write()
    write("Pasar Beji", region=KECAMATAN, by="coordinator", kind="market", closed=False)
    assert names("32.76.05.1003") == ["Libur kota", "Pasar Beji"]
    assert names("32.76.01") == ["Libur kota"]
    assert names("32.77") == []
    assert names(KOTA, WEDNESDAY + datetime.timedelta(days=1)) == []


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"name": " "}, "nama"), ({"kind": "tidur"}, "jenis"), ({"last": WEDNESDAY - datetime.timedelta(days=1)}, "Tanggal akhir"),
        ({"on": datetime.date(9999, 12, 31)}, "2100"), ({"last": datetime.date(2030, 1, 1)}, "tiga tahun"),
        ({"weekdays": "8"}, "hari"), ({"starts": datetime.time(9)}, "jam selesai"),
        ({"starts": datetime.time(9), "ends": datetime.time(9)}, "jam selesai"), ({"kind": "hours"}, "jam kerja khusus"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(write, wrong, told):
    with pytest.raises(Refused, match=told):
        write(**wrong)
    assert not OfficeTime.objects.unscoped("test").exists()


@pytest.mark.parametrize("who", ["ana", "participant", "head", "inspector", "province", "elsewhere"])
def test_who_calls_no_meetings_there_writes_nothing(write, who):
    with pytest.raises(Denied):
        write(by=who)


def test_written_twice_it_stands_once(town, write):
    write()
    with pytest.raises(Conflict, match="sudah tercatat"):
        write()
    found = OfficeTime.objects.unscoped("test").get()
    archive_time(by=town.actor("office"), time=found.id, reason="Keliru")
    write()
    assert names(KOTA) == ["Libur kota"]


def test_all_of_a_list_or_none(town, july):
    rows = [
        TimeIntake("holiday", "Satu", WEDNESDAY, WEDNESDAY),
        TimeIntake("holiday", "", WEDNESDAY, WEDNESDAY),
    ]
    with pytest.raises(Refused, match="Baris 2"):
        add_times(by=town.actor("office"), region=KOTA, rows=rows)
    assert not OfficeTime.objects.unscoped("test").exists()


def test_what_was_archived_holds_no_more_and_is_still_read(town, write):
    made = write()
    with pytest.raises(Refused, match="alasan"):
        archive_time(by=town.actor("office"), time=made.id, reason=" ")
    archive_time(by=town.actor("office"), time=made.id, reason="Dibatalkan wali kota")
    assert names(KOTA) == []
    assert times(town.actor("office")).get().archive_reason == "Dibatalkan wali kota"
    for again in (lambda: archive_time(by=town.actor("office"), time=made.id, reason="x"), lambda: edit_time(by=town.actor("office"), time=made.id, row=TimeIntake("holiday", "x", WEDNESDAY, WEDNESDAY))):  # fmt: skip
        with pytest.raises(Conflict):
            again()
    assert set(AuditEvent.objects.filter(subject_id=made.id).values_list("action", flat=True)) == {
        "add_office_times",
        "archive_office_time",
    }


def test_a_kecamatan_reads_the_city_s_and_does_not_change_them(town, write):
    made = write()
    assert times(town.actor("coordinator")).get() == made
    assert not times(town.actor("elsewhere")).exists()
    with pytest.raises(Refused, match="di atas Anda"):
        archive_time(by=town.actor("coordinator"), time=made.id, reason="x")


def test_what_a_meeting_falls_on_is_said_in_the_region_s_zone(write):
    write("Upacara", starts=datetime.time(8), ends=datetime.time(9, 30))
    assert [k.name for k in in_the_way(KOTA, NINE, 60)] == ["Upacara"]
    assert in_the_way(KOTA, NINE + datetime.timedelta(minutes=30), 60) == []
    late = (
        NINE + datetime.timedelta(hours=14) - datetime.timedelta(days=1)
    )  # 23.00 the day before, ten hours long
    assert [k.name for k in in_the_way(KOTA, late, 600)] == ["Upacara"]
    assert closed_days(KOTA, {WEDNESDAY}) == []


def test_a_year_s_fixed_days_are_proposed_until_they_are_taken_over(town, july):
    rows = proposed(KOTA, 2027)
    assert {r.name for r in rows} >= {"Hari Kemerdekaan Republik Indonesia", "Salat Jumat"}
    add_times(by=town.actor("office"), region=KOTA, rows=rows)
    assert proposed(KOTA, 2027) == []
    assert proposed(KOTA, 2028)
    assert [k.name for k in closed_days("32.76.05", {datetime.date(2027, 8, 17)})] == [
        "Hari Kemerdekaan Republik Indonesia"
    ]
    friday = datetime.datetime(2027, 7, 23, 5, tzinfo=datetime.UTC)
    assert [k.name for k in in_the_way(KOTA, friday, 30)] == ["Salat Jumat"]
