"""All approved forms of a month in one go: one that cannot be set does not stop the others."""

import datetime
import io
import threading
import zipfile
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine
from django.db import connection, connections
from django.urls import reverse

from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.errors import Denied, Refused
from dampingi.foundation.jobs.models import Job
from dampingi.foundation.jobs.worker import run_waiting
from dampingi.outcomes.documents.models import Printing
from dampingi.outcomes.papers import batches, reports
from dampingi.outcomes.papers.actions import keep_paper, print_paper
from dampingi.outcomes.papers.models import Paper
from dampingi.records.mentoring.actions import reopen_report
from dampingi.records.mentoring.models import MonthlyReport
from tests.records.mentoring.test_reports import again, approve, submitted

JUNE = datetime.date(2026, 6, 1)


@pytest.fixture(autouse=True)
def _that_day(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(datetime.datetime(2026, 7, 20, 3, tzinfo=datetime.UTC), tick=False):
        yield


def approved(town, *names):
    found = []
    for name in names:
        report = submitted(town, name)
        approve(town, "camat")
        approve(town, "office")
        found.append(again(report))
    return found


def pressed(town, by="office", month="2026-06"):
    answer = town.client(by).post(reverse("print_reports"), {"bulan": month})
    run_waiting()
    return answer


def page(town, by="office"):
    return town.client(by).get(reverse("printed_reports", args=[Job.objects.get().id])).content.decode()


def archive(town, by="office"):
    return town.client(by).get(reverse("printed_reports_file", args=[Job.objects.get().id]))


def test_the_office_presses_once_and_takes_all_along(town):
    approved(town, "ana", "budi")
    submitted(town, "camat")
    assert "Cetak 2 formulir" in town.client("office").get("/laporan-bulanan/?bulan=2026-06").content.decode()
    assert pressed(town).status_code == 302
    assert "2 formulir siap" in page(town)
    files = zipfile.ZipFile(io.BytesIO(archive(town).getvalue()))
    assert [name.split(" ")[1] for name in files.namelist()] == ["Ana", "Budi"]
    assert all(files.read(name).startswith(b"%PDF") for name in files.namelist())
    assert AuditEvent.objects.filter(action="print_reports").get().detail == {
        "month": "2026-06-01",
        "rows": 2,
    }


def test_each_file_is_the_one_its_own_page_gives(town):
    report = approved(town, "ana")[0]
    pressed(town)
    alone = town.client("office").get(reverse("monthly_report_form", args=[report.id])).getvalue()
    files = zipfile.ZipFile(io.BytesIO(archive(town).getvalue()))
    assert files.read(files.namelist()[0]) == alone


def spoilt(monkeypatch, report):
    """What is printed of that report is not what its template needs."""
    ordered = batches.order_of

    def order(paper, out):
        made = ordered(paper, out)
        return type(made)(made.template, {}, made.made_at, made.out) if paper.subject == report.id else made

    monkeypatch.setattr(batches, "order_of", order)


def test_one_bad_report_does_not_stop_the_others_and_is_named(town, monkeypatch):
    ana, _budi = approved(town, "ana", "budi")
    spoilt(monkeypatch, ana)
    pressed(town)
    told = page(town)
    assert "1 dari 2 formulir siap" in told
    assert "tidak dapat disusun" in told
    files = zipfile.ZipFile(io.BytesIO(archive(town).getvalue()))
    assert [name.split(" ")[1] for name in files.namelist()] == ["Budi"]


def test_printed_again_what_was_left_out_follows_and_nothing_is_set_twice(town, monkeypatch):
    ana, _budi = approved(town, "ana", "budi")
    with monkeypatch.context() as patched:
        spoilt(patched, ana)
        pressed(town)
    kept = Printing.objects.get()
    Job.objects.all().delete()
    pressed(town)
    assert "2 formulir siap" in page(town)
    assert Printing.objects.count() == 2
    assert Printing.objects.get(id=kept.id).sha256 == kept.sha256


def test_a_report_that_no_longer_agrees_with_the_register_is_told_in_its_own_words(town):
    ana, _budi = approved(town, "ana", "budi")
    paper = keep_paper(reports.draft(ana))
    Paper.objects.unscoped("test").filter(id=paper.id).update(content=paper.content | {"title": "Lain"})
    pressed(town)
    assert "tidak lagi sama dengan yang terdaftar" in page(town)


def test_pressed_twice_it_is_the_same_work(town):
    approved(town, "ana")
    first, second = (town.client("office").post(reverse("print_reports"), {"bulan": "2026-06"}) for _ in "ab")
    assert first["Location"] == second["Location"]
    assert Job.objects.count() == 1


@pytest.mark.parametrize("month", ["2026-05", "9999-12"])
def test_a_month_without_an_approved_report_is_refused_with_the_cure(town, month):
    submitted(town, "ana")
    answer = pressed(town, month=month)
    assert answer.status_code == 422
    assert "Setujui laporannya dulu" in answer.content.decode()


@pytest.mark.parametrize("month", ["", "2026-13", "0000-00", "x" * 999])
def test_no_month_is_refused_with_the_cure(town, month):
    answer = pressed(town, month=month)
    assert answer.status_code == 422
    assert "Pilih bulannya" in answer.content.decode()


def test_taking_them_along_is_in_the_audit_log(town):
    approved(town, "ana", "budi")
    pressed(town)
    assert archive(town).status_code == 200
    event = AuditEvent.objects.get(action="download_printed_reports")
    assert (event.detail, event.region) == ({"month": "2026-06-01", "rows": 2}, "32.76")


def test_each_city_s_inspector_finds_what_left_of_its_own(town):
    approved(town, "ana", "budi")
    pressed(town)
    reports = list(MonthlyReport.objects.unscoped("test").filter(state=MonthlyReport.State.APPROVED))
    reports[0].region = "32.71.01.1001"
    batches.take_along(by=town.actor("ana"), work=Job.objects.get(), taken=reports)
    told = AuditEvent.objects.filter(action="download_printed_reports").order_by("region")
    assert [(event.region, event.detail["rows"]) for event in told] == [("32.71", 1), ("32.76", 1)]


def test_a_mentor_prints_their_own_only(town):
    approved(town, "ana")
    with pytest.raises(Denied):
        batches.start_printing(by=town.actor("ana"), month=JUNE)
    told = town.client("ana").get("/laporan-bulanan/").content.decode()
    assert "/laporan-bulanan/cetak/" not in told


def test_who_checks_a_kecamatan_prints_what_they_reach(town):
    approved(town, "ana", "budi")
    assert pressed(town, by="coordinator").status_code == 302
    assert "2 formulir siap" in page(town, by="coordinator")


def test_another_city_has_nothing_to_print_and_nobody_opens_another_s_work(town):
    approved(town, "ana")
    with pytest.raises(Refused, match="Belum ada laporan"):
        batches.start_printing(by=town.actor("elsewhere"), month=JUNE)
    pressed(town)
    for name in ("printed_reports", "printed_reports_file"):
        assert town.client("head").get(reverse(name, args=[Job.objects.get().id])).status_code == 404


def test_what_was_opened_again_is_no_longer_among_the_files(town):
    ana, _budi = approved(town, "ana", "budi")
    pressed(town)
    reopen_report(by=town.actor("office"), report=ana.id, reason="Salah peserta")
    batches_now = batches.printings_of(town.actor("office"), Job.objects.get().result["printed"])
    assert [report.mentor.name for report, _printing in batches_now] == ["Budi"]
    assert batches.printings_of(town.actor("elsewhere"), Job.objects.get().result["printed"]) == []


def test_while_it_is_done_its_page_shows_the_progress(town):
    approved(town, "ana")
    town.client("office").post(reverse("print_reports"), {"bulan": "2026-06"})
    work = Job.objects.get()
    answer = town.client("office").get(reverse("printed_reports", args=[work.id]))
    assert answer["Location"] == reverse("job", args=[work.id])
    assert archive(town).status_code == 404


def at_once(act, crowd=4):
    barrier = threading.Barrier(crowd)

    def alone(_n):
        try:
            barrier.wait(30)
            return act().id
        finally:
            connections.close_all()

    with ThreadPoolExecutor(crowd) as pool:
        return set(pool.map(alone, range(crowd)))


@pytest.mark.postgresql
def test_of_many_at_once_there_is_one_paper_one_file_and_one_work(emptied, town):
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    report = approved(town, "ana")[0]
    assert len(at_once(lambda: keep_paper(reports.draft(report)))) == 1
    paper = Paper.objects.unscoped("test").get()
    assert len(at_once(lambda: print_paper(paper=paper))) == 1
    office = town.actor("office")
    assert len(at_once(lambda: batches.start_printing(by=office, month=JUNE))) == 1
