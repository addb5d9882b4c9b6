"""Finding the header: below title rows, over one to three rows, with merged parents, without mistaking data for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from dampingi.engines.sheets.headings import likeness, spelled_out
from dampingi.engines.sheets.layouts import Layout, read_layout
from dampingi.engines.sheets.values.text import plain
from dampingi.engines.sheets.workbooks import Merge, Row, Sheet

SEARCHED_ROWS = 80
DEEPEST = 3
LONGEST_HEADING = 90
GOOD = 0.74
PER_EXTRA_ROW = 0.15


@dataclass(frozen=True, slots=True)
class Header:
    """`first` and `last` are row indices from 0; `headings` one text per column, parents joined by " / "."""

    first: int
    last: int
    headings: tuple[str, ...]
    score: float

    @property
    def rows(self) -> tuple[int, ...]:
        """Row numbers as the spreadsheet shows them."""
        return tuple(range(self.first + 1, self.last + 2))


def find_header(sheet: Sheet, layout: Layout, start: int = 0) -> Header | None:
    """The best header within 80 rows from `start`, or None where nothing names what the layout needs."""
    found = [
        header
        for first in range(start, min(len(sheet.rows), start + SEARCHED_ROWS))
        if may_be_heading(sheet.rows[first], layout)
        for header in _candidates(sheet, layout, first)
    ]
    return max(found, key=lambda header: (header.score, -header.first), default=None)


def may_be_heading(row: Row, layout: Layout) -> bool:
    """Cheap test before the careful one: mostly text, and words that headings use."""
    filled = [cell for cell in row if cell not in ("", None)]
    texts = [cell for cell in filled if isinstance(cell, str) and len(cell) <= LONGEST_HEADING]
    if not texts or len(texts) * 5 < len(filled) * 4:
        return False
    known = sum(not vocabulary(layout.kind).isdisjoint(spelled_out(cell).split()) for cell in texts)
    return known * 3 >= len(texts)


@lru_cache(maxsize=16)
def vocabulary(kind: str) -> frozenset[str]:
    fields = read_layout(kind).fields.values()
    return frozenset(word for field in fields for synonym in field.synonyms for word in synonym.split())


def _candidates(sheet: Sheet, layout: Layout, first: int) -> list[Header]:
    found = []
    for last in range(first, min(first + DEEPEST, len(sheet.rows))):
        if last > first and not _may_continue(sheet.rows[last]):
            break
        headings = read_headings(sheet, first, last)
        score = _score(headings, layout) - PER_EXTRA_ROW * (last - first)
        if score > 0:
            found.append(Header(first, last, headings, round(score, 3)))
    return found


def _may_continue(row: Row) -> bool:
    filled = [cell for cell in row if cell not in ("", None)]
    return bool(filled) and all(isinstance(cell, str) and len(cell) <= LONGEST_HEADING for cell in filled)


def read_headings(sheet: Sheet, first: int, last: int) -> tuple[str, ...]:
    """One heading per column from the rows `first`..`last`, merged parents carried to their children."""
    levels = [_level(sheet, index, index < last) for index in range(first, last + 1)]
    joined = []
    for parts in zip(*levels, strict=True):
        kept = list(dict.fromkeys(part for part in parts if part))
        joined.append(" / ".join(kept))
    return tuple(joined)


def _level(sheet: Sheet, index: int, has_children: bool) -> list[str]:
    texts = [plain(cell) if isinstance(cell, str) else "" for cell in sheet.rows[index]]
    if sheet.merges:
        return _spread_merged(texts, sheet.merges, index, sheet.rows)
    return _spread_blind(texts, sheet.rows[index + 1]) if has_children else texts


def _spread_merged(texts: list[str], merges: Sequence[Merge], index: int, rows: Sequence[Row]) -> list[str]:
    for (top, left), (bottom, right) in merges:
        if top <= index <= bottom and right < len(texts) and left < len(texts) and bottom - top < DEEPEST:
            corner = rows[top][left]
            if isinstance(corner, str):
                texts[left : right + 1] = [plain(corner)] * (right + 1 - left)
    return texts


def _spread_blind(texts: list[str], children: Row) -> list[str]:
    """Without merge information a parent reaches right over empty cells that have a child below."""
    spread = list(texts)
    for column in range(1, len(spread)):
        if not spread[column] and spread[column - 1] and children[column] not in ("", None):
            parent_has_child = children[column - 1] not in ("", None)
            spread[column] = spread[column - 1] if parent_has_child else ""
    return spread


def _score(headings: Sequence[str], layout: Layout) -> float:
    best: dict[str, float] = {}
    for heading in headings:
        for key, score in field_scores(layout.kind, heading)[:1]:
            best[key] = max(best.get(key, 0.0), score)
    if not any(key in best for key in layout.needs) or len(best) < 2:
        return 0.0
    if any(key not in best for key in layout.together):
        return 0.0
    unknown = sum(1 for heading in headings if heading and not field_scores(layout.kind, heading))
    return sum(best.values()) - 0.05 * unknown


@lru_cache(maxsize=8192)
def field_scores(kind: str, heading: str) -> tuple[tuple[str, float], ...]:
    """Fields a heading may mean, best first, each 0.74 to 1. The whole counts fully, a part of it a little less."""
    if not heading:
        return ()
    parts = heading.split(" / ")
    readings = [(spelled_out(" ".join(parts)), 1.0)]
    if len(parts) > 1:
        readings += [(spelled_out(parts[-1]), 0.93), (spelled_out(parts[0]), 0.86)]
    scores = {
        field.key: max(
            likeness(text, synonym) * weight for text, weight in readings for synonym in field.synonyms
        )
        for field in read_layout(kind).fields.values()
    }
    good = [(key, round(score, 3)) for key, score in scores.items() if score >= GOOD]
    return tuple(sorted(good, key=lambda pair: -pair[1]))
