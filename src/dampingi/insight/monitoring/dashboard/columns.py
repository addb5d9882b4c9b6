"""The columns of the rows behind a figure, and whom or what a row is about, by name where the reader may see it."""

import uuid
from collections.abc import Iterator, Mapping
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dampingi.engines.indicators import Dataset
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.definitions import choices
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.lists import Column, ListOf
from dampingi.insight.monitoring.dashboard.asked import Asked
from dampingi.records.businesses.models import Business
from dampingi.records.centres.models import Unit
from dampingi.records.clinic.models import Slot
from dampingi.records.cooperatives.models import Cooperative
from dampingi.records.grants.models import Agreement
from dampingi.records.markets.models import Point
from dampingi.records.programmes.models import Enrolment, Mentor, Programme

WHO = {
    "enrolment": gettext_lazy("Peserta"),
    "mentor": gettext_lazy("Pendamping"),
    "business": gettext_lazy("Usaha"),
    "cooperative": gettext_lazy("Koperasi"),
    "slot": gettext_lazy("Jadwal klinik"),
    "grant": gettext_lazy("Perjanjian bantuan"),
    "point": gettext_lazy("Titik pemasaran"),
    "unit": gettext_lazy("Unit sentra"),
}
_SUBJECTS: Mapping[str, tuple[Any, Permission, str, str]] = {
    "enrolment": (Enrolment, Permission.VIEW_PARTICIPANTS, "person__name", "participant"),
    "mentor": (Mentor, Permission.VIEW_MENTORS, "name", "mentor"),
    "business": (Business, Permission.VIEW_BUSINESSES, "name", "business"),
    "cooperative": (Cooperative, Permission.VIEW_COOPERATIVES, "name", "cooperative"),
    "slot": (Slot, Permission.VIEW_CLINIC, "adviser", "slot"),
    "grant": (Agreement, Permission.VIEW_GRANTS, "candidate__name", "grant_agreement"),
    "point": (Point, Permission.VIEW_MARKETS, "name", "market_point"),
    "unit": (Unit, Permission.VIEW_CENTRES, "code", "centre_unit"),
}
"""subject -> the records, who may see their names, which name, and the page a name leads to."""


def rows_list(actor: Actor, asked: Asked, dataset: Dataset) -> ListOf:
    return ListOf(
        name=f"rincian-{asked.indicator.code}",
        noun=gettext_lazy("baris"),
        columns=tuple(_columns(asked, dataset)),
        order="who",
        enrich=lambda page: _name(actor, page, dataset, asked.programmes),
    )


def _columns(asked: Asked, dataset: Dataset) -> Iterator[Column]:
    yield Column("who", WHO[dataset.subject], href=lambda row: row["href"] or None)
    if asked.several:
        yield Column("programme_code", gettext_lazy("Program"))
    yield Column("place", gettext_lazy("Wilayah"))
    yield Column("day", gettext_lazy("Tanggal"), kind="day")
    if dataset.detail:
        yield Column("detail", gettext_lazy("Perihal"))
    if len(asked.indicator.numerator.columns) > 1:
        for name in dict.fromkeys(asked.indicator.numerator.columns):
            if (name,) == asked.indicator.denominator.columns:
                continue
            yield Column(name, COLUMN_NAMES.get(name, name), kind=_kind(asked))
    for part, measure in (
        ("numerator", asked.indicator.numerator),
        ("denominator", asked.indicator.denominator),
    ):
        single = (
            COLUMN_NAMES.get(measure.columns[0], measure.columns[0])
            if len(measure.columns) == 1
            else gettext_lazy("Selisih")
        )
        yield Column(part, single, kind=_kind(asked))


def _kind(asked: Asked) -> str:
    return "money" if asked.indicator.code == "turnover_change" else "number"


def _name(
    actor: Actor, page: list[dict[str, Any]], dataset: Dataset, programmes: tuple[Programme, ...]
) -> None:
    """Names for those who may see them; a reader of figures only sees which rows are of one person."""
    people, codes = _people(actor, page, dataset), {p.id: p.code for p in programmes}
    places = names({row["region"] for row in page})
    topics = (
        choices("topics") | choices("constraints") | choices("constraint_fields") | choices("product_permits")
    )
    for row in page:
        id = row[dataset.subject]
        row["who"], row["href"] = people.get(id, (_pseudonym(id), ""))
        row["programme_code"] = codes.get(row.get("programme"), "")
        row["place"] = places.get(row["region"], row["region"])
        row["detail"] = topics.get(row.get(dataset.detail, ""), row.get(dataset.detail, ""))


def _people(actor: Actor, page: list[dict[str, Any]], dataset: Dataset) -> dict[uuid.UUID, tuple[str, str]]:
    model, permission, name, route = _SUBJECTS[dataset.subject]
    found = model.objects.for_actor(actor, permission).filter(id__in={row[dataset.subject] for row in page})
    return {id: (called, address(route, id)) for id, called in found.values_list("id", name)}


def _pseudonym(id: uuid.UUID) -> str:
    return _("No. %(tail)s") % {"tail": id.hex[-6:]}


def address(route: str, id: uuid.UUID | str) -> str:
    try:
        return reverse(route, args=[id])
    except NoReverseMatch:
        return ""


COLUMN_NAMES = {
    "used_half": gettext_lazy("Dipakai"),
    "used_year": gettext_lazy("Dipakai"),
    "seen_half": gettext_lazy("Diperiksa"),
    "seen_year": gettext_lazy("Diperiksa"),
    "half": gettext_lazy("Enam bulan lalu"),
    "doubled": gettext_lazy("Pernah dibantu"),
    "awarded": gettext_lazy("Penerima"),
    "in_time": gettext_lazy("Tepat waktu"),
    "invited": gettext_lazy("Diundang"),
    "present": gettext_lazy("Hadir"),
    "due": gettext_lazy("Jatuh tempo"),
    "done": gettext_lazy("Selesai"),
    "on_time": gettext_lazy("Tepat waktu"),
    "visits": gettext_lazy("Kunjungan"),
    "participant_months": gettext_lazy("Bulan-peserta"),
    "weeks": gettext_lazy("Minggu"),
    "weeks_with_sales": gettext_lazy("Minggu dengan penjualan"),
    "enrolled": gettext_lazy("Terdaftar"),
    "passed": gettext_lazy("Lulus"),
    "has_business": gettext_lazy("Punya usaha"),
    "verified": gettext_lazy("Terverifikasi"),
    "participants": gettext_lazy("Peserta dihitung"),
    "turnover": gettext_lazy("Omzet"),
    "base_turnover": gettext_lazy("Omzet awal"),
    "workers": gettext_lazy("Tenaga kerja"),
    "base_workers": gettext_lazy("Tenaga kerja awal"),
    "products": gettext_lazy("Produk"),
    "base_products": gettext_lazy("Produk awal"),
    "channels": gettext_lazy("Saluran"),
    "base_channels": gettext_lazy("Saluran awal"),
    "has_nib": gettext_lazy("NIB"),
    "noted": gettext_lazy("Tercatat"),
    "resolved": gettext_lazy("Teratasi"),
    "before": gettext_lazy("Nilai sebelum"),
    "after": gettext_lazy("Nilai sesudah"),
    "tested": gettext_lazy("Diuji dua kali"),
    "exited": gettext_lazy("Berhenti"),
    "confirmed": gettext_lazy("Dibenarkan"),
    "reported": gettext_lazy("Dilaporkan"),
    "capital_open": gettext_lazy("Terkendala pembiayaan"),
    "examined": gettext_lazy("Diperiksa kendalanya"),
    "told": gettext_lazy("Tercatat"),
    "several": gettext_lazy("Dua saluran atau lebih"),
    "online": gettext_lazy("Berjualan daring"),
    "booked": gettext_lazy("Terjadwal"),
    "came": gettext_lazy("Datang"),
    "named": gettext_lazy("Membawa kendala"),
    "solved": gettext_lazy("Teratasi di klinik"),
    "sessions": gettext_lazy("Jadwal"),
    "places": gettext_lazy("Dapat dilayani"),
    "owes": gettext_lazy("Wajib RAT"),
    "met": gettext_lazy("RAT tepat waktu"),
    "assessed": gettext_lazy("Dinilai"),
    "healthy": gettext_lazy("Sehat"),
    "digital": gettext_lazy("Pembukuan digital"),
    "seen": gettext_lazy("Pembukuan dilihat"),
    "members": gettext_lazy("Anggota"),
    "women": gettext_lazy("Anggota perempuan"),
    "loans": gettext_lazy("Pinjaman"),
    "shops": gettext_lazy("Boleh bertoko"),
    "ready": gettext_lazy("Siap percontohan"),
    "member": gettext_lazy("Anggota koperasi"),
    "asked": gettext_lazy("Permohonan"),
    "decided": gettext_lazy("Diputuskan"),
    "joined": gettext_lazy("Diterima"),
    "shares": gettext_lazy("Bagian"),
    "whole": gettext_lazy("Datang utuh"),
    "paid": gettext_lazy("Harga bersama"),
    "retail": gettext_lazy("Harga eceran"),
    "needs": gettext_lazy("Kebutuhan"),
    "needed": gettext_lazy("Dibutuhkan (rupiah)"),
    "applied": gettext_lazy("Diajukan"),
    "granted": gettext_lazy("Diterima (rupiah)"),
    "blocked": gettext_lazy("Terhambat"),
    "stalls": gettext_lazy("Lapak"),
    "filled": gettext_lazy("Terisi"),
    "absent": gettext_lazy("Tidak hadir"),
    "sales": gettext_lazy("Penjualan"),
    "with_business": gettext_lazy("Punya usaha"),
    "shown": gettext_lazy("Tayang di katalog"),
    "permits": gettext_lazy("Izin"),
    "holds": gettext_lazy("Berlaku"),
    "placed": gettext_lazy("Produk titipan"),
    "delivered": gettext_lazy("Dikirim"),
    "sold": gettext_lazy("Terjual"),
    "worth": gettext_lazy("Nilai terjual"),
    "jobs": gettext_lazy("Permintaan foto"),
    "units": gettext_lazy("Unit"),
    "occupied": gettext_lazy("Berpenghuni"),
    "takers": gettext_lazy("Ikut"),
    "measured": gettext_lazy("Omzet diketahui"),
    "rose": gettext_lazy("Omzet naik"),
}
