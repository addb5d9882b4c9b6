import uuid
from typing import Any

from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.models import User
from dampingi.foundation.accounts.queries import actor_of
from dampingi.foundation.jobs.kinds import job
from dampingi.foundation.jobs.models import Job
from dampingi.insight.evaluation.models import Computation, Evaluation
from dampingi.records.programmes.rosters import today_in


@job("evaluation.compute", _("Menghitung hasil penilaian"))
def work(job: Job) -> dict[str, Any]:
    """Compute once; a second run after a dead worker finds what is there."""
    # here, because SciPy takes longer to load than most commands take to run
    from dampingi.insight.evaluation.actions import compute

    evaluation = Evaluation.objects.unscoped("the action checks the asker's reach").get(
        id=uuid.UUID(job.params["evaluation"])
    )
    found = Computation.objects.filter(evaluation=evaluation).first()
    if found is None:
        asker = actor_of(User.objects.get(id=job.by), on=today_in(evaluation.region))
        found = compute(by=asker, evaluation=evaluation)
    return {"digest": found.digest, "mentors": found.results.count()}
