"""Which boundaries count today, and their outlines as they are drawn."""

import uuid
from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.boundaries.models import Boundary, Edition
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import ancestor, depth, inside
from dampingi.foundation.ui.regionmap import Outline


def current_editions(within: str = "") -> list[Edition]:
    """The adopted editions around or inside `within`, the finest and narrowest first."""
    above = [ancestor(within, d) for d in range(1, depth(within) + 1)]
    related = inside(within) | Q(region__in=above) if within else Q()
    everyones = Edition.objects.unscoped("outlines of regions are public")
    adopted = everyones.filter(related, adopted_at__isnull=False, undone_at=None)
    newest: dict[tuple[str, int], Edition] = {}
    for edition in adopted.defer("report").order_by("version"):
        newest[edition.region, edition.level] = edition
    return sorted(newest.values(), key=lambda e: (-e.level, -len(e.region), e.region))


def editions(actor: Actor):
    """The editions of the regions whose boundaries the actor keeps."""
    return Edition.objects.for_actor(actor, Permission.MANAGE_BOUNDARIES)


def edition(actor: Actor, id: uuid.UUID) -> Edition:
    found = editions(actor).filter(id=id).first()
    if found is None:
        raise Refused(_("Batas itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def in_force(edition: Edition) -> bool:
    return any(each.id == edition.id for each in current_editions(edition.region))


def outlines(edition: Edition, codes: Iterable[str], detail: str) -> dict[str, Outline]:
    """code -> outline of those regions the edition has. `detail` is far, middle or near."""
    wanted = set(codes)
    rows = Boundary.objects.filter(edition=edition, region__gt="").values_list(
        "region", detail, "label_x", "label_y", "west", "north", "east", "south"
    )
    return {
        code: Outline(code, path, (x, y), (west, north, east, south))
        for code, path, x, y, west, north, east, south in rows
        if code in wanted
    }


def all_outlines(edition: Edition) -> list[tuple[Outline, str, float]]:
    """Every outline of an edition from afar, with the name it has in the file and its km², also those not matched."""
    rows = edition.boundaries.order_by("region", "number").values_list(
        "region", "far", "label_x", "label_y", "west", "north", "east", "south", "name", "area_km2"
    )
    return [
        (Outline(code, path, (x, y), (west, north, east, south)), name, km2)
        for code, path, x, y, west, north, east, south, name, km2 in rows
    ]
