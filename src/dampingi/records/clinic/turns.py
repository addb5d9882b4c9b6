"""One at a time in a field's queue: who books, cancels or opens a slot sees what the one before left."""

import zlib
from collections.abc import Iterable

from django.db import connection

_KEY = 7253003


def take_turns(fields: Iterable[str]) -> None:
    """Wait for everybody else who changes the queues of these fields, until the transaction ends.

    Always before anything is read or locked, and in one order, so that nobody waits for each other.
    SQLite's IMMEDIATE transaction already lets one writer in.
    """
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for number in sorted({_number(field) for field in fields}):
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_KEY, number])


def _number(field: str) -> int:
    """Fits PostgreSQL's signed integer; two fields with the same number would only wait for each other."""
    return zlib.crc32(field.encode()) & 0x7FFFFFFF
