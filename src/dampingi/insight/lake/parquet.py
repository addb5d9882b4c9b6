"""Rows into one Parquet file with real types: days, moments in UTC, small whole numbers, truths; ids as pseudonyms."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dampingi.engines.lake import Pseudonyms, Tally
from dampingi.insight.lake.layout import Kind, LakeTable

if TYPE_CHECKING:
    import pyarrow as pa

ROWS_OF_A_GROUP = 120_000
"""What a reader's thread takes at once (DuckDB's own size); statistics let it leave whole groups out."""
_LEADING = 2
"""Place and year stand before a row's columns."""


def write(
    table: LakeTable, batches: Iterable[list[Sequence[Any]]], to: Path, pseudonyms: Pseudonyms
) -> Tally:
    """What the rows came to, by the same count that tells next time whether they changed."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = schema_of(table)
    tally, held, waiting = Tally(), [], 0
    with pq.ParquetWriter(to, schema, compression="zstd", compression_level=3) as writer:
        for rows in batches:
            tally.add(rows)
            held.append(pa.record_batch(_columns(table, rows, pseudonyms), schema=schema))
            waiting += len(rows)
            if waiting >= ROWS_OF_A_GROUP:
                writer.write_table(pa.Table.from_batches(held), row_group_size=ROWS_OF_A_GROUP)
                held, waiting = [], 0
        if held:
            writer.write_table(pa.Table.from_batches(held), row_group_size=ROWS_OF_A_GROUP)
    return tally


def schema_of(table: LakeTable) -> pa.Schema:
    import pyarrow as pa

    return pa.schema([(name, arrow_type(kind)) for name, kind in table.columns.items()])


def arrow_type(kind: Kind) -> pa.DataType:
    import pyarrow as pa

    kinds = {
        "id": pa.string(),
        "text": pa.string(),
        "flag": pa.bool_(),
        "day": pa.date32(),
        "instant": pa.timestamp("us", "UTC"),
        "int16": pa.int16(),
        "int32": pa.int32(),
        "int64": pa.int64(),
    }
    return kinds[kind]


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _columns(table: LakeTable, rows: list[Sequence[Any]], pseudonyms: Pseudonyms) -> list[pa.Array]:
    values = list(zip(*rows, strict=True))[_LEADING:]
    return [_array(kind, told, pseudonyms) for kind, told in zip(table.columns.values(), values, strict=True)]


def _array(kind: Kind, values: Sequence[Any], pseudonyms: Pseudonyms) -> pa.Array:
    """SQLite keeps days and moments (in UTC) as texts and truths as 0 and 1; PostgreSQL's driver gives them as what they are."""
    import pyarrow as pa

    wanted = arrow_type(kind)
    if kind == "id":
        return pa.array(map(pseudonyms.of, values), wanted, size=len(values))
    as_text = next((isinstance(v, str) for v in values if v is not None), False)
    if kind == "day" and as_text:
        return pa.array(values, pa.string()).cast(wanted)
    if kind == "instant" and as_text:
        return pa.array(values, pa.string()).cast(pa.timestamp("us")).cast(wanted)
    if kind == "flag" and any(type(v) is int for v in values):
        return pa.array(values, pa.int8()).cast(wanted)
    return pa.array(values, wanted)
