"""One participant's answer to one task: every hand-in with its files, and every mark."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.records.mentoring.models import Submission, Task
from dampingi.records.mentoring.queries.tasks_ import task as of_programme
from dampingi.records.programmes.models import Enrolment
from dampingi.records.programmes.queries import enrolment as of_reach
from dampingi.records.tasks.models import Attachment, RubricEdition, Version

RECORDING = (Permission.RECORD_VISITS, Permission.MANAGE_INTAKE)


@dataclass
class Thread:
    enrolment: Enrolment
    task: Task
    submission: Submission | None
    versions: list[Version]
    rubric: RubricEdition | None
    """What a hand-in of today is marked by."""
    own: bool
    may_mark: bool

    @property
    def last(self) -> Version | None:
        return self.versions[0] if self.versions else None

    @property
    def first_late(self) -> bool:
        return self.versions[-1].late if self.versions else False

    @property
    def open(self) -> bool:
        """May be handed in, for the first time or again."""
        accepted = self.submission is not None and self.submission.state == Submission.State.ACCEPTED
        return (self.own or self.may_mark) and not accepted and self.enrolment.exited_on is None

    @property
    def marked_by(self) -> RubricEdition | None:
        return self.last.rubric if self.last else self.rubric


def thread(actor: Actor, enrolment_id: uuid.UUID, task_id: uuid.UUID) -> Thread:
    """Raises Refused (404) for a participant out of reach or a task of another programme."""
    enrolment = of_reach(actor, enrolment_id)
    task = of_programme(enrolment.programme, task_id)
    rows = Submission.objects.unscoped("of a participant in reach").filter(enrolment=enrolment, task=task)
    submission = rows.first()
    own = actor.user_id is not None and enrolment.person.user_id == actor.user_id
    return Thread(
        enrolment, task, submission, _versions(submission), task.rubric_editions.first(), own,
        not own and may_mark(actor, enrolment),
    )  # fmt: skip


def _versions(submission: Submission | None) -> list[Version]:
    if submission is None:
        return []
    found = submission.versions.select_related("rubric").prefetch_related("attachments", "marks")
    return list(found.order_by("-number"))


def may_mark(actor: Actor, enrolment: Enrolment) -> bool:
    return any(Enrolment.objects.for_actor(actor, p).filter(id=enrolment.id).exists() for p in RECORDING)


def attachment(actor: Actor, id: uuid.UUID) -> Attachment:
    found = Attachment.objects.select_related("version__submission").filter(id=id).first()
    reached: Any = Submission.objects.for_actor(actor, Permission.VIEW_PARTICIPANTS)
    if found is None or not reached.filter(id=found.version.submission_id).exists():
        raise Refused(_("Berkas itu tidak ada, atau di luar dampingan Anda."), status=404)
    return found
