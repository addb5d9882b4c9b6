import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import ancestor, depth, zone
from dampingi.records.businesses.models import Business
from dampingi.records.materials.models import Demand, Pool

OWN, MANAGE, SEE = Permission.GIVE_VOICE, Permission.MANAGE_COOPERATIVES, Permission.VIEW_COOPERATIVES


def today_in(region: str) -> datetime.date:
    return timezone.localdate(timezone=zone(region))


def pools(actor: Actor, permission: Permission = SEE) -> Any:
    return Pool.objects.for_actor(actor, permission).select_related("cooperative")


def pool_of(found: Any, id: uuid.UUID) -> Pool:
    one = found.filter(id=id).first()
    if one is None:
        raise Refused(_("Pesanan bersama itu tidak ada, atau di luar wilayah Anda."), status=404)
    return one  # type: ignore[no-any-return]


def demands(pool: Pool) -> Any:
    """The caller has checked the pool."""
    rows = Demand.objects.unscoped("of a pool in reach").filter(pool=pool, withdrawn_at=None)
    return rows.select_related("business__owner", "pool").order_by("business__key", "at")


def own_demands(actor: Actor) -> Any:
    rows = Demand.objects.for_actor(actor, OWN).filter(withdrawn_at=None)
    return rows.select_related("business", "pool__cooperative").order_by("-at")


def open_to(shop: Business) -> list[Pool]:
    """Pools a business may join today, that close first."""
    around = [ancestor(shop.region, d) for d in range(1, depth(shop.region) + 1)]
    rows = Pool.objects.unscoped("open to every business of their region").filter(
        region__in=around, ordered_on=None, cancelled_on=None, closes_on__gte=today_in(shop.region)
    )
    return list(rows.select_related("cooperative").order_by("closes_on", "item", "at"))


@dataclass(frozen=True)
class Totals:
    businesses: int
    quantity: int
    received: int
    damaged: int
    short: int
    cost: int
    saved: int
    paid: int


def totals(rows: list[Demand]) -> Totals:
    """Sums of the shares, as each business is told."""
    return Totals(
        len(rows), sum(d.quantity for d in rows), sum(d.received or 0 for d in rows), sum(d.damaged or 0 for d in rows),
        sum(d.short or 0 for d in rows), sum(d.share.cost for d in rows), sum(d.share.saved for d in rows), sum(d.paid or 0 for d in rows),
    )  # fmt: skip
