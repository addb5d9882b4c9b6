"""Which region a position lies in, by the boundaries that count today."""

from functools import lru_cache
from typing import TYPE_CHECKING
from uuid import UUID

from dampingi.foundation.boundaries.models import Boundary, Edition
from dampingi.foundation.boundaries.queries import current_editions
from dampingi.foundation.regions.codes import depth

if TYPE_CHECKING:
    from dampingi.engines.geometry import Locator


class Whereabouts:
    """The boundaries of the editions around `within`, asked once and then used for many positions."""

    def __init__(self, within: str = "") -> None:
        self.within = within
        self._locators = [_locator(e.id) for e in current_editions(within)]

    def __bool__(self) -> bool:
        return bool(self._locators)

    def region_at(self, latitude: float, longitude: float) -> str | None:
        found = (each.at(latitude, longitude, within=self.within) for each in self._locators)
        return next((code for code in found if code), None)

    def contains(self, code: str, latitude: float, longitude: float, *, margin: float = 0) -> bool | None:
        found = (each.contains(code, latitude, longitude, margin=margin) for each in self._locators)
        return next((told for told in found if told is not None), None)

    def holding(self, code: str) -> "Locator | None":
        return next((each for each in self._locators if code in each.shapes), None)


def region_at(latitude: float, longitude: float, within: str = "") -> str | None:
    """The region of the finest loaded boundaries inside `within` that the position lies in; None where there is none."""
    return Whereabouts(within).region_at(latitude, longitude)


def contains(code: str, latitude: float, longitude: float, *, margin: float = 0) -> bool | None:
    """Whether the position lies in the region, or at most `margin` metres off; None where no boundary of it is loaded."""
    return Whereabouts(code).contains(code, latitude, longitude, margin=margin)


@lru_cache(maxsize=64)
def _locator(edition: UUID) -> "Locator":
    """An edition's outlines never change once adopted: its id is the cache's version."""
    import shapely  # with NumPy: no command waits for them that asks for no position

    from dampingi.engines.geometry import Locator

    held = (
        Edition.objects.unscoped("outlines of regions are public")
        .only("longitude", "latitude", "level")
        .get(id=edition)
    )
    rows = Boundary.objects.filter(edition=edition, region__gt="").values_list("region", "shape")
    shapes = {code: shapely.from_wkb(bytes(wkb)) for code, wkb in rows}
    own = {code: shape for code, shape in shapes.items() if depth(code) == held.level}
    return Locator(held.plane, own, {code: shape for code, shape in shapes.items() if code not in own})
