"""A participant's first screen: my stage, what comes next, who accompanies me."""

import datetime
from typing import Any

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.pages.profiles.stages import stage_tracks
from dampingi.records.learning.models import Attendance
from dampingi.records.mentoring.models import Submission, Task, Visit
from dampingi.records.programmes.models import Enrolment
from dampingi.records.programmes.queries import enrolments, mentors_of


def participant_home(actor: Actor, *, today: datetime.date) -> dict[str, Any]:
    enrolment = enrolments(actor).select_related("programme").order_by("-enrolled_on").first()
    if enrolment is None:
        return {"enrolment": None}
    visits = Visit.objects.unscoped("of one's own").filter(enrolment=enrolment, archived_at=None)
    last = visits.order_by("-on").first()
    return {
        "enrolment": enrolment,
        "stages": stage_tracks([enrolment], today)[enrolment.id],
        "mentor": mentors_of([enrolment.id], on=today).get(enrolment.id),
        "last_visit": last,
        "next_visit": last if last and last.next_on and last.next_on >= today else None,
        "tasks": _open_tasks(actor, enrolment),
        "trainings": _trainings(actor, enrolment, today),
        "today": today,
    }


def _open_tasks(actor: Actor, enrolment: Enrolment) -> list[Task]:
    done = Submission.objects.for_actor(actor, Permission.VIEW_PARTICIPANTS).filter(enrolment=enrolment)
    found = Task.objects.filter(programme=enrolment.programme, due_on__gte=enrolment.enrolled_on)
    return list(found.exclude(id__in=done.values("task")).order_by("due_on"))


def _trainings(actor: Actor, enrolment: Enrolment, today: datetime.date) -> list[Attendance]:
    """The sessions the participant was invited to, coming ones first, then the latest."""
    found = Attendance.objects.for_actor(actor, Permission.VIEW_PARTICIPANTS).filter(enrolment=enrolment)
    return list(found.select_related("training").order_by("-training__on")[:4])
