"""Rows that are on record already. Candidates come from the database by keys, a few hundred rows at a time."""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from dampingi.capture.imports.editions.matching import Entry, Pairs
from dampingi.capture.imports.editions.values import WHY, read_records, record_entry
from dampingi.capture.imports.progress import Progress, silent
from dampingi.engines.sheets.repeats import ENOUGH, likeness
from dampingi.foundation.regions.codes import contains, inside
from dampingi.records.businesses.models import Business
from dampingi.records.businesses.naming import business_key, person_key

ROWS = 400
MOST_CANDIDATES = 20_000
"""Of one group of rows; beyond it names are too common to tell anything."""

Known = dict[Any, tuple[uuid.UUID, str]]


def on_record(
    region: str,
    rows: Sequence[tuple[Entry, dict[str, Any]]],
    taken: Iterable[uuid.UUID] = (),
    progress: Progress = silent,
) -> tuple[Known, set[Any]]:
    """({row's mark: (business, how)}, marks of rows that repeat a record another row stands for already)."""
    found: Known = {}
    again: set[Any] = set()
    used = set(taken)
    for start in range(0, len(rows), ROWS):
        progress(start, len(rows), _("Mencocokkan dengan register"))
        group = rows[start : start + ROWS]
        candidates = {e.mark: e for e in _candidates(region, group)}
        new = [entry for entry, _row in group]
        pairs = Pairs(new, [e for e in candidates.values() if e.mark not in used]).sure().alike()
        found |= pairs.found
        used.update(business for business, _how in pairs.found.values())
        again |= _repeating(pairs.new.values(), [e for e in candidates.values() if e.mark in used])
    return found, again


def anything_known(region: str) -> bool:
    """Whether a row could be on record at all: archived records count, since an earlier list may speak of them."""
    return Business.objects.unscoped(WHY).filter(inside(region)).exists()


def _repeating(entries: Iterable[Entry], candidates: Sequence[Entry]) -> set[Any]:
    by_name: dict[str, list[Entry]] = {}
    for candidate in candidates:
        for name in {candidate.row.trade, candidate.row.person}:
            by_name.setdefault(name, []).append(candidate)
    return {
        e.mark
        for e in entries
        if any(
            likeness(e.row, candidate.row) >= ENOUGH
            for name in {e.row.trade, e.row.person} - {""}
            for candidate in by_name.get(name, ())
        )
    }


def _candidates(region: str, group: Sequence[tuple[Entry, dict[str, Any]]]) -> Iterator[Entry]:
    """Businesses of the region that share a name, a phone, an NIB or the owner's NIK with one of the rows."""
    seen: set[uuid.UUID] = set()
    live = Business.objects.unscoped(WHY).filter(archived_at=None)
    for condition in _conditions(group):
        for record in read_records(live.filter(condition)[:MOST_CANDIDATES]):
            if record.id not in seen and contains(region, record.values["region"]):
                seen.add(record.id)
                yield record_entry(record)


def _conditions(group: Sequence[tuple[Entry, dict[str, Any]]]) -> Iterator[Q]:
    names = {name for _e, row in group for name in (row["business_name"], row["owner_name"]) if name}
    phones = {number for _e, row in group for number in row["phone"] or ()}
    wanted: tuple[tuple[str, set[Any]], ...] = (
        ("key__in", {business_key(name) for name in names}),
        ("owner__key__in", {person_key(name) for name in names}),
        ("phone__in", phones),
        ("other_phone__in", phones),
        ("nib__in", {e.nib for e, _row in group if e.nib}),
        ("owner__nik_index__in", {e.row.nik for e, _row in group if e.row.nik}),
    )
    yield from (Q(**{lookup: sorted(values)}) for lookup, values in wanted if values)
