"""A sheet cut into blocks: one header with the data rows below it, and which column holds which field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import itemgetter

from dampingi.engines.sheets.columns import ColumnMatch, columns_of, match_columns
from dampingi.engines.sheets.headers import Header, find_header
from dampingi.engines.sheets.headings import UNIT_NOTE, likeness, multiplier, spelled_out
from dampingi.engines.sheets.layouts import MONEY, Layout, layout_kinds, read_layout
from dampingi.engines.sheets.rows import Skipped, split_rows
from dampingi.engines.sheets.values.text import plain
from dampingi.engines.sheets.workbooks import Row, Sheet

Overrides = Mapping[int, str | None]
CERTAIN = 0.95
NEEDED = 0.62


@dataclass(slots=True)
class Block:
    """`cells[field]` holds the raw cells of the data rows; `kept` their row indices in the sheet, from 0."""

    sheet: str
    kept: Sequence[int]
    cells: dict[str, list[object]]
    columns: Mapping[str, int]
    multipliers: Mapping[str, int]

    def row_number(self, at: int) -> int:
        return self.kept[at] + 1

    def row_numbers(self) -> list[int]:
        return [index + 1 for index in self.kept]

    def exchange(self, first: str, second: str, at: Iterable[int]) -> None:
        """Swap the cells of two fields at these positions."""
        one, other = self.cells[first], self.cells[second]
        for position in at:
            one[position], other[position] = other[position], one[position]


@dataclass(frozen=True, slots=True)
class SheetReading:
    """How one sheet was understood. `reason` says why nothing was read, "" if something was."""

    name: str
    layout: Layout
    height: int
    hidden: bool = False
    header: Header | None = None
    matches: tuple[ColumnMatch, ...] = ()
    blocks: tuple[Block, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    reason: str = ""
    reason_data: Mapping[str, object] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        return sum(len(block.kept) for block in self.blocks)


def read_sheet(sheet: Sheet, layout: Layout, overrides: Overrides) -> SheetReading:
    if not any(cell not in ("", None) for row in sheet.rows for cell in row):
        return SheetReading(sheet.name, layout, 0, sheet.hidden, reason="empty_sheet")
    header = find_header(sheet, layout)
    if header is None:
        reason, data = _why_not(sheet, layout)
        return SheetReading(
            sheet.name, layout, len(sheet.rows), sheet.hidden, reason=reason, reason_data=data
        )
    columns = columns_of(sheet.rows[header.last + 1 :], len(header.headings))
    matches = _in_stated_unit(match_columns(header, columns, layout, overrides), sheet, header, layout)
    if reason_data := _counts(header, matches, layout):
        return SheetReading(
            sheet.name, layout, len(sheet.rows), sheet.hidden, header, matches,
            reason=str(reason_data.pop("reason")), reason_data=reason_data,
        )  # fmt: skip
    blocks, skipped = find_blocks(sheet, layout, header, matches, overrides)
    reason = "" if any(block.kept for block in blocks) else "no_rows"
    return SheetReading(
        sheet.name, layout, len(sheet.rows), sheet.hidden, header, matches, blocks, skipped, reason
    )


def _in_stated_unit(
    matches: tuple[ColumnMatch, ...], sheet: Sheet, header: Header, layout: Layout
) -> tuple[ColumnMatch, ...]:
    """A title such as `(dalam ribuan rupiah)` holds for every column of money that states no unit itself."""
    titles = (
        cell for row in sheet.rows[: header.first] for cell in row if isinstance(cell, str) and len(cell) < 90
    )
    unit = max(map(multiplier, titles), default=1)
    if unit == 1:
        return matches
    money = {key for key, said in layout.fields.items() if said.type in MONEY}
    return tuple(
        replace(match, multiplier=unit)
        if match.field in money and not UNIT_NOTE.search(match.heading)
        else match
        for match in matches
    )


def find_blocks(
    sheet: Sheet, layout: Layout, header: Header, matches: Sequence[ColumnMatch], overrides: Overrides
) -> tuple[tuple[Block, ...], tuple[Skipped, ...]]:
    """The block below the header, and further blocks where another arrangement of headings begins."""
    by_field = {match.field: match for match in matches if match.field}
    name_columns = [by_field[key].column for key in layout.names if key in by_field]
    body = sheet.rows[header.last + 1 :]
    data, skipped = split_rows(body, header, name_columns)
    start = header.last + 1
    again = _next_header(sheet, layout, header, [start + index for index in data], name_columns)
    if again is not None:
        data = [index for index in data if start + index < again.first]
        skipped = _until(skipped, again.first)
    data, continued = _without_continuations(data, body, by_field, layout)
    if continued:
        skipped += (Skipped("continuation", tuple(start + index + 1 for index in continued)),)
    block = _block(sheet.name, [start + index for index in data], sheet.rows, by_field)
    if again is None:
        return (block,), skipped
    columns = columns_of(sheet.rows[again.last + 1 :], len(again.headings))
    more, also = find_blocks(sheet, layout, again, match_columns(again, columns, layout, {}), overrides)
    between = Skipped("repeated_header", again.rows)
    return (block, *more), (*skipped, between, *also)


def _until(skipped: Iterable[Skipped], first: int) -> tuple[Skipped, ...]:
    cut = (
        Skipped(said.reason, tuple(row for row in said.rows if row <= first), said.text) for said in skipped
    )
    return tuple(said for said in cut if said.rows)


def _next_header(
    sheet: Sheet, layout: Layout, header: Header, data: Sequence[int], name_columns: Sequence[int]
) -> Header | None:
    """A later header with other columns: its row was taken for data, and says heading words in the name columns."""
    known = {synonym for said in layout.fields.values() for synonym in said.synonyms if len(synonym) > 3}
    raw = known | {synonym.upper() for synonym in known} | {synonym.title() for synonym in known}
    rows = sheet.rows
    kept = [rows[index] for index in data]
    if all(raw.isdisjoint(set(map(itemgetter(column), kept))) for column in name_columns):
        return None
    for index in data:
        if any(rows[index][column] in raw for column in name_columns):
            found = find_header(Sheet(sheet.name, rows[: index + 4], sheet.merges), layout, index)
            if found is not None and found.first <= index + 1 and found.headings != header.headings:
                return found
    return None


def _without_continuations(
    data: list[int], body: Sequence[Row], by_field: Mapping[str, ColumnMatch], layout: Layout
) -> tuple[list[int], list[int]]:
    """Rows without name and number below a named row tell more about that one (another product)."""
    number = by_field.get("number")
    who = [by_field[key].column for key in (*layout.names, "nik", "phone") if key in by_field]
    if number is None or not who:
        return data, []
    kept: list[int] = []
    continued = []
    for index in data:
        row = body[index]
        nameless = not any(row[column] for column in who)
        if nameless and kept and not row[number.column]:
            continued.append(index)
        else:
            kept.append(index)
    return kept, continued


def _block(name: str, kept: list[int], rows: Sequence[Row], by_field: Mapping[str, ColumnMatch]) -> Block:
    columns = {key: match.column for key, match in by_field.items()}
    across = list(zip(*[rows[index] for index in kept], strict=True))
    cells = {key: list(across[column]) if across else [] for key, column in columns.items()}
    return Block(name, kept, cells, columns, {key: match.multiplier for key, match in by_field.items()})


def _counts(header: Header, matches: Sequence[ColumnMatch], layout: Layout) -> dict[str, object]:
    """A reason to refuse: counts instead of a list, or nothing that names anybody."""
    named = max((match.confidence for match in matches if match.field in layout.needs), default=0.0)
    if named >= CERTAIN:
        return {}
    for heading in header.headings:
        if heading and any(likeness(spelled_out(heading), count) >= 0.9 for count in layout.counts):
            return {"reason": "counts_not_list", "heading": heading}
    return {} if named >= NEEDED else {"reason": "no_header"}


def _why_not(sheet: Sheet, layout: Layout) -> tuple[str, Mapping[str, object]]:
    counts = {count for kind in layout_kinds() for count in read_layout(kind).counts}
    for row in sheet.rows[:80]:
        for cell in row:
            if isinstance(cell, str) and len(cell) < 60:
                spelled = spelled_out(cell)
                if any(likeness(spelled, count) >= 0.9 for count in counts):
                    return "counts_not_list", {"heading": plain(cell)}
    if other := _other_kind(sheet, layout):
        return other
    filled = [cell for row in sheet.rows for cell in row if cell not in ("", None)]
    numbers = sum(
        1 for cell in filled if isinstance(cell, (int, float)) or (isinstance(cell, str) and _is_number(cell))
    )
    return ("pivot_not_list" if numbers * 2 > len(filled) and len(filled) > 8 else "no_header"), {}


def _other_kind(sheet: Sheet, layout: Layout) -> tuple[str, Mapping[str, object]] | None:
    """A list of another kind, or what that kind would be refused for."""
    for other in (read_layout(kind) for kind in layout_kinds() if kind != layout.kind):
        if header := find_header(sheet, other):
            columns = columns_of(sheet.rows[header.last + 1 :], len(header.headings))
            counted = _counts(header, match_columns(header, columns, other, {}), other)
            if not counted:
                return "other_kind", {"title": other.title}
            if counted.pop("reason") == "counts_not_list":
                return "counts_not_list", counted
    return None


def _is_number(cell: str) -> bool:
    bare = cell.replace(".", "").replace(",", "").strip()
    return bare.isascii() and bare.isdigit()
