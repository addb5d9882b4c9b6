from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.models import User
from dampingi.foundation.accounts.queries import actor_of
from dampingi.foundation.jobs.heartbeat import alive
from dampingi.foundation.jobs.kinds import job
from dampingi.foundation.jobs.models import Job

KIND = "publish_lake"
"""As in actions.py, which is loaded late: it brings what publishing needs."""


@job(KIND, _("Menerbitkan fakta untuk danau data"))
def publish(job: Job) -> dict[str, Any]:
    """Run again after a dead worker it finds what was written, and goes on with the next edition."""
    from dampingi.insight.lake.actions import publish_lake

    with alive(
        job
    ):  # reading is one transaction that writes nothing, so there are no steps to report between
        made = publish_lake(by=_asker(job), to=job.params["to"], place=job.params.get("place", ""))
    return {"editions": [{"place": each.place, "seq": each.seq, "rows": each.rows} for each in made]}


def _asker(work: Job) -> Actor:
    if work.by is None:
        return Actor.for_system("nightly lake")
    return actor_of(User.objects.get(id=work.by), on=timezone.localdate())
