import uuid
from typing import Any

from django.utils.translation import gettext_lazy as lazy

from dampingi.foundation.jobs.heartbeat import alive
from dampingi.foundation.jobs.kinds import job
from dampingi.foundation.jobs.models import Job
from dampingi.outcomes.plans.names import ALLOCATE


@job(ALLOCATE, lazy("Menghitung pembagian anggaran"))
def _allocate(work: Job) -> dict[str, Any]:
    from dampingi.outcomes.plans.actions import fulfil  # reckons: no start waits for it

    with alive(work):
        made = fulfil(allocation=uuid.UUID(work.params["allocation"]))
    return {"possible": made.found["possible"]}
