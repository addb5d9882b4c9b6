"""An aspiration written down by somebody of ours: at a road-show's stop, or at a desk."""

import datetime
import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.definitions import source_names
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.regions.codes import contains, depth
from dampingi.records.aspirations.actions.recording import record
from dampingi.records.aspirations.intake import Heard
from dampingi.records.aspirations.models import Aspiration, Door, State, Step
from dampingi.records.meetings.models import Invitee, Meeting
from dampingi.records.meetings.queries import may_manage
from dampingi.records.programmes.models import Programme


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
    where = {"meeting_id": found.id, "programme_id": found.programme_id, "region": found.region}
    return keep(by, heard, where | {"door": Door.ROADSHOW}, moment)


@transaction.atomic
def receive_aspiration(
    *, by: Actor, programme: Programme, region: str, heard: Heard, now: datetime.datetime | None = None
) -> Aspiration:
    """Somebody came, called or wrote to the office."""
    by.require(Permission.KEEP_ASPIRATIONS, region=region, programme=programme.id)
    if depth(region) != 3 or not contains(programme.region, region):
        raise Refused(_("Pilih kecamatannya dari daftar."))
    where = {"programme_id": programme.id, "region": region, "door": Door.DESK}
    return keep(by, heard, where, now or timezone.now())


def keep(
    by: Actor, heard: Heard, where: dict[str, Any], moment: datetime.datetime, sent_from: str = ""
) -> Aspiration:
    """Once, however often it is sent; inside the caller's transaction."""
    before = Aspiration.objects.unscoped("is it sent again?").filter(id=heard.id).first()
    if before:
        return _same(before, where, heard)
    public = where["door"] == Door.LINK
    if not (public and not heard.field) and heard.field not in source_names("constraint_fields"):
        raise Refused(_("Bidang %(code)s tidak dikenal. Pilih dari daftar.") % {"code": heard.field})
    if not heard.text.strip():
        raise Refused(_("Tulis aspirasinya."))
    if heard.phone and not heard.name.strip() and not public:
        raise Refused(_("Tulis nama orang yang ingin dijawab."))
    told = heard.told() | where | {"at": moment, "by": by.user_id, "by_name": by.name, "sent_from": sent_from}
    row, new = Aspiration.objects.unscoped("sent twice at once, one is kept").get_or_create(
        id=heard.id, defaults=told
    )
    if not new:
        return _same(row, where, heard)
    Step.objects.create(aspiration=row, state=State.RECEIVED, at=moment, by=by.user_id, by_name=by.name)
    record(by, "note_aspiration", row, values=[row.text])
    return row


def _same(before: Aspiration, where: dict[str, Any], heard: Heard) -> Aspiration:
    other = any(getattr(before, name) != value for name, value in (heard.told() | where).items())
    if other:
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
