"""Minutes: written by one, approved by another, then closed; and what people took on."""

import datetime

import pytest

from dampingi.foundation.accounts.actions import assign
from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.errors import Refused
from dampingi.foundation.notices.models import Notice
from dampingi.records.meetings import actions
from dampingi.records.meetings.actions.items import remind_owners
from dampingi.records.meetings.models import ActionItem, Minutes
from tests.records.conftest import FEBRUARY, SYSTEM
from tests.records.meetings.conftest import AT, HOUR, told

pytestmark = pytest.mark.django_db
DUE = datetime.date(2026, 7, 29)


def text(answer):
    return answer.content.decode()


@pytest.fixture
def held(call, time_machine):
    made = call(must=("ana", "budi"))
    time_machine.move_to(AT + HOUR, tick=False)
    return made


def test_written_by_the_office_and_approved_by_the_head(town, held):
    client, path = town.client("office"), f"/pertemuan/{held.id}/notulen/"
    assert client.post(f"{path}ajukan/").status_code == 422  # nothing written
    assert client.post(path, {"discussion": "Banyak", "decisions": "Data diperbarui"}).status_code == 302
    assert client.post(f"{path}ajukan/").status_code == 302
    assert client.post(path, {"decisions": "Lain"}).status_code == 403  # waits
    assert (
        client.post(f"{path}putusan/", {"decision": "approve"}).status_code == 403
    )  # maker is never checker
    assert "Notulen Rapat bulanan" in text(town.client("head").get("/kotak-masuk/"))
    assert town.client("head").post(f"{path}putusan/", {"decision": "approve"}).status_code == 302
    assert Minutes.objects.get().approved_at
    assert client.post(path, {"decisions": "Lain"}).status_code == 403
    assert "Data diperbarui" in text(town.client("ana").get(path))


def test_returned_with_what_needs_mending_and_submitted_again(town, held, office):
    path, head = f"/pertemuan/{held.id}/notulen/", town.client("head")
    actions.write_minutes(by=office, meeting=held.id, discussion="", decisions="Satu")
    actions.submit_minutes(by=office, meeting=held.id)
    assert head.post(f"{path}putusan/", {"decision": "return"}).status_code == 422
    assert head.post(f"{path}putusan/", {"decision": "return", "comment": "Sebut siapa"}).status_code == 302
    assert "Sebut siapa" in text(town.client("office").get(path))
    actions.write_minutes(by=office, meeting=held.id, discussion="", decisions="Dua")
    assert actions.submit_minutes(by=office, meeting=held.id).version == 2
    assert head.post(f"{path}putusan/", {"decision": "approve"}).status_code == 302
    assert head.post(f"{path}putusan/", {"decision": "approve"}).status_code == 409


def test_there_are_none_before_the_meeting_or_without_it(call, office):
    made = call()
    with pytest.raises(Refused, match="belum mulai"):
        actions.write_minutes(by=office, meeting=made.id, discussion="", decisions="x")
    actions.cancel_meeting(by=office, meeting=made.id, reason="Libur")
    with pytest.raises(Refused, match="dibatalkan"):
        actions.write_minutes(by=office, meeting=made.id, discussion="", decisions="x")


@pytest.mark.parametrize(
    ("who", "status"),
    [("ana", 403), ("coordinator", 404), ("participant", 404), ("elsewhere", 404), ("head", 403)],
)
def test_others_do_not_write(town, held, who, status):
    path = f"/pertemuan/{held.id}/notulen/"
    assert town.client(who).post(path, {"decisions": "x"}).status_code == status
    assert not Minutes.objects.exists()


@pytest.fixture
def given(town, held, ids):
    form = {"text": "Kirim data kendala", "owner": str(ids["ana"]), "due_on": DUE.isoformat()}
    assert town.client("office").post(f"/pertemuan/{held.id}/tindak-lanjut/", form).status_code == 302
    return ActionItem.objects.unscoped("test").get()


def test_an_item_stands_in_its_owner_s_inbox_until_it_is_done(town, given, ids):
    client = town.client("ana")
    assert "Kirim data kendala" in told(ids["ana"])
    Notice.objects.all().delete()
    assert "Kirim data kendala" in text(client.get("/kotak-masuk/"))
    assert "Kirim data kendala" not in text(town.client("budi").get("/kotak-masuk/"))
    path = f"/tindak-lanjut/{given.id}/"
    assert client.post(path, {"note": " "}).status_code == 422
    assert client.post(path, {"note": "Sudah dikirim"}).status_code == 302
    assert client.post(path, {"note": "Lagi"}).status_code == 409
    assert "Kirim data kendala" not in text(client.get("/kotak-masuk/"))
    assert "Ana menyelesaikan" in told(ids["office"])


def test_late_ones_are_shown_and_their_owners_reminded_twice(town, given, ids, time_machine):
    assert remind_owners() == 0
    day = datetime.datetime(2026, 7, 29, 2, tzinfo=datetime.UTC)
    for at, count in (
        (day, 1),
        (day + HOUR, 0),
        (day + 24 * HOUR, 0),
        (day + 7 * 24 * HOUR, 1),
        (day + 30 * 24 * HOUR, 0),
    ):
        assert remind_owners(at) == count
    assert "lewat batas waktu 29 Juli 2026" in told(ids["ana"])
    time_machine.move_to(day + 48 * HOUR)
    assert "Lewat batas waktu" in text(town.client("ana").get("/kotak-masuk/"))
    assert "Kirim data kendala" in text(town.client("office").get("/tindak-lanjut/?keadaan=lewat"))
    assert "Kirim data kendala" not in text(town.client("office").get("/tindak-lanjut/?keadaan=selesai"))


@pytest.mark.parametrize(
    ("who", "status"),
    [("budi", 404), ("participant", 404), ("elsewhere", 404), ("coordinator", 404), ("head", 404)],
)
def test_nobody_else_finishes_it(town, given, who, status):
    assert town.client(who).post(f"/tindak-lanjut/{given.id}/", {"note": "x"}).status_code == status
    given.refresh_from_db()
    assert given.done_at is None


def test_only_who_manages_the_meeting_drops_it(town, given):
    path = f"/tindak-lanjut/{given.id}/"
    Notice.objects.all().delete()
    assert town.client("ana").post(path, {"note": "Tidak jadi", "drop": "1"}).status_code == 403
    assert town.client("office").post(path, {"note": "Tidak jadi", "drop": "1"}).status_code == 302
    assert "tidak jadi dikerjakan" in told(given.owner_id)
    Notice.objects.all().delete()
    assert "Kirim data kendala" not in text(town.client("ana").get("/kotak-masuk/"))


@pytest.mark.parametrize(
    "wrong", [{"text": ""}, {"owner": "x"}, {"due_on": "2020-01-01"}, {"due_on": "2029-01-01"}]
)
def test_a_wrong_item_is_told(town, held, ids, wrong):
    form = {"text": "Kirim", "owner": str(ids["ana"]), "due_on": DUE.isoformat()} | wrong
    assert town.client("office").post(f"/pertemuan/{held.id}/tindak-lanjut/", form).status_code == 422
    assert not ActionItem.objects.unscoped("test").exists()


def test_nobody_approves_minutes_they_wrote_in(town, held, office, ids):
    """The last hand is not the only maker: whoever is written over does not become the checker."""
    assign(by=SYSTEM, user=town.users["kota"], role=Role.OFFICE, region="32.76", starts_on=FEBRUARY)
    path = f"/pertemuan/{held.id}/notulen/"
    actions.write_minutes(by=office, meeting=held.id, discussion="", decisions="Satu")
    actions.write_minutes(by=town.actor("kota"), meeting=held.id, discussion="", decisions="Satu.")
    actions.submit_minutes(by=town.actor("kota"), meeting=held.id)
    for who in ("office", "kota"):
        assert "Persetujuan Anda" not in text(town.client(who).get(path))
        assert town.client(who).post(f"{path}putusan/", {"decision": "approve"}).status_code == 403
        assert not Minutes.objects.get().approved_at
    assert "Persetujuan Anda" in text(town.client("head").get(path))
    assert town.client("head").post(f"{path}putusan/", {"decision": "approve"}).status_code == 302
