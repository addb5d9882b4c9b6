"""What the records say of a participant, as shares and changes. Turnover in rupiah is never a measure: it would reward picking strong clients."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from dampingi.records.learning.models import Attendance
from dampingi.records.mentoring.models import Growth, Outcome, Reverification, Submission, Task
from dampingi.records.mentoring.queries.tasks_ import is_for
from dampingi.records.programmes.models import Enrolment

WHY = "of participants in reach"
LATEST = 3
"""So many of the latest confirmed months are taken together, so that one good month is no success."""


@dataclass(frozen=True)
class Evidence:
    """Whole numbers; None where the records cannot say. `change` in percent since the baseline."""

    change: int | None = None
    confirmed: int = 0
    """Confirmed months with a turnover that was counted, the baseline aside: what `change` rests on."""
    unchanged: int = 0
    """Months whose turnover was only said to be unchanged: they count for nothing."""
    workers: int | None = None
    products: int | None = None
    channels: int | None = None
    nib_gained: bool = False
    present: int = 0
    invited: int = 0
    accepted: int = 0
    tasks: int = 0
    score: int | None = None
    aspects: int = 0
    reverified: bool | None = None
    """What another person found of the outcomes, where the lot fell on them."""

    def told(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def read(cls, told: dict[str, Any]) -> "Evidence":
        return cls(**{name: told[name] for name in cls.__dataclass_fields__ if name in told})


def changed(baseline: int, months: Sequence[int]) -> int | None:
    """Percent from the baseline to the mean of the latest months, halves away from zero; None without either."""
    latest = months[-LATEST:]
    if not latest or baseline <= 0:
        return None
    ratio = Decimal(sum(latest)) / (len(latest) * baseline) - 1
    return int((ratio * 100).quantize(Decimal(1), ROUND_HALF_UP))


def evidence_of(enrolments: Sequence[Enrolment], *, today: datetime.date) -> dict[uuid.UUID, Evidence]:
    """One query for each kind. The caller has checked the participants."""
    ids = [e.id for e in enrolments]
    growth = _grouped(Growth, ids, "month")
    attended = _grouped(Attendance, ids, "training__on", "training")
    answers = _grouped(Submission, ids, "on")
    aspects = _grouped(Outcome, ids, "on")
    again = {r.enrolment_id: r.passed for r in Reverification.objects.unscoped(WHY).filter(enrolment__in=ids)}
    tasks = list(Task.objects.filter(programme__in={e.programme_id for e in enrolments}, due_on__lte=today))
    return {
        e.id: Evidence(
            **_growth(growth[e.id]),
            **_trainings(attended[e.id]),
            **_tasks(e, answers[e.id], tasks),
            aspects=sum(o.achieved for o in aspects[e.id]),
            reverified=again.get(e.id),
        )
        for e in enrolments
    }


def _grouped(model: Any, ids: Iterable[uuid.UUID], order: str, *related: str) -> dict[uuid.UUID, list[Any]]:
    wanted, found = list(ids), defaultdict(list)
    for start in range(0, len(wanted), 500):
        rows = model.objects.unscoped(WHY).filter(enrolment__in=wanted[start : start + 500]).order_by(order)
        for row in rows.select_related(*related) if related else rows:
            found[row.enrolment_id].append(row)
    return found


def _growth(months: Sequence[Growth]) -> dict[str, Any]:
    base = next((g for g in months if g.baseline), None)
    later = [g for g in months if not g.baseline and g.confirmed_at]
    counted = [g for g in later if "turnover" not in g.carried]
    told: dict[str, Any] = {"confirmed": len(counted), "unchanged": len(later) - len(counted)}
    if base is None or not later:
        return told
    last = later[-1]
    return told | {
        "change": changed(base.turnover, [g.turnover for g in counted]),
        "workers": last.workers - base.workers, "products": last.products - base.products,
        "channels": last.channels - base.channels, "nib_gained": last.has_nib and not base.has_nib,
    }  # fmt: skip


def _trainings(rows: Sequence[Attendance]) -> dict[str, int]:
    return {"present": sum(a.present for a in rows), "invited": len(rows)}


def _tasks(enrolment: Enrolment, answers: Sequence[Submission], tasks: Sequence[Task]) -> dict[str, Any]:
    accepted = [s for s in answers if s.state == Submission.State.ACCEPTED]
    scores = [s.score for s in accepted if s.score is not None]
    asked = sum(t.programme_id == enrolment.programme_id and is_for(t, enrolment) for t in tasks)
    mean = (2 * sum(scores) + len(scores)) // (2 * len(scores)) if scores else None
    return {"accepted": len(accepted), "tasks": max(asked, len(accepted)), "score": mean}
