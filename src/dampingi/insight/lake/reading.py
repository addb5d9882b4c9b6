"""The rows of a table as the database gives them, in its own values, a batch at a time: nothing holds a whole table."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, Substr

from dampingi.engines.lake import Tally
from dampingi.insight.lake.layout import LakeTable
from dampingi.insight.lake.places import Own

BATCH = 20_000
MOST_NAMED = 60
"""Beyond so many changed places and years a table is read whole and the unchanged left out here."""
Row = Sequence[Any]
Key = tuple[str, int]


@contextmanager
def one_moment() -> Iterator[None]:
    """On PostgreSQL every table is read as it stood at one moment. SQLite has no such reading that lets others write; each table is
    then of its own moment, seconds apart."""
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def tallies(table: LakeTable, own: Own, place: str) -> dict[Key, Tally]:
    """(place, year) -> what its rows come to, in whatever order they come."""
    found: dict[Key, Tally] = defaultdict(Tally)
    for batch in _batches(_rows(table, own, place).order_by()):
        sorted_out: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in batch:
            sorted_out[row[0], row[1]].append(row)
        for (at, year), rows in sorted_out.items():
            found[at, year_of(year)].add(rows)
    return dict(found)


def by_partition(
    table: LakeTable, own: Own, place: str, only: set[Key] | None
) -> Iterator[tuple[Key, Iterable[list[Row]]]]:
    """(place, year) and batches of its rows, in the order of regions. `only`: None is all of them. Batches are read before the next key."""
    rows = _rows(table, own, place)
    if only is not None and len(only) <= MOST_NAMED:
        rows = rows.filter(_named(only))
    ordered = rows.order_by(
        "lake_place", "lake_year", table.region, *([table.day] if table.day else []), "pk"
    )
    waiting = _Runs(_batches(ordered))
    while (key := waiting.key()) is not None:
        if only is None or key in only:
            yield key, waiting.run(key)
        else:
            for _left_out in waiting.run(key):
                pass


class _Runs:
    """Batches cut where the place or the year changes."""

    def __init__(self, batches: Iterator[list[Row]]) -> None:
        self._batches, self._rest = batches, []

    def key(self) -> Key | None:
        if not self._rest:
            self._rest = next(self._batches, [])
        return (self._rest[0][0], year_of(self._rest[0][1])) if self._rest else None

    def run(self, key: Key) -> Iterator[list[Row]]:
        while self.key() == key:
            held, self._rest = self._rest, []
            first = held[0][:2]
            if held[-1][:2] != first:
                cut = next(n for n, row in enumerate(held) if row[:2] != first)
                held, self._rest = held[:cut], held[cut:]
            yield held


def year_of(text: str) -> int:
    return int(text) if text.isdigit() else 0


def _named(only: set[Key]) -> Q:
    wanted = Q()
    for place, year in only:
        wanted |= Q(lake_place=place, lake_year=f"{year:04}" if year else "")
    return wanted


def _rows(table: LakeTable, own: Own, place: str) -> QuerySet:
    """Place and year first, then the columns. Nobody's scope: only the action that publishes asks, for an actor it has checked."""
    year = Substr(Cast(F(table.day), CharField()), 1, 4) if table.day else Value("")
    fields = {f.column: f.attname for f in table.model._meta.concrete_fields}
    rows = table.model._base_manager.annotate(
        lake_place=own.place(table.region),
        lake_year=Coalesce(year, Value(""), output_field=CharField()),
    )
    if place:
        rows = rows.filter(lake_place=place)
    return rows.values_list("lake_place", "lake_year", *(fields[column] for column in table.columns))


def _batches(rows: QuerySet) -> Iterator[list[Row]]:
    """Past Django's converters: the driver's own values, quicker and the same for the same row."""
    sql, parameters = rows.query.get_compiler(connection=connection).as_sql()
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, parameters)
        while batch := cursor.fetchmany(BATCH):
            yield batch
