import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.records.conftest import SYSTEM
from tests.records.mentoring.test_visits import photo

from dampingi.foundation.rows import new_id
from dampingi.records.businesses.models import Constraint
from dampingi.records.mentoring.models import StageCompletion, Visit
from dampingi.records.programmes.actions import close_month, withdraw

pytestmark = pytest.mark.usefixtures("july")


def address(town, enrolment: int = 0) -> str:
    return f"/peserta/{town.enrolments[enrolment].id}/kunjungan/"


def said(**more) -> dict:
    return {
        "id": str(new_id()),
        "on": "2026-07-18",
        "minutes": "45",
        "topic": "pemasaran",
        "advice": "Foto",
    } | more


def visits() -> list[Visit]:
    return list(Visit.objects.unscoped("test"))


def test_a_mentor_records_a_visit_with_what_came_of_it(town):
    body = said(
        stages=[str(town.stage.id)], constraints=["fin_capital"], latitude="-6.391234", longitude="106.821234",
        photo=SimpleUploadedFile("a.jpg", photo(), "image/jpeg"), next_on="2026-08-01", next_step="Kirim katalog",
    )  # fmt: skip
    answer = town.client("ana").post(address(town), body)
    assert (answer.status_code, answer.url) == (302, f"/peserta/{town.first.id}/")
    made = visits()[0]
    assert (made.minutes, made.mentor, str(made.latitude)) == (45, town.mentor("ana"), "-6.391234")
    assert made.photo
    assert made.origin.door == "page"
    assert StageCompletion.objects.unscoped("test").get().done_on == datetime.date(2026, 7, 18)
    assert Constraint.objects.unscoped("test").get().code == "fin_capital"


def test_the_draft_of_the_form_is_forgotten_once_it_is_sent(town):
    answer = town.client("ana").post(address(town), said(), follow=True)
    assert f'data-draft-done="kunjungan:{town.first.id}"' in answer.content.decode()


def test_sending_twice_makes_one_visit(town):
    body = said(stages=[str(town.stage.id)])
    client = town.client("ana")
    assert client.post(address(town), body).status_code == 302
    assert client.post(address(town), body).status_code in (302, 422)
    assert client.post(address(town), body | {"stages": []}).status_code == 302
    assert len(visits()) == 1


def test_another_body_under_the_same_id_is_told_and_not_stored(town):
    body = said()
    client = town.client("ana")
    client.post(address(town), body)
    answer = client.post(address(town), body | {"minutes": "50"})
    assert answer.status_code == 422
    assert "sudah tersimpan dengan isi lain" in answer.content.decode()
    assert [v.minutes for v in visits()] == [45]


@pytest.mark.parametrize(
    "wrong",
    [
        {"on": "2026-07-21"},
        {"on": "31-31-2026"},
        {"on": "2026-01-01"},
        {"minutes": "0"},
        {"minutes": "seribu"},
        {"topic": "politik"},
        {"id": "bukan-id"},
        {"stages": ["bukan-id"]},
        {"constraints": ["tidak_ada"]},
        {"latitude": "91", "longitude": "106"},
        {"latitude": "x"},
        {"next_on": "2026-07-01"},
    ],
)
def test_bad_input_comes_back_with_what_was_typed(town, wrong):
    answer = town.client("ana").post(address(town), said(advice="Jangan hilang") | wrong)
    assert answer.status_code == 422
    assert "Jangan hilang" in answer.content.decode()
    assert visits() == []


def test_a_file_that_is_no_photo(town):
    body = said(photo=SimpleUploadedFile("a.jpg", b"MZ not a photo", "image/jpeg"))
    answer = town.client("ana").post(address(town), body)
    assert answer.status_code == 422
    assert "bukan foto" in answer.content.decode()


def test_a_closed_month_is_refused_with_the_cure(town):
    close_month(by=SYSTEM, programme=town.programme, month=datetime.date(2026, 7, 1))
    answer = town.client("ana").post(address(town), said())
    assert answer.status_code == 422
    assert "sudah ditutup" in answer.content.decode()


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("budi", 404), ("participant", 403), ("office", 403), ("coordinator", 403), ("panel", 403),
        ("partner", 403), ("elsewhere", 403), ("stranger", 302),
    ],
)  # fmt: skip
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_else_records(town, who, status, method):
    answer = getattr(town.client(who), method)(address(town), said())
    assert answer.status_code == status
    assert visits() == []


def test_the_mentor_of_the_kecamatan_may_visit(town):
    assert town.client("camat").post(address(town), said()).status_code == 302


def test_no_form_for_who_left(town):
    withdraw(by=SYSTEM, enrolment=town.first.id, on=datetime.date(2026, 7, 1), reason="Pindah")
    assert town.client("camat").get(address(town)).status_code == 409


def test_whom_to_visit_lists_the_most_pressing_first(town):
    answer = town.client("ana").get("/kunjungan/baru/")
    assert len(answer.context["rows"]) == 3
    assert town.client("camat").get("/kunjungan/baru/").url == "/peserta/"
