"""Tasks, who answered them and who did not, as far as the reader reaches."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Count, F, Q
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import inside
from dampingi.records.mentoring.models import Submission, Task
from dampingi.records.programmes.models import Caseload, Enrolment, Programme
from dampingi.records.programmes.queries import programmes

State = Submission.State
REACH = Permission.VIEW_PARTICIPANTS


def tasks(actor: Actor) -> Any:
    """Of the programmes the reader has a part in."""
    return Task.objects.filter(programme__in=[p.id for p in programmes(actor)]).select_related(
        "programme", "stage"
    )


def task(actor: Actor, id: uuid.UUID) -> Task:
    found = tasks(actor).filter(id=id).first()
    if found is None:
        raise Refused(_("Tugas itu tidak ada, atau bukan dari program Anda."), status=404)
    return found


def submissions(actor: Actor) -> Any:
    found = Submission.objects.for_actor(actor, REACH)
    return found.select_related("enrolment__person", "enrolment__business", "task")


def waiting(actor: Actor) -> Any:
    """Handed in by those the reader accompanies or guides, and not marked yet."""
    reached = Submission.objects.for_actor(actor, Permission.RECORD_VISITS)
    return reached.filter(state=State.HANDED_IN, enrolment__exited_on=None)


def asked_of(actor: Actor, task: Task) -> Any:
    """The participants in reach for whom it was set."""
    rows = Enrolment.objects.for_actor(actor, REACH).filter(
        programme=task.programme_id, exited_on=None, enrolled_on__lte=task.due_on
    )
    return rows.filter(inside(task.region)) if task.region else rows


def counts(actor: Actor, rows: Sequence[Task]) -> dict[uuid.UUID, Counter]:
    """task -> how many answers stand in each state, of participants still in the programme."""
    found: dict[uuid.UUID, Counter] = defaultdict(Counter)
    states = Submission.objects.for_actor(actor, REACH).filter(
        task__in=[t.id for t in rows], enrolment__exited_on=None
    )
    for id, state, n in states.order_by().values_list("task", "state").annotate(n=Count("id")):
        found[id][state] = n
    for each in rows:
        found[each.id]["asked"] = asked_of(actor, each).count()
    return found


def missing(rows: Any, task: Task) -> Any:
    """Of these participants, those for whom the task was set and who have not handed it in."""
    given = (
        Submission.objects.unscoped("of participants in reach")
        .filter(task=task)
        .exclude(state=State.RETURNED)
    )
    found = rows.filter(enrolled_on__lte=task.due_on).exclude(id__in=given.values("enrolment"))
    return found.filter(inside(task.region)) if task.region else found


def standing(rows: Any, task: Task, state: str) -> Any:
    given = Submission.objects.unscoped("of participants in reach").filter(task=task, state=state)
    return rows.filter(id__in=given.values("enrolment"))


def answers(enrolments: Iterable[uuid.UUID]) -> dict[tuple[uuid.UUID, uuid.UUID], Submission]:
    """(participant, task) -> where the answer stands. The caller has checked the participants."""
    ids, found = list(enrolments), {}
    for start in range(0, len(ids), 500):
        rows = Submission.objects.unscoped("of participants in reach").filter(
            enrolment__in=ids[start : start + 500]
        )
        found |= {
            (s.enrolment_id, s.task_id): s
            for s in rows.only("enrolment_id", "task_id", "state", "score", "on")
        }
    return found


def tasks_of(programme: Programme) -> list[Task]:
    return list(Task.objects.filter(programme=programme).order_by("due_on", "title"))


def mentored_by(rows: Any, mentor: str) -> Any:
    held = Caseload.objects.filter(mentor=mentor, ends_on=None)
    return rows.filter(id__in=held.values("enrolment"))


def late() -> Q:
    return Q(on__gt=F("task__due_on"))
