import uuid
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as lazy

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.models import User
from dampingi.foundation.accounts.queries import actor_of
from dampingi.foundation.jobs.actions import start
from dampingi.foundation.jobs.heartbeat import alive
from dampingi.foundation.jobs.kinds import job
from dampingi.foundation.jobs.models import Job
from dampingi.foundation.rows import new_id

TRY_MODEL = "try_risk_model"


def ask_to_try(by: Actor, region: str) -> Job:
    return start(
        by=by, kind=TRY_MODEL, params={"region": region, "id": str(new_id())}, url=reverse("risk_model")
    )


@job(TRY_MODEL, lazy("Menghitung model partisipasi"))
def _try(work: Job) -> dict[str, Any]:
    """The model's id is made with the job: run again after a break, it finds what it stored."""
    from dampingi.insight.participation.actions import try_model  # loads numpy and scipy only in the worker

    with alive(work):
        made = try_model(by=_asker(work), region=work.params["region"], id=uuid.UUID(work.params["id"]))
    return {"number": made.number, "usable": made.usable}


def _asker(work: Job) -> Actor:
    if work.by is None:
        return Actor.for_system("participation model")
    return actor_of(User.objects.get(id=work.by), on=timezone.localdate())
