"""Points and their stalls are the office's."""

import datetime
import uuid
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.models import Assignment, User
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.regions.codes import depth, inside
from dampingi.foundation.regions.queries import exists
from dampingi.records.markets.models import Point, Stall, Turn, Weekday
from dampingi.records.programmes.rosters import today_in

MOST_STALLS, DEAREST = 200, 10_000_000
LONGEST = datetime.timedelta(days=3 * 366)


@dataclass(frozen=True)
class PointTold:
    region: str
    name: str
    place: str
    weekday: int
    opens: datetime.time
    closes: datetime.time
    season_from: datetime.date
    season_to: datetime.date
    fee: int = 0
    most_of_a_kind: int | None = None
    notice_days: int = 2
    keeper: str = ""
    """The login of who notes attendance; '' nobody but the office."""


@transaction.atomic
def keep_point(*, by: Actor, told: PointTold, point: uuid.UUID | None = None) -> Point:
    """A new point, or one as it is from now on. A weekday or season that leaves out turns to come waits until they are over."""
    by.require(Permission.MANAGE_MARKETS, region=told.region)
    _look(told)
    found = point_to_change(by, point) if point else Point()
    if point and found.weekday != told.weekday and _coming(found).exists():
        raise Conflict(
            _(
                "Masih ada giliran yang sudah terjadwal pada hari lama. Buat titik baru untuk hari lain, atau tunggu sampai giliran itu lewat."
            )
        )
    if point and _coming(found).exclude(day__range=(told.season_from, told.season_to)).exists():
        raise Conflict(
            _("Masih ada giliran yang sudah terjadwal di luar musim itu. Kembalikan dahulu gilirannya.")
        )
    for name in ("region", "name", "place", "weekday", "opens", "closes", "season_from", "season_to", "fee",
                 "most_of_a_kind", "notice_days"):  # fmt: skip
        said = getattr(told, name)
        setattr(found, name, said.strip() if isinstance(said, str) else said)
    found.keeper = _keeper(told.keeper, told.region)
    found.save()
    record_event(
        by=by, action="keep_point", subject=("market_point", found.id), region=found.region,
        detail={"new": point is None, "weekday": found.weekday, "fee": found.fee}, values=[found.name, found.place],
    )  # fmt: skip
    return found


@transaction.atomic
def add_stalls(*, by: Actor, point: uuid.UUID, count: int, kind: str, fee: int | None = None) -> list[Stall]:
    """So many stalls more, numbered on."""
    found = point_to_change(by, point)
    if found.closed_at:
        raise Conflict(_("Titik ini sudah ditutup."))
    if kind not in Stall.Kind.values:
        raise Refused(_("Pilih jenis lapak dari daftar."))
    if fee is not None and not 0 <= fee <= DEAREST:
        raise Refused(_("Sewa lapak diisi 0 sampai Rp 10.000.000 sehari."))
    last = max((s.number for s in found.stalls.all()), default=0)
    if count < 1 or last + count > MOST_STALLS:
        raise Refused(_("Satu titik punya 1 sampai %(most)d lapak.") % {"most": MOST_STALLS})
    made = [Stall(point=found, number=last + n, kind=kind, fee=fee) for n in range(1, count + 1)]
    Stall.objects.bulk_create(made)
    record_event(
        by=by, action="add_stalls", subject=("market_point", found.id), region=found.region,
        detail={"rows": count, "kind": kind},
    )  # fmt: skip
    return made


@transaction.atomic
def retire_stall(*, by: Actor, point: uuid.UUID, number: int) -> Stall:
    found = point_to_change(by, point)
    stall = found.stalls.filter(number=number, retired_at=None).first()
    if stall is None:
        raise Refused(_("Lapak itu tidak ada atau sudah tidak dipakai."), status=404)
    if _coming(found).filter(stall=stall).exists():
        raise Conflict(_("Lapak itu masih terjadwal. Kembalikan gilirannya dahulu."))
    stall.retired_at = timezone.now()
    stall.save(update_fields=["retired_at"])
    record_event(
        by=by, action="retire_stall", subject=("market_point", found.id), region=found.region, detail={"number": number}
    )  # fmt: skip
    return stall


@transaction.atomic
def close_point(*, by: Actor, point: uuid.UUID, reason: str) -> Point:
    found = point_to_change(by, point)
    if found.closed_at:
        raise Conflict(_("Titik ini sudah ditutup."))
    if not reason.strip():
        raise Refused(_("Tulis mengapa titik ini ditutup."))
    if _coming(found).exists():
        raise Conflict(_("Masih ada giliran terjadwal di titik ini. Kembalikan dahulu, lalu tutup."))
    found.closed_at, found.close_reason = timezone.now(), reason.strip()[:1000]
    found.save(update_fields=["closed_at", "close_reason"])
    record_event(
        by=by, action="close_point", subject=("market_point", found.id), region=found.region, reason=reason.strip()[:1000]
    )  # fmt: skip
    return found


def point_to_change(by: Actor, id: uuid.UUID | None) -> Point:
    reached = Point.objects.for_actor(by, Permission.MANAGE_MARKETS).filter(id=id)
    rows = Point.objects.unscoped("reach is checked by the id").select_for_update(no_key=True)
    found = rows.filter(pk__in=reached.values("pk")).first()
    if found is None:
        raise Refused(_("Titik pemasaran itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def _coming(found: Point):
    rows = Turn.objects.unscoped("of a point in hand").filter(stall__point=found, state=Turn.State.GIVEN)
    return rows.filter(day__gte=today_in(found.region))


def _look(told: PointTold) -> None:
    if not exists(told.region) or depth(told.region) < 2:
        raise Refused(_("Pilih kota, kecamatan, atau kelurahan titik ini."))
    if not told.name.strip() or not told.place.strip():
        raise Refused(_("Isi nama dan tempat titik pemasaran."))
    if told.weekday not in Weekday.values:
        raise Refused(_("Pilih hari dari daftar."))
    if told.closes <= told.opens:
        raise Refused(_("Jam tutup harus sesudah jam buka."))
    if told.season_to < told.season_from:
        raise Refused(_("Musim berakhir sebelum dimulai. Perbaiki tanggalnya."))
    if told.season_to - told.season_from > LONGEST:
        raise Refused(_("Musim paling lama tiga tahun. Perpanjang lagi nanti."))
    if not 0 <= told.fee <= DEAREST:
        raise Refused(_("Sewa lapak diisi 0 sampai Rp 10.000.000 sehari."))
    if told.most_of_a_kind is not None and not 1 <= told.most_of_a_kind <= MOST_STALLS:
        raise Refused(_("Isi paling sedikit 1 lapak sejenis, atau kosongkan."))
    if not 0 <= told.notice_days <= 30:
        raise Refused(_("Batas pemberitahuan diisi 0 sampai 30 hari."))


def _keeper(login: str, region: str) -> User | None:
    """Somebody with a role in the point's city: whose login it is elsewhere is nobody's business here."""
    if not login.strip():
        return None
    here = Assignment.objects.on(today_in(region)).filter(inside(region[:5]))
    rows = User.objects.filter(login=login.strip().lower(), is_active=True, id__in=here.values("user"))
    found = rows.first()
    if found is None:
        raise Refused(
            _(
                "Tidak ada pengguna di kota ini dengan nama masuk itu. Periksa ejaannya, atau kosongkan petugas."
            )
        )
    return found
