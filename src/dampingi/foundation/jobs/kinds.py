"""The kinds of long work, registered at start-up by the apps that do it."""

from collections.abc import Callable
from typing import Any

from dampingi.foundation.jobs.models import Job

Work = Callable[[Job], dict[str, Any]]

kinds: dict[str, Work] = {}


def job(kind: str) -> Callable[[Work], Work]:
    """Register `work(job) -> result` under a kind. It must be idempotent: a dead worker's job is run again."""

    def register(work: Work) -> Work:
        kinds[kind] = work
        return work

    return register
