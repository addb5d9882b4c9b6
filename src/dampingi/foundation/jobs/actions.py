import datetime
import uuid
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from dampingi.foundation.accounts.actors import Actor
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


def advance(job: Job, *, done: int, total: int | None = None, note: str = "") -> None:
    """Report progress; also the worker's sign of life. Call it between transactions, not inside one."""
    job.done, job.note = done, note or job.note
    job.total = total if total is not None else job.total
    job.heartbeat_at = timezone.now()
    job.save(update_fields=["done", "total", "note", "heartbeat_at"])


def finish(job: Job, *, result: dict[str, Any]) -> None:
    job.state, job.result, job.finished_at, job.done = (
        Job.State.DONE,
        result,
        timezone.now(),
        job.total or job.done,
    )
    job.save(update_fields=["state", "result", "finished_at", "done"])


def fail(job: Job, *, error: str) -> None:
    job.state, job.error, job.finished_at = Job.State.FAILED, error, timezone.now()
    job.save(update_fields=["state", "error", "finished_at"])


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
