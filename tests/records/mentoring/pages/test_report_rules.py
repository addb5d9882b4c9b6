"""/program/<code>/batas-laporan/, the month's figures on /laporan-bulanan/, and opening a report again on its page."""

import re

import pytest
from tests.records.conftest import SYSTEM
from tests.records.mentoring.test_report_chain import _approved
from tests.records.mentoring.test_reports import again, submitted

from dampingi.records.mentoring.actions import draft_reports
from dampingi.records.mentoring.models import ReportRules
from dampingi.records.mentoring.queries.punctuality import rules_of

pytestmark = pytest.mark.usefixtures("july")
RULES = "/program/WUB-2026/batas-laporan/"


def test_the_office_sets_the_deadline(town):
    office = town.client("office")
    assert office.get(RULES).status_code == 200
    assert office.post(RULES, {"due_day": "8", "remind_days": "4"}).url == RULES
    found = rules_of(town.programme)
    assert (found.due_day, found.remind_days) == (8, 4)


@pytest.mark.parametrize(
    "told", [{"due_day": "31"}, {"due_day": ""}, {"due_day": "lima"}, {"remind_days": "-1"}]
)
def test_what_cannot_be_is_said_on_the_form(town, told):
    answer = town.client("office").post(RULES, {"due_day": "5", "remind_days": "2"} | told)
    assert answer.status_code == 422
    assert not ReportRules.objects.exists()


@pytest.mark.parametrize(
    ("who", "status"), [("ana", 403), ("kota", 403), ("elsewhere", 403), ("stranger", 302)]
)
def test_who_may_not(town, who, status):
    assert town.client(who).get(RULES).status_code == status


def test_the_month_is_counted_and_each_figure_is_a_door(town):
    draft_reports(by=SYSTEM, programme=town.programme, month=again(submitted(town)).month)
    office = town.client("office")
    page = office.get("/laporan-bulanan/").content.decode()
    doors = [d.replace("&amp;", "&") for d in re.findall(r'figure-link" href="([^"]+)"', page)]
    counts = [re.search(r"<strong>(\d+)</strong>", office.get(d).content.decode())[1] for d in doors]
    assert counts == ["4", "1", "0", "3", "0"]
    shown = re.findall(r'figure-value"><span class="num">(\d+)</span>', page)
    assert shown == counts


def test_a_mentor_sees_no_figures_of_others(town):
    assert 'figure-link"' not in town.client("ana").get("/laporan-bulanan/").content.decode()


def test_an_approved_report_is_opened_again_on_its_page(town):
    report = _approved(town)
    office, address = town.client("office"), f"/laporan-bulanan/{report.id}/"
    assert "Buka kembali laporan ini" in office.get(address).content.decode()
    assert "Buka kembali laporan ini" not in town.client("ana").get(address).content.decode()
    assert office.post(f"{address}buka-kembali/", {"reason": "Salah peserta"}).url == address
    mended = town.client("ana").get(address).content.decode()
    assert "Salah peserta" in mended
    assert 'name="hand_in"' in mended


def test_without_a_reason_it_stays_closed(town):
    report = _approved(town)
    answer = town.client("office").post(f"/laporan-bulanan/{report.id}/buka-kembali/", {"reason": " "})
    assert answer.status_code == 422
    assert again(report).state == "approved"
