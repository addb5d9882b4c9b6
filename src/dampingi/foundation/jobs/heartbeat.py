"""A sign of life for work that is busy inside one long step and cannot report progress."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import OperationalError, connection
from django.utils import timezone

from dampingi.foundation.jobs.models import Job

EVERY = 30.0


@contextmanager
def alive(job: Job, every: float = EVERY) -> Iterator[None]:
    """Meanwhile the job's lease is renewed, so that no other worker takes it over."""
    over = threading.Event()
    beating = threading.Thread(target=_beat, args=(job, over, every), name="heartbeat", daemon=True)
    beating.start()
    try:
        yield
    finally:
        over.set()
        beating.join()


def _beat(job: Job, over: threading.Event, every: float) -> None:
    while not over.wait(every):
        try:
            with suppress(OperationalError):  # a busy database: the next beat tells
                Job.objects.filter(id=job.id, state=Job.State.RUNNING).update(heartbeat_at=timezone.now())
        finally:
            connection.close()
