"""A list beside the register and its earlier edition: which rows are on record, what they change, what is gone."""

import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dampingi.capture.imports.editions.comparing import Difference, compared
from dampingi.capture.imports.editions.matching import Pairs
from dampingi.capture.imports.editions.recognising import earlier_edition
from dampingi.capture.imports.editions.register import anything_known, on_record
from dampingi.capture.imports.editions.values import Record, entries, records, survivors, told
from dampingi.capture.imports.kinds.businesses import forget_zeros, rows_of
from dampingi.capture.imports.models import Import, ImportedRow
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.kbli.queries import only_elsewhere

if TYPE_CHECKING:
    from dampingi.capture.imports.plans import Plan

Values = dict[int, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Gone:
    """A record of the earlier edition that the new one no longer lists; `sheet` and `row` of the earlier file."""

    record: Record
    sheet: str
    row: int


@dataclass(slots=True)
class Edition:
    """`matched` {position: (business, how)}; `again` positions that repeat a record another row stands for."""

    earlier: Import | None = None
    share: float = 0.0
    matched: dict[int, tuple[uuid.UUID, str]] = field(default_factory=dict)
    again: set[int] = field(default_factory=set)
    archived: set[int] = field(default_factory=set)
    differences: list[Difference] = field(default_factory=list)
    gone: list[Gone] = field(default_factory=list)


@dataclass(slots=True)
class Earlier:
    """The rows of an earlier edition by position, and the business each stands for."""

    values: Values
    subjects: dict[int, uuid.UUID]
    places: dict[int, tuple[str, int]]


def lay_beside(by: Actor, plan: "Plan", chosen: str = "") -> Edition:
    """Work out what the plan's rows mean for the register; the matched ones no longer count as new."""
    table = plan.reading.table
    values = dict(zip(plan.accepted, rows_of(table, plan.accepted), strict=True))
    if unknown := forget_zeros(values.values()):
        plan.note("zeros_unknown", count=unknown)
    elsewhere = only_elsewhere(plan.extra["kbli_edition"])
    for row in values.values():
        row["kbli_edition"] = elsewhere.get(row["kbli"], plan.extra["kbli_edition"])
    plan.extra["values"] = values
    edition = Edition()
    if not anything_known(plan.region):
        return edition
    rows = list(zip(entries(values.items()), values.values(), strict=True))
    edition.earlier, edition.share = earlier_edition(by, plan.kind, plan.region, plan.reading, rows, chosen)
    before = earlier_rows(by, edition.earlier) if edition.earlier else None
    stands_for = _with_earlier(edition, before, values, plan) if before else {}
    left = [(e, row) for e, row in rows if e.mark not in edition.matched and e.mark not in edition.again]
    taken = (id for id, _how in edition.matched.values())
    known, again = on_record(plan.region, left, taken, plan.progress)
    edition.matched |= known
    edition.again |= again
    _compare(edition, values, before, stands_for)
    plan.take_repeats(dict(plan.reading.repeats) | dict.fromkeys([*edition.matched, *edition.again], -1))
    return edition


def earlier_rows(by: Actor, sheet: Import) -> Earlier:
    """Read the sealed file of an earlier import by the code of today."""
    from dampingi.capture.imports.plans import reading_of

    reading = reading_of(sheet)
    table = reading.table
    kept = ImportedRow.objects.filter(made_by=sheet, subject_kind="business").exclude(subject_id=None)
    subjects = {(name, row): id for name, row, id in kept.values_list("sheet", "row", "subject_id")}
    merged = survivors(subjects.values())
    subjects = {place: merged.get(id, id) for place, id in subjects.items()}
    places = {at: (table.sheets[at], table.rows[at]) for at in range(len(table))}
    known = {at: id for at, (name, row) in places.items() if (id := subjects.get((name[:31], row)))}
    values = dict(zip(known, rows_of(table, list(known)), strict=True))
    forget_zeros(values.values())
    return Earlier(values, known, places)


def _with_earlier(edition: Edition, before: Earlier, values: Values, plan: "Plan") -> dict[int, int]:
    """Pair with the earlier edition's rows; returns {position: position there}. What nothing meets is gone."""
    pairs = Pairs(entries(values.items()), entries(before.values.items())).sure().alike().left_over()
    stands: set[uuid.UUID] = set()
    for at, (then, how) in sorted(pairs.found.items()):
        if before.subjects[then] in stands:  # merged since: two rows for one record
            edition.again.add(at)
        else:
            edition.matched[at] = before.subjects[then], how
            stands.add(before.subjects[then])
    left = [e.mark for e in pairs.old.values() if before.subjects[e.mark] not in stands]
    kept_out = [at for at in (*plan.reading.refused, *plan.reading.repeats) if at not in values]
    others = dict(zip(kept_out, rows_of(plan.reading.table, kept_out), strict=True))
    mentioned = (
        Pairs(entries(others.items()), [e for e in pairs.old.values() if e.mark in set(left)])
        .sure()
        .alike()
        .left_over()
        .found.values()
    )
    missing = set(left) - {then for then, _how in mentioned}
    found = records([before.subjects[then] for then in missing])
    edition.gone = [
        Gone(record, *before.places[then])
        for then in sorted(missing)
        if (record := found.get(before.subjects[then])) and not record.archived
    ]
    return {at: then for at, (then, _how) in pairs.found.items()}


def _compare(edition: Edition, values: Values, before: Earlier | None, stands_for: dict[int, int]) -> None:
    found = records([id for id, _how in edition.matched.values()])
    for at, (id, how) in edition.matched.items():
        record = found.get(id)
        if record is None or record.archived:
            edition.archived.add(at)
            continue
        then = told(before.values[stands_for[at]]) if before and at in stands_for else None
        fields = compared(record, told(values[at]), then)
        if fields:
            edition.differences.append(Difference(at, record, how, fields))
