"""By what the register is narrowed. Each filter reads one index: of the businesses themselves, or of the rows that tell of them."""

import datetime
from collections.abc import Iterator
from functools import partial
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.definitions import labels, load
from dampingi.foundation.origins.models import Origin
from dampingi.foundation.regions.codes import DEPTH, depth, inside
from dampingi.foundation.ui.lists import Filter
from dampingi.foundation.ui.places import places_below
from dampingi.records.businesses.histories import DOORS
from dampingi.records.businesses.models import Channel, Constraint, Size, Standing
from dampingi.records.businesses.queries import closed
from dampingi.records.mentoring.models import Visit
from dampingi.records.programmes.models import Enrolment
from dampingi.records.programmes.queries import programmes

WHY = "narrows businesses already in reach"
VERIFIED = (
    ("ya", _("Terverifikasi")),
    ("baru", _("Terverifikasi 6 bulan terakhir")),
    ("lama", _("Terverifikasi lebih dari setahun lalu")),
    ("belum", _("Belum diperiksa")),
    ("beda", _("Datanya berbeda")),
    ("hilang", _("Tidak ditemukan")),
)
STANDINGS = {"belum": "", "beda": Standing.DIFFERS, "hilang": Standing.NOT_FOUND}
CONTACTS = (
    ("30", _("Dikunjungi 30 hari terakhir")),
    ("90", _("Dikunjungi 90 hari terakhir")),
    ("lewat-90", _("Tidak dikunjungi 90 hari terakhir")),
    ("belum", _("Belum pernah dikunjungi")),
)
NO_NIB, NO_PHONE = ~Q(nib__gt=""), ~Q(phone__gt="") & ~Q(other_phone__gt="")
"""Said so that no index of numbers is used: half the register has none."""
RECORDED = (
    ("nib", _("Ber-NIB"), ~Q(nib="")),
    ("tanpa-nib", _("Tanpa NIB"), NO_NIB),
    ("telepon", _("Bertelepon"), ~Q(phone="", other_phone="")),
    ("tanpa-telepon", _("Tanpa telepon"), NO_PHONE),
    ("posisi", _("Ada titik lokasi"), Q(latitude__isnull=False)),
    ("tanpa-posisi", _("Tanpa titik lokasi"), Q(latitude=None)),
)
NONE = "tidak"


def filters(actor: Actor) -> tuple[Filter, ...]:
    return (
        Filter("wilayah", _("Wilayah"), lambda: places_below(actor, Permission.VIEW_BUSINESSES), within),
        Filter("sektor", _("Sektor"), _sectors, of_sector),
        Filter("kendala", _("Kendala"), _constraints, partial(held_back_by, actor)),
        Filter("verifikasi", _("Verifikasi"), lambda: VERIFIED, verified),
        Filter("skala", _("Skala"), lambda: Size.choices, field="size", aside=True),
        Filter("program", _("Program"), lambda: _programmes(actor), of_programme, aside=True),
        Filter("saluran", _("Saluran penjualan"), lambda: labels("channels").items(), partial(selling_through, actor), aside=True),
        Filter("kontak", _("Kunjungan terakhir"), lambda: CONTACTS, contacted, aside=True),
        Filter("data", _("Kelengkapan data"), lambda: [row[:2] for row in RECORDED], recorded, aside=True),
        Filter("buka", _("Buka atau tutup"), lambda: (("ya", _("Buka")), ("tutup", _("Tutup"))), open_or_closed, aside=True),
        Filter("asal", _("Asal data"), lambda: list(DOORS.items()), come_through, aside=True),
        Filter("arsip", _("Arsip"), lambda: (("ya", _("Diarsipkan")),), lambda found, _value: found, aside=True),
    )  # fmt: skip


def within(found: Any, code: str) -> Any:
    return found.filter(inside(code))


def of_sector(found: Any, code: str) -> Any:
    return found.filter(sector="" if code == NONE else code)


def held_back_by(actor: Actor, found: Any, code: str) -> Any:
    """`code` is a constraint's, or `bidang:` and a field's."""
    codes = [c["code"] for c in load("constraints") if code in (c["code"], f"bidang:{c['field']}")]
    return _among(found, _told_of(actor, Constraint).filter(code__in=codes, resolved_on=None))


def verified(found: Any, value: str) -> Any:
    if value in STANDINGS:
        return found.filter(standing=STANDINGS[value])
    seen, now = found.filter(standing=Standing.CONFIRMED), timezone.now()
    if value == "baru":
        return seen.filter(verified_at__gte=now - datetime.timedelta(days=183))
    return seen.filter(verified_at__lt=now - datetime.timedelta(days=365)) if value == "lama" else seen


def of_programme(found: Any, code: str) -> Any:
    rows = Enrolment.objects.unscoped(WHY).filter(business__isnull=False)
    if code == NONE:
        return found.exclude(id__in=rows.values("business"))
    return _among(found, rows.filter(programme__code=code, exited_on=None))


def selling_through(actor: Actor, found: Any, code: str) -> Any:
    return _among(found, _told_of(actor, Channel).filter(code=code, until=None))


def contacted(found: Any, value: str) -> Any:
    rows = Visit.objects.unscoped(WHY).filter(archived_at=None, enrolment__business__isnull=False)
    if value != "belum":
        days = int(value.removeprefix("lewat-"))
        rows = rows.filter(on__gte=timezone.localdate() - datetime.timedelta(days=days))
    met = rows.values("enrolment__business")
    return found.filter(id__in=met) if value.isdigit() else found.exclude(id__in=met)


def recorded(found: Any, value: str) -> Any:
    return found.filter(next(there for key, _words, there in RECORDED if key == value))


def open_or_closed(found: Any, value: str) -> Any:
    shut = closed().values("business")
    return found.filter(id__in=shut) if value == "tutup" else found.exclude(id__in=shut)


def come_through(found: Any, door: str) -> Any:
    return found.filter(origin__in=Origin.objects.filter(door=door).values("id"))


def _told_of(actor: Actor, model: Any) -> Any:
    """Rows that tell of businesses. Of a kelurahan or kecamatan only its own: the businesses are scoped in any case."""
    regions = actor.regions(Permission.VIEW_BUSINESSES)
    near = regions and all(depth(region) > DEPTH["kota"] for region in regions)
    return model.objects.for_actor(actor, Permission.VIEW_BUSINESSES) if near else model.objects.unscoped(WHY)


def _among(found: Any, rows: Any) -> Any:
    return found.filter(id__in=rows.values("business"))


def _sectors() -> list[tuple[str, Any]]:
    return [*labels("sectors").items(), (NONE, _("Belum diketahui"))]


def _programmes(actor: Actor) -> list[tuple[str, Any]]:
    return [*((p.code, p.name) for p in programmes(actor)), (NONE, _("Belum pernah ikut program"))]


def _constraints() -> Iterator[tuple[str, Any]]:
    """Fields first, then the constraints one by one."""
    for code, name in labels("constraint_fields").items():
        yield f"bidang:{code}", _("Bidang %(name)s") % {"name": name}
    yield from labels("constraints").items()
