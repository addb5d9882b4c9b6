"""Opening a workbook: bytes or a path to sheets of plain rows. Macros are never read, formulas only as their results."""

from __future__ import annotations

import io
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import cast

import python_calamine as calamine

from dampingi.engines.sheets import containers, delimited
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


def open_workbook(source: str | PathLike[str] | bytes, *, limits: Limits = DEFAULT_LIMITS) -> Workbook:
    """Read XLSX, XLS, XLSB, ODS or CSV; raise `SheetError` with the reason for anything else."""
    content = source if isinstance(source, bytes) else _content(Path(source), limits)
    container = containers.inspect(content, limits)
    notes = ("macros_ignored",) if container.has_macros else ()
    with without_collecting():
        if container.kind == "text":
            return Workbook("csv", (Sheet("CSV", delimited.rows(content, limits)),), notes)
        return Workbook(container.kind, _sheets(content, limits), notes)


def _content(path: Path, limits: Limits) -> bytes:
    try:
        if path.stat().st_size > limits.file_bytes:
            raise SheetError(
                "file_too_large",
                megabytes=path.stat().st_size // 1_000_000,
                most=limits.file_bytes // 1_000_000,
            )
        return path.read_bytes()
    except FileNotFoundError as problem:
        raise SheetError("missing_file", name=path.name) from problem
    except OSError as problem:
        raise SheetError("unreadable_file", name=path.name) from problem


def _sheets(content: bytes, limits: Limits) -> tuple[Sheet, ...]:
    try:
        with calamine.load_workbook(io.BytesIO(content)) as book:
            described = [
                meta for meta in book.sheets_metadata if meta.typ == calamine.SheetTypeEnum.WorkSheet
            ]
            if len(described) > limits.sheets:
                raise SheetError("too_many_sheets", most=limits.sheets)
            return tuple(_sheet(book, meta, limits) for meta in described)
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


def _sheet(book: calamine.CalamineWorkbook, meta: calamine.SheetMetadata, limits: Limits) -> Sheet:
    sheet = book.get_sheet_by_name(meta.name)
    if sheet.total_height > limits.rows:
        raise SheetError("too_many_rows", most=limits.rows)
    if sheet.total_width > limits.columns:
        raise SheetError("sheet_too_wide")
    rows = cast("list[Row]", sheet.to_python(skip_empty_area=False))
    hidden = meta.visible != calamine.SheetVisibleEnum.Visible
    return Sheet(meta.name, rows, tuple(sheet.merged_cell_ranges or ()), hidden)
