from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from dampingi.foundation.schema import fresh

OTHERWISE = (
    "app_label",
    "fake",
    "fake_initial",
    "plan",
    "check_unapplied",
    "prune",
    "one_by_one",
)


class Command(migrate.Command):
    """Django's, but a database without tables gets them at once."""

    def needs_database(self, _options: Any) -> bool:
        return False

    def add_arguments(self, parser: Any) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--one-by-one", action="store_true", help="Run every migration, on an empty database too."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        if fresh.is_empty(connection) and not any(options.get(name) for name in OTHERWISE):
            connection.prepare_database()
            made = fresh.build(connection)
            if options["verbosity"] > 0:
                self.stdout.write(f"New database: its tables made at once, as {made} migrations leave them.")
        super().handle(*args, **options)
