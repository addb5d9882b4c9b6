"""Which cooperative on record a row speaks of: by its Nomor Induk Koperasi, its legal number, or its name in its place."""

import re
import uuid
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q
from rapidfuzz import fuzz

from dampingi.engines.sheets.repeats import key
from dampingi.foundation.regions.codes import inside
from dampingi.records.cooperatives.intake import CooperativeIntake
from dampingi.records.cooperatives.models import BookYear, Cooperative

WHY = "the caller required the right to note cooperatives of the region"
ALIKE = 90
SHORTEST = 6
"""Letters and digits of a legal number that can tell two cooperatives apart."""


class Known:
    """Those of the region, and whoever holds one of the sheet's numbers elsewhere."""

    def __init__(self, region: str, numbers: Iterable[str]) -> None:
        rows = Cooperative.objects.unscoped(WHY).filter(archived_at=None)
        asked = [n for n in dict.fromkeys(numbers) if n]
        found = {c.id: c for c in rows.filter(inside(region))}
        for start in range(0, len(asked), 500):
            found |= {c.id: c for c in rows.filter(Q(registration__in=asked[start : start + 500]))}
        self._all = list(found.values())
        self._by_number = {c.registration: c for c in self._all if c.registration}
        self._by_legal = {legal(c.legal_number): c for c in self._all if legal(c.legal_number)}
        self._by_place: dict[str, list[Cooperative]] = defaultdict(list)
        for c in self._all:
            self._by_place[c.region].append(c)
        self.years: set[tuple[uuid.UUID, int]] = set(
            BookYear.objects.filter(cooperative__in=list(found)).values_list("cooperative_id", "year")
        )

    def find(self, told: CooperativeIntake) -> Cooperative | None:
        if told.registration and told.registration in self._by_number:
            return self._by_number[told.registration]
        same = self._by_legal.get(legal(told.legal_number)) or next(
            (c for c in self._by_place[told.region] if key(c.name) == key(told.name)), None
        )
        return same if same and _may_be(same, told) else None

    def alike(self, told: CooperativeIntake) -> Cooperative | None:
        """One in the same place with nearly the same name: perhaps the same, for a person to say."""
        scored = [(fuzz.ratio(key(c.name), key(told.name)), c) for c in self._by_place[told.region]]
        return next((c for score, c in scored if score >= ALIKE and _may_be(c, told)), None)


def _may_be(found: Cooperative, told: CooperativeIntake) -> bool:
    """Two different numbers are two cooperatives."""
    return not (found.registration and told.registration) or found.registration == told.registration


def legal(number: str) -> str:
    bare = re.sub(r"[^a-z0-9]", "", number.lower())
    return bare if len(bare) >= SHORTEST else ""
