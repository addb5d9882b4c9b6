import datetime
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.regions.codes import inside
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.foundation.ui.places import places_below
from dampingi.foundation.ui.states import State
from dampingi.records.grants.addresses import agreement_address, candidate_address
from dampingi.records.grants.queries.grants import overdue

SEE = Permission.VIEW_GRANTS


def _places(actor: Actor) -> list[Filter]:
    if not actor.regions(SEE):
        return []
    return [
        Filter(
            "wilayah",
            _("Wilayah"),
            lambda: places_below(actor, SEE),
            lambda rows, code: rows.filter(inside(code)),
        )
    ]


def recipients_list(actor: Actor) -> ListOf:
    return ListOf(
        name="penerima-hibah",
        noun=_("penerima"),
        columns=(
            Column("name", _("Penerima"), sort=("name",), href=_door, note=lambda c: c.selection.title),
            Column("region", _("Wilayah"), "region_name", sort=("region",)),
            Column("amount", _("Nilai"), kind="money", sort=("amount",)),
            Column("signed", _("Perjanjian"), lambda c: c.agreement.signed_on if hasattr(c, "agreement") else None, kind="day", sort=("agreement__signed_on",)),
            Column("state", _("Keadaan"), lambda c: (State.GOOD, _now("Sudah ada perjanjian")) if hasattr(c, "agreement") else (State.WATCH, _now("Menunggu perjanjian")), "state"),
        ),
        order="name",
        ties=("id",),
        filters=(
            Filter("perjanjian", _("Perjanjian"), lambda: (("ada", _("Ada")), ("belum", _("Belum"))), lambda rows, told: rows.filter(agreement__isnull=told == "belum")),
            *_places(actor),
        ),
        search=("name", "selection__title"),
        search_label=_("Nama penerima"),
        enrich=_name,
    )  # fmt: skip


def _door(c: Any) -> str:
    return agreement_address(c.agreement.id) if hasattr(c, "agreement") else candidate_address(c.id)


def payment_state(row: Any, today: datetime.date) -> tuple[State, str]:
    if row.reported_on:
        late = row.reported_on > row.report_due_on
        return (
            (State.WATCH, _now("Diterima, terlambat"))
            if late
            else (State.GOOD, _now("Diterima, tepat waktu"))
        )
    if row.waits:
        return State.WATCH, _now("Menunggu pemeriksaan")
    if row.report_due_on < today:
        return State.LATE, _now("Terlambat")
    return State.NONE, _now("Belum jatuh tempo")


def payments_list(actor: Actor, today: datetime.date) -> ListOf:
    states = (("terlambat", _("Terlambat")), ("diperiksa", _("Menunggu pemeriksaan")), ("belum", _("Belum jatuh tempo")), ("diterima", _("Diterima")))  # fmt: skip

    def narrow(rows: Any, told: str) -> Any:
        if told == "terlambat":
            return overdue(rows, today)
        if told == "diperiksa":
            return rows.filter(waits=True)
        if told == "belum":
            return rows.filter(reported_on=None, waits=False, report_due_on__gte=today)
        return rows.filter(reported_on__isnull=False)

    return ListOf(
        name="laporan-hibah",
        noun=_("pembayaran"),
        columns=(
            Column("name", _("Penerima"), "agreement.candidate.name", sort=("agreement__candidate__name",), href=lambda p: agreement_address(p.agreement_id), note=lambda p: p.agreement.number),
            Column("part", _("Bagian"), kind="number", sort=("part",)),
            Column("amount", _("Dibayar"), kind="money", sort=("amount",)),
            Column("on", _("Tanggal bayar"), kind="day", sort=("on",)),
            Column("report_due_on", _("Laporan jatuh tempo"), kind="day", sort=("report_due_on",)),
            Column("state", _("Laporan penggunaan"), lambda p: payment_state(p, today), "state", sort=("reported_on",)),
        ),
        order="report_due_on",
        ties=("id",),
        filters=(Filter("laporan", _("Laporan"), lambda: states, narrow), *_places(actor)),
        search=("agreement__candidate__name", "agreement__number"),
        search_label=_("Penerima atau nomor perjanjian"),
    )  # fmt: skip


def _name(rows: list[Any]) -> None:
    called = names({r.region for r in rows})
    for row in rows:
        row.region_name = called.get(row.region, row.region)
