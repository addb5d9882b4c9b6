"""A mentor's participants as needed for a week without signal: who, where, what stands, what is due. Empty values are left out."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.definitions import choices
from dampingi.foundation.regions.codes import contains
from dampingi.foundation.regions.queries import names
from dampingi.insight.participation.working import attention_by_id
from dampingi.records.businesses.models import Business, Constraint
from dampingi.records.learning.models import Attendance, Training
from dampingi.records.learning.queries import trainings
from dampingi.records.mentoring.actions.growth import FIGURES
from dampingi.records.mentoring.models import Growth, MonthlyReport, StageCompletion, Task
from dampingi.records.mentoring.queries.tasks_ import collected
from dampingi.records.programmes.models import Enrolment, Stage
from dampingi.records.tasks.models import RubricEdition

LISTS = ("stages", "tasks", "meetings", "reports")
WHY = "of participants in reach"
PHONES = {"promise_today", "promise_missed", "never_visited", "silent", "stage_late", "task_missing"}
"""Codes of definitions/needs.yaml that the phone works out anew each day (`need.js`); the others stay as told until the next load."""
BEFORE, BEHIND = datetime.timedelta(days=14), datetime.timedelta(days=45)
"""How far back and ahead meetings are taken along."""


def caseload(actor: Actor) -> dict[str, Any]:
    """`me`, `participants` and LISTS, as plain values."""
    reached = Enrolment.objects.for_actor(actor, Permission.RECORD_VISITS).filter(exited_on=None)
    today = timezone.localdate()
    programmes = set(reached.values_list("programme", flat=True).distinct())
    stages = list(Stage.objects.filter(programme__in=programmes).order_by("programme", "order"))
    editions = RubricEdition.objects.filter(task__programme__in=programmes).order_by("number")
    rubrics = {task: (id, told) for task, id, told in editions.values_list("task_id", "id", "criteria")}
    return {
        "me": {"id": str(actor.user_id), "name": actor.name},
        "participants": _participants(reached, stages, today),
        "stages": [_bare(id=s.id, name=s.name, due_on=s.due_on, programme=s.programme_id) for s in stages],
        "tasks": [
            _bare(
                id=t.id,
                title=t.title,
                due_on=t.due_on,
                programme=t.programme_id,
                description=t.description,
                region=t.region,
                edition=rubrics.get(t.id, (None, None))[0],
                rubric=rubrics.get(t.id, (None, None))[1],
            )
            for t in _tasks(reached, programmes)
        ],
        "meetings": _meetings(actor, reached, today),
        "reports": _reports(actor),
    }


def _tasks(reached: QuerySet, programmes: set[uuid.UUID]) -> list[Task]:
    """Those set for somebody of the caseload."""
    regions = set(reached.values_list("region", flat=True).distinct())
    rows = Task.objects.filter(programme__in=programmes).order_by("due_on", "code")
    return [t for t in rows if not t.region or any(contains(t.region, r) for r in regions)]


def _participants(reached: QuerySet, stages: list[Stage], today: datetime.date) -> list[dict[str, Any]]:
    rows = list(reached.select_related("person", "business").order_by("person__key", "id"))
    places = names(e.region for e in rows)
    seen = attention_by_id(rows, today=today)
    done, handed_in = _of_each(StageCompletion, reached, "stage_id"), _collected(reached)
    growth, needs = _growth(reached), _needs(reached)
    return [
        _bare(
            id=e.id,
            name=e.person.name,
            programme=e.programme_id,
            place=places.get(e.region, e.region),
            region=e.region,
            stage=next(
                (s.name for s in stages if s.programme_id == e.programme_id and s.id not in done[e.id]), ""
            ),
            done=sorted(map(str, done[e.id])),
            handed_in=sorted(map(str, handed_in[e.id])),
            last_visit=seen[e.id].last_visit,
            next_on=seen[e.id].next_on,
            promise=seen[e.id].promise and seen[e.id].promise.id,
            reasons=[reason.text for reason in seen[e.id].reasons],
            need=seen[e.id].weight or None,
            stays=[
                {"code": r.code, "text": str(r.text), "weight": r.weight}
                for r in seen[e.id].reasons
                if r.code not in PHONES
            ],
            since=e.enrolled_on,
            again=bool(seen[e.id].promise and seen[e.id].promise.moved_from_id) or None,
            growth=growth.get(e.id),
            phone=e.person.phone,
        )
        | (_business(e.business, needs) if e.business and e.business_until is None else {})
        for e in rows
    ]


def _business(business: Business, needs: dict[uuid.UUID, list[dict[str, Any]]]) -> dict[str, Any]:
    told = _bare(
        business=business.name,
        phone=business.phone,
        address=business.address,
        sector=choices("sectors").get(business.sector, business.sector),
        constraints=needs.get(business.id),
    )
    if business.latitude is None or business.longitude is None:
        return told
    return told | {"lat": float(business.latitude), "lon": float(business.longitude)}


def _bare(**values: Any) -> dict[str, Any]:
    """Without what is empty; ids, days and words to be translated as their text."""
    told = {name: value for name, value in values.items() if value not in (None, "", [])}
    return {name: v if isinstance(v, str | int | float | list | dict) else str(v) for name, v in told.items()}


def _of_each(model: Any, reached: QuerySet, column: str) -> dict[uuid.UUID, set[uuid.UUID]]:
    found: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    rows = model.objects.unscoped(WHY).filter(enrolment__in=reached.values("pk"))
    for enrolment, value in rows.values_list("enrolment_id", column):
        found[enrolment].add(value)
    return found


def _collected(reached: QuerySet) -> dict[uuid.UUID, set[uuid.UUID]]:
    """What was sent back is asked for again."""
    found: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    rows = collected(WHY).filter(enrolment__in=reached.values("pk"))
    for enrolment, task in rows.values_list("enrolment_id", "task_id"):
        found[enrolment].add(task)
    return found


def _growth(reached: QuerySet) -> dict[uuid.UUID, dict[str, Any]]:
    """The latest month of each, which is what the phone shows and its `base` is made from."""
    rows = Growth.objects.unscoped(WHY).filter(enrolment__in=reached.values("pk")).order_by("month")
    told = rows.values("enrolment_id", "month", *FIGURES)
    return {g["enrolment_id"]: {"month": str(g["month"])} | {f: g[f] for f in FIGURES} for g in told}


def _needs(reached: QuerySet) -> dict[uuid.UUID, list[dict[str, Any]]]:
    found: dict[uuid.UUID, list[dict[str, Any]]] = defaultdict(list)
    rows = (
        Constraint.objects.unscoped(WHY)
        .filter(business__in=reached.values("business"), resolved_on=None)
        .order_by("since", "id")
    )
    for constraint in rows:
        told = {"id": str(constraint.id), "code": constraint.code, "severity": constraint.severity}
        found[constraint.business_id].append(told)
    return found


def _trainings(actor: Actor, reached: QuerySet) -> QuerySet:
    """Those the actor sees, and those held for a whole region of their participants: whoever stands at the door has a phone."""
    pairs = reached.order_by().values_list("programme", "region").distinct()
    around: Iterable[Any] = {(p, region[:n]) for p, region in pairs for n in (2, 5, 8, 13)}
    held = Q()
    for programme in {p for p, _region in around}:
        held |= Q(programme=programme, region__in=sorted({r for p, r in around if p == programme}))
    seen = Q(id__in=trainings(actor).values("id"))
    rows = Training.objects.unscoped("announced to all of a region, and without persons")
    return rows.filter(seen | held if held else seen)


def _meetings(actor: Actor, reached: QuerySet, today: datetime.date) -> list[dict[str, Any]]:
    near = _trainings(actor, reached).filter(on__range=(today - BEFORE, today + BEHIND), cancelled_at=None)
    rows = list(near.order_by("on", "title", "id"))
    came: dict[uuid.UUID, list[str]] = defaultdict(list)
    recorded = Attendance.objects.unscoped(WHY).filter(training__in=[t.id for t in rows])
    for training, enrolment in recorded.filter(enrolment__in=reached.values("pk")).values_list(
        "training_id", "enrolment_id"
    ):
        came[training].append(str(enrolment))
    places = names(t.region for t in rows)
    return [
        _bare(
            id=t.id, title=t.title, on=t.on, minutes=t.minutes, place=t.place or places.get(t.region, t.region),
            region=t.region, programme=t.programme_id, recorded=sorted(came[t.id]),
        )
        for t in rows
    ]  # fmt: skip


def _reports(actor: Actor) -> list[dict[str, Any]]:
    """One's own that can still be written."""
    states = (MonthlyReport.State.DRAFT, MonthlyReport.State.RETURNED)
    rows: Iterable[Any] = MonthlyReport.objects.for_actor(actor, Permission.DRAFT_MONTHLY_REPORTS).filter(
        state__in=states
    )
    words = ("obstacle", "success", "plan")
    return [
        _bare(id=r.id, month=r.month, due_on=r.due_on, state=str(r.state)) | {w: getattr(r, w) for w in words}
        for r in sorted(rows, key=lambda r: (r.month, r.id))
    ]
