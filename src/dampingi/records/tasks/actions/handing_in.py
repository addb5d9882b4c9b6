"""Handing in: the participant, or somebody on their behalf. Each time is a version; nothing handed in is overwritten."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.batches import update_many
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.foundation.regions.codes import contains
from dampingi.foundation.rows import new_id
from dampingi.foundation.rowwise import each_row, insert_objects
from dampingi.records.businesses.models import Person
from dampingi.records.mentoring.actions.batches import audit, today_of
from dampingi.records.mentoring.models import Submission, Task
from dampingi.records.programmes.models import Caseload, Enrolment
from dampingi.records.programmes.rosters import CHUNK, Roster, require_active
from dampingi.records.tasks import files
from dampingi.records.tasks.intake import SubmissionIntake
from dampingi.records.tasks.models import Attachment, Mark, RubricEdition, Version

State = Submission.State
HANDED_IN = gettext_noop("%(name)s mengumpulkan tugas %(task)s.")
WHY = "of participants whose reach is checked"
LONGEST = 4000


@dataclass
class _Standing:
    """What the batch's participants and tasks have on record, read once, and what the batch adds to it."""

    roster: Roster
    tasks: dict[uuid.UUID, Task]
    rubrics: dict[uuid.UUID, RubricEdition]
    """task -> the edition in force"""
    editions: dict[uuid.UUID, RubricEdition]
    submissions: dict[tuple[uuid.UUID, uuid.UUID], Submission]
    sent: dict[uuid.UUID, Version]
    own: dict[uuid.UUID, uuid.UUID | None]
    today: datetime.date
    fresh: list[Submission] = field(default_factory=list)
    again: list[Submission] = field(default_factory=list)
    versions: list[Version] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    attachments: list[tuple[Attachment, files.Examined]] = field(default_factory=list)


@transaction.atomic
def submit_tasks(
    *, by: Actor, rows: Sequence[SubmissionIntake], today: datetime.date | None = None
) -> list[Submission]:
    """Record participants' answers to tasks, by themselves or by the mentor for them, all or none.

    An id already known answers with what stands if it says the same, and is a conflict if it does not. Until it is accepted, an
    answer is handed in anew by another version, which has to say something.
    """
    roster = Roster([r.enrolment_id for r in rows])
    roster.require_reach(by, Permission.RECORD_VISITS, Permission.GIVE_VOICE, Permission.MANAGE_INTAKE)
    standing = _standing(roster, rows, today)
    found = each_row(rows, lambda row: _handed_in(by, row, standing))
    for attachment, examined in standing.attachments:
        files.keep(attachment, examined)
    insert_objects(standing.fresh)
    if standing.again:
        update_many(Submission, ("state", "version", "text", "score", "feedback"), standing.again)
    insert_objects(standing.versions)
    insert_objects([a for a, _examined in standing.attachments])
    insert_objects(standing.marks)
    made = standing.fresh + standing.again
    values = [(str(v.submission_id), v.number, v.on, v.hash) for v in standing.versions]
    audit(by=by, action="submit_tasks", kind="submission", rows=made, values=values)
    _tell_mentors(by, standing)
    return found


def _standing(roster: Roster, rows: Sequence[SubmissionIntake], today: datetime.date | None) -> _Standing:
    ids, tasks = list(roster.enrolments), {r.task_id for r in rows}
    submissions: dict[tuple[uuid.UUID, uuid.UUID], Submission] = {}
    own: dict[uuid.UUID, uuid.UUID | None] = {}
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        known = Submission.objects.unscoped(WHY).filter(enrolment__in=chunk, task__in=tasks)
        submissions |= {(s.enrolment_id, s.task_id): s for s in known.select_for_update(of=("self",))}
        people = [roster.enrolments[id].person_id for id in chunk]
        users = dict(Person.objects.unscoped(WHY).filter(id__in=people).values_list("id", "user"))
        own |= {id: users.get(roster.enrolments[id].person_id) for id in chunk}
    named = [r.id for r in rows if r.id]
    sent: dict[uuid.UUID, Version] = {}
    for start in range(0, len(named), CHUNK):
        versions = Version.objects.filter(id__in=named[start : start + CHUNK]).select_related("submission")
        sent |= {v.id: v for v in versions}
    editions = list(RubricEdition.objects.filter(task__in=tasks).order_by("number"))
    return _Standing(
        roster, Task.objects.in_bulk(tasks), {e.task_id: e for e in editions}, {e.id: e for e in editions},
        submissions, sent, own, today_of(roster, today),
    )  # fmt: skip


def _handed_in(by: Actor, row: SubmissionIntake, standing: _Standing) -> Submission:
    enrolment, task = standing.roster.enrolment(row.enrolment_id), standing.tasks.get(row.task_id)
    if task is None or task.programme_id != enrolment.programme_id:
        raise Refused(_("Tugas itu bukan tugas program peserta ini. Pilih dari daftar tugas."))
    earlier = standing.sent.get(row.id) if row.id else None
    if earlier:
        return _same(earlier, row)
    submission = standing.submissions.get((enrolment.id, task.id))
    _check(by, row, enrolment, task, standing)
    if submission is None:
        if not contains(task.region, enrolment.region):
            raise Refused(_("Tugas itu tidak diberikan kepada peserta ini. Pilih dari daftar tugas."))
        submission = _first(by, row, enrolment, task)
        standing.fresh.append(submission)
        standing.submissions[enrolment.id, task.id] = submission
    else:
        _once_more(row, task, submission)
        standing.again.append(submission)
    _keep_version(by, row, submission, task, standing)
    return submission


def _same(earlier: Version, row: SubmissionIntake) -> Submission:
    if earlier.hash != row.hash:
        raise Conflict(
            _("Kiriman ini sudah tersimpan dengan isi lain. Muat ulang halaman, lalu kirim yang baru.")
        )
    return earlier.submission


def _check(by: Actor, row: SubmissionIntake, enrolment: Enrolment, task: Task, standing: _Standing) -> None:
    require_active(enrolment, row.on, today=standing.today)
    if len(row.text) > LONGEST:
        raise Refused(_("Tulis paling banyak %(most)d huruf, atau lampirkan berkas.") % {"most": LONGEST})
    if len(row.files) > files.MOST:
        raise Refused(_("Lampirkan paling banyak %(most)d berkas.") % {"most": files.MOST})
    own = by.user_id is not None and standing.own[enrolment.id] == by.user_id
    if own and row.empty:
        raise Refused(_("Tulis jawaban Anda, atau lampirkan foto atau berkasnya."))
    if row.score is not None and not 0 <= row.score <= 100:
        raise Refused(_("Nilai tugas %(score)s. Isi antara 0 dan 100.") % {"score": row.score})
    if (row.score is not None or row.levels or row.feedback) and (own or not _may_mark(by)):
        raise Refused(_("Peserta tidak menilai tugasnya sendiri. Kosongkan nilainya."))


def _may_mark(by: Actor) -> bool:
    return by.holds(Permission.RECORD_VISITS) or by.holds(Permission.MANAGE_INTAKE)


def _first(by: Actor, row: SubmissionIntake, enrolment: Enrolment, task: Task) -> Submission:
    return Submission(
        programme_id=enrolment.programme_id, region=enrolment.region, task=task, enrolment=enrolment, on=row.on,
        by=by.label, text=row.text, state=State.HANDED_IN, version=1,
    )  # fmt: skip


def _once_more(row: SubmissionIntake, task: Task, submission: Submission) -> None:
    words = {"task": task.title}
    if submission.state == State.ACCEPTED:
        raise Conflict(_("Tugas %(task)s sudah dikumpulkan peserta ini dan diterima.") % words)
    if row.empty:
        raise Conflict(
            _("Tugas %(task)s sudah dikumpulkan peserta ini. Tulis atau lampirkan isi yang baru.") % words
        )
    if submission.state == State.HANDED_IN and submission.text == row.text and not row.files:
        raise Conflict(_("Tugas %(task)s sudah dikumpulkan peserta ini dengan isi yang sama.") % words)
    submission.version += 1
    submission.text, submission.state = row.text, State.HANDED_IN
    submission.score, submission.feedback = None, ""


def _keep_version(
    by: Actor, row: SubmissionIntake, submission: Submission, task: Task, standing: _Standing
) -> None:
    rubric = standing.rubrics.get(task.id)
    own = by.user_id is not None and standing.own[row.enrolment_id] == by.user_id
    version = Version(
        id=row.id or new_id(), submission=submission, number=submission.version, text=row.text, on=row.on,
        due_on=task.due_on, by=by.user_id, by_name=by.name, own=own, rubric=rubric, hash=row.hash,
    )  # fmt: skip
    levels, score = _found(row, task, standing)
    if rubric and not (levels and row.edition_id == rubric.id):
        version.suggested_score, version.suggested_feedback = score, row.feedback
    elif score is not None or row.feedback:
        submission.state, submission.score, submission.feedback = State.ACCEPTED, score, row.feedback
        standing.marks.append(
            Mark(
                submission=submission, version=version, accepted=True, levels=levels, score=score,
                feedback=row.feedback, by=by.user_id, by_name=by.name,
            )
        )  # fmt: skip
    standing.versions.append(version)
    found = each_row(row.files, files.examined)
    standing.attachments += [
        (Attachment(version=version, place=place), examined) for place, examined in enumerate(found)
    ]


def _found(row: SubmissionIntake, task: Task, standing: _Standing) -> tuple[dict[str, int], int | None]:
    """(levels, score): by the edition the marker saw, or the plain score. Raises Refused for another task's rubric."""
    if not row.levels:
        return {}, row.score
    edition = standing.editions.get(row.edition_id) if row.edition_id else None
    if edition is None or edition.task_id != task.id:
        raise Refused(_("Rubrik itu bukan rubrik tugas ini. Muat ulang, lalu nilai lagi."))
    levels = edition.rubric.complete(row.levels)
    return levels, edition.rubric.score(levels)


def _tell_mentors(by: Actor, standing: _Standing) -> None:
    """Of what participants handed in themselves: their mentor of today marks it."""
    own = [v for v in standing.versions if v.own]
    for version in own:
        submission = version.submission
        mentors = Caseload.objects.filter(enrolment=submission.enrolment_id, ends_on=None)
        notify(
            users=mentors.values_list("mentor__user", flat=True), text=HANDED_IN,
            values={"name": by.name, "task": submission.task.title},
            url=reverse("submit_task", args=[submission.enrolment_id, submission.task_id]),
        )  # fmt: skip
