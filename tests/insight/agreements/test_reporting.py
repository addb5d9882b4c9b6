"""The monthly report tells target against realisation, computed by the engine, each figure a door; it freezes with the report."""

import datetime

import pytest
import time_machine

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Conflict, Refused
from dampingi.insight.agreements import actions
from dampingi.insight.agreements.intake import Tick
from dampingi.insight.monitoring.periods import month_of
from dampingi.insight.monitoring.queries import values
from dampingi.records.mentoring.actions import draft_reports, record_visits, submit_reports, write_report
from dampingi.records.mentoring.intake import VisitIntake
from dampingi.records.mentoring.models import MonthlyReport
from dampingi.records.mentoring.queries.reports import figures_of
from dampingi.records.mentoring.sheet import sheet_of
from tests.insight.agreements.test_agreements import signed
from tests.records.conftest import SYSTEM

JULY = datetime.date(2026, 7, 1)
AUGUST = datetime.datetime(2026, 8, 3, 3, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def _that_day(july):
    pass


def visited(town, day: int, n: int = 0):
    row = VisitIntake(
        mentor_id=town.mentor("ana").id, enrolment_id=town.enrolments[n].id, on=datetime.date(2026, 7, day), minutes=60,
        topic="pemasaran",
    )  # fmt: skip
    return record_visits(by=town.actor("ana"), origin=town.origin, rows=[row])


def draft(town) -> MonthlyReport:
    return draft_reports(
        by=town.actor("ana"), programme=town.programme, month=JULY, mentors=[town.mentor("ana")]
    )[0]


def part(report):
    sheet = sheet_of(report, figures_of(report))
    return next((p for p in sheet.parts if "program kerja" in p.title), None)


def test_without_anything_signed_the_report_tells_nothing_of_it(town):
    assert part(draft(town)) is None


def test_the_realisation_is_what_the_engine_says_of_that_mentor_and_month(town):
    signed(town)
    visited(town, 3), visited(town, 9), visited(town, 10, n=1)
    report = draft(town)
    line = part(report).lines[0]
    told = values(
        SYSTEM, ["visits_per_participant"], "mentor", programme=town.programme, period=month_of(JULY),
        permission=Permission.VIEW_DASHBOARD,
    ).of("visits_per_participant", str(town.mentor("ana").id))  # fmt: skip
    assert (told.numerator, told.denominator) == (3, 3)
    assert line.value == "1,00"
    assert "target 1,00" in line.note
    visited(town, 11, n=2)
    assert part(report).lines[0].value != line.value  # live while it is written


def test_every_figure_opens_its_rows(town):
    signed(town)
    visited(town, 3)
    href = part(draft(town)).lines[0].href
    for name in ("ana", "camat", "office", "inspector"):
        answer = town.client(name).get(href)
        assert answer.status_code == 200
        assert "<strong>" in answer.content.decode()
    assert "Warga 0" in town.client("ana").get(href).content.decode()
    assert town.client("budi").get(href).status_code == 404
    assert town.client("ana").get(href.replace("2026-07", "2026-77")).status_code == 404
    assert town.client("ana").get(href.replace("visits_per_participant", "pass_rate")).status_code == 404


def test_lines_are_ticked_in_ones_own_draft_only(town):
    signed(town)
    report = draft(town)
    tick = Tick("p1", done=True, note="Delapan peserta hadir")
    with pytest.raises(Refused):
        actions.tick_lines(by=town.actor("office"), report=report.id, rows=[tick])
    with pytest.raises(Conflict, match="berubah"):
        actions.tick_lines(by=town.actor("ana"), report=report.id, rows=[Tick("p9", done=True)])
    client = town.client("ana")
    address = f"/laporan-bulanan/{report.id}/program-kerja/"
    client.post(address, {"done-p1": "on", "note-p1": "Delapan peserta hadir"})
    line = part(report).lines[-1]
    assert (line.label, line.value, line.note) == ("Kelas pemasaran", "selesai", "Delapan peserta hadir")
    assert "Delapan peserta hadir" in client.get(f"/laporan-bulanan/{report.id}/").content.decode()
    assert town.client("office").post(address, {"done-p1": "on"}).status_code == 403


def test_it_freezes_with_the_report(town):
    signed(town)
    visited(town, 3)
    report = draft(town)
    actions.tick_lines(by=town.actor("ana"), report=report.id, rows=[Tick("p1", done=False, note="Ditunda")])
    with time_machine.travel(AUGUST):
        written = write_report(
            by=town.actor("ana"), report=report, obstacle="Modal", success="NIB", plan="Foto"
        )
        handed = submit_reports(by=town.actor("ana"), reports=[written])[0]
        before = handed.figures["agreement"]
        visited(town, 20)
        again = MonthlyReport.objects.unscoped("test").get(id=report.id)
        assert figures_of(again)["agreement"] == before
        with pytest.raises(Conflict, match="sudah diajukan"):
            actions.tick_lines(by=town.actor("ana"), report=report.id, rows=[Tick("p1", done=True)])
    assert (before["edition"], len(before["hash"])) == (1, 64)
    assert before["lines"][0]["note"] == "Ditunda"
