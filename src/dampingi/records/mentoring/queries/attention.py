"""Whom to visit first and why: reasons a mentor would give, counted from the records."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Max
from django.utils.translation import gettext as _

from dampingi.foundation.ui.states import State
from dampingi.records.mentoring.models import Growth, Plan, Promise, StageCompletion, Task, Visit
from dampingi.records.mentoring.queries import needs
from dampingi.records.mentoring.queries.needs import Reason
from dampingi.records.mentoring.queries.plans import still_planned
from dampingi.records.mentoring.queries.promises import outstanding
from dampingi.records.mentoring.queries.tasks_ import collected, is_for
from dampingi.records.programmes.models import Enrolment, Programme, Stage
from dampingi.records.verification.models import LookRequest
from dampingi.records.verification.queries import open_requests

__all__ = ["Attention", "Reason", "attention", "attention_by_id"]

LONG_AGO = needs.need("silent")["after"]
"""Days without a visit after which one is overdue: a report is due every month."""
CHUNK = 500
WHY = "of participants the reader may see"


@dataclass(frozen=True)
class Attention:
    """Where one participant stands today."""

    enrolment: Enrolment
    last_visit: datetime.date | None
    visits: int
    promise: Promise | None
    """The visit promised and not made yet; its day may have passed."""
    next_step: str
    stages_done: int
    stages: int
    current_stage: str
    reasons: tuple[Reason, ...]

    @property
    def next_on(self) -> datetime.date | None:
        return self.promise.day if self.promise else None

    @property
    def weight(self) -> int:
        return sum(reason.weight for reason in self.reasons)

    @property
    def late(self) -> bool:
        return any(reason.late for reason in self.reasons)

    @property
    def state(self) -> State:
        if self.enrolment.exited_on:
            return State.NONE
        return State.LATE if self.late else State.WATCH if self.reasons else State.GOOD

    @property
    def label(self) -> str:
        words = {
            State.LATE: _("Terlambat"),
            State.WATCH: _("Perlu perhatian"),
            State.GOOD: _("Sesuai jadwal"),
            State.NONE: _("Berhenti"),
        }
        return words[self.state]

    @property
    def summary(self) -> str:
        if self.enrolment.exited_on:
            return _("Berhenti")
        return self.reasons[0].text if self.reasons else _("Sesuai jadwal")


def attention(
    enrolments: Sequence[Enrolment], programme: Programme, *, today: datetime.date
) -> list[Attention]:
    """One for each participant of the programme, most urgent first."""
    found: list[Attention] = []
    for start in range(0, len(enrolments), CHUNK):
        chunk = enrolments[start : start + CHUNK]
        seen = _Seen(chunk, programme, today)
        found += [seen.of(enrolment) for enrolment in chunk]
    return sorted(found, key=lambda a: (-a.weight, a.enrolment.person.key))


def attention_by_id(enrolments: Sequence[Enrolment], *, today: datetime.date) -> dict[uuid.UUID, Attention]:
    """enrolment id -> where it stands, for participants of any programmes."""
    of_programme: dict[uuid.UUID, list[Enrolment]] = defaultdict(list)
    for enrolment in enrolments:
        of_programme[enrolment.programme_id].append(enrolment)
    programmes = Programme.objects.in_bulk(of_programme)
    found = [a for p, rows in of_programme.items() for a in attention(rows, programmes[p], today=today)]
    return {a.enrolment.id: a for a in found}


class _Seen:
    """The participants' visits, stages and tasks, read once."""

    def __init__(self, enrolments: Sequence[Enrolment], programme: Programme, today: datetime.date) -> None:
        ids = [enrolment.id for enrolment in enrolments]
        self.today = today
        self.stages = list(programme.stages.order_by("order"))
        self.tasks = list(Task.objects.filter(programme=programme, due_on__lt=today))
        self.visits = _visits(ids)
        self.latest = _latest(ids)
        self.promised = outstanding(ids)
        self.done = _pairs(StageCompletion.objects.unscoped(WHY).filter(enrolment__in=ids), "stage_id")
        self.plans = _plans(ids)
        self.looks = _looks(enrolments)
        self.grown = _grown(ids)
        self.submitted = _pairs(collected(WHY).filter(enrolment__in=ids), "task_id")

    def of(self, enrolment: Enrolment) -> Attention:
        last, count = self.visits.get(enrolment.id, (None, 0))
        latest = self.latest.get(enrolment.id)
        undone = [stage for stage in self.stages if stage.id not in self.done[enrolment.id]]
        return Attention(
            enrolment=enrolment,
            last_visit=last,
            visits=count,
            promise=self.promised.get(enrolment.id),
            next_step=latest.next_step if latest else "",
            stages_done=len(self.stages) - len(undone),
            stages=len(self.stages),
            current_stage=undone[0].name if undone else _("Selesai"),
            reasons=() if enrolment.exited_on else tuple(self._reasons(enrolment, last, undone)),
        )

    def _reasons(self, enrolment: Enrolment, last: datetime.date | None, undone: list[Stage]) -> list[Reason]:
        id, today = enrolment.id, self.today
        missing = [t for t in self.tasks if t.id not in self.submitted[id] and is_for(t, enrolment)]
        found = [
            *needs.planned(self.plans.get(id), today),
            *needs.to_be_seen(self.looks.get(enrolment.business_id)),
            *needs.promised(self.promised.get(id), today),
            *needs.silence(enrolment, last, today),
            *needs.stages(undone, today),
            *needs.tasks(missing),
            *needs.growth(enrolment, self.grown.get(id), today),
        ]
        return sorted(found, key=lambda reason: -reason.weight)


def _plans(ids: list[uuid.UUID]) -> dict[uuid.UUID, Plan]:
    """The most pressing plan that nobody has carried out yet."""
    rows = still_planned().filter(enrolment__in=ids).select_related("plan")
    return {p.enrolment_id: p.plan for p in rows.order_by("-plan__due_on", "-plan__made_on")}


def _looks(enrolments: Sequence[Enrolment]) -> dict[uuid.UUID, LookRequest]:
    """business -> what the office asks to be seen there."""
    ids = [e.business_id for e in enrolments if e.business_id]
    found: dict[uuid.UUID, LookRequest] = {}
    for start in range(0, len(ids), 500):
        found |= {r.business_id: r for r in open_requests().filter(business__in=ids[start : start + 500])}
    return found


def _grown(ids: list[uuid.UUID]) -> dict[uuid.UUID, datetime.date]:
    """The last month on record of each."""
    rows = Growth.objects.unscoped(WHY).filter(enrolment__in=ids).order_by()
    return dict(rows.values("enrolment").annotate(last=Max("month")).values_list("enrolment_id", "last"))


def _visits(ids: list[uuid.UUID]) -> dict[uuid.UUID, tuple[datetime.date, int]]:
    rows = Visit.objects.unscoped(WHY).filter(enrolment__in=ids, archived_at=None)
    counted = rows.values("enrolment_id").annotate(last=Max("on"), count=Count("id"))
    return {row["enrolment_id"]: (row["last"], row["count"]) for row in counted}


def _latest(ids: list[uuid.UUID]) -> dict[uuid.UUID, Visit]:
    rows = (
        Visit.objects.unscoped(WHY).filter(enrolment__in=ids, archived_at=None).order_by("on", "recorded_at")
    )
    return {visit.enrolment_id: visit for visit in rows.only("enrolment_id", "next_step", "on")}


def _pairs(rows, field: str) -> dict[uuid.UUID, set[uuid.UUID]]:
    found: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    for enrolment, value in rows.values_list("enrolment_id", field):
        found[enrolment].add(value)
    return found
