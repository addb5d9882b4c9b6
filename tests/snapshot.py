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


class _Aside:
    """Whoever looks at the other database takes over its one connection; the usual one waits meanwhile, open."""

    def __init__(self) -> None:
        self._own = None

    @contextmanager
    def instead(self) -> Iterator[None]:
        connection.ensure_connection()
        aside, connection.connection = connection.connection, self._own
        try:
            yield
        finally:
            self._own, connection.connection = connection.connection, aside

    def close(self) -> None:
        if self._own is not None:
            self._own.close()


class _InMemory(_Aside):
    """SQLite's database in memory lives as long as somebody is connected."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = connection.settings_dict["NAME"].replace("memorydb_", f"memorydb_{name}_")
        connection.ensure_connection()
        self._kept = sqlite3.connect(self.name, uri=True, check_same_thread=False)
        connection.connection.backup(self._kept)

    def drop(self) -> None:
        self.close()
        self._kept.close()


class _Copied(_Aside):
    """PostgreSQL copies a database file by file."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._suffix = name
        self.name = f"{connection.settings_dict['NAME']}_{name}"
        connection.creation.clone_test_db(name, verbosity=0, autoclobber=True)

    def drop(self) -> None:
        self.close()
        connection.creation.destroy_test_db(suffix=self._suffix, verbosity=0)
