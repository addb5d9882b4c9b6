"""/peserta/<id>/tunda/ and /janji/: what was promised, put off and missed."""

import datetime
import io
import uuid

import pytest
from openpyxl import load_workbook
from tests.records.conftest import SYSTEM
from tests.records.mentoring.test_promises import day, off, promised
from tests.records.mentoring.test_visits import record, visit

from dampingi.foundation.rows import new_id
from dampingi.records.mentoring.models import Promise
from dampingi.records.programmes.actions import withdraw

pytestmark = pytest.mark.usefixtures("july")


def address(town, enrolment: int = 0) -> str:
    return f"/peserta/{town.enrolments[enrolment].id}/tunda/"


def said(open_promise, **more) -> dict:
    return {
        "id": str(new_id()), "promise": str(open_promise.id), "until": "2026-07-28", "reason": "absent", "note": "Rumah tertutup",
    } | more  # fmt: skip


@pytest.fixture
def coming(town):
    return promised(town, on=day(10, 7), until=day(24, 7))


def test_a_mentor_puts_a_visit_off(town, coming):
    client = town.client("ana")
    shown = client.get(address(town)).content.decode()
    assert "24 Juli 2026" in shown
    assert "Peserta tidak di tempat" in shown
    answer = client.post(address(town), said(coming), follow=True).content.decode()
    assert "Kunjungan ditunda ke 28 Juli 2026" in answer
    assert f'data-draft-done="tunda:{town.first.id}"' in answer
    made = Promise.objects.unscoped("test").get(moved_from=coming)
    assert (made.day, made.reason, made.note) == (datetime.date(2026, 7, 28), "absent", "Rumah tertutup")


def test_the_participant_s_page_tells_what_became_of_each_promise(town, coming):
    promised(town, on=day(1), until=day(5))
    off(coming, day(28, 7), on=day(20, 7))
    shown = town.client("ana").get(f"/peserta/{town.first.id}/").content.decode()
    assert "1 ditunda, 1 terlewat, 1 belum tiba" in shown
    assert "ke 28 Jul 2026" in shown
    assert address(town) in shown


def test_sending_twice_puts_off_once(town, coming):
    client, body = town.client("ana"), said(coming)
    assert client.post(address(town), body).status_code == 302
    assert client.post(address(town), body).status_code == 302
    assert Promise.objects.unscoped("test").count() == 2


def test_a_form_that_was_overtaken_is_told_so(town, coming):
    client = town.client("ana")
    client.post(address(town), said(coming))
    answer = client.post(address(town), said(coming, until="2026-07-29"))
    assert answer.status_code == 422
    assert "sudah ditunda" in answer.content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"until": "2026-07-24"},
        {"until": "kapan-kapan"},
        {"reason": ""},
        {"reason": "malas"},
        {"note": "x" * 301},
        {"promise": "bukan"},
        {"promise": str(uuid.uuid4())},
        {"id": ""},
    ],
)
def test_mistakes_are_shown_and_nothing_is_stored(town, coming, wrong):
    answer = town.client("ana").post(address(town), said(coming, **wrong))
    assert answer.status_code == 422
    assert Promise.objects.unscoped("test").count() == 1


def test_a_day_that_passed_is_said_to_stay_missed(town):
    promised(town)
    assert "tetap terhitung terlewat" in town.client("ana").get(address(town)).content.decode()


def test_without_a_promise_there_is_nothing_to_put_off(town):
    assert town.client("ana").get(address(town)).status_code == 409


def test_nothing_is_put_off_for_one_who_left(town, coming):
    withdraw(by=SYSTEM, enrolment=town.first.id, on=day(15, 7), reason="Pindah")
    assert town.client("kota").get(address(town)).status_code == 409


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("camat", 200),
        ("kota", 200),
        ("budi", 404),
        ("office", 403),
        ("head", 403),
        ("participant", 403),
        ("stranger", 302),
    ],
)
def test_others_do_not_put_off(town, coming, who, status):
    assert town.client(who).get(address(town)).status_code == status


def test_the_list_narrows_to_what_became_of_promises(town, coming):
    promised(town, on=day(1), until=day(5))
    record(town, visit(town, enrolment=1, on=day(2), next_on=day(9)), visit(town, enrolment=1, on=day(9)))
    client = town.client("office")

    def count(query: str) -> str:
        return client.get(f"/janji/{query}").content.decode()

    assert "<strong>3</strong> janji" in count("")
    assert "<strong>1</strong> janji" in count("?keadaan=missed")
    assert "<strong>2</strong> janji" in count("?bulan=2026-06")
    assert "<strong>3</strong> janji" in count(f"?pendamping={town.mentor('ana').id}")
    assert "<strong>0</strong> janji" in count(f"?pendamping={town.mentor('budi').id}")
    assert "<strong>1</strong> janji" in count("?keadaan=kept&bulan=2026-06")
    off(coming, day(28, 7), on=day(20, 7))
    assert "<strong>1</strong> janji" in count("?alasan=weather")


def test_the_export_holds_what_is_shown(town, coming):
    answer = town.client("office").get("/janji/?keadaan=open&unduh=xlsx")
    rows = list(load_workbook(io.BytesIO(answer.content)).active.values)
    assert any("Warga 0" in row and "Belum tiba" in row for row in rows)


def test_a_mentor_sees_only_promises_to_their_own(town, coming):
    assert "Warga 0" in town.client("ana").get("/janji/").content.decode()
    assert "Warga 0" not in town.client("budi").get("/janji/").content.decode()


def test_every_figure_on_the_mentor_s_page_opens_its_rows(town, coming):
    promised(town, on=day(1), until=day(5))
    shown = town.client("office").get(f"/pendamping/{town.mentor('ana').id}/").content.decode()
    door = f"/janji/?pendamping={town.mentor('ana').id}&amp;bulan=2026-06&amp;keadaan=missed"
    assert f'<a href="{door}">1</a>' in shown
    opened = town.client("office").get(door.replace("&amp;", "&")).content.decode()
    assert "<strong>1</strong> janji" in opened
