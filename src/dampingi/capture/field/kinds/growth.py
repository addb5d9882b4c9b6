import datetime
import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from dampingi.capture.field.bodies import Values
from dampingi.capture.field.entries import APPLIED, Entry, Outcome, Sender
from dampingi.capture.field.kinds.already import in_reach, overlapping
from dampingi.capture.field.merging import merge
from dampingi.foundation.origins.models import Origin
from dampingi.records.mentoring.actions import correct_growth, record_growth
from dampingi.records.mentoring.actions.growth import FIGURES
from dampingi.records.mentoring.intake import GrowthIntake
from dampingi.records.mentoring.models import Growth

Key = tuple[uuid.UUID, datetime.date]


def apply(sender: Sender, origin: Origin, entries: Sequence[Entry]) -> list[Outcome]:
    keys = [(e.body.subject, e.body.values.day("month")) for e in entries]
    if len(set(keys)) < len(keys):  # a later one builds on what an earlier one wrote
        return [outcome for e in entries for outcome in apply(sender, origin, [e])]
    in_reach(sender, (enrolment for enrolment, _month in keys))
    standing = _standing(keys)
    fresh = [_fresh(e, key) for e, key in zip(entries, keys, strict=True) if key not in standing]
    if fresh:
        record_growth(by=sender.by, rows=fresh)
    return [
        _merged(sender, standing[key], e.body) if key in standing else APPLIED
        for e, key in zip(entries, keys, strict=True)
    ]


def choose(sender: Sender, entry: Entry, fields: Iterable[str]) -> None:
    """Write these fields as they were sent, whatever stands."""
    key = (entry.body.subject, entry.body.values.day("month"))
    sent = _figures(entry.body.values)
    correct_growth(by=sender.by, growth=_standing([key])[key].id, values={f: sent[f] for f in fields})


def _merged(sender: Sender, record: Growth, body: Any) -> Outcome:
    base = None if body.base is None else _figures(body.base)
    merged = merge(base, {f: getattr(record, f) for f in FIGURES}, _figures(body.values))
    if merged.take:
        correct_growth(by=sender.by, growth=record.id, values=merged.take)
    return overlapping(merged.overlaps) if merged.overlaps else APPLIED


def _standing(keys: Sequence[Key]) -> dict[Key, Growth]:
    found = Growth.objects.unscoped("of participants whose reach is checked").filter(
        enrolment__in={enrolment for enrolment, _month in keys},
        month__in={month for _enrolment, month in keys},
    )
    return {(g.enrolment_id, g.month): g for g in found.select_for_update(of=("self",))}


def _figures(said: Values) -> dict[str, Any]:
    """The figures that were told."""
    return {f: said.yes(f) if f == "has_nib" else said.number(f) for f in FIGURES if f in said}


def _fresh(entry: Entry, key: Key) -> GrowthIntake:
    """A new month in full, or only what changed since the month before: the rest is carried on and said to be so."""
    said = _figures(entry.body.values)
    before = _before(key) if len(said) < len(FIGURES) - ("weeks" not in said) else None
    if before is None:
        return _intake(entry, key)
    shown = {} if entry.body.base is None else _figures(entry.body.base)
    stands = {f: getattr(before, f) for f in FIGURES}
    told = stands | shown | said
    carried = tuple(f for f in FIGURES if f not in said and told[f] == stands[f])
    return GrowthIntake(*key, **told, carried=carried)


def _before(key: Key) -> Growth | None:
    rows = Growth.objects.unscoped("of participants whose reach is checked")
    return rows.filter(enrolment=key[0], month__lt=key[1]).order_by("-month").first()


def _intake(entry: Entry, key: Key) -> GrowthIntake:
    said = entry.body.values
    figures = {f: said.number(f) for f in FIGURES if f not in ("has_nib", "weeks")}
    return GrowthIntake(*key, **figures, weeks=said.number("weeks", 4), has_nib=said.yes("has_nib"))
