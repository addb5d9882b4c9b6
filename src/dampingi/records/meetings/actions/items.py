"""What somebody takes on at a meeting: given, done with a note, or dropped with a reason."""

import datetime
import uuid

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.foundation.regions.codes import zone
from dampingi.records.meetings.actions.meetings import held_meeting
from dampingi.records.meetings.models import ActionItem, Invitee
from dampingi.records.meetings.queries.meetings import may_manage
from dampingi.records.meetings.wording import local_day

GIVEN = gettext_noop("Tindak lanjut untuk Anda dari %(title)s: %(text)s. Batas waktunya %(due)s.")
DONE = gettext_noop("%(name)s menyelesaikan tindak lanjut %(title)s: %(text)s.")
DROPPED = gettext_noop("Tindak lanjut Anda dari %(title)s tidak jadi dikerjakan: %(text)s (%(reason)s).")
DUE = gettext_noop("Hari ini batas waktu tindak lanjut Anda dari %(title)s: %(text)s.")
LATE = gettext_noop("Tindak lanjut Anda dari %(title)s lewat batas waktu %(due)s: %(text)s.")
FURTHEST = datetime.timedelta(days=366)


@transaction.atomic
def give_item(
    *,
    by: Actor,
    meeting: uuid.UUID,
    owner: uuid.UUID,
    text: str,
    due_on: datetime.date,
    now: datetime.datetime | None = None,
) -> ActionItem:
    """Somebody who was asked to the meeting takes something on."""
    found, moment = held_meeting(by, meeting), now or timezone.now()
    if found.cancelled_at:
        raise Conflict(_("Pertemuan ini dibatalkan; catat tindak lanjutnya di pertemuan penggantinya."))
    if not text.strip():
        raise Refused(_("Tulis apa yang akan dikerjakan."))
    if not local_day(found) <= due_on <= local_day(found) + FURTHEST:
        raise Refused(
            _("Batas waktunya mulai hari pertemuan sampai setahun sesudahnya. Perbaiki tanggalnya.")
        )
    asked = Invitee.objects.unscoped("of a meeting in hand").filter(
        meeting=found, removed_at=None, user=owner
    )
    if not asked.exists():
        raise Refused(_("Pilih orang yang diundang ke pertemuan ini."))
    item = ActionItem.objects.create(
        meeting=found, owner_id=owner, text=text.strip()[:300], due_on=due_on, made_at=moment
    )
    if owner != by.user_id:
        _tell(item, GIVEN, owner)
    record_event(
        by=by,
        action="give_action_item",
        subject=("action_item", item.id),
        region=found.region,
        programme=found.programme_id,
    )
    return item


@transaction.atomic
def finish_item(*, by: Actor, item: uuid.UUID, note: str, now: datetime.datetime | None = None) -> ActionItem:
    """Its owner, or who manages the meeting, says what came of it."""
    row = _held(by, item)
    if not note.strip():
        raise Refused(_("Tulis singkat hasilnya."))
    row.done_at, row.note = now or timezone.now(), note.strip()[:500]
    row.save(update_fields=["done_at", "note"])
    caller = row.meeting.called_by_id
    if caller and caller != by.user_id:
        _tell(row, DONE, caller, name=row.owner.name)
    record_event(
        by=by, action="finish_action_item", subject=("action_item", row.id), region=row.meeting.region
    )
    return row


@transaction.atomic
def drop_item(*, by: Actor, item: uuid.UUID, reason: str, now: datetime.datetime | None = None) -> ActionItem:
    """Nobody does it any more; only who manages the meeting says so."""
    row = _held(by, item)
    if not may_manage(by, row.meeting):
        raise Refused(_("Hanya penyelenggara pertemuan yang dapat menghapus tindak lanjut."), status=403)
    if not reason.strip():
        raise Refused(_("Tulis alasan menghapus tindak lanjut ini."))
    row.dropped_at, row.note = now or timezone.now(), reason.strip()[:500]
    row.save(update_fields=["dropped_at", "note"])
    if row.owner_id != by.user_id:
        _tell(row, DROPPED, row.owner_id, reason=row.note)
    record_event(
        by=by,
        action="drop_action_item",
        subject=("action_item", row.id),
        region=row.meeting.region,
        reason=row.note,
    )
    return row


def remind_owners(now: datetime.datetime | None = None) -> int:
    """The worker's chore: on the day it is due, and a week later; returns how many were told."""
    moment, told = now or timezone.now(), 0
    rows = ActionItem.objects.unscoped("everybody with something to do is reminded")
    for row in rows.filter(
        done_at=None, dropped_at=None, due_on__lte=moment.date() + datetime.timedelta(days=1)
    ).select_related("meeting"):
        today = moment.astimezone(zone(row.meeting.region)).date()
        days = [d for d in (row.due_on, row.due_on + datetime.timedelta(days=7)) if d <= today]
        if days and _first(row, days[-1]):
            _tell(row, DUE if row.due_on == today else LATE, row.owner_id)
            told += 1
    return told


def _first(row: ActionItem, day: datetime.date) -> bool:
    """Several workers may ask; one of them is told yes."""
    rows = ActionItem.objects.unscoped("a row in hand").filter(id=row.id)
    return bool(rows.filter(Q(reminded_on=None) | Q(reminded_on__lt=day)).update(reminded_on=day))


def _tell(item: ActionItem, text: str, user: uuid.UUID, **more: str) -> None:
    values = {"title": item.meeting.title, "text": item.text, "due": item.due_on.isoformat()} | more
    notify(users=[user], text=text, values=values, url=reverse("action_item", args=[item.id]))


def _held(by: Actor, id: uuid.UUID) -> ActionItem:
    """Open, and the actor's own or of a meeting they manage."""
    rows = ActionItem.objects.unscoped("reach is checked next").select_for_update(of=("self",))
    row = rows.filter(id=id).select_related("meeting", "owner").first()
    if row is None or not (row.owner_id == by.user_id or may_manage(by, row.meeting)):
        raise Refused(_("Tindak lanjut itu tidak ada, atau bukan milik Anda."), status=404)
    if row.done_at or row.dropped_at:
        raise Conflict(_("Tindak lanjut ini sudah selesai."))
    return row
