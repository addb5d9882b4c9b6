"""Long work of imports, run by a worker."""

import uuid
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dampingi.capture.imports.actions import commit_import, plan_of
from dampingi.capture.imports.models import Import
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.models import User
from dampingi.foundation.accounts.queries import actor_of
from dampingi.foundation.jobs.actions import advance
from dampingi.foundation.jobs.kinds import job
from dampingi.foundation.jobs.models import Job


@job("import_sheet", lazy("Mengimpor berkas"))
def import_sheet(work: Job) -> dict[str, Any]:
    """Record a kept sheet. Run again after a worker died, it finds the batch committed or starts from nothing."""
    sheet = Import.objects.unscoped("the asker was checked when the job was asked for").get(
        id=uuid.UUID(work.params["import"])
    )
    if not sheet.committed_at:
        by = _asker(work)
        advance(work, done=0, note=_("Membaca dan memeriksa berkas"))
        plan = plan_of(by=by, sheet=sheet)
        advance(work, done=len(plan.rows) // 2, total=len(plan.rows), note=_("Menyimpan data"))
        sheet = commit_import(by=by, sheet=sheet, plan=plan)
    return {"rows": sheet.summary["rows"]}


def _asker(work: Job) -> Actor:
    if work.by is None:
        return Actor.for_system("import job")
    return actor_of(User.objects.get(id=work.by), on=timezone.localdate())
