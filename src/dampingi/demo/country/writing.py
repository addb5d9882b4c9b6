"""A city's tables as files, and its edition, which is written last."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from dampingi.demo.country.tables import YEAR, YEARLY, Columns
from dampingi.engines.lake import Manifest, Partition, Stored, edition_path

Layout = Mapping[str, Mapping[str, str]]
"""table -> column -> kind, as insight/lake's layout has them."""
KINDS = {
    "id": pa.string(), "text": pa.string(), "flag": pa.bool_(), "day": pa.date32(), "instant": pa.timestamp("us", "UTC"),
    "int16": pa.int16(), "int32": pa.int32(), "int64": pa.int64(),
}  # fmt: skip
AT = f"{YEAR + 1}-01-01T01:00:00+00:00"
"""When the invented offices published: the morning after the year."""
ROWS_OF_A_GROUP = 120_000


def write_city(root: Path, city: str, tables: Mapping[str, Columns], layout: Layout) -> Manifest:
    """Every table of the layout is listed, also those without rows."""
    files = {name: _stored(root, name, city, tables.get(name), columns) for name, columns in layout.items()}
    edition = Manifest(
        place=city,
        publisher=hashlib.sha256(f"synthetic {city}".encode()).hexdigest()[:16],
        seq=1,
        at=AT,
        columns={name: tuple(columns) for name, columns in layout.items()},
        tables=files,
    )
    path = root / edition_path(city)
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_bytes(edition.written())
    fresh.replace(path)
    return edition


def _stored(
    root: Path, name: str, city: str, held: Columns | None, columns: Mapping[str, str]
) -> tuple[Stored, ...]:
    if held is None or not len(next(iter(held.values()))):
        return ()
    table = _arrow(held, columns)
    year = YEAR if name in YEARLY else 0
    folder = root / Partition(name, city, year).folder
    folder.mkdir(parents=True, exist_ok=True)
    fresh = folder / ".new"
    pq.write_table(table, fresh, compression="zstd", compression_level=3, row_group_size=ROWS_OF_A_GROUP)
    with fresh.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    size, path = fresh.stat().st_size, folder / f"{sha256[:32]}.parquet"
    for older in folder.glob("*.parquet"):
        older.unlink()
    fresh.replace(path)
    return (
        Stored(str(path.relative_to(root)), year, table.num_rows, size, sha256, f"synthetic-{sha256[:16]}"),
    )


def _arrow(held: Columns, columns: Mapping[str, str]) -> pa.Table:
    n = len(next(iter(held.values())))
    return pa.table({name: _column(held.get(name), KINDS[kind], n) for name, kind in columns.items()})


def _column(told: Any, kind: pa.DataType, n: int) -> pa.Array:
    return pa.nulls(n, kind) if told is None else told.cast(kind)
