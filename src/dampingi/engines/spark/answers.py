"""Tables in, rows out."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

_NAMED = re.compile(r"(?<![:\w]):(\w+)")


def expose(spark: Any, name: str, files: Sequence[str], *, schema: Any = None) -> None:
    """Just these Parquet files as a temporary view. With a schema (Spark's own, or its text) no file is opened for it."""
    reader = spark.read if schema is None else spark.read.schema(schema)
    reader.parquet(*files).createOrReplaceTempView(name)


def answer(spark: Any, sql: str, parameters: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """`parameters` may hold more than the text names. Values are bound as literals of their own type: text, whole number, date, instant."""
    named = set(_NAMED.findall(sql))
    asked = {name: value for name, value in parameters.items() if name in named}
    return [tuple(row) for row in spark.sql(sql, args=asked).collect()]
