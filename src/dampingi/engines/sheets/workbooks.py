"""Opening a workbook: bytes or a path to sheets of plain rows. Macros are never read, formulas only as their results."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import IO, cast

import python_calamine as calamine

from dampingi.engines.sheets import broken, containers, delimited
from dampingi.engines.sheets.collecting import without_collecting
from dampingi.engines.sheets.faults import SheetError
from dampingi.engines.sheets.limits import DEFAULT_LIMITS, Limits

Row = list[object]
Merge = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows` start at the sheet's first row and all have the same width; empty cells are ""."""

    name: str
    rows: list[Row]
    merges: tuple[Merge, ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Workbook:
    """`notes` are codes worth telling a person, such as `macros_ignored`."""

    kind: str
    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetStream:
    """A sheet whose rows come one by one, perhaps of different widths."""

    name: str
    rows: Iterator[Row]
    merges: tuple[Merge, ...] = ()
    hidden: bool = False


def open_workbook(source: str | PathLike[str] | bytes, *, limits: Limits = DEFAULT_LIMITS) -> Workbook:
    """Read XLSX, XLS, XLSB, ODS or CSV; raise `SheetError` with the reason for anything else.

    Reads in this process: `apart.open_workbook_apart` does the same in one of its own, with bounded memory.
    """
    with opened(source, limits) as file, without_collecting():
        container = containers.inspect(file, limits)
        notes: set[str] = set()
        sheets = tuple(
            Sheet(stream.name, delimited.even(list(stream.rows)), stream.merges, stream.hidden)
            for stream in streams(file, container, limits, notes)
        )
        return Workbook(named(container), sheets, all_notes(container, notes))


def named(container: containers.Container) -> str:
    return "csv" if container.kind == "text" else container.kind


def all_notes(container: containers.Container, notes: set[str]) -> tuple[str, ...]:
    return (*(("macros_ignored",) if container.has_macros else ()), *sorted(notes))


def opened(source: str | PathLike[str] | bytes, limits: Limits) -> IO[bytes]:
    """A seekable file of what is to be read, if it is not too large."""
    if isinstance(source, bytes):
        return io.BytesIO(source)
    path = Path(source)
    try:
        size = path.stat().st_size
        if size > limits.file_bytes:
            most = limits.file_bytes // 1_000_000
            raise SheetError("file_too_large", megabytes=size // 1_000_000, most=most)
        return path.open("rb")
    except FileNotFoundError as problem:
        raise SheetError("missing_file", name=path.name) from problem
    except OSError as problem:
        raise SheetError("unreadable_file", name=path.name) from problem


def streams(
    file: IO[bytes],
    container: containers.Container,
    limits: Limits,
    notes: set[str],
    path: str | None = None,
) -> Iterator[SheetStream]:
    """Sheet after sheet; `notes` fill up while the rows are read. From a `path` the reader holds no copy of the file."""
    if container.kind == "text":
        yield SheetStream("CSV", delimited.rows(file, limits, notes))
        return
    file.seek(0)
    try:
        with calamine.load_workbook(path or file) as book:
            described = [
                meta for meta in book.sheets_metadata if meta.typ == calamine.SheetTypeEnum.WorkSheet
            ]
            if len(described) > limits.sheets:
                raise SheetError("too_many_sheets", most=limits.sheets)
            for meta in described:
                yield _stream(book, meta, limits, container.broken.get(meta.name, {}))
    except SheetError:
        raise
    except calamine.PasswordError as problem:
        raise SheetError("password_protected") from problem
    except (calamine.CalamineError, OSError, ValueError, OverflowError) as problem:
        raise SheetError("torn_workbook") from problem
    except BaseException as problem:
        # The reader is written in Rust: what it did not foresee arrives as its own PanicException.
        if type(problem).__name__ != "PanicException":
            raise
        raise SheetError("torn_workbook") from problem


def _stream(
    book: calamine.CalamineWorkbook, meta: calamine.SheetMetadata, limits: Limits, failed: broken.Broken
) -> SheetStream:
    sheet = book.get_sheet_by_name(meta.name)
    if sheet.total_height > limits.rows:
        raise SheetError("too_many_rows", most=limits.rows)
    if sheet.total_width > limits.columns:
        raise SheetError("sheet_too_wide")
    hidden = meta.visible != calamine.SheetVisibleEnum.Visible
    rows = cast("Iterator[Row]", sheet.iter_rows())
    rows = broken.shown(rows, failed) if failed else rows
    merges = tuple(sheet.merged_cell_ranges or ())
    if len(merges) > limits.merges:
        raise SheetError("too_heavy")
    return SheetStream(meta.name, rows, merges, hidden)
