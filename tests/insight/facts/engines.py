"""The tables of the facts on other engines, as a lake would hold them, and all indicators of a dataset asked at once."""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from dampingi.engines.indicators import (
    DUCKDB,
    POSTGRESQL,
    SPARK,
    SQLITE,
    Dialect,
    Indicator,
    Shape,
    compile_figures,
)
from dampingi.insight.facts.datasets import DATASETS
from dampingi.insight.facts.tables import SOURCES, tables

KINDS = {"BooleanField": "BOOLEAN", "DateField": "DATE", "DateTimeField": "TIMESTAMPTZ", "UUIDField": "UUID"}
IN_SPARK = {"BOOLEAN": "BOOLEAN", "DATE": "DATE", "TIMESTAMPTZ": "TIMESTAMP", "BIGINT": "BIGINT"}
AT_ONCE = 4
Pair = tuple[int, int]
Told = dict[tuple[str, ...], Pair]


class OnDjango:
    """The records themselves, by Django's own connection."""

    def __init__(self) -> None:
        from django.db import connection

        self.connection = connection
        self.dialect: Dialect = POSTGRESQL if connection.vendor == "postgresql" else SQLITE

    def answer(self, sql: str, bound: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        with self.connection.cursor() as cursor:
            cursor.execute(sql, {name: self._plain(value) for name, value in bound.items()})
            return cursor.fetchall()

    def _plain(self, value: Any) -> Any:
        if isinstance(value, uuid.UUID):
            return value if self.connection.features.has_native_uuid_field else value.hex
        if isinstance(value, datetime.datetime):
            return self.connection.ops.adapt_datetimefield_value(value)
        return self.connection.ops.adapt_datefield_value(value) if isinstance(value, datetime.date) else value


class OnDuckDB:
    """Every table of the facts in memory, with real types."""

    dialect: Dialect = DUCKDB

    def __init__(self) -> None:
        self.db = duckdb.connect()
        for model in SOURCES.values():
            _copy(self.db, model)

    def answer(self, sql: str, bound: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        asked = {name: value for name, value in bound.items() if f"${name}" in sql}
        return self.db.cursor().execute(sql, asked).fetchall()


class OnSpark:
    """The same rows as Parquet, read by Spark; ids are text there, as in a lake."""

    dialect: Dialect = SPARK

    def __init__(self, spark: Any, held: OnDuckDB, folder: Path) -> None:
        from dampingi.engines.spark import expose

        self.spark = spark
        for model in SOURCES.values():
            table, fields = model._meta.db_table, model._meta.concrete_fields
            path = folder / f"{table}.parquet"
            plain = ", ".join(
                f'"{f.column}"::VARCHAR AS "{f.column}"' if _kind(f) == "UUID" else f'"{f.column}"'
                for f in fields
            )
            held.db.execute(f"COPY (SELECT {plain} FROM {table}) TO '{path}'")
            schema = ", ".join(f"`{f.column}` {IN_SPARK.get(_kind(f), 'STRING')}" for f in fields)
            expose(spark, table, [str(path)], schema=schema)

    def answer(self, sql: str, bound: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        from dampingi.engines.spark import answer

        return answer(self.spark, sql, bound | {"programme": str(bound["programme"])})


class Asked:
    """Figures of every indicator; those of one dataset and grouping come from one question."""

    def __init__(
        self,
        engine: Any,
        indicators: Mapping[str, Indicator],
        shape: Shape,
        bound: Mapping[str, Any],
        at_once: int = AT_ONCE,
    ) -> None:
        self.at_once = at_once
        self.engine, self.indicators, self.shape, self.bound = engine, indicators, shape, bound
        self.of_dataset = cache(self._of_dataset)

    def figures(self, code: str, grouping: tuple[str, ...]) -> Told:
        return self.of_dataset(self.indicators[code].dataset)[code, grouping]

    def _of_dataset(self, dataset: str) -> dict[tuple[str, tuple[str, ...]], Told]:
        inside = [i for i in self.indicators.values() if i.dataset == dataset]
        by: dict[tuple[str, ...], list[Indicator]] = {}
        for indicator in inside:
            for grouping in groupings(indicator):
                by.setdefault(grouping, []).append(indicator)
        with ThreadPoolExecutor(self.at_once) as several:
            ask = several.map if self.at_once > 1 else map
            answers = ask(lambda g: self._asked(dataset, g, by[g]), by)
            return {key: told for answer in answers for key, told in answer.items()}

    def _asked(
        self, dataset: str, grouping: tuple[str, ...], indicators: Sequence[Indicator]
    ) -> dict[tuple[str, tuple[str, ...]], Told]:
        question = compile_figures(
            indicators, grouping, dataset=DATASETS[dataset], tables=tables(), dialect=self.engine.dialect,
            shape=self.shape,
        )  # fmt: skip
        told: dict[tuple[str, tuple[str, ...]], Told] = {(i.code, grouping): {} for i in indicators}
        for row in self.engine.answer(question.sql, self.bound):
            key = tuple(_text(name, value) for name, value in zip(grouping, row, strict=False))
            for place, indicator in enumerate(indicators):
                at = len(grouping) + 2 * place
                pair = (int(row[at] or 0), int(row[at + 1] or 0))
                if any(pair):
                    told[indicator.code, grouping][key] = pair
        return told


def _text(grouping: str, value: Any) -> str:
    if value is None:
        return ""
    return str(uuid.UUID(str(value))) if grouping == "mentor" else str(value)


def groupings(indicator: Indicator) -> list[tuple[str, ...]]:
    return [(), *((g,) for g in sorted(indicator.groupings))]


def _copy(db: duckdb.DuckDBPyConnection, model: Any) -> None:
    fields = model._meta.concrete_fields
    columns = ", ".join(f'"{f.column}" {_kind(f)}' for f in fields)
    db.execute(f"CREATE TABLE {model._meta.db_table} ({columns})")
    rows = [
        tuple(_plain(v) for v in row) for row in model._base_manager.values_list(*(f.attname for f in fields))
    ]
    if rows:
        marks = ", ".join("?" for _ in fields)
        db.executemany(f"INSERT INTO {model._meta.db_table} VALUES ({marks})", rows)


def _kind(field: Any) -> str:
    target = field.target_field if field.is_relation else field
    name = target.get_internal_type()
    return KINDS.get(name, "BIGINT" if "Integer" in name else "VARCHAR")


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, dict | list) else value


def due_and_home() -> dict[str, Any]:
    """On 20 August the members have to have met on the year before; the programme is the province's."""
    return {
        "book_year": 2025, "book_starts": datetime.date(2025, 1, 1), "meeting_by": datetime.date(2026, 6, 30), "home_from": "32",
        "home_below": "32/",
    }  # fmt: skip
