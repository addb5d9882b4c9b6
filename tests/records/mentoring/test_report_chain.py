"""The chain around a monthly report: its deadline, reminders, lateness counted, and opening it again."""

import datetime

import pytest
from tests.records.conftest import SYSTEM
from tests.records.mentoring.test_reports import again, approve, submitted

from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.notices.models import Notice
from dampingi.records.mentoring.actions import draft_reports, reopen_report, set_report_rules, submit_reports
from dampingi.records.mentoring.actions.reminding import remind
from dampingi.records.mentoring.models import MonthlyReport, ReportReminder, ReportReopening
from dampingi.records.programmes.actions import close_month, end_mentor

JUNE, JULY = datetime.date(2026, 6, 1), datetime.date(2026, 7, 1)


def draft(town, month=JUNE) -> MonthlyReport:
    return draft_reports(by=SYSTEM, programme=town.programme, month=month, mentors=[town.mentor("ana")])[0]


def rules(town, day=10, remind=3, today=datetime.date(2026, 7, 20), by="office"):
    return set_report_rules(
        by=town.actor(by), programme=town.programme, due_day=day, remind_days=remind, today=today
    )


def reports(**narrowed):
    return MonthlyReport.objects.unscoped("test").filter(**narrowed)


def told(town, name: str) -> list[str]:
    return [str(n) for n in Notice.objects.filter(user=town.users[name]).order_by("at")]


def on(day: int, month: int = 8) -> datetime.date:
    return datetime.date(2026, month, day)


def test_a_programme_sets_its_own_deadline(town):
    rules(town, day=10)
    assert draft(town).due_on == datetime.date(2026, 7, 10)


def test_a_new_deadline_moves_only_what_is_still_to_come(town):
    old = draft(town, month=datetime.date(2026, 5, 1))
    coming = draft(town, month=JULY)
    rules(town, day=12)
    assert again(old).due_on == datetime.date(2026, 6, 5)
    assert again(coming).due_on == datetime.date(2026, 8, 12)


@pytest.mark.parametrize(("day", "days"), [(0, 2), (29, 2), (5, 21), (5, -1)])
def test_a_deadline_that_cannot_be(town, day, days):
    with pytest.raises(Refused, match="1 sampai 28"):
        rules(town, day=day, remind=days)


@pytest.mark.parametrize("persona", ["ana", "kota", "coordinator", "head", "elsewhere"])
def test_only_the_office_sets_it(town, persona):
    with pytest.raises(Denied):
        rules(town, by=persona)


def test_who_never_opened_a_report_gets_a_draft_and_is_counted(town):
    remind(programme=town.programme, today=on(1))
    assert set(reports(month=JULY).values_list("mentor__name", flat=True)) == {"Ana", "Budi", "Camat", "Kota"}
    remind(programme=town.programme, today=on(1))
    assert reports(month=JULY).count() == 4


def test_reminded_before_on_and_after_the_day_each_once(town):
    for day in (2, 3, 4, 5, 6, 7, 12, 13):
        remind(programme=town.programme, today=on(day))
    kinds = ReportReminder.objects.filter(report__mentor=town.mentor("ana")).order_by("on")
    assert list(kinds.values_list("kind", "on")) == [
        ("soon", on(3)),
        ("due", on(5)),
        ("late", on(6)),
        ("week", on(12)),
    ]
    assert "5 Agustus 2026" in told(town, "ana")[0]
    assert len(told(town, "ana")) == 4


def test_who_has_handed_in_is_left_alone(town):
    report = draft(town, month=JULY)
    MonthlyReport.objects.unscoped("test").filter(id=report.id).update(obstacle="-", success="-", plan="-")
    submit_reports(by=SYSTEM, reports=[again(report)], on=datetime.date(2026, 7, 31))
    Notice.objects.all().delete()
    remind(programme=town.programme, today=on(4))
    assert told(town, "ana") == []
    assert len(told(town, "budi")) == 1


def test_the_checkers_are_told_how_many_are_behind_once(town):
    for day in (6, 7):
        remind(programme=town.programme, today=on(day))
    assert told(town, "coordinator") == [
        "3 laporan Juli 2026 di wilayah Anda lewat batas waktu dan belum diajukan."
    ]
    assert told(town, "office") == [
        "4 laporan Juli 2026 di wilayah Anda lewat batas waktu dan belum diajukan."
    ]


def test_a_worker_that_was_away_reminds_once(town):
    remind(programme=town.programme, today=on(20))
    assert list(ReportReminder.objects.values_list("kind", flat=True).distinct()) == ["week"]


def test_nobody_is_reminded_of_a_closed_month_or_after_leaving(town):
    end_mentor(by=SYSTEM, mentor=town.mentor("ana").id, on=datetime.date(2026, 7, 20), reason="Sakit")
    remind(programme=town.programme, today=on(6))
    assert told(town, "ana") == []
    close_month(by=SYSTEM, programme=town.programme, month=JULY)
    assert remind(programme=town.programme, today=on(13)) == 0


def test_an_approved_report_is_opened_again_for_a_reason(town):
    report = _approved(town)
    reopen_report(by=town.actor("office"), report=report.id, reason="Kunjungan 12 Juni salah peserta")
    found = again(report)
    assert (found.state, found.approved_on) == ("returned", None)
    assert ReportReopening.objects.get().version == 1
    assert "salah peserta" in told(town, "ana")[-1]
    submit_reports(by=town.actor("ana"), reports=[found])
    assert (again(report).version, again(report).state) == (2, "submitted")
    assert report.versions.count() == 2, "the version approved before stays"


def test_without_a_reason_it_stays_locked(town):
    report = _approved(town)
    with pytest.raises(Refused, match="alasan"):
        reopen_report(by=town.actor("office"), report=report.id, reason=" ")
    assert again(report).state == "approved"


def test_only_an_approved_report_is_opened_again(town):
    with pytest.raises(Conflict, match="sudah disetujui"):
        reopen_report(by=town.actor("office"), report=submitted(town).id, reason="x")


@pytest.mark.parametrize("persona", ["ana", "budi", "camat", "coordinator", "head", "elsewhere"])
def test_only_who_checks_for_the_city_opens_again(town, persona):
    report = _approved(town)
    with pytest.raises(Refused):
        reopen_report(by=town.actor(persona), report=report.id, reason="x")
    assert again(report).state == "approved"


def test_a_closed_month_keeps_its_reports(town):
    report = _approved(town)
    close_month(by=SYSTEM, programme=town.programme, month=report.month)
    with pytest.raises(Conflict, match="ditutup"):
        reopen_report(by=town.actor("office"), report=report.id, reason="x")


def _approved(town) -> MonthlyReport:
    report = submitted(town)
    approve(town, "camat")
    approve(town, "office")
    assert again(report).state == "approved"
    return again(report)
