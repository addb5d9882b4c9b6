"""What a person chooses between when two records become one: fields that belong together are one choice."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.records.businesses.models import Business, Person
from dampingi.records.businesses.sizes import size_class

KEEP, ABSORB = "keep", "absorb"


@dataclass(frozen=True)
class Facet:
    code: str
    label: str
    fields: tuple[str, ...]

    def values(self, record: Any) -> tuple[Any, ...]:
        return tuple(getattr(record, field) for field in self.fields)

    def empty(self, record: Any) -> bool:
        return all(value in (None, "") for value in self.values(record))

    def differs(self, one: Any, other: Any) -> bool:
        return self.values(one) != self.values(other)


BUSINESS = (
    Facet("name", _("Nama usaha"), ("name", "key")),
    Facet("owner", _("Pemilik"), ("owner_id",)),
    Facet("region", _("Wilayah"), ("region",)),
    Facet("address", _("Alamat"), ("address",)),
    Facet("position", _("Titik lokasi"), ("latitude", "longitude")),
    Facet("phone", _("Telepon"), ("phone",)),
    Facet("other_phone", _("Telepon kedua"), ("other_phone",)),
    Facet("nib", _("NIB"), ("nib",)),
    Facet("sector", _("Sektor"), ("sector",)),
    Facet("kbli", _("KBLI"), ("kbli", "kbli_edition")),
    Facet("product", _("Produk"), ("product",)),
    Facet("started_year", _("Tahun berdiri"), ("started_year",)),
    Facet("capital", _("Modal"), ("capital",)),
    Facet("annual_sales", _("Omzet setahun"), ("annual_sales",)),
    Facet("workers", _("Tenaga kerja"), ("workers",)),
)
PERSON = (
    Facet("name", _("Nama"), ("name", "key")),
    Facet("sex", _("Jenis kelamin"), ("sex",)),
    Facet("born_on", _("Tanggal lahir"), ("born_on",)),
    Facet("phone", _("Telepon"), ("phone",)),
    Facet("address", _("Alamat"), ("address",)),
    Facet("region", _("Wilayah"), ("region",)),
    Facet("nik", _("NIK"), ("nik_sealed", "nik_index")),
    Facet("user", _("Akun masuk"), ("user_id",)),
)
FACETS: Mapping[type, tuple[Facet, ...]] = {Business: BUSINESS, Person: PERSON}
KINDS: Mapping[str, type] = {"business": Business, "person": Person}
DERIVED: Mapping[str, tuple[str, ...]] = {
    "size": ("capital", "annual_sales"),
    "size_basis": ("capital", "annual_sales"),
}
"""Read from other fields: these follow when those change."""
STANDING = ("standing", "verified_at")
"""What the last look found: follows the looks that move, not a choice."""
OWN = frozenset({"id", "origin_id", "created_at", "archived_at", "merged_into_id"})
"""What is of the row itself and never taken over."""


def facet_of(model: type, field: str) -> str:
    return next((f.code for f in FACETS[model] if field in f.fields), "")


def taken_over(keep: Any, absorb: Any, choices: Mapping[str, str]) -> dict[str, Any]:
    """{field: value} the kept record takes: what a person chose, and what it lacks."""
    found: dict[str, Any] = {}
    for facet in FACETS[type(keep)]:
        chosen = choices.get(facet.code) or (ABSORB if facet.empty(keep) else KEEP)
        if chosen == ABSORB and facet.differs(keep, absorb):
            found |= dict(zip(facet.fields, facet.values(absorb), strict=True))
    if isinstance(keep, Business) and "other_phone" not in choices:
        found |= _spare_phone(keep, absorb, found)
    return found | derived(keep, found)


def _spare_phone(keep: Business, absorb: Business, values: Mapping[str, Any]) -> dict[str, str]:
    """A number that gives way to another is still a number of the business: it becomes the second one, if that place is free."""
    first = values.get("phone", keep.phone)
    spare = next((number for number in (keep.phone, absorb.phone) if number and number != first), "")
    return {"other_phone": spare} if spare and not values.get("other_phone", keep.other_phone) else {}


def derived(record: Any, values: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that follow from changed ones."""
    if not {"capital", "annual_sales"} & values.keys():
        return {}
    capital = values.get("capital", record.capital)
    sales = values.get("annual_sales", record.annual_sales)
    size, basis = size_class(capital, sales, on=timezone.localdate())
    return {"size": size, "size_basis": basis}
