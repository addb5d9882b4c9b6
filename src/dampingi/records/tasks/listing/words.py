"""Where an answer stands, in a colour and a word, the same on every page."""

import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now

from dampingi.foundation.ui.formats import number
from dampingi.foundation.ui.states import State
from dampingi.records.mentoring.models import Submission, Task

LOOKS = {
    Submission.State.ACCEPTED: State.GOOD,
    Submission.State.HANDED_IN: State.WATCH,
    Submission.State.RETURNED: State.LATE,
}


def state_of(submission: Submission) -> tuple[State, str]:
    return LOOKS[Submission.State(submission.state)], str(submission.get_state_display())


def standing(submission: Submission | None, task: Task, today: datetime.date) -> tuple[State, str]:
    """In a word or by the score, for a cell of the matrix."""
    if submission is None:
        return (State.LATE, _now("Lewat batas")) if task.due_on < today else (State.NONE, _now("Belum"))
    if submission.state == Submission.State.ACCEPTED and submission.score is not None:
        return State.GOOD, number(submission.score)
    return state_of(submission)


def thread_address(row: Any) -> str:
    return reverse("submit_task", args=[row.enrolment_id, row.task_id])
