import uuid
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import inside
from dampingi.records.catalogue.queries import shown_products
from dampingi.records.partners.models import Partner
from dampingi.records.partners.queries import active_on, today_in
from dampingi.records.placements.models import Delivery, Line, Placement, Settlement

SELLERS = (
    "hotel",
    "hospital",
    "school",
    "retailer",
    "company",
    "government",
    "university",
    "polytechnic",
    "cooperative",
)
"""Kinds of partners with a shelf."""


def placements(actor: Actor, permission: Permission = Permission.VIEW_PLACEMENTS) -> Any:
    return Placement.objects.for_actor(actor, permission).select_related("partner")


def placement_of(found: Any, id: uuid.UUID) -> Placement:
    one = found.filter(id=id).first()
    if one is None:
        raise Refused(_("Titip jual itu tidak ada, atau bukan untuk Anda."), status=404)
    return one


def lines_of(placement: Placement) -> list[Line]:
    return list(placement.lines.select_related("product__business").order_by("product__name", "id"))


def own_lines(actor: Actor) -> Any:
    """A participant's own goods, wherever they stand."""
    rows = Line.objects.for_actor(actor, Permission.SEE_OWN_PLACEMENTS)
    return rows.select_related("placement__partner", "product__business").order_by("product__name", "id")


def delivery_of(actor: Actor, permission: Permission, id: uuid.UUID) -> Delivery:
    rows = Delivery.objects.for_actor(actor, permission).select_related("placement__partner")
    found = rows.filter(id=id).first()
    if found is None:
        raise Refused(_("Surat pengiriman itu tidak ada, atau bukan untuk Anda."), status=404)
    return found


def brought_by(delivery: Delivery, actor: Actor) -> bool:
    """Whether the actor noted it: somebody else says that it came."""
    return actor.user_id is not None and delivery.movements.filter(by=actor.user_id).exists()


@dataclass(frozen=True)
class OwnShare:
    """What a settlement means for one owner's lines."""

    settlement: Settlement
    pieces: int
    net: int


def own_shares(lines: list[Line]) -> list[OwnShare]:
    """What was worked out of these lines, newest first: settled money does not vanish from its owner's page."""
    ids, shelves = {str(row.id) for row in lines}, {row.placement_id for row in lines}
    rows = Settlement.objects.unscoped("of lines in reach").filter(placement__in=shelves)
    rows = rows.exclude(state=Settlement.State.DISPUTED).select_related("placement__partner")
    found = []
    for each in rows.order_by("-made_at", "id"):
        if mine := [row for row in each.lines if row["line"] in ids]:
            found.append(OwnShare(each, sum(r["pieces"] for r in mine), sum(r["net"] for r in mine)))
    return found


def settlement_of(found: Any, id: uuid.UUID) -> Settlement:
    one = found.select_related("placement__partner").filter(id=id).first()
    if one is None:
        raise Refused(_("Perhitungan itu tidak ada, atau bukan untuk Anda."), status=404)
    return one


def partners_with_shelves(actor: Actor) -> Any:
    rows = Partner.objects.for_actor(actor, Permission.KEEP_PLACEMENTS).filter(kind__in=SELLERS)
    return [p for p in rows.order_by("name") if p.ended_on is None or p.ended_on > today_in(p.region)]


def is_active(partner: Partner) -> bool:
    return (
        Partner.objects.unscoped("asked above")
        .filter(active_on(today_in(partner.region)), id=partner.id)
        .exists()
    )


def placeable(actor: Actor, placement: Placement) -> Any:
    """What the catalogue shows of the office's own region and is not yet on this list."""
    reach = shown_products().filter(inside(placement.region[:5], "business__region"))
    return reach.exclude(id__in=placement.lines.values("product")).order_by("name", "id")
