"""Which place, which part of it and which businesses a map is asked for: all of it stands in the address."""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import contains
from dampingi.foundation.regions.queries import exists
from dampingi.records.businesses.queries import businesses

REGION, BOX, WHERE = "wilayah", "kotak", "letak"
OUTSIDE, NOWHERE = "luar", "tanpa"
Degrees = tuple[float, float, float, float]
"""West, south, east, north."""


@dataclass(frozen=True)
class Asked:
    """`where` is '' for all, `luar` for positions outside the boundary, `tanpa` for businesses without a position."""

    region: str
    top: str
    """The widest place the reader may go up to."""
    box: Degrees | None
    where: str


def asked(actor: Actor, told: QueryDict) -> Asked:
    top = _widest(actor)
    region = told.get(REGION) or top
    if region and not exists(region):
        raise Refused(_("Wilayah %(code)s tidak ada.") % {"code": region[:20]}, status=404)
    where = told.get(WHERE, "")
    return Asked(region, top, _box(told.get(BOX, "")), where if where in (OUTSIDE, NOWHERE) else "")


def _widest(actor: Actor) -> str:
    """The actor's region; for those who only see single businesses, the narrowest place that holds them all."""
    regions = actor.regions(Permission.VIEW_BUSINESSES)
    if not regions:
        regions = list(businesses(actor).order_by().values_list("region", flat=True).distinct()[:500])
    return _common(regions)


def _common(regions: list[str]) -> str:
    if not regions:
        return ""
    found = regions[0]
    while not all(contains(found, r) for r in regions):
        found = found.rpartition(".")[0]
    return found


def _box(told: str) -> Degrees | None:
    try:
        west, south, east, north = (float(part) for part in told.split(","))
    except ValueError:
        return None
    sound = -180 <= west < east <= 180 and -90 <= south < north <= 90
    return (west, south, east, north) if sound else None
