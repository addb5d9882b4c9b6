"""What a test with real transactions leaves behind is undone at once: SQLite in memory becomes the copy that was taken before the first.

Emptying hundreds of tables one by one took seconds, what may only be added to refused it, and what `migrate` put there was gone afterwards.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from django.db import connection
from django.test import TransactionTestCase


@contextmanager
def put_back() -> Iterator[None]:
    """Meanwhile, on SQLite in memory. PostgreSQL truncates."""
    if connection.vendor != "sqlite" or not connection.is_in_memory_db():
        yield
        return
    emptying = TransactionTestCase._fixture_teardown
    with closing(sqlite3.connect(":memory:", check_same_thread=False)) as kept:
        connection.ensure_connection()
        connection.connection.backup(kept)
        TransactionTestCase._fixture_teardown = lambda _case: kept.backup(connection.connection)
        try:
            yield
        finally:
            TransactionTestCase._fixture_teardown = emptying
