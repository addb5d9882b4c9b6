"""The pages of a programme's intake, opened as the people who may and may not."""

import datetime

import pytest
import time_machine
from tests.records.conftest import FEBRUARY, HERE, SYSTEM
from tests.records.programmes.test_intake import accepted, application

from dampingi.foundation.accounts.actions import add_user, assign
from dampingi.foundation.accounts.permissions import Role
from dampingi.records.programmes import actions
from dampingi.records.programmes.models import Application, Enrolment, PeriodClosure

TODAY = datetime.datetime(2026, 5, 20, 3, tzinfo=datetime.UTC)
INTAKE = "/program/WUB-2026/"


@pytest.fixture(autouse=True)
def _may():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def enter(client, programme):
    def as_(role: Role, region: str = "32.76"):
        user = add_user(by=SYSTEM, login=f"{role}@contoh.id", name=f"Nama {role}")
        assign(by=SYSTEM, user=user, role=role, region=region, starts_on=FEBRUARY)
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return as_


@pytest.fixture
def applied(programme, people):
    rows = [application(p, day, idea=f"Rencana {day}") for day, p in enumerate(people[:6], 1)]
    return actions.apply(by=SYSTEM, programme=programme, rows=rows)


def test_the_office_sees_places_and_applicants(enter, applied):
    page = enter(Role.OFFICE).get(INTAKE).content.decode()
    assert "Wirausaha Baru 2026" in page
    assert [str(n) in page for n in (6, 4)] == [True, True]


def test_the_menu_entry_leads_to_the_newest(enter):
    assert enter(Role.OFFICE).get("/program/").url == INTAKE


def test_selecting_decides_and_says_how_many(enter, applied):
    page = enter(Role.OFFICE).post(INTAKE + "pemilihan/", follow=True).content.decode()
    assert "4 diterima, 2 masuk daftar tunggu, 0 ditolak." in page
    assert Application.objects.unscoped("test").filter(state="accepted").count() == 4


def test_the_list_filters_and_exports_what_it_shows(enter, applied):
    office = enter(Role.OFFICE)
    office.post(INTAKE + "pemilihan/")
    waiting = office.get(INTAKE + "pendaftaran/?state=waiting").content.decode()
    assert "Warga 4" in waiting
    assert "Warga 0" not in waiting
    sheet = office.get(INTAKE + "pendaftaran/?state=waiting&unduh=xlsx")
    assert sheet["Content-Type"].endswith("sheet")
    from io import BytesIO

    from openpyxl import load_workbook

    cells = [
        c
        for row in load_workbook(BytesIO(sheet.content)).active.iter_rows(values_only=True)
        for c in row
        if c
    ]
    assert "Warga 4" in cells
    assert "Warga 0" not in cells


def test_a_withdrawal_is_recorded_and_replaced(enter, applied, programme, people):
    actions.select(by=SYSTEM, programme=programme)
    made = actions.enrol(by=SYSTEM, applications=accepted(), on=FEBRUARY)
    office, url = enter(Role.OFFICE), f"/peserta/{made[0].id}/berhenti/"
    assert office.get(url).status_code == 200
    page = office.post(url, {"on": "2026-05-01", "reason": "Pindah kota"}, follow=True).content.decode()
    assert "Warga 4" in page
    assert Enrolment.objects.unscoped("test").get(replaces=made[0]).person_id == people[4]


@pytest.mark.parametrize(
    ("on", "reason"), [("2027-01-01", "Pindah"), ("", "Pindah"), ("2026-05-01", ""), ("kemarin", "x")]
)
def test_a_wrong_withdrawal_shows_the_form_again_and_writes_nothing(enter, applied, programme, on, reason):
    actions.select(by=SYSTEM, programme=programme)
    made = actions.enrol(by=SYSTEM, applications=accepted(), on=FEBRUARY)
    answer = enter(Role.OFFICE).post(f"/peserta/{made[0].id}/berhenti/", {"on": on, "reason": reason})
    assert answer.status_code == 200
    assert not Enrolment.objects.unscoped("test").exclude(exited_on=None).exists()


def test_a_month_is_closed_once_and_reopened_with_a_reason(enter):
    office, url = enter(Role.OFFICE), INTAKE + "bulan/"
    assert office.post(url, {"month": "2026-04-01"}).status_code == 302
    assert office.post(url, {"month": "2026-04-01"}).status_code == 409
    assert office.post(url, {"month": "2026-04-01", "reopen": "1"}).status_code == 422
    assert PeriodClosure.objects.count() == 1
    assert office.post(url, {"month": "2026-04-01", "reopen": "1", "reason": "Salah"}).status_code == 302
    assert not PeriodClosure.objects.exists()


def test_a_month_that_is_none_is_refused(enter):
    assert enter(Role.OFFICE).post(INTAKE + "bulan/", {"month": "kapan"}).status_code == 422


@pytest.mark.parametrize("role", [r for r in Role if r is not Role.OFFICE])
@pytest.mark.parametrize("path", ["", "pendaftaran/"])
def test_others_may_not_open_it(enter, role, path):
    assert enter(role).get(INTAKE + path).status_code == 403


def test_the_office_of_another_city_may_not(enter):
    assert enter(Role.OFFICE, "32.77").get(INTAKE).status_code == 403


def test_a_stranger_is_sent_to_the_login(client, programme):
    assert client.get(INTAKE).url == "/masuk/?next=/program/WUB-2026/"


def test_a_programme_that_is_not_there_is_said_so(enter):
    answer = enter(Role.OFFICE).get("/program/TIDAK-ADA/")
    assert answer.status_code == 404
    assert "WUB-2026" in answer.content.decode()


def test_the_office_of_one_kelurahan_sees_its_own_only(enter, applied):
    page = enter(Role.OFFICE, HERE).get(INTAKE + "pendaftaran/").content.decode()
    assert "Warga 0" in page
