"""Places and units that stand outside the table: in a title, in a line between the rows, in the sheet's name.

`DATA UMKM KELURAHAN SUKAMAJU` above the headings, or `Kelurahan: Curug` between the rows, says it for all rows below
that say nothing themselves. A place only counts if the region knows it by that name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dampingi.engines.sheets.blocks import Block, SheetReading
from dampingi.engines.sheets.regions import SURE, Candidate, RegionFinder
from dampingi.engines.sheets.tables import Correction
from dampingi.engines.sheets.values.text import is_empty, plain
from dampingi.engines.sheets.workbooks import Row, Sheet

ENDS = r"(?=\s*(?:[,;()|/\n–—-]|\b(?:kecamatan|kec|kelurahan|kel|desa|kota|kabupaten|kab|tahun|th|provinsi)\b|\d|$))"
VILLAGE = re.compile(
    r"\b(?:kelurahan|kel|desa|ds)\b\s*[.:]*\s*(?P<name>[^\W\d_][\w.' ]{2,40}?)" + ENDS, re.IGNORECASE
)
DISTRICT = re.compile(
    r"\b(?:kecamatan|kec)\b\s*[.:]*\s*(?P<name>[^\W\d_][\w.' ]{2,40}?)" + ENDS, re.IGNORECASE
)
Stated = tuple[str, str]
"""(kelurahan, kecamatan), "" where nothing is said."""


def fill_places(sheet: Sheet, reading: SheetReading, finder: RegionFinder, within: str) -> list[Correction]:
    """Give rows without a place the one stated for them."""
    if reading.header is None or not reading.blocks:
        return []
    told = _places_in_titles(sheet.rows[: reading.header.first], finder, within)
    if told == ("", "") and not any("kelurahan" in block.cells for block in reading.blocks):
        told = (_village(sheet.name, finder, within), "")
    lines = sorted(row for skipped in reading.skipped if skipped.reason == "section" for row in skipped.rows)
    texts = {row: _line(sheet.rows[row - 1]) for row in lines}
    sections = [(row, _place_in(text, finder, within)) for row, text in texts.items() if _names_place(text)]
    counts: dict[Stated, int] = {}
    for block in reading.blocks:
        _fill(block, told, sections, counts)
    return [
        Correction("place_stated", sheet.name, {"used": ", ".join(filter(None, said)), "count": count})
        for said, count in counts.items()
    ]


def _fill(
    block: Block, told: Stated, sections: Sequence[tuple[int, Stated]], counts: dict[Stated, int]
) -> None:
    if not any(told) and not sections:
        return
    empty: list[object] = [""] * len(block.kept)
    villages, districts = block.cells.get("kelurahan", empty), block.cells.get("kecamatan", list(empty))
    filled = False
    waiting = list(sections)
    current = told
    for at, row in enumerate(block.row_numbers()):
        while waiting and waiting[0][0] < row:
            current = waiting.pop(0)[1]
        if any(current) and is_empty(plain(villages[at])) and is_empty(plain(districts[at])):
            villages[at], districts[at] = current
            counts[current] = counts.get(current, 0) + 1
            filled = True
    if filled:
        block.cells["kelurahan"], block.cells["kecamatan"] = villages, districts


def _places_in_titles(rows: Sequence[Row], finder: RegionFinder, within: str) -> Stated:
    village = district = ""
    for row in rows:
        found = _place_in(_line(row), finder, within)
        village, district = village or found[0], district or found[1]
    return village, district


def _line(row: Row) -> str:
    return " ".join(plain(cell) for cell in row if isinstance(cell, str) and cell.strip())


def _place_in(line: str, finder: RegionFinder, within: str) -> Stated:
    if len(line) > 200:
        return "", ""
    village = next(
        (name for said in VILLAGE.finditer(line) if (name := _village(said["name"], finder, within))), ""
    )
    district = next(
        (
            name
            for said in DISTRICT.finditer(line)
            if (name := _known(finder.kecamatan(said["name"], within)))
        ),
        "",
    )
    return village, district


def _names_place(line: str) -> bool:
    """Also a place nobody knows ends the one before."""
    return bool(VILLAGE.search(line) or DISTRICT.search(line))


def _village(name: str, finder: RegionFinder, within: str) -> str:
    return _known(finder.kelurahan(name, None, within))


def _known(found: Sequence[Candidate]) -> str:
    return found[0][1] if found and found[0][2] >= SURE else ""
