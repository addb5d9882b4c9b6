import datetime
import uuid
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import ancestor, depth, zone
from dampingi.records.calendars.models import LATEST, OfficeTime
from dampingi.records.calendars.spans import Kept, kept_between, minute


def times(actor: Actor) -> Any:
    """Those of the actor's regions, and those from above that hold there."""
    reached = OfficeTime.objects.for_actor(actor, Permission.VIEW_MEETINGS).values("pk")
    above = {a for code in actor.regions(Permission.VIEW_MEETINGS) for a in _upwards(code)}
    rows = OfficeTime.objects.unscoped("narrowed to what holds for the actor next")
    return rows.filter(Q(pk__in=reached) | Q(region__in=above))


def time_of(actor: Actor, id: uuid.UUID) -> OfficeTime:
    found = times(actor).filter(id=id).first()
    if found is None:
        raise Refused(_("Waktu itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def times_for(region: str, first: datetime.date, last: datetime.date) -> list[OfficeTime]:
    """What holds in a region between two days, its own and from above. When an office works is nobody's secret."""
    rows = OfficeTime.objects.unscoped("when an office works is nobody's secret").filter(
        region__in=_upwards(region), archived_at=None, first__lte=last, last__gte=first
    )
    return list(rows.order_by("first", "name", "id"))


def kept(region: str, first: datetime.date, last: datetime.date) -> list[Kept]:
    return kept_between(times_for(region, first, last), first, last)


def in_the_way(region: str, starts_at: datetime.datetime, minutes: int) -> list[Kept]:
    """What somebody who plans this time should know, in the region's zone; what is closed and what is better left free."""
    local = starts_at.astimezone(zone(region))
    if local.date() > LATEST:
        return []
    ends = minute(local.time()) + minutes
    after = local.date() + datetime.timedelta(days=1)
    found = kept(region, local.date(), after)
    return [
        k for k in found if k.meets(*((minute(local.time()), ends) if k.day < after else (0, ends - 24 * 60)))
    ]


def closed_days(region: str, days: set[datetime.date]) -> list[Kept]:
    """Of these days those on which nothing is held all day; for what has a day and no hour."""
    if not days:
        return []
    return [k for k in kept(region, min(days), max(days)) if k.closed and k.whole_day and k.day in days]


def _upwards(code: str) -> list[str]:
    return [ancestor(code, level) for level in range(1, depth(code) + 1)]
