import uuid
from typing import Any

from django.utils.translation import gettext as _

from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import contains
from dampingi.records.mentoring.models import Submission, Task
from dampingi.records.programmes.models import Enrolment, Programme


def task(programme: Programme, id: uuid.UUID) -> Task:
    found = programme.tasks.filter(id=id).first()
    if found is None:
        raise Refused(_("Tugas itu tidak ada di program ini."), status=404)
    return found


def collected(why: str) -> Any:
    """Answers that count as handed in, wherever something is counted: waiting for a mark or accepted, not those sent back."""
    return Submission.objects.unscoped(why).exclude(state=Submission.State.RETURNED)


def is_for(task: Task, enrolment: Enrolment) -> bool:
    """Set for the participant's region, and not due before they joined."""
    return contains(task.region, enrolment.region) and task.due_on >= enrolment.enrolled_on
