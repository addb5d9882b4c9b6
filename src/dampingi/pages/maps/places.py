"""How many businesses each place holds, as a map of the places inside a region."""

from collections.abc import Callable
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from dampingi.foundation.boundaries.maps import region_map
from dampingi.foundation.regions.codes import ancestor, depth
from dampingi.foundation.regions.queries import below, name_of
from dampingi.foundation.ui import formats
from dampingi.foundation.ui.regionmap import RegionMap
from dampingi.foundation.ui.tilemap import Tile

SHADES = 5


def places_map(region: str, found: Any, asked: Any, address: Callable[[str], str]) -> tuple[RegionMap, str]:
    """The map, and the sentence above it. `found` are the businesses as narrowed; `address` leads to a place's own map."""
    level = {0: 1, 1: 2}.get(depth(region), 4)
    counts: dict[str, int] = {}
    for code, n in found.values("region").annotate(n=Count("id")).values_list("region", "n"):
        for at in range(1, depth(code) + 1):
            counts[ancestor(code, at)] = counts.get(ancestor(code, at), 0) + n
    inside = below(region, level)
    most = max((counts.get(r.code, 0) for r in inside), default=0)
    tiles = [_tile(r.code, r.name, counts, most, address) for r in inside]
    parents = (
        [_tile(r.code, r.name, counts, 0, address) for r in below(region, level - 1)] if level > 1 else []
    )
    parents = parents or [Tile("", name_of(""), "")]
    return region_map(region, tiles, parents, asked=asked), _takeaway(tiles, counts, most)


def _tile(code: str, name: str, counts: dict[str, int], most: int, address: Callable[[str], str]) -> Tile:
    n = counts.get(code, 0)
    return Tile(code, name, formats.number(n), href=address(code), shade=shade(n, most))


def shade(n: int, most: int) -> int:
    """0 for none, then 1 to 5 in equal steps up to the most."""
    return 0 if not n or not most else -(-n * SHADES // most)


def _takeaway(tiles: list[Tile], counts: dict[str, int], most: int) -> str:
    if not most:
        return _("Tidak ada usaha yang cocok di wilayah ini")
    top = max(tiles, key=lambda t: (counts.get(t.code, 0), t.name))
    words = {
        "place": top.name,
        "n": top.value,
        "all": formats.number(sum(counts.get(t.code, 0) for t in tiles)),
    }
    return _("Terbanyak di %(place)s: %(n)s dari %(all)s usaha") % words
