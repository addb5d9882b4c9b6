"""Running what waits, in this process: for tests, the demo's build and commands. A server runs `db_worker`."""

from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult


def run_waiting(*, most: int = 1000) -> int:
    """Run the tasks that are ready, in order, until none waits; returns how many. A task's error is raised here."""
    count = 0
    while count < most and (result := DBTaskResult.objects.ready().first()):
        result.claim("inline")
        value = result.task.func(*result.args_kwargs["args"], **result.args_kwargs["kwargs"])
        result.set_successful(value)
        count += 1
    return count


def waiting() -> int:
    return DBTaskResult.objects.filter(status=TaskResultStatus.READY).count()
