"""One at a time in the clinic: who books, cancels or opens a slot sees what the one before left, in whichever field."""

from django.db import connection

_KEY = 7253003


def take_turns() -> None:
    """Wait for everybody else who changes slots or bookings, until the transaction ends.

    One turn for all fields, since a business or an adviser is in one place whatever the field. Always before anything is read or
    locked. SQLite's IMMEDIATE transaction already lets one writer in.
    """
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, 0)", [_KEY])
