import datetime

import pytest
from tests.records.conftest import SYSTEM
from tests.records.mentoring.test_reports import DUE, JUNE, LATE, submitted

from dampingi.records.mentoring.actions import draft_reports
from dampingi.records.mentoring.models import MonthlyReport

pytestmark = pytest.mark.usefixtures("july")
ADDRESS = "/laporan-bulanan/"


def count(town, who: str, **narrowed) -> int:
    return town.client(who).get(ADDRESS, narrowed).context["listing"].count


@pytest.fixture
def june(town):
    return draft_reports(by=SYSTEM, programme=town.programme, month=JUNE)


@pytest.mark.parametrize(
    ("who", "seen"),
    [("ana", 1), ("camat", 3), ("kota", 4), ("office", 4), ("coordinator", 3), ("elsewhere", 0)],
)
def test_everyone_sees_the_reports_of_their_reach(town, june, who, seen):
    assert count(town, who) == seen


@pytest.mark.parametrize("who", ["participant", "panel", "partner", "province"])
def test_others_are_turned_away(town, who):
    assert town.client(who).get(ADDRESS).status_code == 403


def test_narrowing_by_month_state_lateness_place_and_level(town, june):
    submitted(town, on=DUE)
    submitted(town, "budi", on=LATE)
    approve_all = ("camat", "kota")
    from dampingi.foundation.approvals.actions import decide
    from dampingi.foundation.approvals.models import Approval

    first = Approval.objects.unscoped("test").filter(region=town.mentor("ana").region).get()
    for who in approve_all:
        decide(by=town.actor(who), approval=first.id, approved=True)
    assert count(town, "office", bulan="2026-06") == 4
    assert count(town, "office", bulan="2026-05") == 4, "a month without reports is no filter"
    assert count(town, "office", keadaan="approved") == 1
    assert count(town, "office", keadaan="draft") == 2
    assert count(town, "office", ketepatan="on_time") == 1
    assert count(town, "office", ketepatan="late") == 1
    assert count(town, "office", ketepatan="overdue") == 2
    assert count(town, "office", ketepatan="open") == 0
    assert count(town, "office", wilayah="32.76.05") == 3
    assert count(town, "office", tingkat="4") == 2
    assert count(town, "office", tingkat="2") == 1


def test_a_mentor_begins_the_months_that_are_missing(town):
    client = town.client("ana")
    offered = [m for _mentor, m in client.get(ADDRESS).context["open_months"]]
    assert offered == [datetime.date(2026, m, 1) for m in (7, 6, 5)]
    answer = client.post(f"{ADDRESS}baru/", {"month": "2026-06-01"})
    made = MonthlyReport.objects.unscoped("test").get()
    assert answer.url == f"{ADDRESS}{made.id}/"
    assert JUNE not in [m for _mentor, m in client.get(ADDRESS).context["open_months"]]


@pytest.mark.parametrize("month", ["", "2026-08-01", "2025-01-01", "kemarin", "2026-06-02"])
def test_no_other_month_can_be_begun(town, month):
    assert town.client("ana").post(f"{ADDRESS}baru/", {"month": month}).status_code == 422
    assert not MonthlyReport.objects.unscoped("test").exists()


@pytest.mark.parametrize("who", ["office", "coordinator", "participant", "stranger"])
def test_only_mentors_begin(town, who):
    assert town.client(who).post(f"{ADDRESS}baru/", {"month": "2026-06-01"}).status_code in (302, 403)
    assert not MonthlyReport.objects.unscoped("test").exists()
