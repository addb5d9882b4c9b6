import datetime
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.rowwise import each_row, insert_objects
from dampingi.records.mentoring.actions.batches import audit, recorded, today_of
from dampingi.records.mentoring.intake import SubmissionIntake
from dampingi.records.mentoring.models import Submission, Task
from dampingi.records.programmes.models import Programme
from dampingi.records.programmes.rosters import Roster, require_active


@transaction.atomic
def set_task(*, by: Actor, programme: Programme, code: str, title: str, due_on: datetime.date) -> Task:
    """Set work for all participants of a programme."""
    by.require(Permission.MANAGE_INTAKE, region=programme.region, programme=programme.id)
    if not code.strip() or not title.strip():
        raise Refused(_("Isi kode dan judul tugas."))
    if not programme.starts_on <= due_on <= programme.ends_on:
        raise Refused(_("Batas waktu tugas di luar masa program. Perbaiki tanggalnya."))
    if programme.tasks.filter(code=code).exists():
        raise Conflict(_("Tugas dengan kode %(code)s sudah ada. Pakai kode lain.") % {"code": code})
    task = Task.objects.create(programme=programme, code=code, title=title, due_on=due_on)
    record_event(
        by=by, action="set_task", subject=("task", task.id), region=programme.region, programme=programme.id
    )
    return task


@transaction.atomic
def submit_tasks(
    *, by: Actor, rows: Sequence[SubmissionIntake], today: datetime.date | None = None
) -> list[Submission]:
    """Record participants' answers to tasks, by themselves or by the mentor for them; all or none, once each."""
    roster = Roster([r.enrolment_id for r in rows])
    roster.require_reach(by, Permission.RECORD_VISITS, Permission.GIVE_VOICE, Permission.MANAGE_INTAKE)
    tasks = Task.objects.in_bulk({r.task_id for r in rows})
    handed_in, now = recorded(Submission, roster, "enrolment_id", "task_id"), today_of(roster, today)

    def submission(row: SubmissionIntake) -> Submission:
        enrolment, task = roster.enrolment(row.enrolment_id), tasks.get(row.task_id)
        if task is None or task.programme_id != enrolment.programme_id:
            raise Refused(_("Tugas itu bukan tugas program peserta ini. Pilih dari daftar tugas."))
        if (enrolment.id, task.id) in handed_in:
            raise Conflict(_("Tugas %(task)s sudah dikumpulkan peserta ini.") % {"task": task.title})
        handed_in.add((enrolment.id, task.id))
        require_active(enrolment, row.on, today=now)
        _check_score(by, row)
        return Submission(
            programme_id=enrolment.programme_id,
            region=enrolment.region,
            task=task,
            enrolment=enrolment,
            on=row.on,
            by=by.label,
            text=row.text,
            score=row.score,
            feedback=row.feedback,
        )

    made = each_row(rows, submission)
    insert_objects(made)
    values = [(str(s.task_id), str(s.enrolment_id), s.on, s.score) for s in made]
    audit(by=by, action="submit_tasks", kind="submission", rows=made, values=values)
    return made


def _check_score(by: Actor, row: SubmissionIntake) -> None:
    if row.score is None:
        return
    if not 0 <= row.score <= 100:
        raise Refused(_("Nilai tugas %(score)s. Isi antara 0 dan 100.") % {"score": row.score})
    if not (by.holds(Permission.RECORD_VISITS) or by.holds(Permission.MANAGE_INTAKE)):
        raise Refused(_("Peserta tidak menilai tugasnya sendiri. Kosongkan nilainya."))
