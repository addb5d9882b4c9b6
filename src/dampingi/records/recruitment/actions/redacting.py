"""Applications of those not chosen lose their personal values after the days the call stated."""

import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.audit.actions import record_event
from dampingi.records.recruitment.models import Appeal, Applicant, Check, Enclosure, Interest, Sheet
from dampingi.records.recruitment.papers import delete_files

GONE = "[dihapus]"
BY = Actor.for_system("retention of applications")
DRAFT_DAYS = 30
"""A draft never sent goes so long after the call closed."""


def redact_due() -> int:
    """Redact what is due by now; returns how many. Several workers may do it side by side."""
    today = timezone.localdate()
    long_closed = today - datetime.timedelta(days=DRAFT_DAYS)
    due = Q(redact_on__lte=today) | Q(state=Applicant.State.DRAFT, call__closes_on__lt=long_closed)
    rows = Applicant.objects.unscoped("retention").filter(due, redacted_at=None)
    return sum(_redact(id) for id in list(rows.values_list("id", flat=True)[:500]))


@transaction.atomic
def _redact(id) -> bool:
    rows = Applicant.objects.unscoped("retention").select_for_update(of=("self",))
    found = rows.filter(id=id, redacted_at=None).first()
    if found is None:
        return False
    files = [f for e in found.enclosures.all() for f in (e.original, e.shown) if f]
    Enclosure.objects.filter(applicant=found).delete()
    Interest.objects.filter(applicant=found).update(reason=GONE)
    Appeal.objects.filter(applicant=found).update(text=GONE)
    Appeal.objects.filter(applicant=found).exclude(reason="").update(reason=GONE)
    Check.objects.filter(applicant=found).exclude(reason="").update(reason=GONE)
    Sheet.objects.filter(applicant=found).update(note="")
    found.user, found.name, found.phone, found.email, found.sex = None, GONE, "", "", ""
    found.born_on, found.education, found.domicile, found.motivation = None, "", "", ""
    found.answers, found.fields, found.digest = {}, [], ""
    found.reason = GONE if found.reason else ""
    found.redacted_at = timezone.now()
    found.save()
    record_event(
        by=BY, action="redact_applicant", subject=("mentor_applicant", found.id), region=found.region,
        programme=found.programme_id,
    )  # fmt: skip
    transaction.on_commit(lambda: delete_files(files))
    return True
