"""Calendars elsewhere are read by a worker."""

import uuid
from typing import Any

from django.utils.translation import gettext_lazy as lazy

from dampingi.foundation.jobs.kinds import job
from dampingi.foundation.jobs.models import Job
from dampingi.records.commitments.models import Calendar


@job("read_calendar", lazy("Membaca waktu sibuk dari kalender"))
def read_calendar(work: Job) -> dict[str, Any]:
    from dampingi.records.commitments.calendars import read_address

    found = (
        Calendar.objects.unscoped("its owner asked for it")
        .filter(id=uuid.UUID(work.params["calendar"]))
        .first()
    )
    return read_address(found) if found else {}
