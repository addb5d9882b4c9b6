"""What a worker does besides its tasks, again and again: registered at start-up by the apps that need it."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import DatabaseError, close_old_connections, connections

log = logging.getLogger(__name__)


@dataclass
class Chore:
    """`work()` every so many seconds. It must be idempotent: several workers do it side by side."""

    work: Callable[[], object]
    every: float
    due: float = 0.0


chores: list[Chore] = []


def every(seconds: float, work: Callable[[], object]) -> None:
    chores.append(Chore(work=work, every=seconds))


def start() -> threading.Thread:
    """Do the chores in a thread beside the worker's loop, until the process ends."""
    thread = threading.Thread(target=_forever, name="chores", daemon=True)
    thread.start()
    return thread


def _forever() -> None:
    while True:
        close_old_connections()
        do_due(time.monotonic())
        time.sleep(0.5)


def do_due(now: float) -> None:
    """Do what is due. A chore that fails is tried again at its next turn and does not stop the others."""
    for chore in chores:
        if now < chore.due:
            continue
        chore.due = now + chore.every
        try:
            chore.work()
        except DatabaseError as busy:
            log.warning("chore %s put off: %s", chore.work.__name__, busy)
            connections.close_all()
        except Exception:
            log.exception("chore %s failed", chore.work.__name__)
