"""The kinds of long work, registered at start-up by the apps that do it."""

from collections.abc import Callable
from typing import Any

from dampingi.foundation.jobs.models import Job

Work = Callable[[Job], dict[str, Any]]

kinds: dict[str, Work] = {}
titles: dict[str, Any] = {}


def job(kind: str, title: Any = "") -> Callable[[Work], Work]:
    """Register `work(job) -> result` under a kind, with the (lazily translated) words people see for it.

    It must be idempotent: a dead worker's job is run again.
    """

    def register(work: Work) -> Work:
        kinds[kind], titles[kind] = work, title or kind
        return work

    return register
