"""What can be wrong with a file or a cell: codes with data; the wording is in `wording`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as default
from typing import Literal

Severity = Literal["refuse", "warn"]


class SheetError(ValueError):
    """The whole file cannot be used. `code` has its wording in `wording.FILE_MESSAGES`."""

    def __init__(self, code: str, **data: object) -> None:
        super().__init__(code)
        self.code = code
        self.data: dict[str, object] = data


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that could not be read wholly; `value` holds what could be saved of it, if anything."""

    code: str
    value: object = None
    data: Mapping[str, object] = default(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Problem:
    """One cell (or, with `column` None, one row) a person should look at.

    `row` counts as the spreadsheet does, from 1. `shown` is what stood in the cell, already masked where
    the field is a personal identifier. A `refuse` keeps the row out; a `warn` lets it in without the value.
    """

    sheet: str
    row: int
    column: int | None
    field: str
    code: str
    severity: Severity
    shown: str = ""
    data: Mapping[str, object] = default(default_factory=dict)
