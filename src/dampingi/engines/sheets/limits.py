"""How much of a file we are willing to open. A workbook of 100,000 rows by 30 columns is well inside."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """`file_bytes` on disk; `unpacked_bytes` for all parts together; `times` the compression of any large part."""

    file_bytes: int = 60_000_000
    unpacked_bytes: int = 900_000_000
    times: int = 400
    large_part: int = 20_000_000
    parts: int = 5_000
    rows: int = 199_999
    columns: int = 256
    sheets: int = 100


DEFAULT_LIMITS = Limits()
