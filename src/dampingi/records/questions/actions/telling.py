"""What every action of this app tells: the audit trail, and the people whom it concerns."""

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Max
from django.urls import reverse

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.accounts.queries import users_with
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.notices.actions import notify
from dampingi.records.programmes.rosters import today_in
from dampingi.records.questions.models import Question, Word

LONGEST = 4_000


def audit(
    by: Actor,
    action: str,
    question: Question,
    values: Sequence[Any] = (),
    detail: dict[str, Any] | None = None,
) -> None:
    record_event(
        by=by, action=action, subject=("question", question.id), region=question.region,
        programme=question.programme_id, detail=detail, values=[str(question.enrolment_id), *values],
    )  # fmt: skip


def repeated(question: Question, by: Actor, text: str) -> Word | None:
    """The last word, if it is this one again: a form pressed twice says a thing once. The question is held by the caller."""
    last = question.words.aggregate(at=Max("at"))["at"]
    return question.words.filter(at=last, by=by.user_id, text=text.strip()).first()


def tell_asker(question: Question, text: str) -> None:
    """Whoever has no account is told by a person: the question stands in the list of those not told yet."""
    user = question.enrolment.person.user_id
    if user:
        notify(users=[user], text=text, url=reverse("own_question", args=[question.id]))


def tell_those_inside(question: Question, text: str, *, but: uuid.UUID | None = None) -> None:
    """Whoever was asked to answer, else the office."""
    users: Iterable[uuid.UUID]
    if question.handler:
        users = [question.handler.user_id]
    else:
        region = question.programme.region
        users = [u.id for u in users_with(Role.OFFICE, region=region, on=today_in(region))]
    notify(users=[u for u in users if u != but], text=text, url=reverse("question", args=[question.id]))
