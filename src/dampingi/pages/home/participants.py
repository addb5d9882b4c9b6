"""A participant's first screen: my stage, what comes next, who accompanies me."""

import datetime
from typing import Any

from django.db.models import F

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.definitions import choices
from dampingi.pages.home.selling import photos_to_choose, shelves_to_answer, turnover_to_tell
from dampingi.pages.mine.aid import expected_of
from dampingi.pages.profiles.stages import stage_tracks
from dampingi.records.checkups.queries import own_due
from dampingi.records.clinic.models import Booking
from dampingi.records.learning.models import Attendance
from dampingi.records.learning.queries.quizzes import to_answer
from dampingi.records.loans.listing import own_loan
from dampingi.records.markets.models import Turn
from dampingi.records.markets.queries import own_turns
from dampingi.records.mentoring.models import Submission, Task, Visit
from dampingi.records.mentoring.queries.growth import unconfirmed
from dampingi.records.mentoring.queries.promises import outstanding
from dampingi.records.mentoring.queries.tasks_ import is_for
from dampingi.records.programmes.models import Enrolment
from dampingi.records.programmes.queries import enrolments, mentors_of
from dampingi.records.questions.models import State
from dampingi.records.questions.queries import own_questions
from dampingi.records.voices.queries import to_speak_about


def participant_home(actor: Actor, *, today: datetime.date) -> dict[str, Any]:
    enrolment = enrolments(actor).select_related("programme").order_by("-enrolled_on").first()
    if enrolment is None:
        return {"enrolment": None}
    visits = Visit.objects.unscoped("of one's own").filter(enrolment=enrolment, archived_at=None)
    last = visits.order_by("-on").first()
    promise = outstanding([enrolment.id]).get(enrolment.id)
    return {
        "enrolment": enrolment,
        "stages": stage_tracks([enrolment], today)[enrolment.id],
        "mentor": mentors_of([enrolment.id], on=today).get(enrolment.id),
        "last_visit": last,
        "next_on": promise.day if promise and promise.day >= today else None,
        "tasks": _open_tasks(actor, enrolment),
        "trainings": _trainings(actor, enrolment, today),
        "tests": to_answer(actor, enrolment),
        "to_confirm": unconfirmed(enrolment)[:3],
        "clinic": _clinic(enrolment, today),
        "stalls": _stalls(enrolment, today),
        "photos": photos_to_choose(actor),
        "shelves": shelves_to_answer(actor),
        "turnover": turnover_to_tell(actor, today),
        "check_ups": own_due(actor, today),
        "answered": own_questions(actor).filter(state__in=(State.ANSWERED, State.ASKED_BACK)).count(),
        "unspoken": [a for a in to_speak_about(actor) if not a.spoken],
        "loan": own_loan(actor),
        "aid": expected_of(actor),
        "today": today,
    }


def _open_tasks(actor: Actor, enrolment: Enrolment) -> list[Task]:
    """What is still to hand in, or was sent back: `returned` tells which."""
    own = Submission.objects.for_actor(actor, Permission.VIEW_PARTICIPANTS).filter(enrolment=enrolment)
    states = dict(own.values_list("task", "state"))
    found = []
    for task in Task.objects.filter(programme=enrolment.programme).order_by("due_on"):
        task.returned = states.get(task.id) == Submission.State.RETURNED  # type: ignore[attr-defined]
        if task.returned or (task.id not in states and is_for(task, enrolment)):  # type: ignore[attr-defined]
            found.append(task)
    return found


def _clinic(enrolment: Enrolment, today: datetime.date) -> list[Booking]:
    """What the participant's business was asked to the clinic for: what comes, what waits, and the latest result."""
    if enrolment.business_id is None or enrolment.business_until:
        return []
    found = Booking.objects.unscoped("of one's own business").filter(business=enrolment.business_id)
    newest = F("slot__on").desc(nulls_first=True)
    rows = list(
        found.exclude(state=Booking.State.CANCELLED).select_related("slot").order_by(newest, "-at")[:4]
    )
    fields = choices("constraint_fields")
    for row in rows:
        row.field_name = fields.get(row.field, row.field)  # type: ignore[attr-defined]
        row.coming = row.slot is not None and row.slot.on >= today  # type: ignore[attr-defined]
    return rows


def _stalls(enrolment: Enrolment, today: datetime.date) -> list[Turn]:
    """The dates at market points to come, and the latest whose sales nobody told."""
    if enrolment.business is None or enrolment.business_until:
        return []
    coming, past = own_turns(enrolment.business, today)
    untold = [t for t in past if t.state in ("given", "attended") and t.sold is None]  # type: ignore[attr-defined]
    return untold[:1] + coming[:2]


def _trainings(actor: Actor, enrolment: Enrolment, today: datetime.date) -> list[Attendance]:
    """The sessions the participant was invited to, coming ones first, then the latest."""
    found = Attendance.objects.for_actor(actor, Permission.VIEW_PARTICIPANTS).filter(enrolment=enrolment)
    return list(found.select_related("training").order_by("-training__on")[:4])
