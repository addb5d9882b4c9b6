"""Calling, moving and cancelling a meeting."""

import datetime
import uuid
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.regions.codes import contains
from dampingi.foundation.regions.queries import exists
from dampingi.records.meetings.actions.asking import ask, check_askable, tell, without_removed
from dampingi.records.meetings.actions.booking import check_free, check_size
from dampingi.records.meetings.holding import hold_people, hold_room
from dampingi.records.meetings.models import Kind, Meeting, RoadShow, Room
from dampingi.records.programmes.models import Programme

LONGEST = 12 * 60
FURTHEST = datetime.timedelta(days=3 * 366)
MOVED = gettext_noop("%(title)s dipindah ke %(day)s %(clock)s: %(reason)s. Mohon jawab lagi undangannya.")
CANCELLED = gettext_noop("%(title)s pada %(day)s %(clock)s dibatalkan: %(reason)s.")


@transaction.atomic
def call_meeting(
    *,
    by: Actor,
    programme: Programme,
    region: str,
    title: str,
    starts_at: datetime.datetime,
    minutes: int,
    kind: str = Kind.COORDINATION,
    room: Room | None = None,
    place: str = "",
    online: str = "",
    about: str = "",
    must: Iterable[uuid.UUID] = (),
    should: Iterable[uuid.UUID] = (),
    crowded_reason: str = "",
    roadshow: RoadShow | None = None,
    now: datetime.datetime | None = None,
) -> Meeting:
    """Ask people (user ids: who must come, who is welcome) to a time and a place; they are told.

    Refuses a room that is taken or too small, and people who must be elsewhere then.
    """
    by.require(Permission.CALL_MEETINGS, region=region, programme=programme.id)
    _check_region(programme, region)
    must, should = set(must), set(should) - set(must)
    moment = now or timezone.now()
    meeting = Meeting(
        programme=programme, region=region, kind=_kind(kind), title=title.strip(), about=about.strip(), place=place.strip(),
        online=online.strip(), crowded_reason=crowded_reason.strip(), called_by_id=by.user_id, called_at=moment, changed_at=moment, roadshow=roadshow,
    )  # fmt: skip
    set_time(meeting, starts_at, minutes, moment)
    set_place(meeting, room)
    if not meeting.title:
        raise Refused(_("Isi judul pertemuan."))
    if not must and not should:
        raise Refused(_("Pilih sedikitnya satu orang yang diundang."))
    check_askable(meeting, must | should)
    hold_people(must)
    check_free(meeting, must, by)
    check_size(meeting, len(must | should))
    meeting.save(force_insert=True)
    ask(meeting, must=must, should=should, by=by, at=moment)
    record_event(
        by=by, action="call_meeting", subject=("meeting", meeting.id), region=region, programme=programme.id,
        detail={"invited": len(must | should)}, values=[str(u) for u in sorted(must | should, key=str)],
    )  # fmt: skip
    return meeting


@transaction.atomic
def move_meeting(
    *,
    by: Actor,
    meeting: uuid.UUID,
    starts_at: datetime.datetime,
    reason: str,
    minutes: int | None = None,
    room: Room | None = None,
    place: str = "",
    crowded_reason: str = "",
    now: datetime.datetime | None = None,
) -> Meeting:
    """To another time or place; without `room` and `place` it stays where it is. Everybody is told and asked anew."""
    found, moment = held_meeting(by, meeting), now or timezone.now()
    check_changeable(found, moment)
    if not reason.strip():
        raise Refused(_("Tulis alasan memindahkan pertemuan ini; semua yang diundang membacanya."))
    before = (found.starts_at, found.ends_at, found.room_id, found.place)
    set_time(found, starts_at, minutes or found.minutes, moment)
    if room or place.strip():
        found.room, found.place = None, place.strip()
    set_place(found, room or found.room)
    if before == (found.starts_at, found.ends_at, found.room_id, found.place):
        raise Refused(_("Waktu dan tempatnya sama dengan sekarang. Ubah salah satunya."))
    asked = without_removed(found)
    must = set(asked.filter(required=True).values_list("user_id", flat=True))
    hold_people(must)
    check_free(found, must, by)
    found.crowded_reason = crowded_reason.strip() or found.crowded_reason
    check_size(found, asked.count())
    changed(found, moment, reason)
    tell_moved(by, found)
    return found


def tell_moved(by: Actor, found: Meeting) -> None:
    """Everybody is asked anew, and reads why."""
    without_removed(found).update(answer="", answered_at=None, reason="", reminded_at=None)
    tell(found, MOVED, reason=found.change_reason)
    record_event(
        by=by, action="move_meeting", subject=("meeting", found.id), region=found.region, programme=found.programme_id,
        reason=found.change_reason, detail={"starts_at": found.starts_at.isoformat()},
    )  # fmt: skip


@transaction.atomic
def cancel_meeting(
    *, by: Actor, meeting: uuid.UUID, reason: str, now: datetime.datetime | None = None
) -> Meeting:
    """Call it off; everybody is told, and room and people are free again."""
    found, moment = held_meeting(by, meeting), now or timezone.now()
    check_changeable(found, moment)
    if not reason.strip():
        raise Refused(_("Tulis alasan membatalkan pertemuan ini; semua yang diundang membacanya."))
    found.cancelled_at, found.cancel_reason = moment, reason.strip()[:300]
    changed(found, moment, found.change_reason)
    tell(found, CANCELLED, reason=found.cancel_reason)
    record_event(
        by=by, action="cancel_meeting", subject=("meeting", found.id), region=found.region,
        programme=found.programme_id, reason=found.cancel_reason,
    )  # fmt: skip
    return found


def held_meeting(by: Actor, id: uuid.UUID) -> Meeting:
    """A meeting the actor manages, held until the transaction ends."""
    reached = Meeting.objects.for_actor(by, Permission.CALL_MEETINGS).filter(id=id).values("id")
    rows = Meeting.objects.unscoped("reach is checked by the id").select_for_update(of=("self",), no_key=True)
    found = rows.filter(id=id, pk__in=reached).select_related("room", "programme").first()
    if found is None:
        raise Refused(_("Pertemuan itu tidak ada, atau bukan wewenang Anda."), status=404)
    return found


def _check_region(programme: Programme, region: str) -> None:
    if not exists(region):
        raise Refused(_("Wilayah %(code)s tidak ada. Pilih dari daftar.") % {"code": region})
    if not contains(programme.region, region):
        raise Refused(_("Wilayah pertemuan di luar wilayah program. Pilih wilayah lain."))


def check_changeable(meeting: Meeting, now: datetime.datetime) -> None:
    if meeting.cancelled_at:
        raise Conflict(_("Pertemuan ini sudah dibatalkan."))
    if meeting.starts_at <= now:
        raise Conflict(_("Pertemuan ini sudah berlangsung; waktunya tidak dapat diubah lagi."))


def _kind(kind: str) -> str:
    if kind not in Kind.values:
        raise Refused(_("Jenis pertemuan %(code)s tidak dikenal. Pilih dari daftar.") % {"code": kind})
    return kind


def check_time(starts_at: datetime.datetime, minutes: int, now: datetime.datetime) -> None:
    if timezone.is_naive(starts_at):
        raise Refused(_("Waktu mulai harus menyebut zona waktunya."))
    if not 5 <= minutes <= LONGEST:
        raise Refused(_("Lama pertemuan diisi antara 5 menit dan 12 jam."))
    if starts_at <= now:
        raise Refused(_("Waktu mulainya sudah lewat. Pilih waktu yang akan datang."))
    if starts_at > now + FURTHEST:
        raise Refused(_("Waktu mulainya lebih dari tiga tahun lagi. Periksa tahunnya."))


def set_time(meeting: Meeting, starts_at: datetime.datetime, minutes: int, now: datetime.datetime) -> None:
    check_time(starts_at, minutes, now)
    meeting.starts_at = starts_at.astimezone(datetime.UTC)
    meeting.ends_at = meeting.starts_at + datetime.timedelta(minutes=minutes)


def set_place(meeting: Meeting, room: Room | None) -> None:
    """The room is held from here on."""
    meeting.room = hold_room(room)
    if meeting.room and meeting.room.archived_at:
        raise Refused(_("Ruang %(room)s tidak dipakai lagi. Pilih ruang lain.") % {"room": meeting.room.name})
    if meeting.room and not (
        contains(meeting.room.region, meeting.region) or contains(meeting.region, meeting.room.region)
    ):
        raise Refused(_("Ruang %(room)s milik wilayah lain. Pilih ruang lain.") % {"room": meeting.room.name})
    if meeting.room:
        meeting.place = ""
    if not meeting.where:
        raise Refused(_("Pilih ruang, tulis tempatnya, atau isi tautan rapat daring."))


def changed(meeting: Meeting, at: datetime.datetime, reason: str) -> None:
    meeting.sequence, meeting.changed_at, meeting.change_reason = (
        meeting.sequence + 1,
        at,
        reason.strip()[:300],
    )
    meeting.save()
