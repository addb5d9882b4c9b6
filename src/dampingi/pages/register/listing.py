"""The list of businesses: the register as far as its reader reaches."""

import datetime
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import starmap
from typing import Any

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.db.models.query import ValuesListIterable
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission, Reach
from dampingi.foundation.definitions import choices
from dampingi.foundation.regions.codes import ancestor
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui import formats
from dampingi.foundation.ui.lists import Column, ListOf, Pick
from dampingi.foundation.ui.states import State
from dampingi.pages.register.filters import filters
from dampingi.pages.register.searching import ranking
from dampingi.records.businesses.addresses import business_address
from dampingi.records.businesses.models import Constraint, Size, Standing


def businesses_list(actor: Actor) -> ListOf:
    """Each order offered is an index's (see `Business.Meta`): a million businesses are not sorted for one page."""
    return ListOf(
        name="usaha",
        noun=_("usaha"),
        columns=COLUMNS,
        order="name",
        ties=("region", "id"),
        filters=filters(actor),
        ranking=lambda text, chosen: ranking(actor, text, chosen),
        search_label=_("Nama usaha, pemilik, produk, telepon, NIB"),
        keys_first=True,
        shown=_shown,
        picks=_picks(actor),
        enrich=_enrich,
    )


def _picks(actor: Actor) -> tuple[Pick, ...]:
    found = []
    if actor.holds(Permission.EDIT_BUSINESSES):
        change = reverse("businesses_change")
        found.append(Pick(change, _("Ubah yang dicentang"), _("Ubah"), "edit"))
    if any(scope.reach is not Reach.OWN for scope in actor.scopes(Permission.VIEW_CONTACTS)):
        found.append(Pick(reverse("invitations"), _("Undang yang dicentang"), _("Undang"), "chat"))
    return tuple(found)


@dataclass
class Line:
    """A business as the list shows it. Read as a tuple: models take twice as long, on every page and for each row of a workbook."""

    pk: uuid.UUID
    name: str
    owner: str
    region: str
    sector: str
    kbli: str
    product: str
    size: str
    annual_sales: int | None
    standing: str
    verified_at: datetime.datetime | None
    created_at: datetime.datetime
    open_constraints: int
    region_name: str = ""
    district_name: str = ""
    sector_name: str = ""
    found_by: str = ""


class _Lines(ValuesListIterable):
    def __iter__(self) -> Iterator[Line]:
        return starmap(Line, super().__iter__())


SHOWN = (
    "pk", "name", "owner__name", "region", "sector", "kbli", "product", "size", "annual_sales", "standing", "verified_at",
    "created_at",
)  # fmt: skip


def _note(line: Line) -> str:
    return " · ".join(filter(None, (line.owner if line.name else "", line.found_by)))


def _standing(line: Line) -> tuple[State, Any]:
    if line.standing == Standing.CONFIRMED:
        return STATES[line.standing], _("Terverifikasi")
    return STATES[line.standing], Standing(line.standing).label if line.standing else _("Belum diperiksa")


def _since(line: Line) -> str:
    return formats.short_day(line.verified_at) if line.verified_at else ""


STATES = {
    "": State.NONE,
    Standing.CONFIRMED: State.GOOD,
    Standing.DIFFERS: State.WATCH,
    Standing.NOT_FOUND: State.LATE,
}
COLUMNS = (
    Column(
        "name",
        _("Usaha"),
        lambda b: b.name or b.owner,
        sort=("key",),
        href=lambda b: business_address(b.pk),
        note=_note,
    ),
    Column("region", _("Kelurahan"), "region_name", sort=("region", "key"), note=lambda b: b.district_name),
    Column("sector", _("Sektor"), "sector_name", note=lambda b: b.product),
    Column("size", _("Skala"), lambda b: Size(b.size).label if b.size else ""),
    Column("annual_sales", _("Omzet setahun"), kind="money", sort=("annual_sales",)),
    Column("constraints", _("Kendala"), "open_constraints", kind="number"),
    Column("verified", _("Verifikasi"), _standing, "state", note=_since),
    Column("created_at", _("Dicatat"), kind="day", sort=("created_at",)),
)


def _shown(rows: Any) -> Any:
    found = rows.values_list(*SHOWN, _open_constraints())
    found._iterable_class = _Lines
    return found


@cache
def _open_constraints() -> Coalesce:
    """The same expression for every page: making it takes longer than the database takes for its answer."""
    open_now = Constraint.objects.unscoped("of businesses already in reach").filter(
        business=OuterRef("pk"), resolved_on=None
    )
    return Coalesce(Subquery(open_now.values("business").annotate(n=Count("pk")).values("n")), 0)


def _enrich(rows: list[Line]) -> None:
    codes = {b.region for b in rows}
    called = names(codes | {ancestor(code, 3) for code in codes})
    sectors = choices("sectors")
    for row in rows:
        row.region_name = called.get(row.region, row.region)
        row.district_name = called.get(ancestor(row.region, 3), "") if row.region.count(".") > 2 else ""
        row.sector_name = sectors.get(row.sector, "")
