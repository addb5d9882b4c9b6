"""Participants' rhythms from the records, a query a kind for any number of them."""

import uuid
from collections import defaultdict
from collections.abc import Sequence

from dampingi.engines.participation import Rhythm
from dampingi.records.learning.models import Attendance
from dampingi.records.mentoring.models import Promise, Submission, Task, Visit
from dampingi.records.mentoring.queries.tasks_ import is_for
from dampingi.records.programmes.models import Enrolment

WHY = "of participants the caller may see"
CHUNK = 500
THEIRS = ("absent", "asked", "busy")
"""Reasons of definitions/put_off.yaml that say something of the participant; put off for another, a promise says nothing."""
Ids = Sequence[uuid.UUID]


def rhythms(enrolments: Sequence[Enrolment]) -> dict[uuid.UUID, Rhythm]:
    """enrolment -> its rhythm up to what is on record now."""
    found: dict[uuid.UUID, Rhythm] = {}
    tasks = _tasks({e.programme_id for e in enrolments})
    for start in range(0, len(enrolments), CHUNK):
        chunk = enrolments[start : start + CHUNK]
        ids = [e.id for e in chunk]
        trainings, handed, visits, promises = _trainings(ids), _handed_in(ids), _visits(ids), _promises(ids)
        for e in chunk:
            due = [t for t in tasks[e.programme_id] if is_for(t, e)]
            found[e.id] = Rhythm(
                enrolled_on=e.enrolled_on.toordinal(),
                exited_on=e.exited_on.toordinal() if e.exited_on else None,
                trainings=tuple(trainings[e.id]),
                tasks=tuple((t.due_on.toordinal(), handed.get((e.id, t.id))) for t in due),
                visits=tuple(visits[e.id]),
                promises=tuple(promises[e.id]),
            )
    return found


def _tasks(programmes: set[uuid.UUID]) -> dict[uuid.UUID, list[Task]]:
    found: dict[uuid.UUID, list[Task]] = defaultdict(list)
    for task in Task.objects.filter(programme__in=programmes).order_by("due_on", "code"):
        found[task.programme_id].append(task)
    return found


def _trainings(ids: Ids) -> dict[uuid.UUID, list[tuple[int, bool]]]:
    rows = Attendance.objects.unscoped(WHY).filter(enrolment__in=ids, training__cancelled_at=None)
    found: dict[uuid.UUID, list[tuple[int, bool]]] = defaultdict(list)
    for id, on, present in rows.order_by("training__on", "id").values_list(
        "enrolment", "training__on", "present"
    ):
        found[id].append((on.toordinal(), present))
    return found


def _handed_in(ids: Ids) -> dict[tuple[uuid.UUID, uuid.UUID], int]:
    """Handed in at all: what was sent back for mending is a sign of life as well."""
    rows = Submission.objects.unscoped(WHY).filter(enrolment__in=ids)
    return {(e, task): on.toordinal() for e, task, on in rows.values_list("enrolment", "task", "on")}


def _visits(ids: Ids) -> dict[uuid.UUID, list[int]]:
    rows = Visit.objects.unscoped(WHY).filter(enrolment__in=ids, archived_at=None)
    found: dict[uuid.UUID, list[int]] = defaultdict(list)
    for id, on in rows.order_by("on").values_list("enrolment", "on"):
        found[id].append(on.toordinal())
    return found


def _promises(ids: Ids) -> dict[uuid.UUID, list[tuple[int, int]]]:
    rows = Promise.objects.unscoped(WHY).filter(enrolment__in=ids, visit__archived_at=None)
    told = rows.order_by("day", "since", "id").values_list("enrolment", "since", "day", "moved_to__reason")
    found: dict[uuid.UUID, list[tuple[int, int]]] = defaultdict(list)
    for id, since, day, reason in told:
        if reason is None or reason in THEIRS:
            found[id].append((since.toordinal(), day.toordinal()))
    return found
