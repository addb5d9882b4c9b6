"""DuckDB over the files of a lake, in this process: one machine's whole strength for a province or a country."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from dampingi.engines.indicators import DUCKDB
from dampingi.foundation.errors import Refused
from dampingi.insight.lake.engines import Table
from dampingi.insight.lake.layout import Kind
from dampingi.insight.lake.stores import Bucket, Store

_TYPES: Mapping[Kind, str] = {
    "id": "VARCHAR",
    "text": "VARCHAR",
    "flag": "BOOLEAN",
    "day": "DATE",
    "instant": "TIMESTAMPTZ",
    "int16": "BIGINT",
    "int32": "BIGINT",
    "int64": "BIGINT",
}
"""Whole numbers count as those of the office's database do, however small a file keeps them."""


class Duck:
    dialect = DUCKDB

    def __init__(self, store: Store) -> None:
        self._store = store

    def answer(
        self, sql: str, parameters: Mapping[str, Any], tables: tuple[Table, ...]
    ) -> list[tuple[Any, ...]]:
        import duckdb

        with duckdb.connect() as connection:
            try:
                for table in tables:
                    connection.execute(self._view(connection, table))
                return connection.execute(sql, dict(parameters)).fetchall()
            except (duckdb.IOException, FileNotFoundError) as lost:
                raise Refused(
                    _(
                        "Berkas danau data hilang atau rusak: %(why)s. Terbitkan lagi dari kantornya dengan --whole."
                    )
                    % {"why": str(lost).splitlines()[0]}
                ) from None

    def _view(self, connection: Any, table: Table) -> str:
        columns = ", ".join(
            f"{f'CAST({_quoted(name)} AS {_TYPES[kind]})' if table.files and name in table.held else f'CAST(NULL AS {_TYPES[kind]})'} AS {_quoted(name)}"
            for name, kind in table.columns.items()
        )
        return f"CREATE VIEW {_quoted(table.name)} AS SELECT {columns} {self._rows(connection, table)}"

    def _rows(self, connection: Any, table: Table) -> str:
        if not table.files:
            return "WHERE false"
        if isinstance(self._store, Bucket):
            import pyarrow.dataset as ds

            paths = [self._store.full(path) for path in table.files]
            connection.register(
                f"files_of_{table.name}", ds.dataset(paths, filesystem=self._store.files, format="parquet")
            )
            return f"FROM {_quoted(f'files_of_{table.name}')}"
        listed = ", ".join(_text(f"{self._store.url}/{path}") for path in table.files)
        return f"FROM read_parquet([{listed}], union_by_name={not table.alike}, hive_partitioning=false)"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
