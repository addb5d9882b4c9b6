"""A workbook as bytes between two processes: compact, and nothing in it can run (unlike pickle).

A frame is two lengths, a JSON object and an array of numbers. The rows of a sheet come in chunks: the distinct
values of the chunk once, then for every cell the place of its value. `end` or `error` closes the stream; without
either the writer has died.
"""

from __future__ import annotations

import datetime as dt
import json
import struct
from array import array
from collections.abc import Iterator
from itertools import chain, islice
from typing import IO, Any

from dampingi.engines.sheets.faults import SheetError
from dampingi.engines.sheets.workbooks import Row, Sheet, SheetStream, Workbook

LENGTHS = struct.Struct("<II")
ROWS = 2_000
PLAIN = (str, float)
DATED = {"at": dt.datetime.fromisoformat, "on": dt.date.fromisoformat, "clock": dt.time.fromisoformat}


class Places(dict[Any, int]):
    """The place of each distinct value, in order of appearance. 1, 1.0 and True are three values."""

    def __missing__(self, key: Any) -> int:
        place = self[key] = len(self)
        return place


def write(out: IO[bytes], said: dict[str, Any], cells: array[int] | None = None) -> None:
    head = json.dumps(said, ensure_ascii=False).encode("utf-8", "surrogatepass")
    body = cells.tobytes() if cells else b""
    out.write(LENGTHS.pack(len(head), len(body)))
    out.write(head)
    out.write(body)


def write_sheet(out: IO[bytes], sheet: SheetStream) -> None:
    write(out, {"sheet": sheet.name, "merges": sheet.merges, "hidden": sheet.hidden})
    while chunk := list(islice(sheet.rows, ROWS)):
        width = max(1, *map(len, chunk))
        for row in chunk:
            row.extend([""] * (width - len(row)))
        places = Places()
        keys = (cell if type(cell) in PLAIN else (type(cell), cell) for cell in chain.from_iterable(chunk))
        cells = array("I", map(places.__getitem__, keys))
        write(out, {"width": width, "values": [_written(key) for key in places]}, cells)


def _written(key: object) -> object:
    cell = key[1] if isinstance(key, tuple) else key
    if isinstance(cell, dt.datetime):
        return {"at": cell.isoformat()}
    if isinstance(cell, dt.date):
        return {"on": cell.isoformat()}
    if isinstance(cell, dt.time):
        return {"clock": cell.isoformat()}
    if isinstance(cell, dt.timedelta):
        return {"lasts": cell.total_seconds()}
    return cell


def read(stream: IO[bytes]) -> Workbook:
    """The workbook as written; `SheetError` as the writer met it, or `too_heavy` where it did not come to an end."""
    sheets: list[Sheet] = []
    pool: dict[object, object] = {}
    for said, cells in _frames(stream):
        if "error" in said:
            raise SheetError(said["error"], **said["data"])
        if "end" in said:
            return Workbook(said["end"], tuple(_evened(sheet) for sheet in sheets), tuple(said["notes"]))
        if "sheet" in said:
            merges = tuple(((a, b), (c, d)) for (a, b), (c, d) in said["merges"])
            sheets.append(Sheet(said["sheet"], [], merges, said["hidden"]))
        else:
            sheets[-1].rows.extend(_rows(said, cells, pool))
    raise SheetError("too_heavy")


def _frames(stream: IO[bytes]) -> Iterator[tuple[dict[str, Any], array[int]]]:
    while len(lengths := stream.read(LENGTHS.size)) == LENGTHS.size:
        head, body = LENGTHS.unpack(lengths)
        said, cells = stream.read(head), array("I")
        body_read = stream.read(body)
        if len(said) < head or len(body_read) < body:
            return
        cells.frombytes(body_read)
        yield json.loads(said.decode("utf-8", "surrogatepass")), cells


def _rows(said: dict[str, Any], cells: array[int], pool: dict[object, object]) -> Iterator[Row]:
    """Equal texts become one object: the rows of a long list share most of their values."""
    values = [
        pool.setdefault(value, value) if type(value) is str else _value(value) for value in said["values"]
    ]
    row, width = list(map(values.__getitem__, cells)), said["width"]
    return (row[at : at + width] for at in range(0, len(row), width))


def _value(written: object) -> object:
    if not isinstance(written, dict):
        return written
    ((kind, value),) = written.items()
    return dt.timedelta(seconds=value) if kind == "lasts" else DATED[kind](value)


def _evened(sheet: Sheet) -> Sheet:
    width = max(map(len, sheet.rows), default=0)
    for row in sheet.rows:
        if len(row) < width:
            row.extend([""] * (width - len(row)))
    return sheet
