"""CSV as offices send it: `;`, `,`, tab or `|`; UTF-8 with or without a mark, UTF-16, or Windows-1252."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from typing import IO

from dampingi.engines.sheets.containers import CHUNK, chunks
from dampingi.engines.sheets.faults import SheetError
from dampingi.engines.sheets.limits import Limits

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
DELIMITERS = ";,\t|"
SAMPLE_LINES = 60
SAMPLE_CHARACTERS = 200_000


def rows(file: IO[bytes], limits: Limits, notes: set[str]) -> Iterator[list[object]]:
    """The rows, ragged, every cell text. `sep=;` in the first line, as Excel writes it, is obeyed.

    `quotes_mended` joins the `notes` where a quotation mark that never closes would have swallowed rows.
    """
    file.seek(0)
    encoding = _encoding(file)
    file.seek(0)
    errors = "strict" if encoding.startswith("utf") else "replace"
    written = io.TextIOWrapper(file, encoding, errors=errors, newline="")
    try:
        for number, fields in enumerate(_rows(written, limits, notes), 1):
            if number > limits.rows:
                raise SheetError("too_many_rows", most=limits.rows)
            if len(fields) > limits.columns:
                raise SheetError("sheet_too_wide")
            yield list(fields)
    except csv.Error as problem:
        raise SheetError("line_too_long") from problem
    except UnicodeError as problem:
        raise SheetError("not_a_workbook", kind="binary") from problem
    finally:
        written.detach()


def _rows(written: io.TextIOWrapper, limits: Limits, notes: set[str]) -> Iterator[list[str]]:
    beginning = written.read(SAMPLE_CHARACTERS)
    beginning += written.readline(limits.line)
    stated, beginning = _stated_delimiter(beginning)
    sample = [line for line in beginning.splitlines() if line.strip()][:SAMPLE_LINES]
    if not sample:
        raise SheetError("empty_file")
    mark = stated or delimiter(sample)
    usual = _usual_count(sample, mark)
    taken: list[str] = []
    lines = _lines(io.StringIO(beginning, newline=""), written, limits.line, taken)
    reader = csv.reader(lines, delimiter=mark)
    while True:
        taken.clear()
        try:
            fields = next(reader, None)
        except csv.Error:
            fields, reader = [], csv.reader(lines, delimiter=mark)
            if len(taken) == 1:
                raise
        if fields is None:
            return
        if len(taken) > 1 and len(fields) != usual and (alone := _apart(taken, mark, usual)):
            notes.add("quotes_mended")
            yield from alone
        else:
            yield fields


def _apart(lines: list[str], mark: str, usual: int) -> list[list[str]]:
    """The lines as a row each, where nearly all of them alone have the usual number of fields; else nothing."""
    alone = [_alone(line.rstrip("\r\n"), mark, usual) for line in lines]
    filled = [fields for fields in alone if fields]
    whole = sum(len(fields) == usual for fields in filled)
    return alone if usual > 1 and whole * 10 >= len(filled) * 8 else []


def _alone(line: str, mark: str, usual: int) -> list[str]:
    fields = next(csv.reader([line], delimiter=mark), [])
    return fields if len(fields) == usual else line.replace('"', "").split(mark) if line else []


def _lines(beginning: io.StringIO, rest: io.TextIOWrapper, longest: int, taken: list[str]) -> Iterator[str]:
    """One line at a time, whatever ends it, also noted in `taken`; a line without end is refused unread."""
    for source in (beginning, rest):
        while line := source.readline(longest + 1):
            if len(line) > longest:
                raise SheetError("line_too_long")
            taken.append(line)
            yield line


def _encoding(file: IO[bytes]) -> str:
    head = file.read(CHUNK)
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return encoding
    if b"\x00" in head:
        return _utf16_without_mark(head)
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(head)
        for chunk in chunks(file):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _utf16_without_mark(content: bytes) -> str:
    sample = content[:4000]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) < len(sample) // 4:
        raise SheetError("not_a_workbook", kind="binary")
    return "utf-16-le" if odd > even else "utf-16-be"


def delimiter(lines: list[str]) -> str:
    """The mark that splits most lines into the same, largest number of fields."""

    def steadiness(mark: str) -> tuple[int, int]:
        counts = [len(fields) for fields in _split(lines, mark)]
        usual = _most_frequent(counts)
        return (counts.count(usual) if usual > 1 else 0, usual)

    return max(DELIMITERS, key=steadiness)


def _usual_count(lines: list[str], mark: str) -> int:
    return _most_frequent([len(fields) for fields in _split(lines, mark)])


def _most_frequent(counts: list[int]) -> int:
    return max(set(counts), key=lambda count: (counts.count(count), count), default=1)


def _split(lines: list[str], mark: str) -> Iterator[list[str]]:
    """Each line alone, so that a quotation mark left open spoils only its own."""
    for line in lines:
        try:
            yield from csv.reader([line], delimiter=mark)
        except csv.Error:
            continue


def _stated_delimiter(written: str) -> tuple[str, str]:
    first, _, rest = written.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        return first.strip()[4], rest
    return "", written


def even(read: list[list[object]]) -> list[list[object]]:
    """Ragged rows filled up with empty cells."""
    width = max(map(len, read), default=0)
    for fields in read:
        if len(fields) < width:
            fields.extend([""] * (width - len(fields)))
    return read
