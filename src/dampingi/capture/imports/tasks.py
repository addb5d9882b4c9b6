"""Long work of imports, run by a worker. Run again after a worker died, each starts from nothing or finds itself done."""

import uuid
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dampingi.capture.imports.actions import Stale, check_sheet, commit_import
from dampingi.capture.imports.marked import keep_marked
from dampingi.capture.imports.models import Import
from dampingi.capture.imports.plans import Plan, plan_of
from dampingi.capture.imports.progress import Progress
from dampingi.capture.imports.summaries import counts
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.models import User
from dampingi.foundation.accounts.queries import actor_of
from dampingi.foundation.errors import Conflict
from dampingi.foundation.jobs.actions import Cancelled, advance
from dampingi.foundation.jobs.kinds import job
from dampingi.foundation.jobs.models import Job


@job("check_sheet", lazy("Memeriksa berkas"))
def check(work: Job) -> dict[str, Any]:
    """Read a kept sheet and store what it would do."""
    sheet = check_sheet(by=_asker(work), sheet=_sheet(work), progress=_progress(work))
    return {"rows": sheet.summary["rows"]}


@job("import_sheet", lazy("Mengimpor berkas"))
def import_sheet(work: Job) -> dict[str, Any]:
    """Record a kept sheet. If the register moved on since it was looked at, its new check is shown instead."""
    sheet = _sheet(work)
    if not sheet.committed_at:
        by, progress = _asker(work), _progress(work)
        plan = plan_of(by=by, sheet=sheet, progress=progress)
        progress(len(plan.reading.table), len(plan.reading.table), _("Menyimpan data"))
        try:
            _as_shown(sheet, plan)
            sheet = commit_import(by=by, sheet=sheet, plan=plan)
        except Stale:
            check_sheet(by=by, sheet=sheet, progress=progress)
            raise
        except Conflict:
            sheet = _sheet(work)
            if not sheet.committed_at:  # else another worker had taken over what seemed dead
                raise
    return {"rows": sheet.summary["rows"]}


@job("mark_sheet", lazy("Menyiapkan berkas bertanda"))
def mark(work: Job) -> dict[str, Any]:
    """The workbook back with its marks, for sheets too long to make it while somebody waits."""
    keep_marked(by=_asker(work), sheet=_sheet(work), progress=_progress(work))
    return {}


def _as_shown(sheet: Import, plan: Plan) -> None:
    """Nothing is recorded that its asker did not see."""
    if counts(plan) != sheet.summary["rows"]:
        raise Stale(_("Register berubah sejak berkas ini diperiksa. Lihat hasil yang baru, lalu simpan."))


def _sheet(work: Job) -> Import:
    found = Import.objects.unscoped("the asker was checked when the job was asked for")
    sheet = found.filter(id=uuid.UUID(work.params["import"])).first()
    if sheet is None:  # thrown away meanwhile
        raise Cancelled
    return sheet


def _progress(work: Job) -> Progress:
    def told(done: int, total: int, note: str) -> None:
        advance(work, done=done, total=total, note=note)

    return told


def _asker(work: Job) -> Actor:
    if work.by is None:
        return Actor.for_system("import job")
    return actor_of(User.objects.get(id=work.by), on=timezone.localdate())
