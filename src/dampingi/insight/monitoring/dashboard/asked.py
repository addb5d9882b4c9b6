"""What a page of figures was asked for: everything in the address, checked, so that a link can be sent to a colleague."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.engines.indicators import Indicator
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.boundaries.maps import TILES, VIEW
from dampingi.foundation.errors import Denied, Refused
from dampingi.foundation.regions.codes import contains
from dampingi.foundation.regions.queries import exists
from dampingi.insight.monitoring.periods import Period, month_of, of_programme
from dampingi.insight.monitoring.queries import courses, indicator
from dampingi.records.programmes.models import Programme
from dampingi.records.programmes.queries import programmes

PROGRAMME, REGION, INDICATOR, MONTH = "program", "wilayah", "indikator", "bulan"
FIRST = "pass_rate"


@dataclass(frozen=True)
class Asked:
    """`month` is "" for today, else YYYY-MM: how things stood at the end of that month. `view` is the map's, if chosen."""

    programme: Programme
    region: str
    indicator: Indicator
    period: Period
    month: str
    view: str = ""

    @cached_property
    def courses(self) -> dict[str, tuple[Decimal | None, str]]:
        """indicator -> baseline and course of the way to its target, as far as somebody said them."""
        return courses(self.programme, region=self.region)

    @property
    def name(self) -> str:
        """The indicator's name in the reader's language."""
        return _(self.indicator.name)

    @property
    def title(self) -> str:
        """What is looked at: the programme."""
        return self.programme.name

    def query(self, **changes: Any) -> str:
        """The same question with some of it changed; what is as usual is left out of the address."""
        told = {
            PROGRAMME: self.programme.code,
            REGION: self.region,
            INDICATOR: self.indicator.code,
            MONTH: self.month,
            VIEW: self.view,
        } | changes
        return urlencode({key: value for key, value in told.items() if value})

    def here(self, **changes: Any) -> str:
        return f"{reverse('dashboard')}?{self.query(**changes)}"

    def door(self, code: str, **changes: Any) -> str:
        """The rows behind a figure."""
        return f"{reverse('figure_rows')}?{self.query(indikator=code, **changes)}"


def asked(actor: Actor, told: QueryDict, *, today: datetime.date) -> Asked:
    """Raises Denied or Refused (404) for what is not the actor's, or is not there."""
    programme = _programme(actor, told.get(PROGRAMME, ""))
    month = told.get(MONTH, "")
    return Asked(
        programme=programme,
        region=_region(actor, programme, told.get(REGION, "")),
        indicator=indicator(told.get(INDICATOR) or FIRST, programme.region),
        period=of_programme(programme, until=min(today, _end(month, today, programme))),
        month=month,
        view=TILES if told.get(VIEW) == TILES else "",
    )


def _programme(actor: Actor, code: str) -> Programme:
    found = programmes(actor)
    chosen = [p for p in found if p.code == code] if code else found[:1]
    if not chosen:
        raise Refused(
            _("Program itu tidak ada, atau bukan bagian Anda. Pilih program lain dari menu."), status=404
        )
    return chosen[0]


def _region(actor: Actor, programme: Programme, code: str) -> str:
    """The place asked for, else the widest the actor may see inside the programme."""
    if not code:
        return widest(actor, programme)
    if not exists(code) or not contains(programme.region, code):
        raise Refused(_("Wilayah %(code)s tidak ada di program ini.") % {"code": code}, status=404)
    if not actor.may(Permission.VIEW_DASHBOARD, region=code, programme=programme.id):
        raise Denied(_("Wilayah itu di luar wewenang Anda."))
    return code


def widest(actor: Actor, programme: Programme) -> str:
    """The largest place of the programme that the actor may see."""
    prefixes = actor.regions(Permission.VIEW_DASHBOARD)
    if any(contains(p, programme.region) for p in prefixes):
        return programme.region
    inner = [p for p in prefixes if contains(programme.region, p)]
    if not inner:
        raise Denied(_("Dasbor ini di luar wilayah Anda."))
    return inner[0]


def _end(month: str, today: datetime.date, programme: Programme) -> datetime.date:
    if not month:
        return today
    try:
        end = month_of(datetime.date.fromisoformat(f"{month}-01")).end
    except (ValueError, OverflowError):
        raise Refused(_("Bulan ditulis seperti 2026-08. Pilih dari daftar."), status=404) from None
    if end < programme.starts_on:
        raise Refused(_("Bulan itu sebelum program dimulai. Pilih dari daftar."), status=404)
    return end
