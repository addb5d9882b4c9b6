"""Who was there: by the list, by the code on the room's screen, or by name."""

import datetime
import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.regions.codes import zone
from dampingi.records.meetings.actions.meetings import held_meeting
from dampingi.records.meetings.models import Guest, Invitee, Meeting

EARLY = datetime.timedelta(hours=1)
LATE = datetime.timedelta(hours=1)
"""How long before and after a meeting its screen's code counts; the list is mended later too."""


@transaction.atomic
def scan(*, by: Actor, meeting: uuid.UUID, now: datetime.datetime | None = None) -> Invitee:
    """One's own attendance, by the code on the room's screen; the caller has checked the code."""
    moment = now or timezone.now()
    rows = Invitee.objects.unscoped("one's own").filter(meeting=meeting, user=by.user_id, removed_at=None)
    row = rows.select_for_update(of=("self",)).select_related("meeting").first()
    if row is None:
        raise Refused(
            _(
                "Anda tidak ada di daftar undangan pertemuan ini. Minta penyelenggara mencatat Anda sebagai tamu."
            ),
            status=404,
        )
    _check_begun(row.meeting, moment)
    if moment > row.meeting.ends_at + LATE:
        raise Conflict(
            _("Pertemuan ini sudah selesai. Minta penyelenggara mencatat kehadiran Anda di daftar.")
        )
    if row.attended_at:
        raise Conflict(_("Kehadiran Anda sudah tercatat pukul %(clock)s.") % {"clock": _clock(row)})
    return _attended(by, row, moment, "qr")


@transaction.atomic
def mark(
    *, by: Actor, meeting: uuid.UUID, invitee: uuid.UUID, came: bool, now: datetime.datetime | None = None
) -> Invitee:
    """Attendance by the list: somebody came, or was marked by mistake."""
    found, moment = held_meeting(by, meeting), now or timezone.now()
    _check_begun(found, moment)
    rows = Invitee.objects.unscoped("of a meeting in hand").filter(meeting=found, removed_at=None, id=invitee)
    row = rows.select_for_update(of=("self",)).select_related("user").first()
    if row is None:
        raise Refused(_("Undangan itu tidak ada atau sudah ditarik."), status=404)
    row.meeting = found
    if came and row.attended_at:
        raise Conflict(
            _("%(name)s sudah tercatat pukul %(clock)s.") % {"name": row.user.name, "clock": _clock(row)}
        )
    return _attended(by, row, moment if came else None, "list" if came else "")


@transaction.atomic
def add_guest(
    *, by: Actor, meeting: uuid.UUID, name: str, agency: str = "", now: datetime.datetime | None = None
) -> Guest:
    """Somebody who came without an invitation."""
    found, moment = held_meeting(by, meeting), now or timezone.now()
    _check_begun(found, moment)
    name = " ".join(name.split())[:150]
    if not name:
        raise Refused(_("Isi nama tamu."))
    same = Guest.objects.filter(meeting=found, key=name.casefold()[:150]).first()
    if same:
        at = same.attended_at.astimezone(zone(found.region))
        raise Conflict(
            _("%(name)s sudah tercatat pukul %(clock)s.") % {"name": same.name, "clock": f"{at:%H.%M}"}
        )
    guest = Guest.objects.create(
        meeting=found,
        name=name,
        key=name.casefold()[:150],
        agency=agency.strip()[:150],
        attended_at=moment,
        by_name=by.name,
    )
    record_event(by=by, action="add_guest", subject=("meeting", found.id), region=found.region, values=[name])
    return guest


@transaction.atomic
def drop_guest(*, by: Actor, meeting: uuid.UUID, guest: uuid.UUID) -> None:
    found = held_meeting(by, meeting)
    if not Guest.objects.filter(meeting=found, id=guest).delete()[0]:
        raise Refused(_("Tamu itu tidak ada di daftar."), status=404)
    record_event(by=by, action="drop_guest", subject=("meeting", found.id), region=found.region)


def _attended(by: Actor, row: Invitee, at: datetime.datetime | None, how: str) -> Invitee:
    row.attended_at, row.attended_how = at, how
    row.save(update_fields=["attended_at", "attended_how"])
    record_event(
        by=by, action="mark_attendance", subject=("meeting", row.meeting_id), region=row.meeting.region,
        detail={"how": how}, values=[(str(row.user_id), bool(at))],
    )  # fmt: skip
    return row


def _check_begun(meeting: Meeting, now: datetime.datetime) -> None:
    if meeting.cancelled_at:
        raise Conflict(_("Pertemuan ini dibatalkan; kehadirannya tidak dapat dicatat."))
    if now < meeting.starts_at - EARLY:
        raise Refused(_("Kehadiran dicatat mulai satu jam sebelum pertemuan."))


def _clock(row: Invitee) -> str:
    return f"{row.attended_at.astimezone(zone(row.meeting.region)):%H.%M}"
