import datetime
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import ROLE_NAMES, Permission
from dampingi.foundation.audit.actions import record_event, seal_pending
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import contains, depth, zone
from dampingi.foundation.regions.queries import exists, name_of
from dampingi.outcomes.documents.actions import LETTERHEAD_FIELDS, issue, keep_printing
from dampingi.outcomes.documents.codes import code_of
from dampingi.outcomes.documents.models import Printing
from dampingi.outcomes.documents.queries import letterhead_for
from dampingi.outcomes.documents.typesetting import typeset
from dampingi.outcomes.reports.composing import compose
from dampingi.outcomes.reports.gathering import gather
from dampingi.outcomes.reports.models import Snapshot
from dampingi.outcomes.reports.paper import layout
from dampingi.outcomes.reports.queries import audit_head, proven
from dampingi.outcomes.reports.workbook import workbook
from dampingi.records.programmes.models import Programme

KIND = "city_report"
SCHEMA = 2
"""1: states judged by the end value alone; 2: by the way to the target, which is frozen with them."""


def make_report(
    *, by: Actor, programme: Programme, region: str = "", number: str = "", as_of: datetime.date | None = None
) -> Snapshot:
    """Freeze what a report of the region says as of that day (today), with its hash, and enter it into the register."""
    region = _region(programme, region)
    by.require(Permission.PRINT_REPORTS, region=region, programme=programme.id)
    made_at = timezone.now()
    day = as_of or timezone.localtime(made_at, zone(region)).date()
    if day < programme.starts_on:
        raise Refused(
            _("Program itu belum mulai pada tanggal tersebut. Pilih tanggal sesudah program dimulai.")
        )
    with translation.override("id"):
        material = gather(by, programme=programme, region=region, as_of=day)
        data = compose(material)
    seal_pending()
    data |= _frame(by, region, number, made_at) | {
        "programme": dict(material.programme),
        "as_of": material.as_of.isoformat(),
    }
    return _store(by, programme, region, number, made_at, data)


@transaction.atomic
def _store(
    by: Actor,
    programme: Programme,
    region: str,
    number: str,
    made_at: datetime.datetime,
    data: dict[str, Any],
) -> Snapshot:
    sha256 = digest(data)
    already = Snapshot.objects.unscoped("equal content is the same report").filter(sha256=sha256).first()
    if already:
        return already
    document = issue(
        by=by,
        kind=KIND,
        title=f"Laporan {programme.name} {name_of(region)}",
        content_hash=sha256,
        region=region,
        programme=programme.id,
        made_at=made_at,
        number=number,
    )
    made = Snapshot.objects.create(
        programme=programme,
        region=region,
        made_at=made_at,
        by=by.label,
        by_name=by.name,
        tells_mentors=data["mentors"]["ready"],
        data=data,
        sha256=sha256,
        document=document,
    )
    record_event(
        by=by,
        action="make_report",
        subject=("snapshot", made.id),
        region=region,
        programme=programme.id,
        detail={"content": sha256, "figures": len(data["figures"])},
    )
    return made


def _frame(by: Actor, region: str, number: str, made_at: datetime.datetime) -> dict[str, Any]:
    head = letterhead_for(region)
    with translation.override("id"):
        roles = sorted(str(ROLE_NAMES[r]) for r in by.roles)
    return {
        "schema": SCHEMA,
        "kind": KIND,
        "region": {"code": region, "name": name_of(region)},
        "made_at": made_at.astimezone(datetime.UTC).isoformat(timespec="seconds"),
        "made_by": {"name": by.name or "Dampingi", "roles": roles},
        "letterhead": {field: getattr(head, field) for field in LETTERHEAD_FIELDS},
        "number": number,
        "site": settings.PUBLIC_URL.rstrip("/"),
        "audit": audit_head(),
    }


def print_report(*, by: Actor, snapshot: Snapshot, format: str) -> Printing:
    """The file of a snapshot; made once and kept, so that every copy has the same hash."""
    by.require(Permission.PRINT_REPORTS, region=snapshot.region, programme=snapshot.programme_id)
    kept = snapshot.document.printings.filter(format=format).first()
    return kept or keep_printing(
        by=by, document=snapshot.document, format=format, body=printed(snapshot, format)
    )


def printed(snapshot: Snapshot, format: str) -> bytes:
    """The bytes of a format, from the snapshot alone. Refuses a snapshot whose hash no longer holds."""
    data, document = proven(snapshot).data, snapshot.document
    if format == Printing.Format.XLSX:
        return workbook(data, code=document.code, sha256=snapshot.sha256)
    laid = layout(data, code=code_of(snapshot.sha256), sha256=snapshot.sha256)
    with tempfile.TemporaryDirectory() as folder:
        made_at = datetime.datetime.fromisoformat(data["made_at"])
        return typeset("city_report.typ", laid, made_at=made_at, out=Path(folder) / "report.pdf").read_bytes()


def city_report(
    *, by: Actor, programme: Programme, out: Path, region: str = "", number: str = ""
) -> Snapshot:
    """Make a report and write its file; the ending of `out` chooses PDF or Excel."""
    format = format_of(out)
    made = make_report(by=by, programme=programme, region=region, number=number)
    printing = print_report(by=by, snapshot=made, format=format)
    with printing.file.open("rb") as kept:
        out.write_bytes(kept.read())
    return made


def format_of(out: Path) -> str:
    ending = out.suffix.lower().removeprefix(".")
    if ending not in Printing.Format.values:
        raise Refused(
            _("Berkas laporan harus berakhiran .pdf atau .xlsx, bukan “%(ending)s”.") % {"ending": out.suffix}
        )
    if not out.parent.is_dir():
        raise Refused(
            _("Folder %(folder)s tidak ada. Buat dulu, atau pilih folder lain.") % {"folder": out.parent}
        )
    return ending


def _region(programme: Programme, region: str) -> str:
    """The region asked for, narrowed to where the programme is."""
    if not region or contains(region, programme.region):
        return programme.region
    if not exists(region):
        raise Refused(
            _("Kode wilayah %(region)s tidak ada. Contoh: 32.76 atau 32.76.05.") % {"region": region},
            status=404,
        )
    if not contains(programme.region, region):
        raise Refused(_("Wilayah %(region)s di luar program ini.") % {"region": region})
    if depth(region) > 3:
        raise Refused(
            _("Laporan dibuat paling sempit per kecamatan. Pilih kode kecamatan, misalnya 32.76.05.")
        )
    return region
