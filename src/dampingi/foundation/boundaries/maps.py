"""What `<c-regionmap>` draws: the real map where boundaries are loaded, else the tile map."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from dampingi.foundation.boundaries.models import Edition
from dampingi.foundation.boundaries.queries import current_editions, outlines
from dampingi.foundation.regions.codes import depth
from dampingi.foundation.regions.queries import name_of
from dampingi.foundation.ui.regionmap import Area, Edge, Outline, RegionMap, drawing
from dampingi.foundation.ui.tilemap import Tile, grouped

VIEW, TILES = "peta", "petak"
"""The address's `?peta=petak` asks for tiles although there are boundaries."""


def region_map(
    within: str,
    tiles: Sequence[Tile],
    parents: Sequence[Tile],
    *,
    asked: Any = None,
    anchor: str = "peta",
) -> RegionMap:
    """A map of the tiles inside `within`, each with its value, state or shade, and door.

    `parents` are the kecamatan the tiles stand under. `asked` is the request's GET: it says which view is wanted, and the
    two views' addresses keep the rest of it. `anchor` is the map's id on the page.
    """
    groups, shaded = grouped(tiles, parents), any(t.shade is not None for t in tiles)
    edition, found = _outlined(within, tiles, parents)
    if not edition:
        return RegionMap(groups, anchor, shaded=shaded)
    wants_tiles = asked is not None and asked.get(VIEW) == TILES
    views = _views(asked, anchor, tiles=wants_tiles) if asked is not None else []
    if wants_tiles:
        return RegionMap(groups, anchor, views=views, shaded=shaded)
    return RegionMap(
        groups,
        anchor,
        drawing=_drawn(within, tiles, parents, found, anchor),
        views=views,
        missing=[t.name for t in tiles if t.code not in found],
        note=note_on(edition),
        shaded=shaded,
    )


def note_on(edition: Edition) -> str:
    said = {"version": edition.version, "source": edition.source or edition.file_name}
    return _("Batas wilayah: %(source)s, versi %(version)s.") % said


def _outlined(
    within: str, tiles: Sequence[Tile], parents: Sequence[Tile]
) -> tuple[Edition | None, Mapping[str, Outline]]:
    """The edition that outlines most of the tiles, and its outlines of them and their parents."""
    codes, levels = {t.code for t in tiles}, {depth(t.code) for t in tiles}
    best: tuple[Edition | None, Mapping[str, Outline]] = (None, {})
    for edition in current_editions(within):
        if edition.level in levels:
            detail = "far" if edition.region == within else "middle"
            found = outlines(edition, codes | {p.code for p in parents}, detail)
            if len(codes & found.keys()) > len(codes & best[1].keys()):
                best = edition, found
    return best


def _drawn(
    within: str, tiles: Sequence[Tile], parents: Sequence[Tile], found: Mapping[str, Outline], anchor: str
) -> SafeString:
    areas = [Area(found[t.code], t) for t in tiles if t.code in found]
    edges = [Edge(found[p.code], p.name) for p in parents if p.code in found and len(parents) > 1]
    return drawing(areas, edges, title=_("Peta %(place)s") % {"place": name_of(within)}, name=anchor)


def _views(asked: Any, anchor: str, *, tiles: bool) -> list[dict[str, Any]]:
    def address(view: str) -> str:
        told = asked.copy()
        told.pop(VIEW, None)
        if view:
            told[VIEW] = view
        return f"?{told.urlencode()}#{anchor}"

    return [
        {"label": _("Peta"), "href": address(""), "current": not tiles},
        {"label": _("Petak"), "href": address(TILES), "current": tiles},
    ]
