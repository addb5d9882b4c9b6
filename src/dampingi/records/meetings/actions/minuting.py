"""Minutes: written by one, approved by another, then closed."""

import datetime
import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.approvals.actions import submit
from dampingi.foundation.approvals.models import Verdict
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.records.meetings.actions.meetings import held_meeting
from dampingi.records.meetings.models import Meeting, Minutes

NAME = "meeting_minutes"
LONGEST = 20_000


@transaction.atomic
def write_minutes(
    *, by: Actor, meeting: uuid.UUID, discussion: str, decisions: str, now: datetime.datetime | None = None
) -> Minutes:
    """Write or correct the minutes, until they are submitted; returned ones are open again."""
    found, moment = held_meeting(by, meeting), now or timezone.now()
    _check_held(found, moment)
    row = _of(found)
    _check_open(row)
    if len(discussion) > LONGEST or len(decisions) > LONGEST:
        raise Refused(_("Notulen terlalu panjang; ringkas menjadi %(most)d huruf.") % {"most": LONGEST})
    row.discussion, row.decisions = discussion.strip(), decisions.strip()
    before = [row.written_by_id, by.user_id]
    row.writers = sorted({*row.writers, *(str(user) for user in before if user)})
    row.written_by_id, row.written_at = by.user_id, moment
    row.save()
    record_event(
        by=by,
        action="write_minutes",
        subject=("meeting", found.id),
        region=found.region,
        programme=found.programme_id,
        values=[row.discussion, row.decisions],
    )
    return row


@transaction.atomic
def submit_minutes(*, by: Actor, meeting: uuid.UUID, now: datetime.datetime | None = None) -> Minutes:
    """Ask somebody else to approve them; until then they do not change."""
    found, moment = held_meeting(by, meeting), now or timezone.now()
    row = _of(found)
    _check_open(row)
    if not row.decisions or row.written_by_id is None:
        raise Refused(
            _(
                "Isi dan simpan keputusan pertemuan sebelum mengajukan notulen. Bila tidak ada keputusan, tulis demikian."
            )
        )
    row.version, row.submitted_at, row.returned_note = row.version + 1, moment, ""
    row.save()
    submit(
        by=by, workflow=NAME, subject=("meeting", found.id), version=row.version, region=found.region,
        drafted_by=row.written_by_id, programme=found.programme_id,
    )  # fmt: skip
    return row


def approved(meeting: uuid.UUID, version: int) -> None:
    """Runs with the verdict, which falls with it where its giver had written in them."""
    row = Minutes.objects.get(meeting=meeting)
    given = Verdict.objects.filter(
        approval__workflow=NAME, approval__subject_id=meeting, approval__version=version, approved=True
    )
    if any(wrote(row, user) for user in given.values_list("by", flat=True)):
        raise Denied(_("Anda ikut menulis notulen ini. Minta orang lain menyetujuinya."))
    Minutes.objects.filter(meeting=meeting).update(approved_at=timezone.now())


def wrote(row: Minutes | None, user: uuid.UUID | None) -> bool:
    return bool(row and user) and str(user) in row.writers  # type: ignore[union-attr]


def returned(meeting: uuid.UUID, _version: int, comment: str) -> None:
    Minutes.objects.filter(meeting=meeting).update(submitted_at=None, returned_note=comment)


def _of(meeting: Meeting) -> Minutes:
    """Held through its meeting."""
    return Minutes.objects.filter(meeting=meeting).first() or Minutes(meeting=meeting)


def _check_held(meeting: Meeting, now: datetime.datetime) -> None:
    if meeting.cancelled_at:
        raise Conflict(_("Pertemuan ini dibatalkan; tidak ada notulennya."))
    if meeting.starts_at > now:
        raise Refused(_("Pertemuan ini belum mulai. Tulis notulennya sesudah mulai."))


def _check_open(row: Minutes) -> None:
    if row.approved_at:
        raise Conflict(_("Notulen ini sudah disetujui dan tidak berubah lagi."))
    if row.submitted_at:
        raise Conflict(
            _("Notulen ini menunggu persetujuan. Minta pemeriksa mengembalikannya bila perlu diubah.")
        )
