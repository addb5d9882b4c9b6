"""More people, fewer people, and what they answer."""

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
from dampingi.records.meetings.actions.asking import ask, check_askable, tell, without_removed
from dampingi.records.meetings.actions.booking import check_free, check_size
from dampingi.records.meetings.actions.meetings import held_meeting
from dampingi.records.meetings.holding import hold_meeting, hold_people, hold_room
from dampingi.records.meetings.models import Answer, Invitee, Meeting
from dampingi.records.meetings.wording import when

MOST_ANSWERS = 30
DECLINED = gettext_noop("%(name)s tidak dapat hadir di %(title)s, %(day)s %(clock)s: %(reason)s")
WITHDRAWN = gettext_noop("Undangan Anda ke %(title)s, %(day)s %(clock)s ditarik.")


@transaction.atomic
def invite(
    *,
    by: Actor,
    meeting: uuid.UUID,
    must: Iterable[uuid.UUID] = (),
    should: Iterable[uuid.UUID] = (),
    crowded_reason: str = "",
    now: datetime.datetime | None = None,
) -> Meeting:
    """Ask more people. Who is asked already keeps their answer."""
    found, moment = held_meeting(by, meeting), now or timezone.now()
    _check_open(found, moment)
    found.room = hold_room(found.room)
    asked = set(without_removed(found).values_list("user_id", flat=True))
    must = set(must) - asked
    should = set(should) - asked - must
    if not must | should:
        raise Refused(_("Pilih sedikitnya satu orang yang belum diundang."))
    check_askable(found, must | should)
    hold_people(must)
    if must:
        check_free(found, must, by)
    found.crowded_reason = crowded_reason.strip() or found.crowded_reason
    check_size(found, len(asked | must | should))
    found.save(update_fields=["crowded_reason"])
    ask(found, must=must, should=should, by=by, at=moment)
    record_event(
        by=by, action="invite_to_meeting", subject=("meeting", found.id), region=found.region, programme=found.programme_id,
        detail={"invited": len(must | should)}, values=[str(u) for u in sorted(must | should, key=str)],
    )  # fmt: skip
    return found


@transaction.atomic
def uninvite(*, by: Actor, invitee: uuid.UUID, now: datetime.datetime | None = None) -> Invitee:
    """Take an invitation back: they are told, and their link and calendar say so."""
    row, moment = _held(by, invitee), now or timezone.now()
    _check_open(row.meeting, moment)
    row.removed_at, row.link, row.sequence = moment, row.link + 1, row.sequence + 1
    row.save(update_fields=["removed_at", "link", "sequence"])
    tell(row.meeting, WITHDRAWN, users=[row.user_id])
    record_event(
        by=by,
        action="uninvite_from_meeting",
        subject=("meeting", row.meeting_id),
        region=row.meeting.region,
        values=[str(row.user_id)],
    )
    return row


@transaction.atomic
def renew_link(*, by: Actor, invitee: uuid.UUID) -> Invitee:
    """Links sent so far lead nowhere; a new one can be sent."""
    row = _held(by, invitee)
    row.link += 1
    row.save(update_fields=["link"])
    record_event(
        by=by, action="renew_invitation_link", subject=("meeting", row.meeting_id), region=row.meeting.region
    )
    return row


@transaction.atomic
def answer(
    *,
    invitee: uuid.UUID,
    said: str,
    reason: str = "",
    by: Actor | None = None,
    now: datetime.datetime | None = None,
) -> Invitee:
    """Yes, no or maybe to one invitation: by its own person logged in, or by its link (`by` None, the caller checked the link)."""
    row, moment = _own(by, invitee), now or timezone.now()
    _check_open(row.meeting, moment)
    if said not in Answer.values:
        raise Refused(_("Pilih hadir, mungkin, atau tidak dapat hadir."))
    if said != Answer.YES and not reason.strip():
        raise Refused(_("Tulis alasannya agar penyelenggara dapat menyesuaikan."))
    if row.changes >= MOST_ANSWERS:
        raise Refused(_("Jawaban ini sudah terlalu sering diubah. Hubungi penyelenggara."), status=429)
    if said == Answer.YES:
        _check_elsewhere(row)
    before = row.answer
    row.answer, row.reason, row.answered_at, row.changes = said, reason.strip()[:300], moment, row.changes + 1
    row.save(update_fields=["answer", "reason", "answered_at", "changes"])
    if said == Answer.NO and before != Answer.NO and row.meeting.called_by_id not in (None, row.user_id):
        tell(row.meeting, DECLINED, users=[row.meeting.called_by_id], name=row.user.name, reason=row.reason)
    by = by or Actor.for_system("an invitation link was answered")
    record_event(
        by=by,
        action="answer_invitation",
        subject=("meeting", row.meeting_id),
        region=row.meeting.region,
        values=[(str(row.user_id), said)],
    )
    return row


def _check_open(meeting: Meeting, now: datetime.datetime) -> None:
    if meeting.cancelled_at:
        raise Conflict(_("Pertemuan ini dibatalkan; undangannya tidak berlaku lagi."))
    if meeting.ends_at <= now:
        raise Conflict(_("Pertemuan ini sudah selesai; undangannya tidak dapat diubah lagi."))


def _check_elsewhere(row: Invitee) -> None:
    """Nobody says yes to two places. The person is held."""
    meeting = row.meeting
    others = Invitee.objects.unscoped("their own").filter(
        user=row.user_id, answer=Answer.YES, removed_at=None, meeting__cancelled_at=None,
        meeting__starts_at__lt=meeting.ends_at, meeting__ends_at__gt=meeting.starts_at,
    )  # fmt: skip
    other = others.exclude(id=row.id).select_related("meeting__room").first()
    if other:
        raise Conflict(
            _("Anda sudah menjawab hadir di “%(other)s” (%(when)s), pada jam yang sama dengan “%(title)s”. Ubah dahulu jawaban itu.")
            % {"other": other.meeting.title, "when": when(other.meeting), "title": meeting.title}
        )  # fmt: skip


def _own(by: Actor | None, id: uuid.UUID) -> Invitee:
    """Meeting, person, invitation are held in the order of whoever moves or cancels: neither waits for the other, and no answer is to a time that is over."""
    rows = Invitee.objects.unscoped("one's own, or by its link").filter(id=id, removed_at=None)
    if by is not None:
        rows = rows.filter(user=by.user_id) if by.user_id else rows.none()
    seen = rows.first()
    meeting = hold_meeting(seen.meeting_id) if seen else None
    if seen:
        hold_people([seen.user_id])
    row = rows.select_for_update(of=("self",)).select_related("user").first()
    if row is None or meeting is None:
        raise Refused(_("Undangan itu tidak ada atau sudah ditarik."), status=404)
    row.meeting = meeting
    return row


def _held(by: Actor, id: uuid.UUID) -> Invitee:
    reached = (
        Invitee.objects.for_actor(by, Permission.CALL_MEETINGS).filter(id=id, removed_at=None).values("id")
    )
    rows = Invitee.objects.unscoped("reach is checked by the id").select_for_update(of=("self",))
    row = rows.filter(pk__in=reached).select_related("meeting__room", "user").first()
    if row is None:
        raise Refused(_("Undangan itu tidak ada, sudah ditarik, atau di luar wilayah Anda."), status=404)
    return row
