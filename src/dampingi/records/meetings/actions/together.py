"""Several meetings moved at once, so that two can change places."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.errors import Conflict, Refused
from dampingi.records.calendars.checking import named
from dampingi.records.calendars.queries import in_the_way
from dampingi.records.meetings.actions.asking import without_removed
from dampingi.records.meetings.actions.booking import check_free, check_size
from dampingi.records.meetings.actions.meetings import (
    changed,
    check_changeable,
    held_meeting,
    set_place,
    set_time,
    tell_moved,
)
from dampingi.records.meetings.holding import hold_people, hold_room
from dampingi.records.meetings.models import Meeting, Room

MOST = 60


@dataclass(frozen=True)
class Move:
    """`was` is when the meeting began as the plan saw it. `room`: another one, where the plan has one."""

    meeting: uuid.UUID
    was: datetime.datetime
    starts_at: datetime.datetime
    room: Room | None = None


@transaction.atomic
def move_together(
    *, by: Actor, moves: Sequence[Move], reason: str, now: datetime.datetime | None = None
) -> list[Meeting]:
    """All or none. Held in the order of all who book: meetings, then rooms, then people; looked at once all stand where they shall be."""
    moment = now or timezone.now()
    if not reason.strip():
        raise Refused(_("Tulis alasan memindahkan; semua yang diundang membacanya."))
    if not 1 <= len({m.meeting for m in moves}) == len(moves) <= MOST:
        raise Refused(_("Centang 1 sampai %(most)d rapat yang dipindahkan.") % {"most": MOST})
    found = [(_held(by, move, moment), move) for move in sorted(moves, key=lambda m: m.meeting)]
    for room in sorted({m.room or f.room for f, m in found if m.room or f.room}, key=lambda r: r.id):
        hold_room(room)
    for meeting, move in found:
        set_time(meeting, move.starts_at, meeting.minutes, moment)
        set_place(meeting, move.room or meeting.room)
        changed(meeting, moment, reason)
    _check_all([meeting for meeting, _move in found], by)
    for meeting, _move in found:
        tell_moved(by, meeting)
    return [meeting for meeting, _move in found]


def _held(by: Actor, move: Move, now: datetime.datetime) -> Meeting:
    found = held_meeting(by, move.meeting)
    check_changeable(found, now)
    if found.starts_at != move.was:
        raise Conflict(
            _("%(title)s sudah dipindah sejak susunannya dihitung. Hitung lagi, lalu centang lagi.")
            % {"title": found.title}
        )
    if move.starts_at == move.was and (move.room is None or move.room.id == found.room_id):
        raise Refused(_("Waktu dan tempatnya sama dengan sekarang. Ubah salah satunya."))
    closed = [k for k in in_the_way(found.region, move.starts_at, found.minutes) if k.closed]
    if closed:
        raise Conflict(
            _("%(title)s akan jatuh pada %(what)s. Hitung lagi, lalu centang lagi.")
            % {"title": found.title, "what": named(closed)}
        )
    return found


def _check_all(meetings: Sequence[Meeting], by: Actor) -> None:
    must = {
        m.id: set(without_removed(m).filter(required=True).values_list("user_id", flat=True))
        for m in meetings
    }
    hold_people({user for users in must.values() for user in users})
    for meeting in meetings:
        check_free(meeting, must[meeting.id], by)
        check_size(meeting, without_removed(meeting).count())
