"""A rota is computed, looked at, and published: only then is anybody given a stall."""

import datetime
import uuid

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.records.businesses.models import Business
from dampingi.records.markets.models import Point, Rota, Seller, Stall, Turn
from dampingi.records.markets.sharing import days_of, shared
from dampingi.records.programmes.rosters import today_in

LONGEST = 62
GIVEN = gettext_noop("Anda mendapat lapak %(number)s di %(point)s: %(day)s.")


def draft_rota(*, by: Actor, region: str, first: datetime.date, last: datetime.date) -> Rota:
    """Share out the free stalls of the days, fairly; nobody has one before it is published. Computed before the transaction."""
    by.require(Permission.MANAGE_MARKETS, region=region)
    if first < today_in(region):
        raise Refused(_("Jadwal lapak mulai paling cepat hari ini."))
    if last < first or (last - first).days > LONGEST:
        raise Refused(_("Pilih paling lama dua bulan, dan tanggal akhir sesudah tanggal mulai."))
    body = shared(region, first, last)
    if not body["stalls"]:
        raise Refused(
            _(
                "Tidak ada lapak kosong pada hari-hari itu. Tambah lapak pada titiknya, atau pilih tanggal lain."
            )
        )
    if not body["sellers"]:
        raise Refused(
            _("Belum ada usaha yang siap berjualan. Lihat apa yang masih kurang pada daftar penjual.")
        )
    with transaction.atomic():
        made = Rota.objects.create(
            region=region, first=first, last=last, body=body, hash=digest(body), made_by_name=by.name[:150]
        )
        record_event(
            by=by, action="draft_rota", subject=("market_rota", made.id), region=region,
            detail={"first": first.isoformat(), "last": last.isoformat(), "stalls": body["stalls"], "given": body["given"], "content": made.hash},
        )  # fmt: skip
    return made


@transaction.atomic
def publish_rota(*, by: Actor, rota: uuid.UUID) -> Rota:
    """Give what the draft says, all or nothing: what was given meanwhile refuses it."""
    found = _draft(by, rota)
    if found.first < today_in(found.region):
        raise Conflict(_("Hari pertama jadwal ini sudah lewat. Hitung jadwal baru."))
    now, rows = timezone.now(), _rows(found)
    _still_open(found, rows)
    try:
        with transaction.atomic():
            Turn.objects.bulk_create(rows)
    except IntegrityError as error:
        raise Conflict(
            _(
                "Sejak dihitung, ada lapak atau usaha yang sudah terjadwal lewat jalan lain. Hitung jadwal baru."
            )
        ) from error
    found.state, found.published_at, found.published_by_name = Rota.State.PUBLISHED, now, by.name[:150]
    found.save(update_fields=["state", "published_at", "published_by_name"])
    record_event(
        by=by, action="publish_rota", subject=("market_rota", found.id), region=found.region, detail={"rows": len(rows), "content": found.hash},
        values=[f"{t.stall_id} {t.day} {t.business_id}" for t in rows],
    )  # fmt: skip
    _tell(found, rows)
    return found


@transaction.atomic
def discard_rota(*, by: Actor, rota: uuid.UUID) -> Rota:
    found = _draft(by, rota)
    found.state = Rota.State.DISCARDED
    found.save(update_fields=["state"])
    record_event(by=by, action="discard_rota", subject=("market_rota", found.id), region=found.region)
    return found


def _draft(by: Actor, id: uuid.UUID) -> Rota:
    reached = Rota.objects.for_actor(by, Permission.MANAGE_MARKETS).filter(id=id)
    rows = Rota.objects.unscoped("reach is checked by the id").select_for_update(no_key=True)
    found = rows.filter(pk__in=reached.values("pk")).first()
    if found is None:
        raise Refused(_("Jadwal lapak itu tidak ada, atau di luar wilayah Anda."), status=404)
    if found.state != Rota.State.DRAFT:
        raise Conflict(_("Jadwal itu bukan rancangan lagi."))
    return found


def _rows(found: Rota) -> list[Turn]:
    told = [
        (datetime.date.fromisoformat(day), given)
        for day, _p, _n, _s, givens in found.body["days"]
        for given in givens
    ]
    ids = {uuid.UUID(given[2]) for _day, given in told}
    rows = Seller.objects.unscoped("of a rota in hand").filter(id__in=ids, withdrawn_at=None)
    sellers = {str(s.id): s for s in rows.filter(business__archived_at=None).select_related("business")}
    return [
        Turn(
            rota=found, stall_id=uuid.UUID(given[0]), day=day, business_id=s.business_id, region=s.business.region, goods=s.goods,
            shown=s.shown,
        )
        for day, given in told
        if (s := sellers.get(given[2]))
    ]  # fmt: skip


def _still_open(found: Rota, rows: list[Turn]) -> None:
    """Behind the points' locks: a stall or point given up since the draft is given to nobody."""
    ids = {uuid.UUID(point) for _day, point, *_rest in found.body["days"]}
    held = Point.objects.unscoped("of a rota in hand").select_for_update(no_key=True).filter(id__in=ids)
    points = {p.id: p for p in held.order_by("id") if p.closed_at is None}
    stalls = Stall.objects.filter(id__in={t.stall_id for t in rows}, retired_at=None, point__in=points)
    point_of = dict(stalls.values_list("id", "point"))
    for turn in rows:
        point = points.get(point_of.get(turn.stall_id))
        if point is None or not days_of(point, turn.day, turn.day):
            raise Conflict(
                _("Sejak dihitung, ada titik yang ditutup atau lapak yang tidak dipakai lagi. Hitung jadwal baru.")
            )  # fmt: skip


def _tell(found: Rota, rows: list[Turn]) -> None:
    """Each owner hears of their turns; who has no account reads it from the mentor's page."""
    owners = dict(
        Business.objects.unscoped("who were given a stall")
        .filter(id__in={t.business_id for t in rows})
        .exclude(owner__user=None)
        .values_list("id", "owner__user")
    )
    called = {given[0]: (point, given[1]) for _d, _p, point, _s, givens in found.body["days"] for given in givens}  # fmt: skip
    for turn in rows:
        if turn.business_id in owners:
            point, number = called[str(turn.stall_id)]
            notify(
                users=[owners[turn.business_id]], text=GIVEN, url=reverse("own_stalls"),
                values={"number": number, "point": point, "day": turn.day.isoformat()},
            )  # fmt: skip
