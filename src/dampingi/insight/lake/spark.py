"""Spark over the files of a lake: what one machine's DuckDB cannot hold, on a cluster or on all cores here (DAMPINGI_SPARK_MASTER)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from dampingi.engines.indicators import SPARK
from dampingi.engines.spark import Unavailable, answer, expose, session
from dampingi.foundation.errors import Refused
from dampingi.insight.lake.engines import Table
from dampingi.insight.lake.layout import Kind
from dampingi.insight.lake.stores import S3, Store

_IN_FILES: Mapping[Kind, str] = {
    "id": "STRING", "text": "STRING", "flag": "BOOLEAN", "day": "DATE", "instant": "TIMESTAMP",
    "int16": "SMALLINT", "int32": "INT", "int64": "BIGINT",
}  # fmt: skip
_LOST = ("PATH_NOT_FOUND", "FAILED_READ_FILE", "FILE_NOT_EXIST", "does not exist", "is not a Parquet file")


class Spark:
    dialect = SPARK

    def __init__(self, store: Store, running: Any = None) -> None:
        """`running`: a session that is there already; else one is started with the first question and kept for the next."""
        self._store, self._running = store, running

    def answer(
        self, sql: str, parameters: Mapping[str, Any], tables: tuple[Table, ...]
    ) -> list[tuple[Any, ...]]:
        spark = self._started().newSession()  # names of tables are this question's own
        try:
            for table in tables:
                self._show(spark, table)
            return answer(spark, sql, parameters)
        except Exception as failed:
            if not any(word in str(failed) for word in _LOST):
                raise
            raise Refused(
                _(
                    "Berkas danau data hilang atau rusak: %(why)s. Terbitkan lagi dari kantornya dengan --whole."
                )
                % {"why": str(failed).splitlines()[0][:300]}
            ) from None

    def rows(self, path: str) -> Any:
        """A file of the store as a table of Spark's. Raises Refused."""
        return self._started().read.parquet(self._address(path))

    def _started(self) -> Any:
        """Raises Refused."""
        if self._running is None:
            try:
                self._running = session(settings.SPARK_MASTER)
            except Unavailable as why:
                raise Refused(
                    _("Spark belum terpasang. Pasang dampingi[spark], atau pakai --engine duckdb.")
                    if why.problem == "pyspark"
                    else _(
                        "Spark memerlukan Java 17 atau yang lebih baru. Pasang openjdk-17-jre-headless, atau pakai --engine duckdb."
                    )
                ) from None
        return self._running

    def _show(self, spark: Any, table: Table) -> None:
        """Every column of the records; one that no file holds is empty. Whole numbers count as the office's database's do."""
        held = {name: kind for name, kind in table.columns.items() if table.files and name in table.held}
        rows = "range(0)"
        if table.files:
            rows = f"files_of_{table.name}"
            schema = ", ".join(f"`{name}` {_IN_FILES[kind]}" for name, kind in held.items())
            expose(spark, rows, [self._address(path) for path in table.files], schema=schema)
        columns = ", ".join(
            f"CAST({f'`{name}`' if name in held else 'NULL'} AS {_counted(kind)}) AS `{name}`"
            for name, kind in table.columns.items()
        )
        spark.sql(f"SELECT {columns} FROM {rows}").createOrReplaceTempView(table.name)  # noqa: S608 - our own names

    def _address(self, path: str) -> str:
        """Spark's own name for S3 is s3a; a folder is this machine's, or one that every worker sees at the same place."""
        whole = f"{self._store.url}/{path}"
        return f"s3a://{whole.removeprefix(S3)}" if whole.startswith(S3) else f"file://{whole}"


def _counted(kind: Kind) -> str:
    return "BIGINT" if kind.startswith("int") else _IN_FILES[kind]
