"""The list of businesses: the register as far as its reader reaches."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.definitions import choices
from dampingi.foundation.regions.codes import ancestor, inside
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.foundation.ui.places import places_below
from dampingi.foundation.ui.states import State
from dampingi.pages.register.searching import ranking
from dampingi.records.businesses.addresses import business_address
from dampingi.records.businesses.models import Business, Constraint, Size

VERIFIED = (("ya", _("Terverifikasi")), ("belum", _("Belum diverifikasi")))


def businesses_list(actor: Actor) -> ListOf:
    return ListOf(
        name="usaha",
        noun=_("usaha"),
        columns=COLUMNS,
        order="name",
        ties=("region", "key", "created_at", "id"),
        filters=(
            Filter(
                "wilayah",
                _("Wilayah"),
                lambda: _places(actor),
                lambda found, code: found.filter(inside(code)),
            ),
            Filter("sektor", _("Sektor"), lambda: list(choices("sectors").items()), field="sector"),
            Filter("skala", _("Skala"), lambda: Size.choices, field="size"),
            Filter(
                "verifikasi",
                _("Verifikasi"),
                lambda: VERIFIED,
                lambda found, v: found.filter(verified=v == "ya"),
            ),
            Filter("kendala", _("Kendala"), lambda: list(choices("constraints").items()), _held_back_by),
        ),
        ranking=lambda text, chosen: ranking(actor, text, chosen),
        keys_first=True,
        search_label=_("Nama usaha, pemilik, produk, telepon, NIB"),
        enrich=_enrich,
    )


def _note(business: Business) -> str:
    owner = business.owner.name if business.name else ""
    return " · ".join(filter(None, (owner, getattr(business, "found_by", ""))))


COLUMNS = (
    Column(
        "name",
        _("Usaha"),
        lambda b: b.name or b.owner.name,
        sort=("key",),
        href=lambda b: business_address(b.id),
        note=_note,
    ),
    Column("region", _("Kelurahan"), "region_name", sort=("region",), note=lambda b: b.district_name),
    Column("sector", _("Sektor"), "sector_name", sort=("sector",), note=lambda b: b.product),
    Column("size", _("Skala"), lambda b: b.get_size_display(), sort=("size",)),
    Column("annual_sales", _("Omzet setahun"), kind="money", sort=("annual_sales",)),
    Column("constraints", _("Kendala"), "open_constraints", kind="number"),
    Column(
        "verified",
        _("Verifikasi"),
        lambda b: (State.GOOD, _("Terverifikasi")) if b.verified else (State.NONE, _("Belum")),
        kind="state",
        sort=("verified",),
    ),
)


def _places(actor: Actor) -> list[tuple[str, str]]:
    return places_below(actor, Permission.VIEW_BUSINESSES)


def _held_back_by(found: Any, code: str) -> Any:
    held = Constraint.objects.unscoped("narrows businesses already in reach").filter(
        code=code, resolved_on=None
    )
    return found.filter(id__in=held.values("business"))


def _enrich(rows: list[Business]) -> None:
    codes = {b.region for b in rows}
    called = names(codes | {ancestor(code, 3) for code in codes})
    held = _open_constraints(rows)
    for row in rows:
        row.region_name = called.get(row.region, row.region)
        row.district_name = called.get(ancestor(row.region, 3), "") if row.region.count(".") > 2 else ""
        row.sector_name = choices("sectors").get(row.sector, "")
        row.open_constraints = held.get(row.id, 0)


def _open_constraints(rows: list[Business]) -> dict[Any, int]:
    counted: dict[Any, int] = {}
    ids = [b.id for b in rows]
    for start in range(0, len(ids), 500):
        open_now = Constraint.objects.unscoped("of businesses already in reach").filter(
            business__in=ids[start : start + 500], resolved_on=None
        )
        for business in open_now.values_list("business", flat=True):
            counted[business] = counted.get(business, 0) + 1
    return counted
