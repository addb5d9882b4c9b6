import datetime
import uuid
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.errors import Conflict, Denied
from dampingi.foundation.jobs.models import Job

LEASE = datetime.timedelta(minutes=2)
MOST_ATTEMPTS = 3


@transaction.atomic
def start(
    *, by: Actor, kind: str, params: dict[str, Any] | None = None, url: str = "", total: int = 0
) -> Job:
    """Ask for long work; it runs in a worker once the surrounding transaction is committed."""
    from dampingi.foundation.jobs.tasks import run

    started = Job.objects.create(kind=kind, by=by.user_id, params=params or {}, url=url, total=total)
    run.enqueue(job_id=str(started.id))
    return started


def claim(job_id: uuid.UUID) -> Job | None:
    """Take the job for this worker, unless it is finished or another worker's lease on it still holds."""
    now = timezone.now()
    fresh = Job.objects.filter(id=job_id, state=Job.State.WAITING)
    stale = Job.objects.filter(id=job_id, state=Job.State.RUNNING, heartbeat_at__lt=now - LEASE)
    for free in (fresh, stale):
        taken = free.update(
            state=Job.State.RUNNING, started_at=now, heartbeat_at=now, attempts=F("attempts") + 1, done=0
        )
        if taken:
            return Job.objects.get(id=job_id)
    return None


class Cancelled(Exception):
    """Whoever asked for the work called it off."""


def advance(job: Job, *, done: int, total: int | None = None, note: str = "") -> None:
    """Report progress; also the worker's sign of life. Raises `Cancelled` where the job was called off.

    Call it between transactions, not inside one.
    """
    job.done, job.note = done, note or job.note
    job.total = total if total is not None else job.total
    job.heartbeat_at = timezone.now()
    told = {"done": job.done, "total": job.total, "note": job.note, "heartbeat_at": job.heartbeat_at}
    if not Job.objects.filter(id=job.id, state=Job.State.RUNNING).update(**told):
        raise Cancelled


@transaction.atomic
def cancel(*, by: Actor, job: Job) -> Job:
    """Call work off that is not finished. A worker in the middle of it stops at its next step; nothing half done stays."""
    held = Job.objects.select_for_update().get(id=job.id)
    if held.by != by.user_id:
        raise Denied(_("Hanya yang memintanya dapat menghentikan pekerjaan ini."))
    if held.finished:
        raise Conflict(_("Pekerjaan ini sudah selesai."))
    held.state, held.finished_at = Job.State.CANCELLED, timezone.now()
    held.save(update_fields=["state", "finished_at"])
    return held


def finish(job: Job, *, result: dict[str, Any]) -> None:
    _end(job, Job.State.DONE, result=result, done=job.total or job.done)


def fail(job: Job, *, error: str) -> None:
    _end(job, Job.State.FAILED, error=error)


def _end(job: Job, state: str, **told: Any) -> None:
    """A job that was called off meanwhile stays so."""
    told |= {"state": state, "finished_at": timezone.now()}
    Job.objects.filter(id=job.id).exclude(state=Job.State.CANCELLED).update(**told)
    for name, value in told.items():
        setattr(job, name, value)


def requeue_dead() -> int:
    """Run again the jobs whose worker died; give up after three attempts. A worker calls this when it starts."""
    from dampingi.foundation.jobs.tasks import run

    dead = Job.objects.filter(state=Job.State.RUNNING, heartbeat_at__lt=timezone.now() - LEASE)
    count = 0
    for job in dead:
        if job.attempts >= MOST_ATTEMPTS:
            fail(job, error="The worker died three times while doing this.")
        else:
            run.enqueue(job_id=str(job.id))
            count += 1
    return count
