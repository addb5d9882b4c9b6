"""A month's hours stand still with its approved report."""

from collections import Counter

from dampingi.foundation.canonical import digest
from dampingi.records.hours.days import totals
from dampingi.records.hours.models import FrozenMonth
from dampingi.records.hours.queries import entry_of_visit, entry_of_work, visits, works
from dampingi.records.mentoring.models import MonthlyReport


def freeze_month(report: MonthlyReport) -> None:
    """Called within the transaction that approves the report."""
    entries = [entry_of_visit(v) for v in visits(report.mentor, report.month)]
    standing = [w for w in works(report.mentor, report.month) if w.minutes and not hasattr(w, "corrected_by")]
    entries += [entry_of_work(w) for w in standing]
    entries.sort(key=lambda e: (e.on, str(e.id)))
    FrozenMonth.objects.get_or_create(
        report=report, version=report.version,
        defaults={
            "totals": totals(entries), "counts": dict(Counter(e.kind for e in entries)),
            "days": len({e.on for e in entries}), "rows": len(entries),
            "hash": digest([[str(e.on), e.kind, e.minutes, str(e.id)] for e in entries]),
        },
    )  # fmt: skip
