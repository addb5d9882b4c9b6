"""Which rows below a header are data: not titles of sections, numbering, repeated headers, totals or signatures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from dampingi.engines.sheets.headers import Header
from dampingi.engines.sheets.headings import spelled_out
from dampingi.engines.sheets.values.text import FORMULA_ERRORS, is_empty, plain
from dampingi.engines.sheets.workbooks import Row

TOTAL = re.compile(r"(?:sub\s*|grand\s*)?(?:jumlah|total|rekapitulasi|rekap|rata[\s-]*rata)\b", re.IGNORECASE)
FOOTER = re.compile(
    r"\b(?:mengetahui|menyetujui|kepala\s+(?:dinas|bidang|seksi|bagian|upt)|nip\.?\s*[:.]?\s*\d|plt\.?\s|sekretaris|"
    r"pejabat|tanda tangan|ttd|catatan\s*:|keterangan\s*:|sumber\s*:|dibuat oleh|disusun oleh)|"
    r"^[a-z. ]{3,30},\s*(?:\d{1,2}|\.{2,})\s*[a-z]*\s*(?:19|20)\d{2}$",
    re.IGNORECASE,
)
SPARSE = 3


@dataclass(frozen=True, slots=True)
class Skipped:
    """Row numbers (from 1) that are not data, and why: numbering, repeated_header, total, footer, section."""

    reason: str
    rows: tuple[int, ...]
    text: str = ""


def split_rows(
    rows: Sequence[Row], header: Header, name_columns: Sequence[int]
) -> tuple[list[int], tuple[Skipped, ...]]:
    """Indices into `rows` of the data rows, and what was left out. `rows` are those below the header."""
    filled = [len(row) - row.count("") for row in rows]
    usual = _usual(filled)
    sparse = SPARSE if usual > SPARSE + 1 else 1
    headings = frozenset(part.lower() for text in header.headings for part in text.split(" / ") if part)
    names = _names(rows, name_columns)
    doubtful = {name for name in set(names) if is_doubtful(name, headings)}
    data, left_out = [], []
    ended = False
    for index, (count, name) in enumerate(zip(filled, names, strict=True)):
        if count > sparse and name not in doubtful and name != "":
            data.append(index)
            ended = False
        elif count:
            reason = _reason(rows[index], count, name, header, ended, sparse, max(name_columns, default=0))
            ended = ended or reason in ("footer", "total")
            if reason:
                left_out.append((reason, index))
            else:
                data.append(index)
    return _without_tail(data, left_out, rows, names, sparse), _grouped(left_out, rows, header)


def _usual(filled: Sequence[int]) -> float:
    """How many cells a full row has: the median of those at least half as full as the fullest."""
    most = max(filled, default=0)
    return median(count for count in filled if count * 2 >= most) if most else 0


def _names(rows: Sequence[Row], name_columns: Sequence[int]) -> list[object]:
    if not name_columns:
        return [""] * len(rows)
    first, *others = name_columns
    if not others:
        return [row[first] for row in rows]
    second = others[0]
    return [row[first] or row[second] for row in rows]


def is_doubtful(name: object, headings: frozenset[str]) -> bool:
    """Something in the name column that may be a heading, a total or nothing. Asked of every name, so it is cheap."""
    if type(name) is not str:
        return True
    lowered = name.lower().strip()
    if lowered in headings or len(lowered) < 4 or lowered[0] == "#":
        return True
    return lowered[0] in "jtrsg" and TOTAL.match(lowered) is not None


def _reason(
    row: Row, count: int, name: object, header: Header, ended: bool, sparse: int, names_end: int
) -> str:
    """Why a row is not data; "" where it is, with or without problems."""
    filled = [(column, cell) for column, cell in enumerate(row) if cell != ""]
    texts = [plain(cell) for _, cell in filled if isinstance(cell, str) and not is_empty(plain(cell))]
    if _is_numbering(filled):
        return "numbering"
    if _repeats_header(row, header):
        return "repeated_header"
    if not texts:
        return "total"
    if TOTAL.match(texts[0]) and (count <= sparse + 4 or not _is_text(name)):
        return "total"
    if any(FOOTER.search(text) for text in texts) and count <= sparse + 1:
        return "footer"
    if ended and count <= sparse:
        return "footer"
    if not _is_text(name) and len(texts) == 1 and texts[0].lower() not in FORMULA_ERRORS:
        place = next(column for column, cell in filled if isinstance(cell, str) and plain(cell) == texts[0])
        return "section" if place <= names_end else ""
    return "section" if count == 1 and sparse > 1 else ""


def _is_text(name: object) -> bool:
    return isinstance(name, str) and bool(name.strip())


def _is_numbering(filled: Sequence[tuple[int, object]]) -> bool:
    """1 2 3 ... under the headings; a few places may be skipped. Also written (1) (2) (3)."""
    if len(filled) < 3:
        return False
    numbers = [_small_number(cell) for _, cell in filled]
    if any(number is None for number in numbers):
        return False
    known = [number for number in numbers if number is not None]
    rising = all(later > earlier for earlier, later in pairwise(known))
    return rising and known[0] <= 2 and known[-1] <= 2 * len(known) + 2


def _small_number(cell: object) -> int | None:
    if isinstance(cell, float) and cell.is_integer() and 0 < cell < 300:
        return int(cell)
    bare = plain(cell).strip("().") if isinstance(cell, str) else ""
    return int(bare) if bare.isascii() and bare.isdigit() and len(bare) <= 3 else None


def _repeats_header(row: Row, header: Header) -> bool:
    """Most of the row's texts are parts of the headings in the same columns."""
    texts = [
        (column, spelled_out(plain(cell)))
        for column, cell in enumerate(row)
        if isinstance(cell, str) and cell
    ]
    if not texts:
        return False
    same = sum(
        any(text == spelled_out(part) for part in header.headings[column].split(" / "))
        for column, text in texts
    )
    return same * 10 >= len(texts) * 7


def _without_tail(
    data: list[int],
    left_out: list[tuple[str, int]],
    rows: Sequence[Row],
    names: Sequence[object],
    sparse: int,
) -> list[int]:
    """Trailing rows without a name and with little else are signatures and notes, not broken data."""
    while data and not _is_text(names[data[-1]]) and len(rows[data[-1]]) - rows[data[-1]].count("") <= sparse:
        left_out.append(("footer", data.pop()))
    return data


def _grouped(left_out: Sequence[tuple[str, int]], rows: Sequence[Row], header: Header) -> tuple[Skipped, ...]:
    grouped: dict[str, list[int]] = {}
    for reason, index in sorted(left_out, key=lambda pair: pair[1]):
        grouped.setdefault(reason, []).append(index)
    return tuple(
        Skipped(reason, tuple(index + header.last + 2 for index in indices), _first_text(rows[indices[0]]))
        for reason, indices in grouped.items()
    )


def _first_text(row: Row) -> str:
    return next((plain(cell)[:80] for cell in row if isinstance(cell, str) and cell.strip()), "")
