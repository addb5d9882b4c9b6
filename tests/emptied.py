"""What a test with real transactions leaves behind is undone at once: the database gets back what it had before the first.

Emptying hundreds of tables one by one took seconds, what may only be added to refused it, and what `migrate` put there was gone afterwards.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager

from django.db import connection, transaction
from django.test import TransactionTestCase


@contextmanager
def put_back() -> Iterator[None]:
    """Meanwhile, on PostgreSQL and on SQLite in memory."""
    if connection.vendor == "sqlite" and not connection.is_in_memory_db():
        yield
        return
    emptying = TransactionTestCase._fixture_teardown
    with (_copy if connection.vendor == "sqlite" else _rows)() as restore:
        TransactionTestCase._fixture_teardown = lambda _case: restore()
        try:
            yield
        finally:
            TransactionTestCase._fixture_teardown = emptying


@contextmanager
def _copy() -> Iterator[Callable[[], None]]:
    with closing(sqlite3.connect(":memory:", check_same_thread=False)) as kept:
        connection.ensure_connection()
        connection.connection.backup(kept)
        yield lambda: kept.backup(connection.connection)


@contextmanager
def _rows() -> Iterator[Callable[[], None]]:
    """Tables lose the rows they have; the few that had some get them back from a copy beside them."""
    tables = connection.introspection.table_names()
    had = _filled(tables)
    _run(["DROP SCHEMA IF EXISTS kept CASCADE", "CREATE SCHEMA kept"])
    _run(f'CREATE TABLE kept."{table}" AS TABLE public."{table}"' for table in had)

    def restore() -> None:
        with transaction.atomic():
            # neither what may only be added to nor a foreign key stands in the way
            _run(["SET LOCAL session_replication_role = replica"])
            _run(f'DELETE FROM public."{table}"' for table in _filled(tables))
            _run(f'INSERT INTO public."{table}" SELECT * FROM kept."{table}"' for table in had)

    yield restore


def _filled(tables: Iterable[str]) -> list[str]:
    asked = " UNION ALL ".join(
        f"SELECT '{table}' WHERE EXISTS (SELECT FROM public.\"{table}\")" for table in tables
    )
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return [table for (table,) in cursor.fetchall()]


def _run(statements: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
