"""What waits on the office's first page: cities whose facts did not reach the lake."""

import datetime

from django.conf import settings
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.regions.codes import depth, inside, zone
from dampingi.foundation.ui import formats
from dampingi.foundation.ui.work import Desk, Work
from dampingi.insight.lake.models import LakeEdition
from dampingi.insight.lake.stores import address

STALE = datetime.timedelta(days=2)
"""Editions are made by night: one that is older missed a night."""
CITY = 2


def unpublished_cities(desk: Desk) -> Work | None:
    cities = [each for each in desk.actor.regions(Permission.PUBLISH_LAKE) if depth(each) == CITY]
    if not settings.LAKE or not cities:
        return None
    last = {city: _last(city) for city in cities}
    behind = [city for city, at in last.items() if at is None or timezone.now() - at > STALE]
    known = [at.astimezone(zone(city)).date() for city, at in last.items() if at and city in behind]
    note = (
        _("Terakhir terbit %(day)s") % {"day": formats.day(min(known))} if known else _("Belum pernah terbit")
    )
    return Work(
        len(behind),
        _("kota belum menerbitkan danau data lebih dari dua hari"),
        note,
        reverse("lake"),
        "chart",
    )


def _last(city: str) -> datetime.datetime | None:
    told = LakeEdition.objects.filter(inside(city), target=address(settings.LAKE)[:300]).aggregate(
        at=Max("at")
    )
    at: datetime.datetime | None = told["at"]
    return at
