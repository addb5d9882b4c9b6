"""A road-show planned in one go, and the aspirations heard at its stops."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.definitions import source_names
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.regions.codes import depth
from dampingi.foundation.rowwise import each_row
from dampingi.records.meetings.actions.meetings import call_meeting
from dampingi.records.meetings.models import Aspiration, Invitee, Kind, Meeting, RoadShow
from dampingi.records.meetings.queries.meetings import may_manage
from dampingi.records.programmes.models import Programme

LONGEST = 4000


@dataclass(frozen=True)
class Stop:
    """One kecamatan's meeting. `must` and `should` are user ids."""

    region: str
    starts_at: datetime.datetime
    place: str
    must: frozenset[uuid.UUID] = frozenset()
    should: frozenset[uuid.UUID] = frozenset()


@dataclass(frozen=True)
class Heard:
    """`id` is made by the form: sending the same again changes nothing."""

    id: uuid.UUID
    field: str
    text: str
    name: str = ""
    phone: str = ""


@transaction.atomic
def plan_roadshow(
    *,
    by: Actor,
    programme: Programme,
    region: str,
    name: str,
    minutes: int,
    stops: Sequence[Stop],
    now: datetime.datetime | None = None,
) -> RoadShow:
    """All stops or none: a clash at one of them names it and nothing is called."""
    by.require(Permission.CALL_MEETINGS, region=region, programme=programme.id)
    if not name.strip():
        raise Refused(_("Isi nama rangkaian kunjungan."))
    if not stops:
        raise Refused(_("Pilih sedikitnya satu kecamatan yang dikunjungi."))
    if any(depth(s.region) != 3 for s in stops) or len({s.region for s in stops}) != len(stops):
        raise Refused(_("Tiap kecamatan dikunjungi satu kali. Periksa daftar kunjungannya."))
    show = RoadShow.objects.create(
        programme=programme,
        region=region,
        name=name.strip()[:120],
        by_name=by.name,
        called_at=now or timezone.now(),
    )

    def called(stop: Stop) -> Meeting:
        return call_meeting(
            by=by, programme=programme, region=stop.region, title=show.name, kind=Kind.ROADSHOW, starts_at=stop.starts_at, minutes=minutes,
            place=stop.place, must=stop.must, should=stop.should, roadshow=show, now=now,
        )  # fmt: skip

    each_row(stops, called)
    record_event(
        by=by,
        action="plan_roadshow",
        subject=("roadshow", show.id),
        region=region,
        programme=programme.id,
        detail={"stops": len(stops)},
    )
    return show


@transaction.atomic
def note_aspiration(
    *, by: Actor, meeting: uuid.UUID, heard: Heard, now: datetime.datetime | None = None
) -> Aspiration:
    """Write down what somebody wishes for, on the spot: who manages the meeting, or anybody asked to it."""
    found, moment = _meeting(by, meeting), now or timezone.now()
    if found.cancelled_at:
        raise Conflict(_("Pertemuan ini dibatalkan. Catat aspirasinya pada pertemuan penggantinya."))
    if found.starts_at > moment + datetime.timedelta(hours=1):
        raise Refused(_("Pertemuan ini belum mulai. Aspirasi dicatat di tempat."))
    before = Aspiration.objects.unscoped("is it sent again?").filter(id=heard.id).first()
    if before:
        return _same(before, found, heard)
    if heard.field not in source_names("constraint_fields"):
        raise Refused(_("Bidang %(code)s tidak dikenal. Pilih dari daftar.") % {"code": heard.field})
    if not heard.text.strip():
        raise Refused(_("Tulis aspirasinya."))
    if heard.phone and not heard.name.strip():
        raise Refused(_("Tulis nama orang yang ingin dijawab."))
    row, new = Aspiration.objects.unscoped("sent twice at once, one is kept").get_or_create(
        id=heard.id,
        defaults=_told(heard) | {
            "meeting": found, "programme_id": found.programme_id, "region": found.region, "at": moment, "by": by.user_id, "by_name": by.name,
        },
    )  # fmt: skip
    if not new:
        return _same(row, found, heard)
    record_event(
        by=by,
        action="note_aspiration",
        subject=("aspiration", row.id),
        region=row.region,
        programme=row.programme_id,
        values=[row.text],
    )
    return row


@transaction.atomic
def answer_aspiration(
    *, by: Actor, aspiration: uuid.UUID, answer: str, now: datetime.datetime | None = None
) -> Aspiration:
    """Answer, or mend an answer; who asked is to be told anew."""
    row = _held(by, aspiration)
    if not answer.strip():
        raise Refused(_("Tulis jawabannya; orangnya membacanya kata demi kata."))
    row.answer, row.answered_at, row.answered_by_name, row.told_at = (
        answer.strip()[:LONGEST],
        now or timezone.now(),
        by.name,
        None,
    )
    row.save(update_fields=["answer", "answered_at", "answered_by_name", "told_at"])
    record_event(
        by=by,
        action="answer_aspiration",
        subject=("aspiration", row.id),
        region=row.region,
        programme=row.programme_id,
        values=[row.answer],
    )
    return row


@transaction.atomic
def tell_aspiration(*, by: Actor, aspiration: uuid.UUID, now: datetime.datetime | None = None) -> Aspiration:
    """The answer was sent to who asked."""
    row = _held(by, aspiration)
    if not row.answered_at:
        raise Conflict(_("Aspirasi ini belum dijawab."))
    if not row.phone:
        raise Refused(_("Orangnya tidak meninggalkan nomor."))
    row.told_at = now or timezone.now()
    row.save(update_fields=["told_at"])
    record_event(
        by=by,
        action="tell_aspiration",
        subject=("aspiration", row.id),
        region=row.region,
        programme=row.programme_id,
    )
    return row


def _told(heard: Heard) -> dict[str, str]:
    name, text = heard.name.strip()[:150], heard.text.strip()[:LONGEST]
    return {"name": name, "phone": heard.phone, "field": heard.field, "text": text}


def _same(before: Aspiration, meeting: Meeting, heard: Heard) -> Aspiration:
    other = any(getattr(before, name) != value for name, value in _told(heard).items())
    if before.meeting_id != meeting.id or other:
        raise Conflict(
            _(
                "Aspirasi ini sudah tersimpan dengan isi lain. Muat ulang halaman, lalu catat sebagai yang baru."
            )
        )
    return before


def _meeting(by: Actor, id: uuid.UUID) -> Meeting:
    found = Meeting.objects.unscoped("reach is checked next").filter(id=id).first()
    asked = Invitee.objects.unscoped("is one asked?").filter(meeting=id, user=by.user_id, removed_at=None)
    if found is None or not (may_manage(by, found) or (by.user_id and asked.exists())):
        raise Refused(_("Pertemuan itu tidak ada, atau Anda tidak diundang."), status=404)
    return found


def _held(by: Actor, id: uuid.UUID) -> Aspiration:
    reached = Aspiration.objects.for_actor(by, Permission.CALL_MEETINGS).filter(id=id).values("id")
    row = (
        Aspiration.objects.unscoped("reach is checked by the id")
        .select_for_update(of=("self",))
        .filter(pk__in=reached)
        .first()
    )
    if row is None:
        raise Refused(_("Aspirasi itu tidak ada, atau di luar wilayah Anda."), status=404)
    return row
