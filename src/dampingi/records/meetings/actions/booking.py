"""Whether a time is free and a room big enough. Whoever asks holds the room and the people (`holding`)."""

import uuid
from collections.abc import Iterable

from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.errors import Conflict, Refused
from dampingi.records.meetings.models import Meeting
from dampingi.records.meetings.queries.clashes import Clash, people_taken, room_taken
from dampingi.records.meetings.queries.meetings import title_for
from dampingi.records.meetings.wording import when

NAMED = 3


def check_free(meeting: Meeting, must: Iterable[uuid.UUID], by: Actor) -> None:
    """Refuses what would put a room or somebody who must come in two places at once, with both meetings named as far as `by` may see them."""
    told = []
    if meeting.room:
        other = room_taken(meeting.room, meeting.starts_at, meeting.ends_at, but=meeting.id)
        if other:
            told.append(
                _("Ruang %(room)s sudah dipakai untuk “%(other)s” (%(when)s). Untuk “%(title)s”, pilih ruang atau waktu lain.")
                % {"room": meeting.room.name, "other": title_for(by, other), "when": when(other), "title": meeting.title}
            )  # fmt: skip
    clashes = people_taken(must, meeting.starts_at, meeting.ends_at, but=meeting.id)
    told += [_told(meeting, clash, by) for clash in clashes[:NAMED]]
    if len(clashes) > NAMED:
        told.append(
            _("Masih ada %(count)d orang lagi yang wajib hadir di tempat lain pada jam itu.")
            % {"count": len(clashes) - NAMED}
        )
    if told:
        raise Conflict(" ".join(told))


def check_size(meeting: Meeting, asked: int) -> None:
    room = meeting.room
    if room and asked > room.capacity and not meeting.crowded_reason:
        raise Refused(
            _("Ruang %(room)s memuat %(capacity)d orang, sedangkan %(asked)d diundang. Pilih ruang yang lebih besar, kurangi undangan, atau tulis alasannya bila ruang itu tetap dipakai.")
            % {"room": room.name, "capacity": room.capacity, "asked": asked}
        )  # fmt: skip


def _told(meeting: Meeting, clash: Clash, by: Actor) -> str:
    return _(
        "%(name)s wajib hadir di “%(other)s” (%(when)s) dan di “%(title)s” pada jam yang sama. Pilih waktu lain, atau cukup harapkan kehadirannya."
    ) % {
        "name": clash.user.name,
        "other": title_for(by, clash.meeting),
        "when": when(clash.meeting),
        "title": meeting.title,
    }
