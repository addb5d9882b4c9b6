"""What the office sets: tasks, whom they are for, until when, and the rubric they are marked by."""

import datetime
import uuid
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.regions.codes import contains
from dampingi.foundation.regions.queries import exists
from dampingi.foundation.revisions.actions import change
from dampingi.records.mentoring.models import Submission, Task
from dampingi.records.mentoring.tracks.rules import asked
from dampingi.records.programmes.models import Programme
from dampingi.records.tasks.intake import TaskPlan
from dampingi.records.tasks.models import RubricEdition
from dampingi.records.tasks.rubrics import Rubric, check

EDITABLE = ("title", "description", "due_on", "region", "stage_id")


@transaction.atomic
def set_task(
    *, by: Actor, programme: Programme, title: str, due_on: datetime.date, code: str = "", **more: Any
) -> Task:
    """Set work for the participants of a programme, or of one region of it. `more` as in TaskPlan."""
    plan = TaskPlan(title=title, due_on=due_on, code=code, **more)
    by.require(Permission.MANAGE_INTAKE, region=programme.region, programme=programme.id)
    _check(programme, plan)
    code = plan.code.strip() or _free_code(programme, plan.title)
    if programme.tasks.filter(code=code).exists():
        raise Conflict(_("Tugas dengan kode %(code)s sudah ada. Pakai kode lain.") % {"code": code})
    task = Task.objects.create(
        programme=programme, code=code, title=plan.title.strip(), description=plan.description.strip(),
        due_on=plan.due_on, region=_narrower(programme, plan.region), stage_id=plan.stage_id,
    )  # fmt: skip
    _record(by, "set_task", task)
    return task


@transaction.atomic
def edit_task(*, by: Actor, task: uuid.UUID, plan: TaskPlan) -> Task:
    """Mend a task. Once somebody handed it in, only its due day moves; every change stays on record."""
    found = _own(by, task)
    _check(found.programme, plan)
    values = {
        "title": plan.title.strip(), "description": plan.description.strip(), "due_on": plan.due_on,
        "region": _narrower(found.programme, plan.region), "stage_id": plan.stage_id,
    }  # fmt: skip
    differing = {name for name, value in values.items() if getattr(found, name) != value}
    if differing - {"due_on"} and _handed_in(found):
        raise Conflict(
            _(
                "Tugas ini sudah dikumpulkan peserta, jadi hanya batas waktunya dapat diubah. Buat tugas baru untuk yang lain."
            )
        )
    _require_unasked(found, values["region"])
    if change(by=by, record=found, kind="task", values=values):
        _record(by, "edit_task", found)
    return found


@transaction.atomic
def drop_task(*, by: Actor, task: uuid.UUID) -> None:
    """Take back a task set by mistake, which nobody has handed in and no stage asks for."""
    found = _own(by, task)
    if _handed_in(found):
        raise Conflict(_("Tugas ini sudah dikumpulkan peserta, jadi tidak dapat dihapus."))
    if found.code in _asked(found.programme):
        raise Conflict(
            _("Sebuah tahap meminta tugas ini. Terbitkan edisi tahap tanpa tugas ini lebih dahulu.")
        )
    _record(by, "drop_task", found)
    found.delete()


@transaction.atomic
def publish_rubric(*, by: Actor, task: uuid.UUID, rubric: Rubric, note: str = "") -> RubricEdition:
    """From now on hand-ins are marked by this; what was handed in before keeps its own edition."""
    found = _own(by, task)
    check(rubric)
    told = rubric.told()
    last = found.rubric_editions.first()
    if last and last.hash == digest(told):
        raise Conflict(_("Rubrik ini sama dengan edisi yang berlaku. Ubah dahulu, lalu terbitkan."))
    made = RubricEdition.objects.create(
        task=found, number=last.number + 1 if last else 1, criteria=told, hash=digest(told), note=note.strip()[:300],
        by=by.user_id, by_name=by.name,
    )  # fmt: skip
    _record(by, "publish_rubric", found, values=[made.number, made.hash])
    return made


def _own(by: Actor, id: uuid.UUID) -> Task:
    found = Task.objects.select_related("programme").select_for_update(of=("self",)).filter(id=id).first()
    if found is None:
        raise Refused(_("Tugas itu tidak ada di program ini."), status=404)
    by.require(Permission.MANAGE_INTAKE, region=found.programme.region, programme=found.programme_id)
    return found


def _check(programme: Programme, plan: TaskPlan) -> None:
    if not plan.title.strip():
        raise Refused(_("Isi judul tugas."))
    if not programme.starts_on <= plan.due_on <= programme.ends_on:
        raise Refused(_("Batas waktu tugas di luar masa program. Perbaiki tanggalnya."))
    if plan.region and not (contains(programme.region, plan.region) and exists(plan.region)):
        raise Refused(_("Wilayah tugas di luar wilayah program. Pilih dari daftar."))
    if plan.stage_id and not programme.stages.filter(id=plan.stage_id).exists():
        raise Refused(_("Tahap itu bukan tahap program ini. Pilih dari daftar."))


def _narrower(programme: Programme, region: str) -> str:
    return "" if region == programme.region else region


def _free_code(programme: Programme, title: str) -> str:
    kept = "".join(c if c.isascii() and c.isalnum() else "_" for c in title.lower())
    stem = "_".join(part for part in kept.split("_") if part)[:24].rstrip("_") or "tugas"
    taken = set(programme.tasks.filter(code__startswith=stem).values_list("code", flat=True))
    return next(c for n in range(1, len(taken) + 2) if (c := stem if n == 1 else f"{stem}_{n}") not in taken)


def _handed_in(task: Task) -> bool:
    return Submission.objects.unscoped("whether anyone handed it in").filter(task=task).exists()


def _asked(programme: Programme) -> set[str]:
    """Codes of the tasks that the stages in force ask for."""
    stages = asked([programme.id]).get(programme.id)
    return {c.what for c in stages.conditions if c.kind == "task"} if stages else set()


def _require_unasked(task: Task, region: str) -> None:
    if region and region != task.region and task.code in _asked(task.programme):
        raise Conflict(
            _("Sebuah tahap meminta tugas ini dari semua peserta, jadi tugasnya berlaku untuk semua.")
        )


def _record(by: Actor, action: str, task: Task, values: list[Any] | None = None) -> None:
    record_event(
        by=by, action=action, subject=("task", task.id), region=task.programme.region, programme=task.programme_id,
        values=values or [task.code, task.title, task.due_on, task.region],
    )  # fmt: skip
