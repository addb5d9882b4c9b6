"""An inspector takes a random sample and gets the list of whom to call."""

import pytest
from tests.records.conftest import SYSTEM
from tests.records.town import TODAY

from dampingi.foundation.audit.models import AuditEvent
from dampingi.records.businesses.models import Person
from dampingi.records.mentoring.actions import report_outcomes
from dampingi.records.mentoring.intake import OutcomeIntake
from dampingi.records.mentoring.models import ReverificationDraw

pytestmark = pytest.mark.usefixtures("july")
ADDRESS = "/verifikasi-ulang/undi/"


@pytest.fixture
def told(town):
    mentors = ("ana", "ana", "ana", "budi", "budi")
    rows = [
        OutcomeIntake(e.id, town.mentor(m).id, "basic", True, TODAY)
        for e, m in zip(town.enrolments, mentors, strict=True)
    ]
    report_outcomes(by=SYSTEM, rows=rows, today=TODAY)
    Person.objects.unscoped("test").update(phone="+6281200001234")
    return town


def test_from_the_button_to_the_call_list(told):
    client = told.client("inspector")
    assert ADDRESS in client.get("/verifikasi-ulang/").content.decode()
    assert "Dari 5 peserta" in client.get(ADDRESS).content.decode()
    assert client.post(ADDRESS, {"percent": "15"}).status_code == 302
    drawn = ReverificationDraw.objects.unscoped("test").get()
    page = client.get("/verifikasi-ulang/").content.decode()
    assert "0812-0000-1234" in page
    assert ADDRESS not in page
    assert AuditEvent.objects.get(action="draw_reverification").detail["seed"] == drawn.seed


def test_it_happens_once(told):
    client = told.client("inspector")
    client.post(ADDRESS, {"percent": "10"})
    assert client.post(ADDRESS, {"percent": "10"}).status_code == 409
    assert ReverificationDraw.objects.unscoped("test").count() == 1


@pytest.mark.parametrize("percent", ["9", "16", "100", ""])
def test_only_ten_to_fifteen_of_a_hundred(told, percent):
    assert told.client("inspector").post(ADDRESS, {"percent": percent}).status_code == 422
    assert not ReverificationDraw.objects.unscoped("test").exists()


@pytest.mark.parametrize("name", ["ana", "camat", "kota", "coordinator", "head", "participant"])
def test_no_mentor_draws_or_sees_who_was_drawn(told, name):
    client = told.client(name)
    assert client.post(ADDRESS, {"percent": "12"}).status_code == 403
    assert client.get("/verifikasi-ulang/").status_code == 403


def test_without_outcomes_there_is_nothing_to_draw(town):
    client = town.client("inspector")
    assert "Belum ada hasil peserta" in client.get(ADDRESS).content.decode()
    assert client.post(ADDRESS, {"percent": "12"}).status_code == 422
