import uuid
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from dampingi.engines.consignment import due, left
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import inside
from dampingi.records.catalogue.queries import shown_products
from dampingi.records.partners.models import Partner
from dampingi.records.partners.queries import active_on, today_in
from dampingi.records.placements.models import Delivery, Line, PassedOn, Placement, Settlement

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


def unanswered(rows: Any) -> Any:
    """Lines whose owner said nothing yet, as long as nothing was brought."""
    return rows.filter(wanted=None, delivered=0, placement__ended_on=None)


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
    passed: tuple[PassedOn, ...] = ()
    """Empty while the money is not yet passed on."""

    @property
    def words(self) -> tuple[str, str]:
        """(light, how it stands) as its owner reads it: what the partner paid is not yet in the owner's hand."""
        if self.passed:
            return "good", _("Sudah diteruskan")
        if self.settlement.state == Settlement.State.PAID:
            return "watch", _("Dibayar mitra, belum diteruskan")
        return "watch", str(self.settlement.get_state_display())


def own_shares(lines: list[Line]) -> list[OwnShare]:
    """What was worked out of these lines, newest first: settled money does not vanish from its owner's page."""
    ids, shelves = {str(row.id) for row in lines}, {row.placement_id for row in lines}
    rows = Settlement.objects.unscoped("of lines in reach").filter(placement__in=shelves)
    rows = rows.exclude(state=Settlement.State.DISPUTED).select_related("placement__partner")
    came = PassedOn.objects.unscoped("of lines in reach").filter(line__in=lines, cancelled_at=None)
    passed: dict[Any, list[PassedOn]] = {}
    for one in came.order_by("on", "at"):
        passed.setdefault(one.settlement_id, []).append(one)
    found = []
    for each in rows.order_by("-made_at", "id"):
        if mine := [row for row in each.lines if row["line"] in ids]:
            told = tuple(passed.get(each.id, ()))
            found.append(OwnShare(each, sum(r["pieces"] for r in mine), sum(r["net"] for r in mine), told))
    return found


@dataclass
class ShareOf:
    """What one business gets of a settlement, and what was passed on."""

    business: Any
    net: int = 0
    passed: PassedOn | None = None


def shares_of(settlement: Settlement) -> list[ShareOf]:
    """By business, as they are today: the names in the settlement's own lines stay as they were."""
    net = {each["line"]: each["net"] for each in settlement.lines}
    rows = Line.objects.unscoped("of a settlement in reach").filter(id__in=net)
    found: dict[Any, ShareOf] = {}
    for row in rows.select_related("product__business__owner").order_by("product__business__name", "id"):
        business = row.product.business
        found.setdefault(business.id, ShareOf(business)).net += net[str(row.id)]
    for each in settlement.passed.filter(cancelled_at=None).select_related("line__product"):
        found[each.line.product.business_id].passed = each
    return [share for share in found.values() if share.net > 0]


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


def reached(actor: Actor, permission: Permission, id: uuid.UUID) -> bool:
    return placements(actor, permission).filter(id=id).exists()


def counted(rows: list[Line]) -> list[Line]:
    """With `there` (pieces left) and `owed` (what was sold and not yet settled)."""
    for row in rows:
        row.there = left(row.stand)
        row.owed = due(row.stand, price=row.price, share=row.placement.share)
    return rows
