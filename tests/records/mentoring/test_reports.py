import datetime

import pytest
from tests.records.conftest import SYSTEM
from tests.records.town import TODAY, Town

from dampingi.foundation.approvals.actions import decide
from dampingi.foundation.approvals.models import Approval
from dampingi.foundation.approvals.queries import waiting_for
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.notices.models import Notice
from dampingi.records.mentoring.actions import (
    draft_reports,
    record_visits,
    submit_reports,
    write_report,
)
from dampingi.records.mentoring.intake import VisitIntake
from dampingi.records.mentoring.models import MonthlyReport, ReportVersion
from dampingi.records.programmes.actions import close_month, end_mentor

JUNE, DUE, LATE = datetime.date(2026, 6, 1), datetime.date(2026, 7, 5), datetime.date(2026, 7, 6)


def draft(town: Town, name: str = "ana") -> MonthlyReport:
    by = town.actor(name)
    return draft_reports(by=by, programme=town.programme, month=JUNE, mentors=[town.mentor(name)])[0]


def write(town: Town, report: MonthlyReport, name: str = "ana", plan: str = "Foto produk") -> MonthlyReport:
    return write_report(by=town.actor(name), report=report, obstacle="Modal", success="NIB terbit", plan=plan)


def submitted(town: Town, name: str = "ana", on=DUE) -> MonthlyReport:
    report = write(town, draft(town, name), name)
    return submit_reports(by=town.actor(name), reports=[report], on=on)[0]


def again(report: MonthlyReport) -> MonthlyReport:
    return MonthlyReport.objects.unscoped("test").get(id=report.id)


def waiting() -> Approval:
    return Approval.objects.unscoped("test").get(state="waiting")


def approve(town: Town, name: str) -> Approval:
    return decide(by=town.actor(name), approval=waiting().id, approved=True)


def send_back(town: Town, name: str = "camat") -> Approval:
    return decide(
        by=town.actor(name), approval=waiting().id, approved=False, comment="Jelaskan kendala modalnya."
    )


def test_every_mentor_on_duty_gets_a_draft_once(town):
    made = draft_reports(by=SYSTEM, programme=town.programme, month=datetime.date(2026, 6, 15))
    assert {(r.mentor.name, r.month, r.due_on, r.state) for r in made} == {
        (n, JUNE, DUE, "draft") for n in ("Ana", "Budi", "Camat", "Kota")
    }
    assert [r.id for r in draft_reports(by=SYSTEM, programme=town.programme, month=JUNE)] == [
        r.id for r in made
    ]


def test_no_draft_for_who_was_not_on_duty(town):
    end_mentor(by=SYSTEM, mentor=town.mentor("ana").id, on=datetime.date(2026, 5, 20), reason="Bekerja")
    town.mentor("ana").refresh_from_db()
    made = draft_reports(by=SYSTEM, programme=town.programme, month=JUNE)
    assert "Ana" not in {r.mentor.name for r in made}
    with pytest.raises(Refused, match="tidak bertugas"):
        draft_reports(by=SYSTEM, programme=town.programme, month=JUNE, mentors=[town.mentor("ana")])


def test_a_mentor_drafts_and_writes_only_their_own(town):
    with pytest.raises(Denied):
        draft_reports(
            by=town.actor("budi"), programme=town.programme, month=JUNE, mentors=[town.mentor("ana")]
        )
    report = draft(town)
    with pytest.raises(Refused):
        write(town, report, "budi")
    with pytest.raises(Refused):
        submit_reports(by=town.actor("camat"), reports=[report], on=DUE)


def test_submitting_freezes_the_figures(town):
    row = VisitIntake(town.first.id, town.mentor("ana").id, datetime.date(2026, 6, 10), 45, "pemasaran")
    record_visits(by=SYSTEM, origin=town.origin, rows=[row], today=TODAY)
    report = submitted(town)
    assert (report.state, report.figures["visits"], report.figures["minutes"]) == ("submitted", 1, 45)
    record_visits(by=SYSTEM, origin=town.origin, rows=[row], today=TODAY)
    assert again(report).figures["visits"] == 1
    version = ReportVersion.objects.get(report=report)
    assert (version.version, version.figures, version.plan) == (1, again(report).figures, "Foto produk")


def test_words_are_asked_for_and_the_month_must_be_over(town):
    report = draft(town)
    with pytest.raises(Refused, match="Isi kendala"):
        submit_reports(by=town.actor("ana"), reports=[report], on=DUE)
    write(town, report)
    with pytest.raises(Refused, match="belum selesai"):
        submit_reports(by=town.actor("ana"), reports=[report], on=datetime.date(2026, 6, 29))
    assert again(report).state == "draft"


def test_one_unready_report_holds_the_batch_back(town):
    ready, unready = write(town, draft(town)), draft(town, "budi")
    with pytest.raises(Refused, match="Baris 2"):
        submit_reports(by=SYSTEM, reports=[ready, unready], on=DUE)
    assert again(ready).state == "draft"


@pytest.mark.parametrize(("on", "late"), [(DUE, False), (LATE, True)])
def test_lateness_is_counted_from_the_due_day(town, on, late):
    assert draft(town).late is None
    assert submitted(town, on=on).late is late


def test_the_kecamatan_then_the_city_approve_and_lock(town):
    report = submitted(town)
    assert [a.subject_id for a in waiting_for(town.actor("camat"))] == [report.id]
    assert waiting_for(town.actor("kota")) == [] or waiting_for(town.actor("kota"))[0].level == 3
    approve(town, "camat")
    assert waiting().level == 2
    assert again(report).state == "submitted"
    approve(town, "kota")
    assert (again(report).state, again(report).approved_on is not None) == ("approved", True)
    with pytest.raises(Conflict, match="tidak dapat diubah"):
        write(town, report)


def test_nobody_approves_twice_nor_their_own(town):
    submitted(town)
    approval = approve(town, "camat")
    with pytest.raises(Denied):
        approve(town, "camat")
    approve(town, "kota")
    with pytest.raises(Conflict, match="sudah diputuskan"):
        decide(by=town.actor("office"), approval=approval.id, approved=True)
    own = submitted(town, "camat")
    with pytest.raises(Denied, match="Penyusun"):
        decide(by=town.actor("camat"), approval=waiting().id, approved=True)
    assert again(own).state == "submitted"


def test_a_stranger_does_not_decide(town):
    submitted(town)
    for name in ("budi", "elsewhere", "participant", "panel"):
        with pytest.raises(Denied):
            approve(town, name)


def test_a_returned_report_becomes_a_new_version_and_stays_punctual(town):
    report = submitted(town)
    send_back(town)
    assert again(report).state == "returned"
    assert Notice.objects.get(user=town.users["ana"]).url.endswith(f"{report.id}/")
    mended = write(town, report, plan="Foto produk dan pembukuan")
    submit_reports(by=town.actor("ana"), reports=[mended], on=datetime.date(2026, 7, 12))
    mended = again(report)
    assert (mended.version, mended.state, mended.submitted_on, mended.late) == (2, "submitted", DUE, False)
    assert list(ReportVersion.objects.order_by("version").values_list("version", "plan")) == [
        (1, "Foto produk"),
        (2, "Foto produk dan pembukuan"),
    ]
    approve(town, "camat")
    approve(town, "kota")
    assert again(report).state == "approved"


def test_a_closed_month_takes_no_report(town):
    report = write(town, draft(town))
    close_month(by=SYSTEM, programme=town.programme, month=JUNE)
    with pytest.raises(Conflict, match="ditutup"):
        submit_reports(by=town.actor("ana"), reports=[report], on=DUE)
    with pytest.raises(Conflict, match="ditutup"):
        write(town, report)
    with pytest.raises(Conflict, match="ditutup"):
        draft(town, "budi")
