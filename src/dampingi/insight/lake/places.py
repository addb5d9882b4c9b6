"""Whose rows an office publishes under which place.

An office answers for the places its programmes run in. A row of another place (a participant who lives in the next city, a national partner)
belongs to the office's own edition all the same: its rows join with no other office's, and two offices never write one place's edition.
"""

from dataclasses import dataclass

from django.db.models import Case, CharField, F, Q, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Substr

from dampingi.engines.lake import NOWHERE, place_of
from dampingi.foundation.regions.codes import contains
from dampingi.records.programmes.models import Programme

_CITY = 5


@dataclass(frozen=True)
class Own:
    """`prefixes`: a city, or a province with all below; "" is the country. `home`: the place of what lies in none of them."""

    prefixes: tuple[str, ...]
    home: str

    def place(self, region: str) -> Combinable:
        """The place of a row, in SQL, by the path to its region."""
        if not self.prefixes:
            return Value(self.home, CharField())
        inside = Q()
        for prefix in self.prefixes:
            inside |= Q(**{f"{region}__gte": prefix or "1", f"{region}__lt": f"{prefix}/" if prefix else ":"})
        return Case(
            When(inside, then=Substr(F(region), 1, _CITY)),
            default=Value(self.home),
            output_field=CharField(),
        )

    def holds(self, place: str) -> bool:
        return place == self.home or any(contains(prefix, place) for prefix in self.prefixes)


def own_places() -> Own:
    regions = Programme.objects.order_by().values_list("region", flat=True).distinct()
    cities = {region[:_CITY] for region in regions}
    wide = sorted(c for c in cities if not any(c != d and contains(d, c) for d in cities))
    return Own(tuple(wide), min((place_of(c) for c in wide), key=lambda p: (len(p), p), default=NOWHERE))
