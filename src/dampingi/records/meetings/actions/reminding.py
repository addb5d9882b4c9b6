"""The day before: who did not say no is reminded, once for each time of the meeting."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from dampingi.records.meetings.actions.asking import tell
from dampingi.records.meetings.holding import hold_meeting
from dampingi.records.meetings.models import Answer, Invitee, Meeting

AHEAD = datetime.timedelta(hours=24)
COMING = gettext_noop("Pengingat: %(title)s, %(day)s %(clock)s di %(where)s.")
SILENT = gettext_noop(
    "%(title)s berlangsung %(day)s %(clock)s di %(where)s, dan undangannya belum Anda jawab."
)


def remind_all(now: datetime.datetime | None = None) -> int:
    """The worker's chore; several workers may do it side by side. Returns how many were told."""
    moment = now or timezone.now()
    soon = Meeting.objects.unscoped("everybody asked is reminded").filter(
        cancelled_at=None, starts_at__gt=moment, starts_at__lte=moment + AHEAD
    )
    return sum(_remind(meeting, moment) for meeting in soon.select_related("room"))


@transaction.atomic
def _remind(seen: Meeting, now: datetime.datetime) -> int:
    """Of the meeting as it is now, held: it may have moved since it was seen."""
    meeting = hold_meeting(seen.id)
    if meeting.cancelled_at or not now < meeting.starts_at <= now + AHEAD:
        return 0
    rows = Invitee.objects.unscoped("of a meeting in hand").select_for_update(skip_locked=True)
    due = list(rows.filter(meeting=meeting, removed_at=None, reminded_at=None).exclude(answer=Answer.NO))
    Invitee.objects.unscoped("rows in hand").filter(id__in=[r.id for r in due]).update(reminded_at=now)
    tell(meeting, COMING, users=[r.user_id for r in due if r.answer], where=meeting.where)
    tell(meeting, SILENT, users=[r.user_id for r in due if not r.answer], where=meeting.where)
    return len(due)
