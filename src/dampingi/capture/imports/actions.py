"""Bringing a sheet in, deciding how it is read, recording it as one batch, taking the batch back."""

from collections.abc import Mapping
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.capture.imports import files
from dampingi.capture.imports.editions.applying import apply_differences
from dampingi.capture.imports.editions.restoring import restore_values
from dampingi.capture.imports.findings import decisions_of, keep_findings
from dampingi.capture.imports.kinds import KINDS
from dampingi.capture.imports.mappings import fingerprint
from dampingi.capture.imports.models import Import, ImportedRow, SavedMapping
from dampingi.capture.imports.outcomes import imported_rows
from dampingi.capture.imports.plans import Plan, content_of, latest_commit, prepare
from dampingi.capture.imports.summaries import summary
from dampingi.engines.sheets import read_layout
from dampingi.engines.sheets.collecting import without_collecting
from dampingi.engines.sheets.headers import find_header
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.batches import insert_many
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.jobs.actions import start
from dampingi.foundation.origins.actions import open_origin
from dampingi.foundation.regions.models import Region
from dampingi.records.programmes.models import Programme


class Stale(Conflict):
    """The register moved on since the plan was made."""


_ROW = ("id", "made_by", "sheet", "row", "outcome", "subject_kind", "subject_id", "problems")


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
    """Check a sheet and keep it, sealed, with the figures of its dry run. Nothing is recorded yet."""
    checked = plan or prepare(by=by, content=content, kind=kind, region=region, programme=programme)
    with transaction.atomic():
        made = Import(
            name=name[:200], sha256=files.sha256(content), size=len(content), kind=kind, region=region,
            programme=programme, summary=summary(checked), by=by.user_id, by_label=by.label,
        )  # fmt: skip
        made.file.save(f"{made.id}.bin", ContentFile(files.SEAL.close(content)), save=False)
        made.edition_of = checked.edition.earlier
        made.save(force_insert=True)
        keep_findings(made, checked)
        record_event(
            by=by, action="bring_sheet", subject=("import", made.id), region=region,
            programme=programme.id if programme else None,
            detail={"kind": kind, "sha256": made.sha256, "rows": summary(checked)["rows"]},
        )  # fmt: skip
    return made


def choose_reading(
    *,
    by: Actor,
    sheet: Import,
    columns: Mapping[str, Any],
    chosen_places: list[list[str]],
    more: Mapping[str, Any] | None = None,
) -> Import:
    """How a person wants the sheet read: columns by meaning, names of places by code. Checks it again.

    `more` are other choices: see `Import.choices`.
    """
    _require(by, sheet)
    if sheet.state != "draft":
        raise Conflict(_("Berkas ini sudah diimpor; cara membacanya tidak dapat diubah lagi."))
    chosen = sheet.choices | {"columns": columns, "places": chosen_places, **dict(more or {})}
    plan = plan_of(by=by, sheet=sheet, choices=chosen)
    with transaction.atomic():
        sheet.choices, sheet.summary, sheet.edition_of = chosen, summary(plan), plan.edition.earlier
        sheet.save(update_fields=["choices", "summary", "edition_of"])
        keep_findings(sheet, plan)
        _save_mappings(by, sheet, plan)
        record_event(by=by, action="choose_reading", subject=("import", sheet.id), region=sheet.region)
    return sheet


def plan_of(*, by: Actor, sheet: Import, choices: Mapping[str, Any] | None = None) -> Plan:
    """What the kept sheet would record now, read the way that was chosen."""
    return prepare(
        by=by,
        content=content_of(sheet),
        kind=sheet.kind,
        region=sheet.region,
        programme=sheet.programme,
        choices=sheet.choices if choices is None else choices,
    )


def _save_mappings(by: Actor, sheet: Import, plan: Plan) -> None:
    """Remember the choice of columns for the next sheet with the same headings."""
    layout = read_layout(sheet.kind)
    for opened in plan.workbook.sheets:
        chosen = sheet.choices["columns"].get(opened.name)
        header = find_header(opened, layout) if chosen else None
        if header:
            SavedMapping.objects.update_or_create(
                kind=sheet.kind,
                fingerprint=fingerprint(header),
                region=sheet.region,
                defaults={"choices": chosen, "by": by.label, "at": timezone.now()},
            )


@transaction.atomic
def ask_for_import(*, by: Actor, sheet: Import) -> Import:
    """Queue the recording; a worker does it, the page shows how far it is."""
    _require(by, sheet)
    locked = Import.objects.unscoped("required above").select_for_update().get(id=sheet.id)
    if locked.state in ("committed", "undone", "running"):
        raise Conflict(_("Berkas ini sudah diimpor atau sedang diimpor."))
    locked.job = start(
        by=by, kind="import_sheet", params={"import": str(sheet.id)}, url=f"/impor/{sheet.id}/",
        total=sheet.summary["rows"]["accepted"],
    )  # fmt: skip
    locked.save(update_fields=["job"])
    return locked


def commit_import(*, by: Actor, sheet: Import, plan: Plan | None = None) -> Import:
    """Record everything the plan accepts, in one transaction: all of it or nothing.

    The plan is made before the transaction; without one, the kept sheet is read again by the same code as the dry run.
    """
    _require(by, sheet)
    checked = plan or plan_of(by=by, sheet=sheet)
    with without_collecting(), transaction.atomic():
        locked = _locked(sheet, checked)
        origin = open_origin(by=by, door="import", reference=str(sheet.id), hash=sheet.sha256)
        subjects = KINDS[sheet.kind].record(by=by, origin=origin, plan=checked) if checked.rows else []
        applied = apply_differences(
            by=by, origin=origin, region=sheet.region, differences=checked.edition.differences,
            values=checked.extra.get("values", {}), decisions=decisions_of(locked),
        )  # fmt: skip
        insert_many(ImportedRow, _ROW, imported_rows(sheet, checked, subjects))
        locked.origin, locked.committed_at = origin, timezone.now()
        locked.summary = summary(checked) | {
            "applied": {"records": applied.records, "left": len(applied.left)}
        }
        locked.save(update_fields=["origin", "committed_at", "summary"])
        record_event(
            by=by, action="import_sheet", subject=("import", sheet.id), region=sheet.region,
            programme=sheet.programme_id, detail={"kind": sheet.kind, "sha256": sheet.sha256, "rows": summary(checked)["rows"]},
        )  # fmt: skip
    return locked


def _locked(sheet: Import, plan: Plan) -> Import:
    """The import, held until the end. Imports into one region take turns, and a plan made before another's is stale."""
    Region.objects.select_for_update().get(code=sheet.region)
    locked = Import.objects.unscoped("required above").select_for_update().get(id=sheet.id)
    if locked.committed_at:
        raise Conflict(_("Berkas ini sudah diimpor."))
    if latest_commit(sheet.region) != plan.as_of:
        raise Stale(
            _(
                "Daftar lain untuk wilayah ini baru saja disimpan. Berkas ini diperiksa lagi; lihat hasilnya, lalu simpan."
            )
        )
    return locked


@transaction.atomic
def undo_import(*, by: Actor, sheet: Import) -> Import:
    """Take the batch back: rows nobody touched since are archived, the rest stay and are listed with the reason."""
    _require(by, sheet)
    locked = Import.objects.unscoped("required above").select_for_update().get(id=sheet.id)
    if not locked.committed_at or locked.origin is None:
        raise Refused(_("Berkas ini belum diimpor, jadi tidak ada yang dibatalkan."), status=409)
    if locked.undone_at:
        raise Conflict(_("Impor ini sudah dibatalkan."))
    subjects = [
        (kind, id)
        for kind, id in locked.rows.filter(outcome="accepted").values_list("subject_kind", "subject_id")
        if id is not None
    ]
    restored = restore_values(by=by, origin=locked.origin)
    undone = KINDS[locked.kind].undo(by=by, origin=locked.origin, subjects=subjects)
    locked.undo_summary = undone | {
        "restored": restored["restored"],
        "kept": restored["kept"] + undone["kept"],
    }
    locked.undone_at, locked.undone_by = timezone.now(), by.label
    locked.save(update_fields=["undo_summary", "undone_at", "undone_by"])
    record_event(
        by=by, action="undo_import", subject=("import", sheet.id), region=locked.region, programme=locked.programme_id,
        detail={
            "archived": undone["archived"], "restored": restored["restored"], "kept": len(locked.undo_summary["kept"]),
        },
    )  # fmt: skip
    return locked


def discard_sheet(*, by: Actor, sheet: Import) -> None:
    """Throw away a sheet that was brought but never recorded; its file goes once that is certain."""
    _require(by, sheet)
    with transaction.atomic():
        held = Import.objects.unscoped("required above").select_for_update().get(id=sheet.id)
        if held.state != "draft":
            raise Conflict(_("Berkas yang sudah diimpor tidak dapat dibuang. Batalkan impornya."))
        record_event(by=by, action="discard_sheet", subject=("import", held.id), region=held.region)
        kept = held.file
        held.delete()
        transaction.on_commit(lambda: kept.storage.delete(kept.name))


def _require(by: Actor, sheet: Import) -> None:
    by.require(Permission.IMPORT_SHEETS, region=sheet.region, programme=sheet.programme_id)
