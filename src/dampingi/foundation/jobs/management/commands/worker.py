import argparse
import logging
from typing import Any

from django_tasks_db.management.commands import db_worker

from dampingi.foundation.jobs import chores


class Command(db_worker.Command):
    """django-tasks-db's worker with our chores beside it: dead workers' jobs, the audit chain."""

    help = (
        "Does the background work of an installation: imports, evaluations, documents, sealing the audit log."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(reload=False, startup_delay=False, interval=0.5)

    def configure_logging(self, verbosity: int) -> None:
        logging.getLogger("django_tasks").setLevel(logging.INFO if verbosity > 1 else logging.WARNING)
        db_worker.logger.setLevel(logging.INFO if verbosity > 1 else logging.ERROR)

    def handle(self, **options: Any) -> None:
        chores.start()
        super().handle(**options)
