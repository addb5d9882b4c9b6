from collections.abc import Iterable, Sequence
from typing import Any

from dampingi.capture.field.bodies import Values
from dampingi.capture.field.entries import APPLIED, Entry, Outcome, Sender
from dampingi.capture.field.kinds.already import overlapping
from dampingi.capture.field.merging import merge
from dampingi.foundation.origins.models import Origin
from dampingi.records.mentoring.actions import write_reports
from dampingi.records.mentoring.intake import ReportWords
from dampingi.records.mentoring.models import MonthlyReport
from dampingi.records.mentoring.queries.reports import report

WORDS = ("obstacle", "success", "plan")
LONGEST = 4000


def apply(sender: Sender, _origin: Origin, entries: Sequence[Entry]) -> list[Outcome]:
    return [_merged(sender, e) for e in entries]


def choose(sender: Sender, entry: Entry, fields: Iterable[str]) -> None:
    """Write these words as they were sent, whatever stands."""
    found = report(sender.by, entry.body.subject)
    sent = _words(entry.body.values)
    _write(sender, found, {f: sent[f] for f in fields})


def _merged(sender: Sender, entry: Entry) -> Outcome:
    found = report(sender.by, entry.body.subject)
    base = None if entry.body.base is None else _words(entry.body.base)
    merged = merge(base, {w: getattr(found, w) for w in WORDS}, _words(entry.body.values))
    if merged.take:
        _write(sender, found, merged.take)
    return overlapping(merged.overlaps) if merged.overlaps else APPLIED


def _write(sender: Sender, found: MonthlyReport, words: dict[str, Any]) -> None:
    row = ReportWords(found.id, **{w: words.get(w, getattr(found, w)) for w in WORDS})
    write_reports(by=sender.by, rows=[row])


def _words(said: Values) -> dict[str, str]:
    return {w: said.text(w, LONGEST) for w in WORDS if w in said}
