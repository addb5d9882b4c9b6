"""Points, sellers and rotas as lists."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.definitions import choices
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.formats import span
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.foundation.ui.states import State
from dampingi.records.businesses.addresses import business_address
from dampingi.records.markets.models import Rota, Weekday
from dampingi.records.markets.readiness import food, missing
from dampingi.records.markets.sharing import history
from dampingi.records.programmes.rosters import today_in

_ROTA: dict[str, State] = {
    Rota.State.DRAFT: State.WATCH,
    Rota.State.PUBLISHED: State.GOOD,
    Rota.State.DISCARDED: State.NONE,
}
POINTS = (
    Column("name", _("Titik"), sort=("name",), href=lambda p: reverse("market_point", args=[p.id]), note=lambda p: p.place),
    Column("weekday", _("Hari"), "get_weekday_display", sort=("weekday",), note=lambda p: f"{p.opens:%H.%M}–{p.closes:%H.%M}"),
    Column("region", _("Wilayah"), "region_name", sort=("region",)),
    Column("stalls", _("Lapak"), "in_use", "number", sort=("in_use",)),
    Column("fee", _("Sewa"), "fee", "money", sort=("fee",)),
    Column("state", _("Keadaan"), "standing", "state"),
)  # fmt: skip
SELLERS = (
    Column("business", _("Usaha"), lambda s: s.business.name or s.business.owner.name, sort=("business__key",),
           href=lambda s: f"{reverse('own_stalls')}?usaha={s.business_id}", note=lambda s: s.region_name),
    Column("goods", _("Yang dijual"), lambda s: choices("market_goods").get(s.goods, s.goods), sort=("goods",)),
    Column("days", _("Hari"), lambda s: ", ".join(str(Weekday(d).label) for d in s.days)),
    Column("turns", _("Giliran setahun"), "turns", "number", note=lambda s: s.absences_told),
    Column("ready", _("Kesiapan"), "standing", "state", note=lambda s: " ".join(s.lacking)),
    Column("page", _("Data usaha"), lambda s: _now("Buka"), href=lambda s: business_address(s.business_id)),
)  # fmt: skip
ROTAS = (
    Column("first", _("Jadwal"), lambda r: span(r.first, r.last), sort=("first",), href=lambda r: reverse("market_rota", args=[r.id]),
           note=lambda r: r.region_name),
    Column("stalls", _("Lapak terbuka"), lambda r: r.body["stalls"], "number"),
    Column("given", _("Terbagi"), lambda r: r.body["given"], "number"),
    Column("waiting", _("Menunggu"), lambda r: len(r.body["waiting"]), "number"),
    Column("state", _("Keadaan"), lambda r: (_ROTA[r.state], r.get_state_display()), "state", sort=("state",), note=lambda r: r.made_by_name),
)  # fmt: skip


def points_list() -> ListOf:
    return ListOf(
        name="titik-pemasaran", noun=_("titik"), columns=POINTS, order="weekday", ties=("name", "id"),
        filters=(
            Filter("hari", _("Hari"), lambda: [(str(v), w) for v, w in Weekday.choices], field="weekday"),
            Filter("keadaan", _("Keadaan"), lambda: (("buka", _("Dipakai")), ("tutup", _("Ditutup"))),
                   lambda found, v: found.filter(closed_at__isnull=v == "buka")),
        ),
        search=("name", "place"), search_label=_("Nama titik, tempat"), enrich=_points,
    )  # fmt: skip


def sellers_list() -> ListOf:
    return ListOf(
        name="penjual-lapak", noun=_("usaha"), columns=SELLERS, order="business", ties=("id",),
        filters=(
            Filter("jenis", _("Yang dijual"), lambda: list(choices("market_goods").items()), field="goods"),
            Filter("siap", _("Kesiapan"), lambda: (("ya", _("Siap")), ("belum", _("Belum siap"))), _ready),
        ),
        search=("business__name", "business__owner__name"), search_label=_("Nama usaha, pemilik"), enrich=_sellers,
    )  # fmt: skip


def rotas_list() -> ListOf:
    return ListOf(
        name="jadwal-lapak", noun=_("jadwal"), columns=ROTAS, order="-first", ties=("-made_at", "id"),
        filters=(Filter("keadaan", _("Keadaan"), lambda: Rota.State.choices, field="state"),), enrich=_named,
    )  # fmt: skip


def _named(rows: list[Any]) -> None:
    called = names(r.region for r in rows)
    for row in rows:
        row.region_name = called.get(row.region, row.region)


def _points(rows: list[Any]) -> None:
    _named(rows)
    for p in rows:
        over = p.season_to < today_in(p.region)
        p.standing = (
            (State.NONE, _now("Ditutup")) if p.closed_at
            else (State.WATCH, _now("Musim lewat")) if over
            else (State.GOOD, _now("Dipakai"))
        )  # fmt: skip


def _ready(found: Any, value: str) -> Any:
    lacking = Q(business__nib="") | Q(photo_on=None) | Q(goods__in=food(), pirt="")
    return found.exclude(lacking) if value == "ya" else found.filter(lacking)


def _sellers(rows: list[Any]) -> None:
    _named(rows)
    past = history([s.business_id for s in rows], today_in(rows[0].region)) if rows else {}
    for s in rows:
        s.lacking, of = missing(s), past[s.business_id]
        s.turns = of.turns
        s.absences_told = _now("%(n)d kali tidak datang") % {"n": of.absences} if of.absences else ""
        s.standing = (State.WATCH, _now("Belum siap")) if s.lacking else (State.GOOD, _now("Siap"))
