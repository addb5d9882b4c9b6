"""Who was there: the list on a phone, the code on the room's screen, guests by name."""

import re

import pytest

from dampingi.foundation.errors import Refused
from dampingi.records.meetings import actions
from dampingi.records.meetings.codes import SECONDS, meeting_of, screen_code
from dampingi.records.meetings.models import Guest, Invitee
from tests.records.meetings.conftest import AT, HOUR

pytestmark = pytest.mark.django_db


def text(answer):
    return answer.content.decode()


@pytest.fixture
def held(call, time_machine):
    """A meeting that begins now, with ana and budi."""
    made = call(must=("ana", "budi"))
    time_machine.move_to(AT, tick=False)
    return made


def row(meeting, user):
    return Invitee.objects.unscoped("test").get(meeting=meeting, user=user)


def code_on(page):
    """The screen's picture is read by making the same code again: it is signed with the second."""
    return "<svg" in page


def test_a_mentor_scans_the_screen_and_presses_once(town, held, ids):
    assert code_on(text(town.client("office").get(f"/pertemuan/{held.id}/layar/")))
    path = f"/hadir-rapat/{screen_code(held.id)}/"
    client = town.client("ana")
    assert "Catat kehadiran saya" in text(client.get(path))
    assert row(held, ids["ana"]).attended_at is None  # looking is not being there
    assert client.post(path).status_code == 302
    again = client.post(path)
    assert again.status_code == 409
    assert "sudah tercatat pukul 09.00" in text(again)
    assert "sudah tercatat" in text(client.get(path))
    assert (row(held, ids["ana"]).attended_how, row(held, ids["budi"]).attended_at) == ("qr", None)


def test_a_code_lasts_minutes_and_cannot_be_made_up(town, held, time_machine):
    code = screen_code(held.id)
    time_machine.move_to(AT.timestamp() + SECONDS + 2, tick=False)
    assert meeting_of(code) is None
    assert "sudah berganti" in text(town.client("ana").post(f"/hadir-rapat/{code}/"))
    assert town.client("ana").post(f"/hadir-rapat/{screen_code(held.id)[:-2]}xx/").status_code == 404


def test_who_is_not_asked_or_not_logged_in_marks_nothing(town, held):
    path = f"/hadir-rapat/{screen_code(held.id)}/"
    assert town.client("camat").post(path).status_code == 404
    assert town.client("stranger").post(path)["Location"].startswith("/masuk/")
    assert not Invitee.objects.unscoped("test").exclude(attended_at=None).exists()


def test_nobody_is_there_long_before_or_after(town, call, ids, office, time_machine):
    made = call()
    ana = town.actor("ana")
    with pytest.raises(Refused, match="satu jam sebelum"):
        actions.scan(by=ana, meeting=made.id, now=AT - 2 * HOUR)
    with pytest.raises(Refused, match="sudah selesai"):
        actions.scan(by=ana, meeting=made.id, now=AT + 4 * HOUR)
    actions.mark(by=office, meeting=made.id, invitee=row(made, ids["ana"]).id, came=True, now=AT + 30 * HOUR)


def test_the_office_ticks_on_the_list_and_takes_back(town, held, ids):
    client, path = town.client("office"), f"/pertemuan/{held.id}/hadir/"
    ana = str(row(held, ids["ana"]).id)
    assert client.post(path, {"invitee": ana, "came": "1"}).status_code == 302
    twice = client.post(path, {"invitee": ana, "came": "1"})
    assert (twice.status_code, "Ana sudah tercatat pukul 09.00" in text(twice)) == (409, True)
    assert "1 dari 2 hadir" in text(client.get(path))
    assert client.post(path, {"invitee": ana, "came": "0"}).status_code == 302
    assert row(held, ids["ana"]).attended_at is None
    assert client.post(path, {"invitee": "x", "came": "1"}).status_code == 422


def test_a_guest_is_there_once_by_name(town, held):
    client, path = town.client("office"), f"/pertemuan/{held.id}/hadir/"
    assert client.post(path, {"guest": "Ibu  Tamu", "agency": "Bappeda"}).status_code == 302
    assert client.post(path, {"guest": "ibu tamu"}).status_code == 409
    assert client.post(path, {"guest": " "}).status_code == 422
    guest = Guest.objects.get()
    assert (guest.name, guest.agency) == ("Ibu Tamu", "Bappeda")
    assert client.post(f"{path}tamu/{guest.id}/hapus/").status_code == 302
    assert client.post(f"{path}tamu/{guest.id}/hapus/").status_code == 404


def test_a_cancelled_meeting_has_no_attendance(call, office, ids, town):
    made = call()
    actions.cancel_meeting(by=office, meeting=made.id, reason="Libur")
    with pytest.raises(Refused, match="dibatalkan"):
        actions.add_guest(by=office, meeting=made.id, name="Tamu", now=AT)
    assert town.client("office").get(f"/pertemuan/{made.id}/layar/").status_code == 409


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("ana", 403),
        ("coordinator", 404),
        ("head", 403),
        ("participant", 403),
        ("elsewhere", 404),
        ("stranger", 302),
    ],
)
def test_others_do_not_keep_the_list(town, held, who, status):
    for part in ("hadir", "layar"):
        assert town.client(who).get(f"/pertemuan/{held.id}/{part}/").status_code == status


def test_the_code_changes_by_itself(town, held):
    page = text(town.client("office").get(f"/pertemuan/{held.id}/layar/"))
    assert re.search(r'<meta http-equiv="refresh" content="\d+">', page)
