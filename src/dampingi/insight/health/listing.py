from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.definitions import choices, load
from dampingi.foundation.regions.codes import ancestor, inside
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.foundation.ui.places import places_below
from dampingi.foundation.ui.states import State
from dampingi.insight.health.models import Assessment
from dampingi.insight.health.rules import named

BAND_STATES = {"healthy": State.GOOD, "fair": State.GOOD, "watched": State.WATCH, "special": State.LATE}
OPEN = "belum"
SERVES = ("healthy", "fair")
"""Bands of those that may serve a kecamatan's micro-businesses through their shop unit."""


def bands() -> dict[str, str]:
    told = load("cooperative_health")
    return {b["code"]: named(told)[b["code"]] for b in told["bands"]}


def able(rows: Any) -> Any:
    """Healthy enough, with a shop, keeping its books digitally and open to its members."""
    return rows.filter(band__in=SERVES, shop_unit=True, digital="yes", transparent="yes", closed_on=None)


def health_list(actor: Actor, year: int) -> ListOf:
    return ListOf(
        name="kesehatan-koperasi",
        noun=_("koperasi"),
        columns=(
            Column("name", _("Koperasi"), sort=("name",), href=lambda c: reverse("cooperative_assessment", args=[c.id, year]), note=lambda c: choices("cooperative_kinds").get(c.kind, c.kind)),
            Column("region", _("Letak"), "place", sort=("region",)),
            Column("band", _("Kesehatan"), _band, kind="state", sort=("score",)),
            Column("score", _("Nilai"), lambda c: None if c.score is None else c.score / 100, kind="number", sort=("score",)),
            Column("shop", _("Unit toko"), lambda c: _now("Ada") if c.shop_unit else "–"),
            Column("stands", _("Penilaian"), _stands),
        ),
        order="name",
        ties=("id",),
        filters=(
            Filter("kelompok", _("Kesehatan"), lambda: [*bands().items(), (OPEN, _now("Belum dinilai"))], _in_band),
            Filter("wilayah", _("Letak"), lambda: places_below(actor, Permission.VIEW_COOPERATIVES), lambda q, v: q.filter(inside(v))),
            Filter("layak", _("Dapat melayani"), lambda: (("ya", _now("Sehat, bertoko, digital, dan terbuka")),), lambda q, _v: able(q)),
        ),
        search=("name",),
        search_label=_("Nama koperasi"),
        enrich=_enrich,
    )  # fmt: skip


def _in_band(rows: Any, band: str) -> Any:
    return rows.filter(band=None) if band == OPEN else rows.filter(band=band)


def _band(row: Any) -> tuple[State, str]:
    if row.band is None:
        return State.NONE, _now("Belum dinilai")
    return BAND_STATES.get(row.band, State.NONE), bands().get(row.band, row.band)


def _stands(row: Any) -> str:
    if row.stands and row.stands != Assessment.State.APPROVED:
        return str(Assessment.State(row.stands).label)
    if row.band:
        return _now("Disetujui")
    return _now("Siap dinilai") if row.met else _now("Belum dapat dinilai")


def _enrich(rows: list[Any]) -> None:
    called = names(code for c in rows for code in (c.region, ancestor(c.region, 3)))
    for c in rows:
        here, kecamatan = called.get(c.region, c.region), called.get(ancestor(c.region, 3), "")
        c.place = here if here == kecamatan else f"{here} ({kecamatan})"
