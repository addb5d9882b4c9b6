"""CSV as offices send it: `;`, `,`, tab or `|`; UTF-8 with or without a mark, UTF-16, or Windows-1252."""

from __future__ import annotations

import codecs
import csv
import io

from dampingi.engines.sheets.faults import SheetError
from dampingi.engines.sheets.limits import Limits

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
DELIMITERS = ";,\t|"
SAMPLE_LINES = 60


def decode(content: bytes) -> str:
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return _decoded(content, encoding)
    if b"\x00" in content:
        return _utf16_without_mark(content)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as problem:
        raise SheetError("not_a_workbook", kind="binary") from problem


def _utf16_without_mark(content: bytes) -> str:
    sample = content[:4000]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) < len(sample) // 4:
        raise SheetError("not_a_workbook", kind="binary")
    return _decoded(content, "utf-16-le" if odd > even else "utf-16-be")


def delimiter(lines: list[str]) -> str:
    """The mark that splits most lines into the same, largest number of fields."""

    def steadiness(mark: str) -> tuple[int, int]:
        counts = [len(fields) for fields in csv.reader(lines, delimiter=mark) if fields]
        usual = max(set(counts), key=lambda count: (counts.count(count), count), default=1)
        return (counts.count(usual) if usual > 1 else 0, usual)

    return max(DELIMITERS, key=steadiness)


def rows(content: bytes, limits: Limits) -> list[list[object]]:
    """All rows, ragged ones filled up, every cell text. `sep=;` in the first line, as Excel writes it, is obeyed."""
    written = decode(content)
    stated, written = _stated_delimiter(written)
    sample = [line for line in written[:200_000].splitlines() if line.strip()][:SAMPLE_LINES]
    if not sample:
        raise SheetError("empty_file")
    read: list[list[object]] = []
    try:
        for fields in csv.reader(io.StringIO(written, newline=""), delimiter=stated or delimiter(sample)):
            read.append(list(fields))
            if len(read) > limits.rows:
                raise SheetError("too_many_rows", most=limits.rows)
    except csv.Error as problem:
        raise SheetError("not_a_workbook", kind="binary") from problem
    return _even(read, limits)


def _stated_delimiter(written: str) -> tuple[str, str]:
    first, _, rest = written.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        return first.strip()[4], rest
    return "", written


def _even(read: list[list[object]], limits: Limits) -> list[list[object]]:
    width = max(map(len, read), default=0)
    if width > limits.columns:
        raise SheetError("sheet_too_wide")
    for fields in read:
        if len(fields) < width:
            fields.extend([""] * (width - len(fields)))
    return read
