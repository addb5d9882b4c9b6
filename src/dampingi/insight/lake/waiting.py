"""What waits on the office's first page: cities whose facts did not reach the lake."""

import datetime

from django.conf import settings
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.regions.codes import contains, depth, inside, zone
from dampingi.foundation.regions.queries import name_of
from dampingi.foundation.ui import formats
from dampingi.foundation.ui.work import Desk, Work
from dampingi.insight.lake.models import LakeEdition
from dampingi.insight.lake.places import own_places
from dampingi.insight.lake.stores import address

STALE = datetime.timedelta(days=2)
"""Editions are made by night: one that is older missed a night."""
CITY = 2


MOST_NAMED = 3


def unpublished_cities(desk: Desk) -> Work | None:
    cities = _cities(desk.actor)
    if not settings.LAKE or not cities:
        return None
    last = {city: _last(city) for city in cities}
    behind = {city: at for city, at in last.items() if at is None or timezone.now() - at > STALE}
    told = [f"{name_of(city)} ({_since(city, at)})" for city, at in list(behind.items())[:MOST_NAMED]]
    if (rest := len(behind) - MOST_NAMED) > 0:
        told.append(_("dan %(n)d lainnya") % {"n": rest})
    return Work(
        len(behind),
        _("kabupaten/kota belum menerbitkan danau data lebih dari dua hari"),
        ", ".join(told),
        reverse("lake"),
        "chart",
    )


def _cities(actor: Actor) -> list[str]:
    """Those the actor may publish; of a whole province those with a programme here, and those that were published once."""
    regions = actor.regions(Permission.PUBLISH_LAKE)
    cities = {region for region in regions if depth(region) == CITY}
    for wide in (region for region in regions if depth(region) < CITY):
        cities |= {place for place in own_places().prefixes if depth(place) == CITY and contains(wide, place)}
        known = LakeEdition.objects.filter(inside(wide), target=address(settings.LAKE)[:300])
        cities |= {
            place for place in known.values_list("place", flat=True).distinct() if len(place) > len(wide)
        }
    return sorted(cities)


def _since(city: str, at: datetime.datetime | None) -> str:
    if at is None:
        return _("belum pernah terbit")
    return _("terakhir %(day)s") % {"day": formats.day(at.astimezone(zone(city)).date())}


def _last(city: str) -> datetime.datetime | None:
    told = LakeEdition.objects.filter(inside(city), target=address(settings.LAKE)[:300]).aggregate(
        at=Max("at")
    )
    at: datetime.datetime | None = told["at"]
    return at
