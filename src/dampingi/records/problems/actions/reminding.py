import datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_noop

from dampingi.foundation.regions.codes import zone
from dampingi.records.problems.actions.agreeing import tell_owner
from dampingi.records.problems.models import AgreedAction

DUE = gettext_noop("Hari ini batas waktu tindakan Anda atas masalah %(title)s: %(text)s.")
LATE = gettext_noop("Tindakan Anda atas masalah %(title)s lewat batas waktu %(due)s: %(text)s.")
AGAIN = datetime.timedelta(days=7)


def remind_owners(now: datetime.datetime | None = None) -> int:
    """The worker's chore: on the day it is due, and a week later; returns how many were told."""
    moment, told = now or timezone.now(), 0
    rows = AgreedAction.objects.unscoped("everybody with something to do is reminded")
    due = rows.filter(done_at=None, dropped_at=None, owner__isnull=False, problem__archived_at=None)
    for row in due.filter(due_on__lte=moment.date() + datetime.timedelta(days=1)).select_related("problem"):
        today = moment.astimezone(zone(row.problem.region)).date()
        days = [d for d in (row.due_on, row.due_on + AGAIN) if d <= today]
        if days and _first(row, days[-1]):
            tell_owner(row, DUE if row.due_on == today else LATE)
            told += 1
    return told


def _first(row: AgreedAction, day: datetime.date) -> bool:
    """Several workers may ask; one of them is told yes."""
    rows = AgreedAction.objects.unscoped("a row in hand").filter(id=row.id)
    return bool(rows.filter(Q(reminded_on=None) | Q(reminded_on__lt=day)).update(reminded_on=day))
