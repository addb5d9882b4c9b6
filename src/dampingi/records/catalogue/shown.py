"""Products as the public sees them, a page of them with as few questions as rows allow."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse

from dampingi.foundation.definitions import choices
from dampingi.foundation.regions.codes import ancestor, inside
from dampingi.foundation.regions.queries import names
from dampingi.records.catalogue.models import Permit, Product, ProductPhoto
from dampingi.records.catalogue.queries import carrying, shown_products

LONGEST_SEARCH = 60


@dataclass(frozen=True)
class Asked:
    """What a visitor looks for; values that are no option were dropped by `read`."""

    text: str = ""
    district: str = ""
    kind: str = ""
    permit: str = ""

    @property
    def narrowed(self) -> bool:
        return bool(self.text or self.district or self.kind or self.permit)

    def words(self) -> dict[str, str]:
        told = {"cari": self.text, "kecamatan": self.district, "jenis": self.kind, "izin": self.permit}
        return {k: v for k, v in told.items() if v}


def read(params: Any, districts: Iterable[str]) -> Asked:
    def one_of(name: str, known: Iterable[str]) -> str:
        value = params.get(name, "")
        return value if value in set(known) else ""

    return Asked(
        params.get("cari", "").replace("\0", "").strip()[:LONGEST_SEARCH],
        one_of("kecamatan", districts),
        one_of("jenis", choices("product_kinds")),
        one_of("izin", choices("product_permits")),
    )


def found(asked: Asked, today: datetime.date) -> Any:
    rows = shown_products()
    if asked.district:
        rows = rows.filter(inside(asked.district, "business__region"))
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.permit:
        rows = rows.filter(carrying(asked.permit, today))
    for word in asked.text.split():
        rows = rows.filter(
            Q(name__icontains=word) | Q(words__icontains=word) | Q(business__name__icontains=word)
        )
    return rows


def districts() -> list[tuple[str, str]]:
    """(code, name) of the kecamatan that have something to show."""
    regions = shown_products().order_by().values_list("business__region", flat=True).distinct()
    called = names({ancestor(r, 3) for r in regions if r.count(".") >= 2})
    return sorted(called.items(), key=lambda pair: pair[1])


def enriched(rows: Iterable[Product], today: datetime.date) -> list[Product]:
    """With `pictures`, `carried` (permits that hold), `kind_name`, `place` and `seller`."""
    found = list(rows)
    pictures, carried = _pictures(found), _carried(found, today)
    called = names({r for p in found for r in (p.business.region, ancestor(p.business.region, 3))})
    kinds, permits, labels = (
        choices("product_kinds"),
        choices("product_permits"),
        choices("creative_subsectors"),
    )
    for p in found:
        region = p.business.region
        p.pictures = pictures.get(p.id, [])
        p.carried = carried.get(p.id, [])
        for each in p.carried:
            each.name = permits.get(each.kind, each.kind)
        p.kind_name = kinds.get(p.kind, p.kind)
        p.creative_name = labels.get(p.creative, "")
        p.seller = p.business.name or p.name
        p.place = ", ".join(dict.fromkeys(called[c] for c in (region, ancestor(region, 3)) if c in called))
        p.address = reverse("shown_product", args=[p.id])
    return found


def _pictures(products: list[Product]) -> dict[Any, list[ProductPhoto]]:
    found: dict[Any, list[ProductPhoto]] = {}
    rows = ProductPhoto.objects.unscoped("of shown products").filter(product__in=products, removed_at=None)
    for each in rows.order_by("number"):
        found.setdefault(each.product_id, []).append(each)
    return found


def _carried(products: list[Product], today: datetime.date) -> dict[Any, list[Permit]]:
    found: dict[Any, list[Permit]] = {}
    rows = Permit.objects.unscoped("of shown products").filter(product__in=products, genuine=True)
    for each in rows.order_by("kind", "number"):
        if each.holds(today):
            found.setdefault(each.product_id, []).append(each)
    return found
