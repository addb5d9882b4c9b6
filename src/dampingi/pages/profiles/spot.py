"""The business on the map: a point in its kelurahan's outline, where the office has loaded its boundaries."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from dampingi.foundation.boundaries.models import Boundary
from dampingi.foundation.boundaries.queries import current_editions
from dampingi.foundation.regions.codes import ancestor, depth
from dampingi.foundation.ui.regionmap import Outline, around
from dampingi.records.businesses.models import Business


def spot(business: Business, words: str) -> SafeString:
    """'' without a position or without the outline. `words` say it to those who do not see it."""
    if business.latitude is None or business.longitude is None:
        return SafeString("")
    found = _outline(business)
    if found is None:
        return SafeString("")
    outline, (x, y) = found
    west, north, east, south = around([outline, Outline("", "", (x, y), (x, y, x, y))])
    radius = max(east - west, south - north) / 50
    return format_html(
        '<svg class="spot" viewBox="{} {} {} {}" role="img" aria-label="{}"><path d="{}"/><circle cx="{}" cy="{}" r="{}"/></svg>',
        round(west), round(north), round(east - west), round(south - north), words, outline.path, round(x), round(y),
        round(radius),
    )  # fmt: skip


def _outline(business: Business) -> tuple[Outline, tuple[float, float]] | None:
    for edition in current_editions(ancestor(business.region, 2)):
        if edition.level != depth(business.region):
            continue
        rows = Boundary.objects.filter(edition=edition, region=business.region)
        told = rows.values_list("near", "label_x", "label_y", "west", "north", "east", "south").first()
        if told:
            path, x, y, *box = told
            outline = Outline(business.region, path, (x, y), tuple(box))
            return outline, edition.plane.point(float(business.latitude), float(business.longitude))
    return None
