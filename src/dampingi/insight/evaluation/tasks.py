import uuid
from typing import Any

from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.models import User
from dampingi.foundation.accounts.queries import actor_of
from dampingi.foundation.jobs.kinds import job
from dampingi.foundation.jobs.models import Job
from dampingi.insight.evaluation.models import Evaluation
from dampingi.insight.evaluation.queries import computation, corrections_to_come
from dampingi.records.programmes.rosters import today_in


@job("evaluation.compute", _("Menghitung hasil penilaian"))
def work(job: Job) -> dict[str, Any]:
    """Compute once, and once more with what was corrected; a second run after a dead worker finds what is there."""
    # here, because SciPy takes longer to load than most commands take to run
    from dampingi.insight.evaluation.actions import compute, recompute

    evaluation = Evaluation.objects.unscoped("the action checks the asker's reach").get(
        id=uuid.UUID(job.params["evaluation"])
    )
    found = computation(evaluation)
    asker = actor_of(User.objects.get(id=job.by), on=today_in(evaluation.region))
    if found is None:
        found = compute(by=asker, evaluation=evaluation)
    elif corrections_to_come(evaluation):
        found = recompute(by=asker, evaluation=evaluation)
    return {"digest": found.digest, "number": found.number, "mentors": found.results.count()}  # type: ignore[attr-defined]
