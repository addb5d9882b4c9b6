from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.definitions import choices, labels
from dampingi.foundation.regions.codes import inside
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.foundation.ui.places import places_below
from dampingi.foundation.ui.states import State as Light
from dampingi.records.catalogue.models import Product, State

LIGHTS = {
    State.DRAFT: Light.NONE,
    State.WAITING: Light.WATCH,
    State.RETURNED: Light.LATE,
    State.SHOWN: Light.GOOD,
    State.WITHDRAWN: Light.NONE,
}


def state_of(product: Product) -> tuple[Light, Any]:
    return LIGHTS[State(product.state)], product.get_state_display()


def products_list(actor: Actor) -> ListOf:
    filters = [
        Filter("keadaan", _("Keadaan"), lambda: State.choices, field="state"),
        Filter("jenis", _("Jenis"), lambda: labels("product_kinds").items(), field="kind"),
        Filter("ekraf", _("Label ekonomi kreatif"), lambda: labels("creative_subsectors").items(), field="creative", aside=True),
    ]  # fmt: skip
    if actor.regions(Permission.VIEW_PRODUCTS):
        places = Filter(
            "wilayah", _("Wilayah"), lambda: places_below(actor, Permission.VIEW_PRODUCTS),
            lambda rows, code: rows.filter(inside(code, "business__region")),
        )  # fmt: skip
        filters.append(places)
    return ListOf(
        name="produk",
        noun=_("produk"),
        columns=(
            Column("name", _("Produk"), sort=("name",), href=lambda p: reverse("product", args=[p.id]), note=lambda p: p.reason),
            Column("business", _("Usaha"), "business.name", sort=("business__key",)),
            Column("region", _("Kelurahan"), "region_name", sort=("business__region",)),
            Column("kind", _("Jenis"), lambda p: choices("product_kinds").get(p.kind, p.kind), sort=("kind",)),
            Column("price", _("Harga"), kind="money", sort=("price",), note=lambda p: p.unit),
            Column("stock", _("Stok"), "get_stock_display", sort=("stock",)),
            Column("shown", _("Tayang sejak"), "first_shown_on", kind="day", sort=("first_shown_on",)),
            Column("state", _("Keadaan"), state_of, kind="state", sort=("state",)),
        ),
        order="name",
        ties=("id",),
        filters=tuple(filters),
        search=("name", "business__name", "words"),
        search_label=_("Nama produk atau usaha"),
        enrich=_enrich,
    )  # fmt: skip


def _enrich(rows: list[Any]) -> None:
    called = names({p.business.region for p in rows})
    for p in rows:
        p.region_name = called.get(p.business.region, p.business.region)
