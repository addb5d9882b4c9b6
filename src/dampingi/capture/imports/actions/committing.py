"""Recording what a checked sheet would do: as one batch, in one transaction, all of it or nothing."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.capture.imports.actions.deciding import LOOK
from dampingi.capture.imports.actions.held import held, require
from dampingi.capture.imports.editions.applying import apply_differences
from dampingi.capture.imports.findings import decisions_of
from dampingi.capture.imports.kinds import KINDS
from dampingi.capture.imports.models import Import, ImportedRow
from dampingi.capture.imports.outcomes import imported_rows
from dampingi.capture.imports.plans import Plan, latest_commit, plan_of
from dampingi.capture.imports.summaries import summary
from dampingi.engines.sheets.collecting import without_collecting
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.batches import insert_many
from dampingi.foundation.errors import Conflict
from dampingi.foundation.jobs.actions import Cancelled, start
from dampingi.foundation.origins.actions import open_origin
from dampingi.foundation.regions.models import Region
from dampingi.records.businesses.actions import ask_for_looks

_ROW = ("id", "made_by", "sheet", "row", "outcome", "subject_kind", "subject_id", "problems")


class Stale(Conflict):
    """The register moved on since the plan was made."""


@transaction.atomic
def ask_for_import(*, by: Actor, sheet: Import) -> Import:
    """Queue the recording; a worker does it, the page shows how far it is."""
    require(by, sheet)
    locked = held(sheet)
    if locked.state != "draft":
        raise Conflict(_("Berkas ini sudah diimpor, sedang diperiksa, atau sedang diimpor."))
    locked.job = start(
        by=by, kind="import_sheet", params={"import": str(sheet.id)}, url=f"/impor/{sheet.id}/",
        total=sheet.summary["rows"]["read"],
    )  # fmt: skip
    locked.save(update_fields=["job"])
    return locked


def commit_import(*, by: Actor, sheet: Import, plan: Plan | None = None) -> Import:
    """Record everything the plan accepts, in one transaction: all of it or nothing.

    The plan is made before the transaction; without one, the kept sheet is read again by the same code as the dry run.
    """
    require(by, sheet)
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
        if locked.choices.get("gone") == LOOK:
            ask_for_looks(by=by, origin=origin, businesses=[gone.record.id for gone in checked.edition.gone])
        locked.origin, locked.committed_at = origin, timezone.now()
        locked.summary = summary(checked) | {
            "applied": {"records": applied.records, "left": len(applied.left)}
        }
        locked.save(update_fields=["origin", "committed_at", "summary"])
        record_event(
            by=by, action="import_sheet", subject=("import", sheet.id), region=sheet.region,
            programme=sheet.programme_id, detail={"kind": sheet.kind, "sha256": sheet.sha256, "rows": summary(checked)["rows"]},
        )  # fmt: skip
        if subjects and sheet.kind in (Import.Kind.BUSINESSES, Import.Kind.PARTICIPANTS):
            # with it come Splink, DuckDB and Arrow: only a commit waits for them
            from dampingi.records.duplicates.actions import ask_for_search

            ask_for_search(by=by, region=sheet.region, origin=origin)
    return locked


def _locked(sheet: Import, plan: Plan) -> Import:
    """The import, held until the end. Imports into one region take turns, and a plan made before another's is stale."""
    Region.objects.select_for_update().get(code=sheet.region)
    locked = held(sheet)
    if locked.committed_at:
        raise Conflict(_("Berkas ini sudah diimpor."))
    if locked.job and locked.job.state == locked.job.State.CANCELLED:
        raise Cancelled
    if latest_commit(sheet.region) != plan.as_of:
        raise Stale(
            _(
                "Daftar lain untuk wilayah ini baru saja disimpan. Berkas ini diperiksa lagi; lihat hasilnya, lalu simpan."
            )
        )
    return locked
