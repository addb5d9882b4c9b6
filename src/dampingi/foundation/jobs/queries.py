import uuid

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.errors import Refused
from dampingi.foundation.jobs.models import Job


def job_of(actor: Actor, job_id: uuid.UUID) -> Job:
    """A job the person asked for."""
    found = Job.objects.filter(id=job_id, by=actor.user_id).first()
    if found is None:
        raise Refused("", status=404)
    return found


def jobs_of(actor: Actor):
    return Job.objects.filter(by=actor.user_id).order_by("-created_at")
