"""From a workbook to typed rows, problems, corrections and repeats: the whole way, without a database.

Work goes by column: each distinct value is read once, so a hundred thousand rows cost little more than
opening the file. Nothing is changed silently: what was corrected or left out is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dampingi.engines.sheets import repeats
from dampingi.engines.sheets.blocks import Overrides, SheetReading, read_sheet
from dampingi.engines.sheets.collecting import without_collecting
from dampingi.engines.sheets.faults import Problem, SheetError
from dampingi.engines.sheets.layouts import MONEY, Layout
from dampingi.engines.sheets.locating import Pair, codes_first, everywhere, located, places_of
from dampingi.engines.sheets.positions import (
    INDONESIA,
    Bounds,
    Ground,
    Inside,
    Locator,
    checked,
    has_positions,
)
from dampingi.engines.sheets.regions import Place, RegionFinder
from dampingi.engines.sheets.repairs import merged_down, put_right
from dampingi.engines.sheets.stated import fill_places
from dampingi.engines.sheets.tables import Correction, Table, typed
from dampingi.engines.sheets.values.identifiers import nik_born, nik_sex
from dampingi.engines.sheets.workbooks import Workbook


@dataclass(frozen=True, slots=True)
class Places:
    """Where the rows may be, and who knows it."""

    regions: RegionFinder | None
    within: str
    chosen: Mapping[Pair, str]
    locator: Locator | None
    bounds: Bounds
    inside: Inside | None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a workbook says. `refused` and `repeats` hold positions in `table`; `places` what each pair of names means.

    A row that repeats a known one maps to -1-i, i being its place among the known.
    """

    layout: Layout
    sheets: tuple[SheetReading, ...]
    table: Table
    problems: tuple[Problem, ...]
    corrections: tuple[Correction, ...]
    refused: frozenset[int]
    repeats: Mapping[int, int]
    places: Mapping[Pair, Place]

    @property
    def accepted(self) -> list[int]:
        """Positions of the rows that may be imported: no refusing problem, no repeat."""
        return [at for at in range(len(self.table)) if at not in self.refused and at not in self.repeats]


def read(
    workbook: Workbook,
    layout: Layout,
    *,
    regions: RegionFinder | None = None,
    within: str = "",
    overrides: Mapping[str, Overrides] | None = None,
    chosen_regions: Mapping[Pair, str] | None = None,
    known: Sequence[repeats.Row] = (),
    locator: Locator | None = None,
    bounds: Bounds = INDONESIA,
    inside: Inside | None = None,
) -> Reading:
    """Read `workbook` as `layout`; raises `SheetError` if it is no list.

    `overrides` is {sheet: {column: field or None}}; `known` are rows on record already, which the file may repeat.
    Coordinates are held against `bounds` (south, west, north, east), and against what `locator` knows: it takes
    latitude and longitude in degrees and tells the code of the region they lie in, None outside known boundaries;
    `inside` tells whether they lie in `within` at all, None if its boundary is unknown.
    """
    with without_collecting():
        places = Places(regions, within, chosen_regions or {}, locator, bounds, inside)
        return _read(workbook, layout, places, overrides or {}, known)


def _read(
    workbook: Workbook,
    layout: Layout,
    where: Places,
    overrides: Mapping[str, Overrides],
    known: Sequence[repeats.Row],
) -> Reading:
    sheets = [read_sheet(sheet, layout, overrides.get(sheet.name, {})) for sheet in workbook.sheets]
    blocks = [block for reading in sheets for block in reading.blocks]
    if not any(len(block.kept) for block in blocks):
        raise _refusal(sheets)
    corrections = [Correction(note, "") for note in workbook.notes]
    for sheet, found in zip(workbook.sheets, sheets, strict=True):
        corrections += merged_down(sheet, found)
        if where.regions is not None:
            corrections += fill_places(sheet, found, where.regions, where.within)
    corrections += put_right(blocks, layout)
    corrections += _told(sheets)
    table, problems = typed(blocks, layout)
    problems += _missing(table, layout, problems)
    problems += _nik_disagrees(table)
    places, more, told = _located(table, where)
    problems += more
    corrections += told
    positions = {
        (sheet, row): at for at, (sheet, row) in enumerate(zip(table.sheets, table.rows, strict=True))
    }
    refused = frozenset(positions[said.sheet, said.row] for said in problems if said.severity == "refuse")
    again = _repeated(table, layout, refused, known)
    problems = _of_kept_rows(problems, positions, again.certain) + _suspected(table, again.possible)
    completed = _completed(table, again.certain)
    if completed:
        corrections.append(Correction("completed", "", {"count": completed}))
    return Reading(
        layout, tuple(sheets), table, tuple(problems), tuple(corrections), refused, again.certain, places
    )


def _located(table: Table, where: Places) -> tuple[dict[Pair, Place], list[Problem], list[Correction]]:
    """Set the region of each row and check its coordinates."""
    if where.regions is None:
        return {}, [], []
    places: dict[Pair, Place] = {}
    problems: list[Problem] = []
    told = []
    name_of = where.regions.name_of
    if table.columns.keys() & {"kelurahan", "kecamatan", "region_code"}:
        codes_first(table, where.regions, where.within)
        places = places_of(table, where.regions, where.within, where.chosen)
        problems += located(table, places)
    else:
        everywhere(table, where.within)
        told.append(Correction("no_region", "", {"used": name_of(where.within)}))
    if has_positions(table):
        problems += checked(table, Ground(where.within, name_of, where.locator, where.bounds, where.inside))
    return places, problems, told


def _refusal(sheets: Sequence[SheetReading]) -> SheetError:
    """The reason of the sheet with the most rows."""
    if not sheets:
        return SheetError("empty_file")
    fullest = max(sheets, key=lambda sheet: sheet.height)
    return SheetError(fullest.reason or "no_rows", **fullest.reason_data)


def _told(sheets: Iterable[SheetReading]) -> list[Correction]:
    told = []
    for sheet in sheets:
        if sheet.hidden and sheet.blocks:
            told.append(Correction("hidden_sheet", sheet.name))
        for match in sheet.matches:
            said = sheet.layout.fields.get(match.field or "")
            if said and said.type == "ignore" and said.personal:
                code = "dropped_neutrality" if said.reason == "neutrality" else "dropped_personal"
                told.append(Correction(code, sheet.name, {"heading": match.heading}))
            elif said and said.type in MONEY and match.multiplier > 1:
                data = {"heading": match.heading, "multiplier": match.multiplier}
                told.append(Correction("thousands", sheet.name, data))
    return told


def _missing(table: Table, layout: Layout, problems: Sequence[Problem]) -> list[Problem]:
    """Rows without any name, and rows without a required value; not told twice where the cell already has a problem."""
    names = [table.column(key) for key in layout.names]
    told = {(found.sheet, found.row) for found in problems if found.field in layout.names}
    missing = [
        Problem(table.sheets[at], table.rows[at], None, layout.names[0], "name_missing", "refuse")
        for at, row_names in enumerate(zip(*names, strict=True))
        if not any(row_names) and (table.sheets[at], table.rows[at]) not in told
    ]
    for said in layout.typed():
        if said.required and said.key not in layout.names:
            bad = {(found.sheet, found.row) for found in problems if found.field == said.key}
            missing += [
                Problem(table.sheets[at], table.rows[at], None, said.key, "required_missing", "refuse")
                for at, value in enumerate(table.column(said.key))
                if value is None and (table.sheets[at], table.rows[at]) not in bad
            ]
    return missing


def _nik_disagrees(table: Table) -> list[Problem]:
    if "nik" not in table.columns:
        return []
    found = []
    sexes, births = table.column("sex"), table.column("birth_date")
    for at, nik in enumerate(table.columns["nik"]):
        if not isinstance(nik, str):
            continue
        sheet, row, born = table.sheets[at], table.rows[at], births[at]
        if sexes[at] and nik_sex(nik) != sexes[at]:
            found.append(Problem(sheet, row, None, "sex", "nik_sex_differs", "warn"))
        if born is not None and not nik_born(nik, born):  # type: ignore[arg-type]
            found.append(Problem(sheet, row, None, "birth_date", "nik_birth_differs", "warn"))
    return found


def _repeated(
    table: Table, layout: Layout, refused: frozenset[int], known: Sequence[repeats.Row]
) -> repeats.Repeats:
    if layout.kind == "visits":
        return repeats.Repeats(_repeated_visits(table, refused), {})
    if layout.kind == "cooperatives":
        return repeats.Repeats(_repeated_cooperatives(table, refused), {})
    rows = [at for at in range(len(table)) if at not in refused] if refused else range(len(table))
    compared = ("business_name", "owner_name", "region", "phone", "address", "nik")
    return repeats.find_repeats(tuple(table.column(key) for key in compared), rows, known)


def _repeated_visits(table: Table, refused: frozenset[int]) -> dict[int, int]:
    first: dict[tuple[object, ...], int] = {}
    found = {}
    keys = [table.column(key) for key in ("participant", "date", "topic", "minutes")]
    for at, (name, *others) in enumerate(zip(*keys, strict=True)):
        if at not in refused:
            key = (repeats.key(str(name)), *others)
            if first.setdefault(key, at) != at:
                found[at] = first[key]
    return found


def _repeated_cooperatives(table: Table, refused: frozenset[int]) -> dict[int, int]:
    """The same Nomor Induk Koperasi; without one, the same name in the same place."""
    first: dict[tuple[object, ...], int] = {}
    found = {}
    columns = [table.column(key) for key in ("registration", "cooperative_name", "region")]
    for at, (number, name, region) in enumerate(zip(*columns, strict=True)):
        if at not in refused:
            key = (number,) if number else (repeats.key(str(name)), region)
            if first.setdefault(key, at) != at:
                found[at] = first[key]
    return found


def _of_kept_rows(
    problems: Sequence[Problem], positions: Mapping[tuple[str, int], int], repeated: Mapping[int, int]
) -> list[Problem]:
    """A row that only repeats another is not imported: its small faults need nobody's attention."""
    return [said for said in problems if positions[said.sheet, said.row] not in repeated]


def _suspected(table: Table, possible: Mapping[int, int]) -> list[Problem]:
    return [
        Problem(
            table.sheets[at], table.rows[at], None, "phone", "possible_repeat", "warn",
            data={"sheet": table.sheets[first], "row": table.rows[first]},
        )
        for at, first in possible.items()
        if first >= 0
    ]  # fmt: skip


def _completed(table: Table, found: Mapping[int, int]) -> int:
    """Fill what the first row leaves empty from the rows that repeat it; returns how many cells."""
    count = 0
    for key, values in table.columns.items():
        if key == "region" or not isinstance(values, list):
            continue
        for repeat, first in found.items():
            if first >= 0 and values[first] is None and values[repeat] is not None:
                values[first] = values[repeat]
                count += 1
    return count
