"""/pertemuan/...: the list, calling with a look first, one meeting as each person sees it."""

import datetime

import pytest

from dampingi.foundation.accounts.actions import assign
from dampingi.foundation.accounts.models import Assignment
from dampingi.foundation.accounts.permissions import Role
from dampingi.records.commitments.actions import Kept, keep
from dampingi.records.commitments.sealing import About
from dampingi.records.meetings import actions
from dampingi.records.meetings.models import Invitee, Meeting
from dampingi.records.programmes.actions import create_programme
from dampingi.records.programmes.intake import SchemePlan, StagePlan
from tests.records.conftest import FEBRUARY, HERE, SYSTEM

pytestmark = pytest.mark.django_db
FORM = {
    "title": "Rapat evaluasi", "kind": "evaluation", "region": "32.76", "on": "2026-07-22", "starts": "09:00", "minutes": "90",
    "place": "Balai Kota", "must_groups": "mentor-4",
}  # fmt: skip


def text(answer):
    return answer.content.decode()


@pytest.fixture
def kept(town, july):
    """Ana keeps the morning for her own business."""
    about = About("Rahasia dapur", "")
    at = (datetime.date(2026, 7, 22), datetime.time(8), datetime.time(10))
    import uuid

    keep(by=town.actor("ana"), kept=Kept(uuid.uuid4(), *at, False, None, about), region=HERE)


def test_the_office_looks_first_and_sees_bare_times_only(town, kept):
    page = text(town.client("office").post("/pertemuan/baru/", FORM | {"check": "1"}))
    assert "08.00–10.00" in page
    assert "Rahasia" not in page
    assert Meeting.objects.unscoped("test").count() == 0


def test_the_office_calls_a_group(town, office, ids):
    answer = town.client("office").post("/pertemuan/baru/", FORM)
    made = Meeting.objects.unscoped("test").get()
    assert (answer.status_code, answer["Location"]) == (302, f"/pertemuan/{made.id}/")
    asked = Invitee.objects.unscoped("test").filter(meeting=made)
    assert set(asked.values_list("user_id", flat=True)) == {ids["ana"], ids["budi"]}
    assert made.starts_at == datetime.datetime(2026, 7, 22, 2, tzinfo=datetime.UTC)


def test_one_named_alone_stands_above_their_group(town, office, ids):
    town.client("office").post("/pertemuan/baru/", FORM | {"should": str(ids["ana"])})
    rows = dict(Invitee.objects.unscoped("test").values_list("user_id", "required"))
    assert rows == {ids["ana"]: False, ids["budi"]: True}


@pytest.mark.parametrize(
    "wrong",
    [
        {"on": "2020-01-01"},
        {"minutes": "1"},
        {"must_groups": ""},
        {"region": "32.77"},
        {"place": ""},
        {"must": "x"},
    ],
)
def test_a_wrong_form_keeps_what_was_typed(town, office, wrong):
    answer = town.client("office").post("/pertemuan/baru/", FORM | wrong)
    assert answer.status_code == 422
    assert "Rapat evaluasi" in text(answer)
    assert not Meeting.objects.unscoped("test").exists()


def test_the_list_narrows_and_exports(town, call, office):
    coming, off = call("Yang datang"), call("Yang batal", must=("budi",))
    actions.cancel_meeting(by=office, meeting=off.id, reason="Libur")
    client = town.client("office")
    assert "Yang datang" in text(client.get("/pertemuan/?waktu=nanti"))
    assert "Yang datang" not in text(client.get("/pertemuan/?waktu=batal"))
    assert "Yang batal" in text(client.get("/pertemuan/?waktu=batal&jenis=coordination&cari=batal"))
    assert "spreadsheet" in client.get("/pertemuan/?unduh=xlsx")["Content-Type"]
    assert coming


def test_the_office_reads_answers_and_others_only_their_own(town, call, ids):
    made = call(must=("ana", "budi"))
    mine = Invitee.objects.unscoped("test").get(meeting=made, user=ids["budi"])
    actions.answer(by=town.actor("budi"), invitee=mine.id, said="no", reason="Anak sakit")
    path = f"/pertemuan/{made.id}/"
    assert "Anak sakit" in text(town.client("office").get(f"{path}?jawaban=no"))
    page = text(town.client("ana").get(path))
    assert "Jawaban Anda" in page
    assert "Anak sakit" not in page
    assert "Budi" not in page


def test_the_page_says_who_is_kept_away_to_the_office_alone(town, call, kept):
    path = f"/pertemuan/{call().id}/"
    assert "Berhalangan pada jam ini" in text(town.client("office").get(path))
    assert "Berhalangan pada jam ini" not in text(town.client("ana").get(path))


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("head", 200),
        ("inspector", 200),
        ("kota", 200),
        ("budi", 404),
        ("participant", 404),
        ("partner", 404),
        ("elsewhere", 404),
        ("coordinator", 404),
        ("stranger", 302),
    ],
)
def test_who_may_look(town, call, who, status):
    assert town.client(who).get(f"/pertemuan/{call().id}/").status_code == status


def test_a_mentor_answers_on_the_page(town, call):
    path = f"/pertemuan/{call().id}/jawab/"
    assert town.client("ana").post(path, {"said": "maybe"}).status_code == 422
    assert town.client("ana").post(path, {"said": "maybe", "reason": "Menunggu kabar"}).status_code == 302
    assert town.client("budi").post(path, {"said": "yes"}).status_code == 404
    assert Invitee.objects.unscoped("test").get().answer == "maybe"


def test_moving_adding_and_cancelling_on_the_page(town, call, ids):
    made, client = call(), town.client("office")
    path = f"/pertemuan/{made.id}/"
    move = {"on": "2026-07-23", "starts": "10:00", "minutes": "60", "place": "Kantor", "reason": "Bentrok"}
    assert "09:00" in text(client.get(f"{path}pindah/"))
    assert client.post(f"{path}pindah/", move | {"reason": ""}).status_code == 422
    assert client.post(f"{path}pindah/", move).status_code == 302
    assert client.get(f"{path}undang/").status_code == 200
    assert client.post(f"{path}undang/", {"should_groups": "mentor-4"}).status_code == 302
    assert client.post(f"{path}undang/", {"should_groups": "mentor-4"}).status_code == 422
    assert client.post(f"{path}batal/", {"reason": "Libur"}).status_code == 302
    assert "Pertemuan ini dibatalkan" in text(client.get(path))
    for who in ("ana", "coordinator", "head", "elsewhere"):
        for part in ("pindah", "batal", "undang"):
            assert town.client(who).post(f"{path}{part}/", move).status_code in (403, 404)


def test_an_invitation_has_its_words_for_whatsapp(town, call):
    row = call().invitees.get()
    client, path = town.client("office"), f"/pertemuan/undangan/{row.id}/"
    page = text(client.get(path))
    assert "https://wa.me/?text=" in page
    assert "/undangan-rapat/" in page
    assert town.client("ana").get(path).status_code == 403
    assert town.client("coordinator").get(path).status_code == 404
    assert client.post(f"{path}tarik/").status_code == 302
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("on", ["9999-12-31", "0001-01-01", "2031-01-01"])
@pytest.mark.parametrize("press", [{}, {"check": "1"}])
def test_a_day_at_the_end_of_time_is_told(town, july, ids, on, press):
    told = {
        "title": "Rapat",
        "kind": "coordination",
        "region": "32.76",
        "on": on,
        "starts": "23:00",
        "minutes": "120",
    }
    answer = town.client("office").post(
        "/pertemuan/baru/", told | {"place": "Kantor", "must": [str(ids["ana"])]} | press
    )
    assert answer.status_code == 422
    assert not Meeting.objects.unscoped("test").exists()


def test_who_is_offered_works_there_on_the_day_of_the_meeting(town, july, ids):
    Assignment.objects.filter(user=ids["budi"]).update(ends_on=datetime.date(2026, 7, 22))
    Assignment.objects.filter(user=ids["ana"]).update(starts_on=datetime.date(2026, 7, 25))
    told = {
        "title": "Rapat",
        "kind": "coordination",
        "region": "32.76",
        "on": "2026-07-27",
        "starts": "09:00",
        "minutes": "120",
    }
    answer = town.client("office").post(
        "/pertemuan/baru/", told | {"place": "Kantor", "must_groups": ["mentor-4"]}
    )
    assert answer.status_code == 302
    asked = Meeting.objects.unscoped("test").get().invitees.values_list("user__name", flat=True)
    assert set(asked) == {"Ana"}


def test_a_coordinator_of_another_programme_who_is_asked_reads_their_own_answer_only(town, call, ids, origin):
    other = create_programme(
        by=SYSTEM, code="LAIN", name="Lain", region="32.76", starts_on=FEBRUARY, ends_on=datetime.date(2026, 11, 30),
        schemes=[SchemePlan("lain", "Lain", ())], stages=[StagePlan("kenal", "Kenal", datetime.date(2026, 3, 31))], quotas={},
    )  # fmt: skip
    assign(
        by=SYSTEM,
        user=town.users["ana"],
        role=Role.COORDINATOR,
        region="32.76",
        programme=other.id,
        starts_on=FEBRUARY,
    )
    made = call(must=("ana", "budi"))
    page = town.client("ana").get(f"/pertemuan/{made.id}/").content.decode()
    assert "Rapat bulanan" in page
    assert "Budi" not in page
