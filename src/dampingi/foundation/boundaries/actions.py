from collections.abc import Mapping

import shapely
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.engines.geometry import Coverage
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.boundaries.models import Boundary, Edition
from dampingi.foundation.boundaries.proposals import UNMATCHED, proposal
from dampingi.foundation.boundaries.storing import Named, boundary_rows
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.origins.actions import open_origin
from dampingi.foundation.regions.codes import contains, depth
from dampingi.foundation.regions.queries import exists, name_of

CHUNK = 200


def propose_boundaries(
    *, by: Actor, region: str, content: bytes, file_name: str, source: str = "", door: str = "page"
) -> Edition:
    """Read a boundary file for a region and keep it as a draft edition with its report. Nothing counts before adoption."""
    by.require(Permission.MANAGE_BOUNDARIES, region=region)
    if not exists(region) or not 1 <= depth(region) <= 3:
        raise Refused(
            _("Wilayah %(code)s tidak ada, atau terlalu kecil. Sebut kode kota, kabupaten, atau kecamatan.")
            % {"code": region}
        )
    read = proposal(content, region)  # parsing and matching come before the write transaction
    with transaction.atomic():
        edition = Edition.objects.create(
            region=region,
            level=read.level,
            file_name=file_name[:200],
            sha256=read.sha256,
            source=source.strip()[:200],
            longitude=read.coverage.plane.longitude,
            latitude=read.coverage.plane.latitude,
            report=read.report,
            origin=open_origin(by=by, door=door, reference=file_name[:200], hash=read.sha256),
            created_by=by.name or by.label,
        )
        _store(edition, read.coverage, read.named)
        _record(by, "bring_boundaries", edition, {"features": read.report["features"]})
    return edition


@transaction.atomic
def match_boundaries(*, by: Actor, edition: Edition, chosen: Mapping[int, str]) -> Edition:
    """Say by hand which region unmatched areas of a draft are: number in the file -> region code."""
    edition = _draft(by, edition)
    rows = list(edition.boundaries.filter(number__isnull=False))
    named = {_key(row): Named(shapely.from_wkb(bytes(row.shape)), row.name, row.number) for row in rows}
    for number, code in chosen.items():
        area = named.pop(f"{UNMATCHED}{number}", None)
        if area is None:
            raise Refused(_("Bagian nomor %(number)s tidak sedang menunggu pilihan.") % {"number": number})
        if code in named or not _may_be(edition, code):
            raise Refused(
                _("%(code)s sudah punya batas, atau bukan wilayah yang dapat dipilih.") % {"code": code}
            )
        named[code] = area
    edition.boundaries.all().delete()
    _store(edition, Coverage(edition.plane, {k: n.area for k, n in named.items()}, 0, 0, 0), named)
    edition.report = _told_of(edition.report, chosen)
    edition.save(update_fields=["report"])
    _record(by, "match_boundaries", edition, {"chosen": len(chosen)})
    return edition


@transaction.atomic
def adopt_boundaries(*, by: Actor, edition: Edition) -> Edition:
    """From now on these outlines count; the edition before stays in the history."""
    edition = _draft(by, edition)
    last = Edition.objects.unscoped("version of a region already checked").filter(region=edition.region)
    if (
        last.filter(sha256=edition.sha256, adopted_at__isnull=False, undone_at=None)
        .exclude(id=edition.id)
        .exists()
    ):
        raise Conflict(_("Berkas yang sama sudah dipakai untuk wilayah ini. Tidak ada yang perlu diganti."))
    edition.version = (last.aggregate(top=Max("version"))["top"] or 0) + 1
    edition.adopted_at, edition.adopted_by = timezone.now(), by.name or by.label
    edition.save(update_fields=["version", "adopted_at", "adopted_by"])
    edition.boundaries.filter(region="").delete()
    _record(by, "adopt_boundaries", edition, {"version": edition.version})
    return edition


@transaction.atomic
def undo_boundaries(*, by: Actor, edition: Edition) -> Edition:
    """Take an adopted edition back; the one before it counts again, or the tile map where there is none."""
    edition = _locked(by, edition)
    if edition.adopted_at is None or edition.undone_at is not None:
        raise Conflict(_("Batas ini tidak sedang dipakai."))
    edition.undone_at, edition.undone_by = timezone.now(), by.name or by.label
    edition.save(update_fields=["undone_at", "undone_by"])
    _record(by, "undo_boundaries", edition, {"version": edition.version})
    return edition


@transaction.atomic
def discard_boundaries(*, by: Actor, edition: Edition) -> None:
    """Throw a draft away."""
    edition = _draft(by, edition)
    _record(by, "discard_boundaries", edition, {})
    edition.delete()


def _store(edition: Edition, coverage: Coverage, named: Mapping[str, Named]) -> None:
    rows = []
    for row in boundary_rows(edition, coverage, named, edition.level, edition.region):
        row.region = "" if row.region.startswith(UNMATCHED) else row.region
        rows.append(row)
    Boundary.objects.bulk_create(rows, batch_size=CHUNK)


def _key(row: Boundary) -> str:
    return row.region or f"{UNMATCHED}{row.number}"


def _may_be(edition: Edition, code: str) -> bool:
    return contains(edition.region, code) and depth(code) == edition.level and exists(code)


def _told_of(report: dict, chosen: Mapping[int, str]) -> dict:
    """The report after somebody chose: those areas are matched, their regions no longer missing."""
    taken = set(chosen.values())
    return report | {
        "unmatched": [u for u in report["unmatched"] if u["number"] not in chosen],
        "missing": [m for m in report["missing"] if m[0] not in taken],
        "matched": report["matched"] | {"chosen": report["matched"].get("chosen", 0) + len(chosen)},
        "chosen": report.get("chosen", [])
        + [{"number": n, "code": c, "path": name_of(c)} for n, c in chosen.items()],
    }


def _locked(by: Actor, edition: Edition) -> Edition:
    by.require(Permission.MANAGE_BOUNDARIES, region=edition.region)
    held = Edition.objects.unscoped("reach checked by its region").select_for_update().filter(id=edition.id)
    found = held.first()
    if found is None:
        raise Conflict(_("Batas itu sudah dibuang. Muat berkasnya lagi."))
    # versions are counted per region: the region's row is the lock two adoptions meet at
    list(Edition.objects.unscoped("lock").select_for_update().filter(region=found.region).values_list("id"))
    return found


def _draft(by: Actor, edition: Edition) -> Edition:
    found = _locked(by, edition)
    if found.adopted_at is not None:
        raise Conflict(_("Batas ini sudah dipakai. Muat berkas baru untuk menggantinya."))
    return found


def _record(by: Actor, action: str, edition: Edition, detail: dict) -> None:
    record_event(
        by=by,
        action=action,
        subject=("boundaries", edition.id),
        region=edition.region,
        detail={"file": edition.file_name, "level": edition.level} | detail,
        values=[edition.sha256],
    )
