"""The lists: honoraria of a region, and the accounts of its mentors."""

import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.definitions import source_names
from dampingi.foundation.ui.formats import month as written_month
from dampingi.foundation.ui.formats import short_day
from dampingi.foundation.ui.lists import Column, Filter, ListOf, Pick
from dampingi.foundation.ui.states import State
from dampingi.records.honoraria.addresses import honorarium_address
from dampingi.records.honoraria.models import Honorarium
from dampingi.records.honoraria.presenting import state_of
from dampingi.records.honoraria.queries import CHECKED, NONE, REFUSED, UNCHECKED
from dampingi.records.mentoring.listing.columns import name_regions, region_filters

ACCOUNT_STATES = (
    (NONE, _("Belum ada")),
    (UNCHECKED, _("Belum diperiksa")),
    (REFUSED, _("Perlu diperbaiki")),
    (CHECKED, _("Diperiksa")),
)
_LOOKS = {NONE: State.LATE, UNCHECKED: State.WATCH, REFUSED: State.LATE, CHECKED: State.GOOD}


def account_state(row: Any) -> tuple[State, str]:
    return _LOOKS[row.account_state], str(dict(ACCOUNT_STATES)[row.account_state])


def honoraria_list(actor: Actor, months: list[datetime.date]) -> ListOf:
    picks = ()
    if actor.regions(Permission.MANAGE_HONORARIA):
        picks = (
            Pick(reverse("check_honoraria"), _("Periksa yang dicentang"), _("periksa")),
            Pick(reverse("pay_honoraria"), _("Catat pembayaran"), _("bayar"), "money"),
        )
    return ListOf(
        name="honorarium",
        noun=_("honorarium"),
        columns=(
            Column("name", _("Pendamping"), "mentor.name", sort=("mentor__name",), href=lambda h: honorarium_address(h.id), note=lambda h: h.region_name),
            Column("month", _("Bulan"), kind="month", sort=("month", "region"), note=_version),
            Column("gross", _("Kotor"), kind="money", sort=("gross",)),
            Column("tax", _("Pajak"), kind="money", sort=("tax",)),
            Column("due", _("Dibayarkan"), kind="money", sort=("due",)),
            Column("account", _("Rekening"), account_state, "state", sort=("account_state",)),
            Column("state", _("Keadaan"), state_of, "state", sort=("state", "payment__on"), note=_paid),
        ),
        order="-month",
        ties=("region", "id"),
        filters=(
            Filter("bulan", _("Bulan"), lambda: [(f"{m:%Y-%m}", written_month(m)) for m in months], _of_month),
            Filter("keadaan", _("Keadaan"), lambda: Honorarium.State.choices, field="state"),
            Filter("rekening", _("Rekening"), lambda: ACCOUNT_STATES, field="account_state"),
            *region_filters(actor, Permission.VIEW_HONORARIA),
        ),
        search=("mentor__name", "payment__reference"),
        search_label=_("Nama pendamping atau nomor bukti"),
        picks=picks,
        per_page=100,
        enrich=name_regions,
    )  # fmt: skip


def _paid(found: Honorarium) -> str:
    return f"{short_day(found.payment.on)}, {found.payment.reference}" if found.payment else ""


def _version(found: Honorarium) -> str:
    return _now("versi %(n)s") % {"n": found.version} if found.version > 1 else ""


def _of_month(rows: Any, told: str) -> Any:
    return rows.filter(month=datetime.date.fromisoformat(f"{told}-01"))


def accounts_list(actor: Actor) -> ListOf:
    banks = source_names("banks")
    return ListOf(
        name="rekening-pendamping",
        noun=_("pendamping"),
        columns=(
            Column("name", _("Pendamping"), sort=("name",), href=lambda m: reverse("bank_account", args=[m.account_id]) if m.account_id else None),
            Column("region", _("Wilayah"), "region_name", sort=("region",), note=lambda m: m.district_name),
            Column("bank", _("Bank"), lambda m: banks.get(m.bank, m.bank or ""), sort=("bank",)),
            Column("holder", _("Pemilik rekening"), sort=("holder",)),
            Column("ending", _("Nomor"), lambda m: f"•••• {m.ending}" if m.ending else ""),
            Column("npwp", _("NPWP"), lambda m: _now("ada") if m.npwp_index else _now("tidak ada") if m.account_id else ""),
            Column("state", _("Keadaan"), account_state, "state", sort=("account_state",)),
        ),
        order="region",
        ties=("name", "id"),
        filters=(
            Filter("keadaan", _("Keadaan"), lambda: ACCOUNT_STATES, field="account_state"),
            *region_filters(actor, Permission.MANAGE_HONORARIA),
        ),
        search=("name",),
        search_label=_("Nama pendamping"),
        per_page=100,
        enrich=name_regions,
    )  # fmt: skip
