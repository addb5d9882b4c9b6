from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.regions.codes import inside
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.formats import money
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.foundation.ui.places import places_below
from dampingi.foundation.ui.states import State
from dampingi.records.materials.queries import SEE

STATES = {
    "open": (_("Mengumpulkan permintaan"), Q(ordered_on=None, cancelled_on=None)),
    "ordered": (
        _("Dipesan, belum datang"),
        Q(ordered_on__isnull=False, delivered_on=None, cancelled_on=None),
    ),
    "delivered": (_("Sudah datang"), Q(delivered_on__isnull=False)),
    "cancelled": (_("Dibatalkan"), Q(cancelled_on__isnull=False)),
}
LOOKS = {"open": State.WATCH, "ordered": State.WATCH, "delivered": State.GOOD, "cancelled": State.NONE}


def pools_list(actor: Actor) -> ListOf:
    return ListOf(
        name="bahan-baku",
        noun=_("pesanan bersama"),
        columns=(
            Column("item", _("Bahan"), sort=("item",), href=lambda p: reverse("pool", args=[p.id]), note=lambda p: p.cooperative.name if p.cooperative else p.supplier),
            Column("state", _("Keadaan"), lambda p: (LOOKS[p.state], STATES[p.state][0]), kind="state"),
            Column("region", _("Untuk"), "place", sort=("region",)),
            Column("price", _("Harga bersama"), lambda p: f"{money(p.price)} / {p.per} {p.unit}"),
            Column("retail", _("Harga eceran"), lambda p: f"{money(p.retail_price)} / {p.retail_per} {p.unit}"),
            Column("closes", _("Tutup"), "closes_on", kind="day", sort=("closes_on",)),
        ),
        order="-closes",
        ties=("id",),
        filters=(
            Filter("keadaan", _("Keadaan"), lambda: [(k, v[0]) for k, v in STATES.items()], lambda q, v: q.filter(STATES[v][1])),
            Filter("wilayah", _("Untuk"), lambda: places_below(actor, SEE), lambda q, v: q.filter(inside(v))),
        ),
        search=("item", "supplier", "cooperative__name"),
        search_label=_("Bahan atau pemasok"),
        enrich=_enrich,
    )  # fmt: skip


def _enrich(rows: list[Any]) -> None:
    called = names(p.region for p in rows)
    for p in rows:
        p.place = called.get(p.region, p.region)
