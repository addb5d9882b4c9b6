"""A filled database beside the empty one: made once in a process, then looked at by any test module for no cost."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection


class Snapshot:
    """What `fill` writes into a copy of the test database. Tests undo their own changes, so that it stays as it was."""

    def __init__(self, name: str, fill: Callable[[], None]) -> None:
        self._database = (_InMemory if connection.vendor == "sqlite" else _Copied)(name)
        with self.seen():
            fill()
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")  # as a database that has been in use knows its tables

    def drop(self) -> None:
        self._database.drop()

    @contextmanager
    def seen(self) -> Iterator[None]:
        """Everything asked of the database meanwhile is asked of this one."""
        before = connection.settings_dict["NAME"]
        with self._database.instead():
            connection.settings_dict["NAME"] = self._database.name
            try:
                yield
            finally:
                connection.settings_dict["NAME"] = before


class _InMemory:
    """SQLite's database in memory lives as long as somebody is connected, so the connections are put aside, not closed."""

    def __init__(self, name: str) -> None:
        self.name = connection.settings_dict["NAME"].replace("memorydb_", f"memorydb_{name}_")
        connection.ensure_connection()
        self._kept = sqlite3.connect(self.name, uri=True, check_same_thread=False)
        connection.connection.backup(self._kept)

    def drop(self) -> None:
        self._kept.close()

    @contextmanager
    def instead(self) -> Iterator[None]:
        connection.ensure_connection()
        aside, connection.connection = connection.connection, None
        try:
            yield
        finally:
            if connection.connection is not None:
                connection.connection.close()
            connection.connection = aside


class _Copied:
    """PostgreSQL copies a database file by file."""

    def __init__(self, name: str) -> None:
        self._suffix = name
        self.name = f"{connection.settings_dict['NAME']}_{name}"
        connection.creation.clone_test_db(name, verbosity=0, autoclobber=True)

    def drop(self) -> None:
        connection.creation.destroy_test_db(suffix=self._suffix, verbosity=0)

    @contextmanager
    def instead(self) -> Iterator[None]:
        connection.close()
        try:
            yield
        finally:
            connection.close()
