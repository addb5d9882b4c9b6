"""Every process of the tests needs an empty database. In memory it is a copy of the last that the same migrations made."""

import fcntl
import hashlib
import os
import re
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import django
from django.db import connection

from dampingi.foundation.schema.management.commands import migrate

SOURCE = Path(__file__).parent.parent / "src"


@contextmanager
def remembered() -> Iterator[None]:
    """Meanwhile `migrate` of a new database in memory is a copy; on PostgreSQL, on a file and to a named migration it is the real one."""
    real = migrate.Command.handle

    def handle(command: migrate.Command, *args: Any, **options: Any) -> None:
        fresh = (
            connection.vendor == "sqlite" and connection.is_in_memory_db() and not options.get("app_label")
        )
        if fresh and not connection.introspection.table_names():
            _copied(lambda: real(command, *args, **options))
        else:
            real(command, *args, **options)

    migrate.Command.handle = handle
    try:
        yield
    finally:
        migrate.Command.handle = real


def _copied(make: Any) -> None:
    path = Path(tempfile.gettempdir()) / f"dampingi-tests-{os.getuid()}-{digest()[:20]}.sqlite3"
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        connection.ensure_connection()
        if path.exists():
            with sqlite3.connect(path) as kept:
                kept.backup(connection.connection)
            return
        make()
        partial = path.with_suffix(".partial")
        partial.unlink(missing_ok=True)
        with sqlite3.connect(partial) as kept:
            connection.connection.backup(kept)
        partial.rename(path)


def digest() -> str:
    """Of the migrations, of what they import of ours, of what is kept after them (the shipped indicators), and of Django."""
    migrations = sorted(SOURCE.glob("dampingi/**/migrations/*.py"))
    used = {
        name for each in migrations for name in re.findall(r"from (dampingi[\w.]+) import", each.read_text())
    }
    used |= {"dampingi.foundation.schema.fresh"}
    modules = [SOURCE / f"{name.replace('.', '/')}.py" for name in sorted(used)]
    running = hashlib.sha256(django.__version__.encode())
    shipped = sorted(SOURCE.glob("dampingi/definitions/indicators/*.yaml"))
    for file in [*migrations, *(m for m in modules if m.exists()), *shipped]:
        running.update(f"{file.relative_to(SOURCE)}\n".encode() + file.read_bytes())
    return running.hexdigest()
