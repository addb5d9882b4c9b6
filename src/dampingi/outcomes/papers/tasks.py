"""Printing all forms of a month in a worker, with its progress."""

import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dampingi.foundation.accounts.models import User
from dampingi.foundation.accounts.queries import actor_of
from dampingi.foundation.jobs.actions import advance
from dampingi.foundation.jobs.heartbeat import alive
from dampingi.foundation.jobs.kinds import job
from dampingi.foundation.jobs.models import Job

KIND = "print_reports"


@job(KIND, gettext_lazy("Mencetak laporan bulanan"))
def work(job: Job) -> dict[str, Any]:
    """Idempotent: run again, it passes over what was set before."""
    from dampingi.outcomes.documents.typesetting import Presses
    from dampingi.outcomes.papers.batches import AT_ONCE, approved, print_forms

    by = actor_of(User.objects.get(id=job.by), on=timezone.localdate())
    found = list(approved(by, datetime.date.fromisoformat(job.params["month"])))
    wrong: dict[str, str] = {}
    with alive(job), Presses() as presses:
        for begun in range(0, len(found), AT_ONCE):
            advance(job, done=begun, total=len(found), note=_("Menyusun formulir resmi"))
            said = print_forms(found[begun : begun + AT_ONCE], presses)
            wrong |= {str(id): why for id, why in said.items()}
    printed = [str(r.id) for r in found if str(r.id) not in wrong]
    return {"printed": printed, "wrong": wrong}
