"""The region's list: every mentor with the hours of one month."""

import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.ui.formats import month as written_month
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.foundation.ui.states import State
from dampingi.records.mentoring.listing.columns import name_regions, region_filters
from dampingi.records.mentoring.models import MonthlyReport
from dampingi.records.mentoring.queries.months import month_before
from dampingi.records.programmes.models import Programme

NONE, SOME, MANY = "kosong", "ada", "banyak"
AMOUNTS = ((SOME, _("Ada jamnya")), (NONE, _("Belum ada jam")), (MANY, _("Lebih dari 170 jam")))
MANY_MINUTES = 170 * 60
MOST_MONTHS = 24


def months_of(programme: Programme, today: datetime.date) -> list[datetime.date]:
    """Those that have begun, newest first."""
    month = min(today, programme.ends_on).replace(day=1)
    found = [month]
    while month > programme.starts_on.replace(day=1) and len(found) < MOST_MONTHS:
        month = month_before(month)
        found.append(month)
    return found


def hours_list(actor: Actor, months: list[datetime.date], month: datetime.date) -> ListOf:
    return ListOf(
        name=f"jam-{month:%Y-%m}",
        noun=_("pendamping"),
        columns=(
            Column("name", _("Pendamping"), sort=("name",), href=lambda m: _address(m, month)),
            Column("region", _("Wilayah"), "region_name", sort=("region",), note=lambda m: m.district_name),
            _hours("visited", _("Kunjungan (jam)"), month, "kunjungan"),
            _hours("taught", _("Pelatihan dan klinik (jam)"), month),
            _hours("travelled", _("Perjalanan (jam)"), month, "perjalanan"),
            _hours("other", _("Lainnya (jam)"), month),
            _hours("minutes", _("Jumlah (jam)"), month),
            Column("state", _("Keadaan"), state_of, "state", sort=("report_state",)),
        ),
        order="region",
        ties=("name", "id"),
        filters=(
            Filter("bulan", _("Bulan"), lambda: [(f"{m:%Y-%m}", written_month(m)) for m in months], lambda rows, _m: rows),
            *region_filters(actor, Permission.VIEW_MONTHLY_REPORTS),
            Filter("jumlah", _("Jumlah"), lambda: AMOUNTS, _of_amount),
        ),
        search=("name",),
        search_label=_("Nama pendamping"),
        per_page=100,
        enrich=name_regions,
    )  # fmt: skip


def _hours(field: str, label: Any, month: datetime.date, kind: str = "") -> Column:
    return Column(
        field, label, lambda m: round(getattr(m, field) / 60, 1), "number", sort=(field,),
        href=(lambda m: _address(m, month, kind)) if kind else None,
    )  # fmt: skip


def _address(mentor: Any, month: datetime.date, kind: str = "") -> str:
    return f"{reverse('hours_month', args=[mentor.id])}?bulan={month:%Y-%m}" + (
        f"&jenis={kind}" if kind else ""
    )


def _of_amount(rows: Any, amount: str) -> Any:
    if amount == NONE:
        return rows.filter(minutes=0)
    return rows.filter(minutes__gt=MANY_MINUTES if amount == MANY else 0)


def state_of(mentor: Any) -> tuple[State, str]:
    if mentor.report_state == MonthlyReport.State.APPROVED:
        return State.GOOD, _now("Dibekukan bersama laporan")
    if mentor.report_state == MonthlyReport.State.SUBMITTED:
        return State.WATCH, _now("Laporannya diperiksa")
    return State.NONE, _now("Masih terbuka")
