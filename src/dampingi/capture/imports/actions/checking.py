"""A sheet is kept first and read afterwards: what it would do is worked out, in a worker, and stored to be looked at."""

from collections.abc import Collection, Mapping
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.capture.imports import files
from dampingi.capture.imports.actions.held import held, require
from dampingi.capture.imports.findings import keep_findings
from dampingi.capture.imports.mappings import remember_columns
from dampingi.capture.imports.models import Import, SavedMapping
from dampingi.capture.imports.places import check_region, remember_places
from dampingi.capture.imports.plans import Plan, plan_of, prepare
from dampingi.capture.imports.progress import Progress, silent
from dampingi.capture.imports.rowpages import keep_pages
from dampingi.capture.imports.summaries import summary
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict
from dampingi.foundation.jobs.actions import start
from dampingi.records.programmes.models import Programme

IN_JOB = ("checking", "running")


@transaction.atomic
def receive_sheet(
    *, by: Actor, content: bytes, name: str, kind: str, region: str, programme: Programme | None = None
) -> Import:
    """Keep a sheet, sealed, and queue its reading. Refused at once if it is no workbook that may be opened."""
    check_region(region)
    by.require(Permission.IMPORT_SHEETS, region=region, programme=programme.id if programme else None)
    files.check(content)
    made = _keep(by, content, name, kind, region, programme)
    return ask_for_check(by=by, sheet=made)


def bring_sheet(
    *,
    by: Actor,
    content: bytes,
    name: str,
    kind: str,
    region: str,
    programme: Programme | None = None,
    plan: Plan | None = None,
) -> Import:
    """Keep a sheet with the figures of its dry run, made here or given as `plan`. Nothing is recorded yet."""
    checked = plan or prepare(by=by, content=content, kind=kind, region=region, programme=programme)
    with transaction.atomic():
        made = _keep(by, content, name, kind, region, programme)
        _store(by, made, checked)
    return made


def _keep(
    by: Actor, content: bytes, name: str, kind: str, region: str, programme: Programme | None
) -> Import:
    made = Import(
        name=name[:200], sha256=files.sha256(content), size=len(content), kind=kind, region=region,
        programme=programme, by=by.user_id, by_label=by.label,
    )  # fmt: skip
    made.file.save(f"{made.id}.bin", ContentFile(files.SEAL.close(content)), save=False)
    made.save(force_insert=True)
    record_event(
        by=by, action="bring_sheet", subject=("import", made.id), region=region,
        programme=programme.id if programme else None, detail={"kind": kind, "sha256": made.sha256},
    )  # fmt: skip
    return made


@transaction.atomic
def ask_for_check(*, by: Actor, sheet: Import) -> Import:
    """Queue the reading; a worker does it, the page shows how far it is."""
    require(by, sheet)
    locked = held(sheet)
    if locked.state in ("committed", "undone", *IN_JOB):
        raise Conflict(_("Berkas ini sedang diperiksa, atau sudah diimpor."))
    locked.job = start(by=by, kind="check_sheet", params={"import": str(sheet.id)}, url=f"/impor/{sheet.id}/")
    locked.save(update_fields=["job"])
    return locked


def check_sheet(*, by: Actor, sheet: Import, progress: Progress = silent) -> Import:
    """Read the kept sheet the way that was chosen and store what it would do, in place of an earlier check."""
    require(by, sheet)
    plan = plan_of(by=by, sheet=sheet, progress=progress)
    progress(len(plan.rows), len(plan.reading.table), _("Menyimpan hasil pemeriksaan"))
    with transaction.atomic():
        locked = held(sheet)
        if locked.committed_at:
            raise Conflict(_("Berkas ini sudah diimpor; cara membacanya tidak dapat diubah lagi."))
        _store(by, locked, plan)
    return locked


def _store(by: Actor, sheet: Import, plan: Plan) -> None:
    sheet.summary, sheet.edition_of = summary(plan), plan.edition.earlier
    if outdated := sheet.marked.name:
        storage = sheet.marked.storage
        transaction.on_commit(lambda: storage.delete(outdated))
        sheet.marked = ""
    sheet.save(update_fields=["summary", "edition_of", "marked"])
    keep_findings(sheet, plan)
    keep_pages(sheet, plan)
    remember_columns(by, sheet, plan.workbook)


@transaction.atomic
def choose_reading(
    *,
    by: Actor,
    sheet: Import,
    columns: Mapping[str, Any],
    chosen_places: list[list[str]],
    kept_names: Collection[str] = (),
    more: Mapping[str, Any] | None = None,
) -> Import:
    """How a person wants the sheet read: columns by meaning, names of places by code. It is to be checked again.

    `kept_names` are those of the chosen places that shall be known from now on; `more` other choices, see `Import.choices`.
    """
    require(by, sheet)
    locked = held(sheet)
    if locked.state not in ("draft", "unread"):
        raise Conflict(_("Berkas ini sudah diimpor; cara membacanya tidak dapat diubah lagi."))
    locked.choices = locked.choices | {"columns": columns, "places": chosen_places, **dict(more or {})}
    locked.save(update_fields=["choices"])
    remember_places(by, sheet.region, chosen_places, kept_names)
    record_event(by=by, action="choose_reading", subject=("import", sheet.id), region=sheet.region)
    return locked


@transaction.atomic
def forget_mapping(*, by: Actor, sheet: Import) -> None:
    """Forget the saved mappings this sheet was read by; it is to be checked again."""
    require(by, sheet)
    used = [told["id"] for told in sheet.summary.get("mappings", ())]
    SavedMapping.objects.for_actor(by, Permission.IMPORT_SHEETS).filter(id__in=used).delete()
    locked = held(sheet)
    locked.choices = locked.choices | {"columns": {}}
    locked.save(update_fields=["choices"])
    record_event(by=by, action="choose_reading", subject=("import", sheet.id), region=sheet.region)
