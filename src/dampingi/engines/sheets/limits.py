"""How much of a file we are willing to open. A workbook of 100,000 rows by 22 columns fits with room to spare."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """`file_bytes` on disk; `unpacked_bytes` for all parts together; `times` the compression of any large part.

    `memory_bytes`, `seconds` (of the processor) and `patience` (seconds by the clock) hold for the parsing process,
    which stays below 256 MB: what it can grow between two looks is left out of `memory_bytes`.
    """

    file_bytes: int = 60_000_000
    unpacked_bytes: int = 450_000_000
    times: int = 200
    large_part: int = 20_000_000
    parts: int = 5_000
    rows: int = 199_999
    columns: int = 256
    sheets: int = 100
    merges: int = 100_000
    line: int = 1_000_000
    memory_bytes: int = 224 << 20
    seconds: int = 60
    patience: int = 180


DEFAULT_LIMITS = Limits()
