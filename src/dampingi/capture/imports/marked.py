"""The workbook back with its problems and changes marked: at once where it is short, made in a worker where it is long."""

import io
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.capture.imports import files
from dampingi.capture.imports.actions.held import held, require
from dampingi.capture.imports.differing import worded
from dampingi.capture.imports.findings import plain_fields
from dampingi.capture.imports.models import Import
from dampingi.capture.imports.plans import Plan, plan_of
from dampingi.capture.imports.progress import Progress, silent
from dampingi.engines.sheets import problem_workbook
from dampingi.engines.sheets.reading import Reading
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.errors import Refused
from dampingi.foundation.jobs.actions import start
from dampingi.foundation.jobs.models import Job
from dampingi.foundation.regions.queries import names

SHORT = 5_000
COLUMNS = {
    "name": ("business_name",), "owner": ("owner_name",), "region": ("kelurahan", "kecamatan"), "sector": ("sector",),
    "annual_sales": ("turnover", "turnover_monthly"), "started_year": ("founded_year",), "born_on": ("birth_date",),
    "other_phone": ("phone",), "workers": ("workers", "workers_male", "workers_female"), "product": ("product", "activity"),
}  # fmt: skip
"""Where a field of the register stands in a layout, if not under its own name."""


def marked_workbook(*, by: Actor, sheet: Import) -> bytes:
    require(by, sheet)
    if sheet.marked:
        with sheet.marked.open("rb") as stored:
            return files.SEAL.open(stored.read())
    if is_long(sheet):
        raise Refused(_("Berkas bertanda ini belum disiapkan. Tekan Siapkan berkas bertanda."), status=404)
    return _made(plan_of(by=by, sheet=sheet))


def is_long(sheet: Import) -> bool:
    rows: int = sheet.summary["rows"]["read"] if sheet.summary else 0
    return rows > SHORT


@transaction.atomic
def ask_for_marked(*, by: Actor, sheet: Import) -> Job:
    require(by, sheet)
    return start(
        by=by, kind="mark_sheet", params={"import": str(sheet.id)}, url=f"/impor/{sheet.id}/kendala/"
    )


def keep_marked(*, by: Actor, sheet: Import, progress: Progress = silent) -> None:
    """Make the workbook and keep it, sealed, until the sheet is checked again."""
    plan = plan_of(by=by, sheet=sheet, progress=progress)
    progress(0, 0, _("Menandai berkas"))
    content = files.SEAL.close(_made(plan))
    with transaction.atomic():
        locked = held(sheet)
        locked.marked.save(f"{sheet.id}-marked.bin", ContentFile(content), save=False)
        locked.save(update_fields=["marked"])


def file_name(sheet: Import) -> str:
    return f"kendala-{sheet.name.rsplit('.', 1)[0]}"[:80].replace('"', "")


def write_marked(plan: Plan, out: io.BytesIO | str) -> None:
    problem_workbook(plan.workbook, plan.reading, out, translate=_, changes=_changes(plan))


def _made(plan: Plan) -> bytes:
    out = io.BytesIO()
    write_marked(plan, out)
    return out.getvalue()


def _changes(plan: Plan) -> dict[tuple[str, int], dict[int | None, str]]:
    table, found = plan.reading.table, {}
    columns = {read.name: _columns(plan.reading, read.name) for read in plan.reading.sheets}
    told = [(d, plain_fields(d)) for d in plan.edition.differences]
    places = names(
        {v for _d, fields in told for f in fields if f["key"] == "region" for v in (f["now"], f["new"]) if v}
    )
    for d, fields in told:
        where = columns[table.sheets[d.at]]
        found[table.sheets[d.at], table.rows[d.at]] = {
            _column(where, f["key"]): _said(f, places) for f in fields
        }
    return found


def _said(f: dict[str, Any], places: dict[str, str]) -> str:
    told = {"now": worded(f["key"], f["now"], places), "new": worded(f["key"], f["new"], places)}
    text = _("Tercatat: %(now)s; di daftar: %(new)s.") % told
    return text + " " + _("Diubah orang di register sejak daftar sebelumnya.") if f["conflict"] else text


def _columns(reading: Reading, sheet: str) -> dict[str, int]:
    read = next(r for r in reading.sheets if r.name == sheet)
    return {m.field: m.column for m in read.matches if m.field}


def _column(where: dict[str, int], field: str) -> int | None:
    return next((where[key] for key in COLUMNS.get(field, (field,)) if key in where), None)
