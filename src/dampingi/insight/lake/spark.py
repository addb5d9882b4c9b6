"""Apache Spark over the files of a lake: a cluster for what one machine does not hold. `DAMPINGI_SPARK_MASTER` names it; else this machine."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from dampingi.engines.indicators import SPARK
from dampingi.engines.spark import LOCAL, Unavailable, answer, expose, session
from dampingi.foundation.errors import Refused
from dampingi.insight.lake.engines import Table
from dampingi.insight.lake.layout import Kind
from dampingi.insight.lake.stores import Bucket, Store

_IN_FILES: Mapping[Kind, str] = {
    "id": "STRING",
    "text": "STRING",
    "flag": "BOOLEAN",
    "day": "DATE",
    "instant": "TIMESTAMP",
    "int16": "SMALLINT",
    "int32": "INT",
    "int64": "BIGINT",
}
_COUNTED: Mapping[Kind, str] = {**_IN_FILES, "int16": "BIGINT", "int32": "BIGINT"}
"""Whole numbers count as those of the office's database do, however small a file keeps them."""


class Spark:
    dialect = SPARK

    def __init__(self, store: Store) -> None:
        self._store = store

    def answer(
        self, sql: str, parameters: Mapping[str, Any], tables: tuple[Table, ...]
    ) -> list[tuple[Any, ...]]:
        try:
            spark = session(os.environ.get("DAMPINGI_SPARK_MASTER", LOCAL))
        except Unavailable as lacking:
            raise Refused(_("Spark tidak dapat dipakai di sini: %(why)s.") % {"why": lacking}) from None
        for table in tables:
            self._show(spark, table)
        return answer(spark, sql, parameters)

    def _show(self, spark: Any, table: Table) -> None:
        columns = [
            f"CAST({f'`{name}`' if table.files and name in table.held else 'NULL'} AS {_COUNTED[kind]}) AS `{name}`"
            for name, kind in table.columns.items()
        ]
        if not table.files:
            spark.range(0).selectExpr(*columns).createOrReplaceTempView(table.name)
            return
        schema = ", ".join(
            f"`{name}` {_IN_FILES[kind]}" for name, kind in table.columns.items() if name in table.held
        )
        files = f"files_of_{table.name}"
        expose(spark, files, [self._address(path) for path in table.files], schema=schema)
        spark.table(files).selectExpr(*columns).createOrReplaceTempView(table.name)

    def _address(self, path: str) -> str:
        """As Hadoop's file systems call it."""
        where = self._store.url
        return (
            f"s3a://{where.removeprefix('s3://')}/{path}"
            if isinstance(self._store, Bucket)
            else f"file://{where}/{path}"
        )
