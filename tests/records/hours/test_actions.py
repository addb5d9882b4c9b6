"""Logging, confirming, correcting: who may, what is refused, what freezes with the report."""

import dataclasses
import datetime

import pytest

from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.rows import new_id
from dampingi.records.hours.actions import confirm_offer, correct_work, log_work
from dampingi.records.hours.days import totals
from dampingi.records.hours.models import FrozenMonth, Work
from dampingi.records.hours.offers import offers
from dampingi.records.hours.queries import month_of
from dampingi.records.learning.actions import hold_training, record_attendance
from dampingi.records.learning.intake import AttendanceIntake
from dampingi.records.mentoring.actions import reopen_report
from dampingi.records.programmes.actions import close_month
from tests.records.conftest import SYSTEM
from tests.records.hours.conftest import JUNE
from tests.records.mentoring.test_report_chain import _approved
from tests.records.town import KECAMATAN


def june(town) -> dict[str, int]:
    return totals(month_of(town.mentor("ana"), JUNE).entries)


def test_visits_count_by_themselves_and_work_beside_them(town, visited, log):
    visited(minutes=45)
    log(minutes=60)
    assert june(town) == {"kunjungan": 45, "perjalanan": 60}


def test_the_same_row_twice_is_one_row(town, row):
    said = row()
    first, again = (log_work(by=town.actor("ana"), rows=[said])[0] for _ in range(2))
    assert first.id == again.id
    assert Work.objects.unscoped("test").count() == 1
    with pytest.raises(Conflict, match="isi lain"):
        log_work(by=town.actor("ana"), rows=[dataclasses.replace(said, minutes=90)])


@pytest.mark.parametrize("persona", ["budi", "camat", "office", "coordinator", "participant"])
def test_nobody_writes_a_mentors_hours_but_the_mentor(log, persona):
    with pytest.raises(Denied):
        log(by=persona)


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"kind": "kunjungan"}, "halaman peserta"),
        ({"kind": "tidur"}, "dari daftar"),
        ({"minutes": 0}, "Lamanya"),
        ({"minutes": 721}, "Lamanya"),
        ({"day": 21, "month": 7}, "belum tiba"),
        ({"day": 1, "month": 1}, "tidak bertugas"),
    ],
)
def test_what_cannot_be(log, told, why):
    with pytest.raises(Refused, match=why):
        log(**told)


def test_no_day_holds_more_than_twenty_four_hours(visited, log):
    visited(minutes=600)
    log(minutes=720)
    with pytest.raises(Refused, match="24 jam"):
        log(minutes=180)
    log(minutes=120)


def test_a_correction_is_a_new_row_and_the_old_one_stays(town, row, log):
    old = log(minutes=60)
    new = correct_work(by=town.actor("ana"), work=old.id, row=row(minutes=90, reason="Salah tulis"))
    assert june(town) == {"perjalanan": 90}
    assert Work.objects.unscoped("test").get(id=old.id).minutes == 60
    with pytest.raises(Conflict, match="sudah dibetulkan"):
        correct_work(by=town.actor("ana"), work=old.id, row=row(minutes=10, reason="Lagi"))
    correct_work(by=town.actor("ana"), work=new.id, row=row(minutes=0, reason="Tidak jadi"))
    assert june(town) == {}


def test_a_correction_says_why_and_stays_in_its_month(town, row, log):
    old = log()
    with pytest.raises(Refused, match="mengapa"):
        correct_work(by=town.actor("ana"), work=old.id, row=row(minutes=90))
    with pytest.raises(Refused, match="pindah bulan"):
        correct_work(by=town.actor("ana"), work=old.id, row=row(month=7, reason="Tanggal"))
    with pytest.raises(Refused, match="bukan milik"):
        correct_work(by=town.actor("budi"), work=old.id, row=row(reason="Bukan saya"))


def test_hours_freeze_with_the_approved_report_and_later_rows_need_a_reason(town, visited, log):
    visited(minutes=45)
    log(minutes=60)
    report = _approved(town)
    frozen = FrozenMonth.objects.get(report=report)
    assert frozen.totals == {"kunjungan": 45, "perjalanan": 60}
    assert frozen.rows == 2
    with pytest.raises(Refused, match="sudah disetujui"):
        log(minutes=30)
    late = log(minutes=30, reason="Terlupa")
    assert late.late
    assert june(town)["perjalanan"] == 90
    assert FrozenMonth.objects.get(report=report).totals["perjalanan"] == 60


def test_a_report_opened_again_lets_the_month_be_written(town, log):
    report = _approved(town)
    reopen_report(by=town.actor("office"), report=report.id, reason="Salah peserta")
    assert not log(minutes=30).late


def test_a_closed_month_takes_nothing(town, row, log):
    old = log()
    close_month(by=SYSTEM, programme=town.programme, month=JUNE)
    with pytest.raises(Conflict, match="sudah ditutup"):
        log(reason="Terlupa")
    with pytest.raises(Conflict, match="sudah ditutup"):
        correct_work(by=town.actor("ana"), work=old.id, row=row(minutes=10, reason="Salah"))


def training(town, day=12):
    made = hold_training(
        by=town.actor("office"), programme=town.programme, region=KECAMATAN, subject="basic", title="Dasar usaha",
        on=datetime.date(2026, 6, day), minutes=180,
    )  # fmt: skip
    rows = [AttendanceIntake(town.first.id, True), AttendanceIntake(town.enrolments[3].id, False)]
    record_attendance(by=town.actor("office"), training=made, rows=rows)
    return made


def test_a_training_of_ones_participants_is_offered_and_confirmed_once(town):
    held, ana = training(town), town.mentor("ana")
    assert [(o.source_id, o.minutes, o.participants) for o in offers(ana, JUNE)] == [(held.id, 180, 1)]
    assert offers(town.mentor("budi"), JUNE) == [], "his participant was not there"
    asked = {
        "by": town.actor("ana"),
        "mentor": ana,
        "source": "training",
        "source_id": held.id,
        "month": JUNE,
    }
    first = confirm_offer(id=new_id(), **asked)
    assert confirm_offer(id=new_id(), **asked).id == first.id
    assert offers(ana, JUNE) == []
    assert june(town) == {"pelatihan": 180}
    with pytest.raises(Denied):
        confirm_offer(id=new_id(), **asked | {"by": town.actor("budi")})


def test_the_trail_tells_that_hours_were_logged_without_the_note(log):
    log(note="Rahasia warung")
    event = AuditEvent.objects.get(action="log_work")
    assert "Rahasia" not in str(event.detail) + event.reason
