import datetime

import pytest

from dampingi.foundation.errors import Refused
from dampingi.records.meetings import actions
from dampingi.records.meetings.actions.reminding import _remind
from dampingi.records.meetings.models import Invitee, Meeting
from tests.records.meetings.conftest import AT, HOUR, told

pytestmark = pytest.mark.django_db
LATER = AT + datetime.timedelta(days=1)


def test_everybody_is_told_the_reason_and_asked_anew(call, town, office, ids):
    made = call()
    row = Invitee.objects.unscoped("test").get(meeting=made)
    actions.answer(by=town.actor("ana"), invitee=row.id, said="yes")
    moved = actions.move_meeting(by=office, meeting=made.id, starts_at=LATER, reason="Walikota hadir")
    row.refresh_from_db()
    assert (moved.starts_at, moved.minutes, moved.sequence, row.answer) == (LATER, 120, 1, "")
    assert "dipindah ke 23 Juli 2026 09.00–11.00 WIB: Walikota hadir" in told(ids["ana"])


def test_it_may_overlap_itself_but_nothing_else(call, hall, office):
    made = call(room=hall)
    actions.move_meeting(by=office, meeting=made.id, starts_at=AT + HOUR, reason="Lebih siang")
    call("Yang lain", at=LATER, must=("budi",), room=hall)
    with pytest.raises(Refused, match="Yang lain"):
        actions.move_meeting(by=office, meeting=made.id, starts_at=LATER, reason="Besok")


def test_it_goes_to_another_place(call, hall, office):
    made = call(room=hall)
    moved = actions.move_meeting(
        by=office, meeting=made.id, starts_at=AT, place="Kelurahan", reason="Aula bocor"
    )
    assert (moved.room, moved.where) == (None, "Kelurahan")
    assert call("Sekarang bebas", must=("budi",), room=hall)


def test_the_same_again_no_reason_or_the_past_is_refused(call, office, time_machine):
    made = call()
    for reason, at in (("", LATER), ("Salah", AT)):
        with pytest.raises(Refused):
            actions.move_meeting(by=office, meeting=made.id, starts_at=at, reason=reason)
    time_machine.move_to(AT + HOUR)
    with pytest.raises(Refused, match="sudah berlangsung"):
        actions.move_meeting(by=office, meeting=made.id, starts_at=LATER, reason="Terlambat")


def test_cancelling_frees_room_and_people(call, hall, office, ids):
    made = call(room=hall)
    with pytest.raises(Refused, match="alasan"):
        actions.cancel_meeting(by=office, meeting=made.id, reason=" ")
    actions.cancel_meeting(by=office, meeting=made.id, reason="Libur")
    assert "dibatalkan: Libur" in told(ids["ana"])
    assert call("Pengganti", room=hall)
    with pytest.raises(Refused, match="sudah dibatalkan"):
        actions.cancel_meeting(by=office, meeting=made.id, reason="Libur")


@pytest.mark.parametrize("who", ["ana", "coordinator", "head", "participant", "elsewhere"])
def test_others_change_nothing(call, town, who):
    made = call()
    with pytest.raises(Refused):
        actions.move_meeting(by=town.actor(who), meeting=made.id, starts_at=LATER, reason="x")
    with pytest.raises(Refused):
        actions.cancel_meeting(by=town.actor(who), meeting=made.id, reason="x")
    assert Meeting.objects.unscoped("test").get().sequence == 0


def test_a_reminder_is_of_the_meeting_as_it_is_and_not_as_it_was_seen(call, office):
    seen = call()
    now = AT - HOUR
    actions.move_meeting(by=office, meeting=seen.id, starts_at=LATER + 24 * HOUR, reason="Bentrok")
    assert _remind(seen, now) == 0
    assert Invitee.objects.unscoped("test").get(meeting=seen).reminded_at is None


def test_a_reason_of_a_million_letters_is_not_sent_to_everybody(call, town, ids):
    made = call()
    answer = town.client("office").post(f"/pertemuan/{made.id}/batal/", {"reason": "x" * 1_000_000})
    assert answer.status_code == 302
    assert len(told(ids["ana"])) < 1000
