"""Which state of the database one sees. What was worked out from a state may be shown again for as long as nobody committed anything.

`stamp()` is asked before the work; whatever is kept under it is at least as new as it, so that a reader never gets less than the
commits before their question.

- PostgreSQL: the snapshot itself. Two equal snapshots see the same rows; every transaction that writes takes a number, so none that
  wrote goes by without changing it (documentation, "Transaction ID and Snapshot Information Functions").
- SQLite: `PRAGMA data_version` changes on a connection when another one committed, `total_changes` when it wrote itself. Both
  mean something on their connection only: each connection notes the moment of the last change it saw, as a number that grows
  in the process, and what is kept since that moment is new enough for it.
"""

import itertools
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Lock
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

T = TypeVar("T")
_moments = itertools.count(1)


@dataclass(frozen=True)
class Stamp:
    """`state`: the database and, on PostgreSQL, its snapshot. `since`: the oldest moment that is new enough; `at`: this one."""

    state: str
    since: int = 0
    at: int = 0

    def serves(self, asked: "Stamp") -> bool:
        """Whether what was kept under this stamp holds for one who asks under another."""
        return self.state == asked.state and self.at >= asked.since


@dataclass
class _Seen:
    raw: Any
    version: tuple[int, int]
    since: int


def stamp(of: BaseDatabaseWrapper = connection) -> Stamp | None:  # type: ignore[assignment]
    """None inside a transaction: what it sees may never be committed."""
    if of.in_atomic_block:
        return None
    name = str(of.settings_dict["NAME"])
    if of.vendor == "postgresql":
        return Stamp(f"{name} {_asked(of, _SNAPSHOT)}")
    version = (_asked(of, "PRAGMA data_version"), of.connection.total_changes)
    at = next(
        _moments
    )  # after the look: a commit between the two would count as older than what was worked out before it
    seen: _Seen | None = getattr(of, "_dampingi_seen", None)
    if seen is None or seen.raw is not of.connection or seen.version != version:
        seen = _Seen(of.connection, version, at)
        of._dampingi_seen = seen  # type: ignore[attr-defined]
    return Stamp(name, seen.since, at)


_SNAPSHOT = "SELECT pg_postmaster_start_time()::text || ' ' || pg_current_snapshot()::text"
"""With the server's start: one that was set back to an earlier day starts anew."""


def _asked(of: BaseDatabaseWrapper, sql: str) -> Any:
    with of.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


class Kept(Generic[T]):
    """Results of work that only reads, the last ones made, each for as long as the database stays as it was.

    Who asks for what another is already working out waits for it: a hundred who open one page after a commit cost one.
    """

    def __init__(self, most: int, of: BaseDatabaseWrapper = connection) -> None:  # type: ignore[assignment]
        self._most, self._lock, self._database = most, Lock(), of
        self._found: OrderedDict[Hashable, tuple[Stamp, T]] = OrderedDict()
        self._working: dict[Hashable, Lock] = {}

    def of(self, key: Hashable, work: Callable[[], T]) -> T:
        """`key` names everything but the data that `work` depends on: whose reach, the question, the day, the language."""
        asked = stamp(self._database)
        if asked is None:
            return work()
        with self._lock:
            kept = self._found.get(key)
            alone = self._working.setdefault(key, Lock())
        if kept and kept[0].serves(asked):
            return kept[1]
        with alone:
            return self._again(key, asked, work)

    def _again(self, key: Hashable, asked: Stamp, work: Callable[[], T]) -> T:
        kept = self._found.get(key)
        if kept and kept[0].serves(asked):
            return kept[1]
        asked = stamp(self._database) or asked  # waiting took its time: what is made now is as new as now
        made = work()
        with self._lock:
            self._found[key] = (asked, made)
            self._found.move_to_end(key)
            while len(self._found) > self._most:
                self._working.pop(self._found.popitem(last=False)[0], None)
        return made
