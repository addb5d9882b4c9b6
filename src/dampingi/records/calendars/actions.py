import uuid
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.regions.queries import exists
from dampingi.foundation.rowwise import each_row, insert_objects
from dampingi.records.calendars.intake import TimeIntake
from dampingi.records.calendars.models import EARLIEST, LATEST, Kind, OfficeTime
from dampingi.records.calendars.queries import times

LONGEST = 3 * 366
MOST = 400


@transaction.atomic
def add_times(*, by: Actor, region: str, rows: Sequence[TimeIntake]) -> list[OfficeTime]:
    """Write down times of a region, all or none."""
    by.require(Permission.CALL_MEETINGS, region=region)
    if not exists(region):
        raise Refused(_("Wilayah %(code)s tidak ada. Pilih dari daftar.") % {"code": region})
    if not 1 <= len(rows) <= MOST:
        raise Refused(_("Tulis 1 sampai %(most)d waktu sekali simpan.") % {"most": MOST})
    known = {
        r.same
        for r in OfficeTime.objects.unscoped("reach is checked").filter(region=region, archived_at=None)
    }
    made = each_row(rows, lambda row: _once(_made(by, region, row), known))
    insert_objects(made)
    record_event(
        by=by, action="add_office_times", subject=("office_time", made[0].id), region=region,
        detail={"rows": len(made)}, values=[_value(row) for row in made],
    )  # fmt: skip
    return made


def edit_time(*, by: Actor, time: uuid.UUID, row: TimeIntake) -> OfficeTime:
    """Say it anew; the region stays."""
    try:
        return _edit(by, time, row)
    except IntegrityError:
        raise Conflict(_already()) from None


@transaction.atomic
def _edit(by: Actor, time: uuid.UUID, row: TimeIntake) -> OfficeTime:
    found = _held(by, time)
    said = _made(by, found.region, row)
    names = ("kind", "name", "first", "last", "weekdays", "starts", "ends", "closed")
    for name in names:
        setattr(found, name, getattr(said, name))
    found.save(update_fields=names)
    record_event(
        by=by, action="edit_office_time", subject=("office_time", found.id), region=found.region, values=[_value(found)]
    )  # fmt: skip
    return found


@transaction.atomic
def archive_time(*, by: Actor, time: uuid.UUID, reason: str) -> OfficeTime:
    """It holds no more; who planned by it can still read what it was and why it went."""
    found = _held(by, time)
    if not reason.strip():
        raise Refused(_("Tulis alasan mengarsipkan waktu ini."))
    found.archived_at, found.archived_by_name = timezone.now(), by.name[:150]
    found.archive_reason = reason.strip()[:300]
    found.save(update_fields=["archived_at", "archived_by_name", "archive_reason"])
    record_event(
        by=by, action="archive_office_time", subject=("office_time", found.id), region=found.region, reason=found.archive_reason
    )  # fmt: skip
    return found


def _held(by: Actor, id: uuid.UUID) -> OfficeTime:
    reached = OfficeTime.objects.for_actor(by, Permission.CALL_MEETINGS).filter(id=id)
    rows = OfficeTime.objects.unscoped("reach is checked by the id").select_for_update()
    found = rows.filter(id=id, pk__in=reached.values("pk")).first()
    if found is None:
        seen = times(by).filter(id=id).exists()
        raise Refused(
            _("Waktu ini milik wilayah di atas Anda; minta mereka mengubahnya.")
            if seen
            else _("Waktu itu tidak ada, atau di luar wilayah Anda."),
            status=403 if seen else 404,
        )
    if found.archived_at:
        raise Conflict(_("Waktu ini sudah diarsipkan. Buat yang baru bila berlaku lagi."))
    return found


def _once(made: OfficeTime, known: set[tuple]) -> OfficeTime:
    if made.same in known:
        raise Conflict(_already())
    known.add(made.same)
    return made


def _made(by: Actor, region: str, row: TimeIntake) -> OfficeTime:
    _check(row)
    hours = row.kind == Kind.HOURS
    return OfficeTime(
        region=region, kind=row.kind, name=row.name.strip(), first=row.first, last=row.last,
        weekdays="".join(sorted(set(row.weekdays))) if set(row.weekdays) != set("0123456") else "",
        starts=row.starts, ends=row.ends, closed=hours or row.closed, code=row.code, by_name=by.name[:150],
    )  # fmt: skip


def _check(row: TimeIntake) -> None:
    if row.kind not in Kind.values:
        raise Refused(_("Pilih jenis waktunya dari daftar."))
    if not row.name.strip() or len(row.name.strip()) > 100:
        raise Refused(_("Beri nama waktu ini, paling panjang 100 huruf."))
    if not EARLIEST <= row.first <= row.last <= LATEST:
        raise Refused(_("Tanggal akhir tidak sebelum tanggal awal, antara tahun 2000 dan 2100."))
    if (row.last - row.first).days > LONGEST:
        raise Refused(_("Satu waktu berlaku paling lama tiga tahun. Buat lagi untuk tahun berikutnya."))
    if not set(row.weekdays) <= set("0123456"):
        raise Refused(_("Pilih hari dari daftar."))
    if (row.starts is None) != (row.ends is None) or (row.starts and row.ends and row.ends <= row.starts):
        raise Refused(
            _("Isi jam mulai dan jam selesai sesudahnya, atau kosongkan keduanya untuk sehari penuh.")
        )
    if row.kind == Kind.HOURS and row.starts is None:
        raise Refused(_("Isi jam kerja khususnya: dari pukul berapa sampai pukul berapa."))


def _already() -> str:
    return _("Waktu itu sudah tercatat di wilayah ini. Ubah yang ada bila keliru.")


def _value(row: OfficeTime) -> tuple[str, ...]:
    return tuple(
        str(v)
        for v in (row.kind, row.name, row.first, row.last, row.weekdays, row.starts, row.ends, row.closed)
    )
