import datetime
import uuid
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import ancestor, zone
from dampingi.records.capital.models import Need

SEE, MANAGE = Permission.VIEW_CAPITAL, Permission.MANAGE_COOPERATIVES


def today_in(region: str) -> datetime.date:
    return timezone.localdate(timezone=zone(region))


def needs(actor: Actor, permission: Permission = SEE) -> Any:
    return Need.objects.for_actor(actor, permission).select_related("cooperative")


def need_of(found: Any, id: uuid.UUID) -> Need:
    one = found.filter(id=id).first()
    if one is None:
        raise Refused(_("Kebutuhan modal itu tidak ada, atau di luar wilayah Anda."), status=404)
    return one  # type: ignore[no-any-return]


@dataclass
class Recap:
    """Of one kabupaten or kota. Rupiah."""

    region: str
    cooperatives: set[uuid.UUID] = field(default_factory=set)
    needed: int = 0
    applied: int = 0
    granted: int = 0
    states: Counter[str] = field(default_factory=Counter)
    blockers: Counter[str] = field(default_factory=Counter)

    def add(self, need: Need) -> None:
        self.cooperatives.add(need.cooperative_id)
        self.needed += need.amount
        self.applied += need.amount if need.applied_on else 0
        self.granted += need.granted or 0
        self.states[need.state] += 1
        if need.blocker and need.outcome != Need.Outcome.GRANTED:
            self.blockers[need.blocker] += 1


def recap(rows: Any) -> list[Recap]:
    """By kabupaten and kota, in order of their codes."""
    found: dict[str, Recap] = {}
    for need in rows:
        region = ancestor(need.cooperative.region, 2)
        found.setdefault(region, Recap(region)).add(need)
    return [found[code] for code in sorted(found)]


def by_source(rows: Any) -> dict[str, tuple[int, int, int]]:
    """source -> (needs, rupiah needed, rupiah granted)"""
    told: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for need in rows:
        told[need.source][0] += 1
        told[need.source][1] += need.amount
        told[need.source][2] += need.granted or 0
    return {code: (n[0], n[1], n[2]) for code, n in told.items()}
