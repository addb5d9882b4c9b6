"""Cells whose formula failed (`#REF!`, `#N/A`). The reader gives them as empty, so they are looked up in the markup.

Otherwise a column of failed look-ups would read as "not stated", and nobody would be told.
"""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterator, Mapping

from dampingi.engines.sheets.faults import SheetError

Broken = Mapping[int, Mapping[int, str]]
"""{row: {column: what it shows}}, both from 0."""
FAILED = re.compile(
    rb'<c\s(?=[^<>]*\bt="e")[^<>]*?\br="([A-Z]{1,3})(\d{1,7})"[^<>]*>(?:<f[^<>]*/>|<f[^<>]*>[^<]*</f>)?(?:<v>(#[^<]{1,20})</v>)?'
)
TAG = re.compile(r"<(?:\w+:)?(sheet|Relationship)\s([^<>]*)>")
ATTRIBUTE = re.compile(r"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
MOST = 500_000
UNSEEN = "#VALUE!"


def failed_cells(chunk: bytes) -> Iterator[tuple[int, int, str]]:
    """(row, column, what it shows) of the failed cells whose tag lies in this piece of a sheet."""
    if b't="e"' in chunk:
        for letters, row, shown in FAILED.findall(chunk):
            yield int(row) - 1, _column(letters), shown.decode("latin-1") or UNSEEN


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def note(found: dict[int, dict[int, str]], chunk: bytes) -> None:
    """Add the failed cells of `chunk`; seen twice where pieces overlap, then the one with its value counts."""
    for row, column, shown in failed_cells(chunk):
        cells = found.setdefault(row, {})
        if shown != UNSEEN or column not in cells:
            cells[column] = shown
    if len(found) > MOST:
        raise SheetError("too_heavy")


def by_sheet(archive: zipfile.ZipFile, parts: Mapping[str, Broken]) -> dict[str, Broken]:
    """From names of parts (`xl/worksheets/sheet1.xml`) to names of sheets."""
    if not parts:
        return {}
    targets = {
        said.get("Id", ""): said.get("Target", "") for said in _tags(archive, "xl/_rels/workbook.xml.rels")
    }
    named = {}
    for said in _tags(archive, "xl/workbook.xml"):
        target = targets.get(next((value for key, value in said.items() if key.endswith(":id")), ""), "")
        part = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        if part in parts:
            named[said.get("name", "")] = parts[part]
    return named


def _tags(archive: zipfile.ZipFile, part: str) -> Iterator[dict[str, str]]:
    try:
        written = archive.read(part).decode("utf-8", "replace")
    except KeyError:
        return
    for _tag, attributes in TAG.findall(written):
        yield {key: html.unescape(one or other) for key, one, other in ATTRIBUTE.findall(attributes)}


def shown(rows: Iterator[list[object]], broken: Broken) -> Iterator[list[object]]:
    """The rows with the failed cells showing what they show in the spreadsheet."""
    for number, row in enumerate(rows):
        for column, text in broken.get(number, {}).items():
            if column < len(row) and row[column] == "":
                row[column] = text
        yield row
