import pytest

from dampingi.foundation.audit.actions import record_event
from dampingi.records.businesses.actions import edit_person
from dampingi.records.businesses.models import Person
from tests.records.conftest import HERE

pytestmark = pytest.mark.usefixtures("july")


def page(town, query: str = "") -> str:
    return town.client("participant").get(f"/data-saya/{query}").content.decode()


def reveal(town, enrolment: int, reason: str) -> None:
    record_event(
        by=town.actor("inspector"), action="reveal_nik", subject=("person", town.enrolments[enrolment].person_id),
        region=HERE, reason=reason,
    )  # fmt: skip


def test_who_opened_my_number_and_why(town):
    reveal(town, 0, "Memeriksa data ganda")
    reveal(town, 1, "Bukan urusan Warga 0")
    told = page(town)
    assert "Membuka NIK" in told
    assert "Memeriksa data ganda" in told
    assert "Inspector, Inspektorat" in told
    assert "Bukan urusan" not in told


def test_who_changed_my_data_is_told_once(town):
    before = page(town).count("Office, Penyelenggara")
    edit_person(by=town.actor("office"), person=town.first.person_id, values={"address": "Jalan Baru 1"})
    assert page(town).count("Office, Penyelenggara") == before + 1
    assert "Jalan Baru 1" in page(town)


def test_only_the_participant_has_such_a_page(town):
    for name in ("ana", "office", "inspector", "head"):
        assert town.client(name).get("/data-saya/").status_code == 403


def test_someone_nobody_knows_is_told_so(town):
    Person.objects.unscoped("test").update(user=None)
    assert town.client("participant").get("/data-saya/").status_code == 404


def test_the_first_screen_leads_there(town):
    told = town.client("participant").get("/").content.decode()
    for door in ("/data-saya/", "/pengaduan-saya/", "/suara/"):
        assert f'href="{door}"' in told


def test_what_i_answered_in_a_survey_and_who_noted_it(town):
    from dampingi.records.surveys.actions import answer
    from dampingi.records.surveys.models import Respondent
    from tests.records.surveys.conftest import opened, said

    survey = opened(town)
    rows = {
        r.application.person_id: r for r in Respondent.objects.unscoped("test").select_related("application")
    }
    own, other = rows[town.first.person_id], rows[town.enrolments[1].person_id]
    figures = {
        m: {"turnover": 7_650_000, "weeks": 4, "workers": 1, "channels": 2} for m in ("2026-05", "2026-06")
    }
    answer(by=town.actor("inspector"), respondent=other.id, said=said(figures=figures))
    assert "7.650.000" not in page(town), "another one's"
    answer(by=town.actor("inspector"), respondent=own.id, said=said())
    told = page(town)
    assert f"{survey.name}, Mei 2026" in told
    assert "2.500.000" in told
    assert "Mencatat jawaban survei" in told
    assert "7.650.000" not in told
