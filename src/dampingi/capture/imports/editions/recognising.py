"""Which earlier import a list is a newer edition of: the same headings, kind and region, and enough rows known."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from dampingi.capture.imports.editions.matching import Entry
from dampingi.capture.imports.editions.register import on_record
from dampingi.capture.imports.models import Import, ImportedRow
from dampingi.engines.sheets import Reading
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission

NONE = "tidak"
"""The choice of a person who says that the list is no edition of an earlier one."""
SAMPLE = 400
HEADINGS_ALIKE = 0.5
ROWS_KNOWN = 0.3
MOST_TRIED = 50


def candidates(by: Actor, kind: str, region: str) -> Any:
    """Imports in force that a new list may be an edition of, newest first."""
    rows = Import.objects.for_actor(by, Permission.IMPORT_SHEETS)
    return (
        rows.filter(kind=kind, region=region, undone_at=None)
        .exclude(committed_at=None)
        .order_by("-committed_at")
    )


def earlier_edition(
    by: Actor,
    kind: str,
    region: str,
    reading: Reading,
    rows: Sequence[tuple[Entry, dict[str, Any]]],
    chosen: str = "",
) -> tuple[Import | None, float]:
    """The earlier import and the share of a sample of the rows that came with it. `chosen`: an import's id, or `NONE`."""
    if chosen == NONE or not rows:
        return None, 0.0
    found = candidates(by, kind, region)
    if chosen:
        return found.filter(id=chosen).first(), 0.0
    alike = [
        i for i in found[:MOST_TRIED] if headings_alike(headings(reading), told_headings(i)) >= HEADINGS_ALIKE
    ]
    if not alike:
        return None, 0.0
    sample = rows[:: max(1, len(rows) // SAMPLE)]
    known = _known_to(alike, [id for id, _how in on_record(region, sample)[0].values()])
    best = next((i for i in alike if known[i.id] >= ROWS_KNOWN * len(sample)), None)
    return best, known[best.id] / len(sample) if best else 0.0


def _known_to(imports: Sequence[Import], businesses: Sequence[Any]) -> Counter[Any]:
    counted: Counter[Any] = Counter()
    for start in range(0, len(businesses), 500):
        rows = ImportedRow.objects.filter(subject_id__in=businesses[start : start + 500], made_by__in=imports)
        counted.update(made_by for made_by, _id in rows.values_list("made_by", "subject_id").distinct())
    return counted


def headings(reading: Reading) -> set[str]:
    return _plain(m.heading for sheet in reading.sheets if not sheet.reason for m in sheet.matches)


def told_headings(sheet: Import) -> set[str]:
    """The headings of an earlier import, as its summary keeps them."""
    told = sheet.summary.get("sheets", ())
    return _plain(c["heading"] for one in told if not one["not_read"] for c in one["columns"])


def _plain(texts: Iterable[str]) -> set[str]:
    return {" ".join(text.lower().split()) for text in texts if text}


def headings_alike(first: set[str], second: set[str]) -> float:
    """Shared headings among all, 0 to 1."""
    return len(first & second) / len(first | second) if first and second else 0.0
