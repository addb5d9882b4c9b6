"""How many businesses are held back where and by what."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, Count, F, Value, When

from dampingi.engines.indicators import Figure
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.regions.codes import ancestor
from dampingi.insight.constraints.questions import Question, every_business, field_of, gone, open_now

LENGTHS = {1: 2, 2: 5, 3: 8, 4: 13}


@dataclass(frozen=True)
class Counts:
    """Businesses, each counted once: per (place, column), per place, and all of the place below the line."""

    cells: Mapping[tuple[str, str], int]
    places: Mapping[str, int]
    """Held back by any of the columns: a business with three constraints is one."""
    of: Mapping[str, int]

    def figure(self, place: str, column: str = "") -> Figure:
        held = self.cells.get((place, column), 0) if column else self.places.get(place, 0)
        return Figure(min(held, self.of.get(place, 0)), self.of.get(place, 0))

    def column(self, column: str) -> int:
        """A business stands in one place, so places add up."""
        return sum(n for (_place, c), n in self.cells.items() if c == column)

    @property
    def total(self) -> int:
        return sum(self.places.values())

    @property
    def population(self) -> int:
        return sum(self.of.values())

    def at(self, depth: int) -> "Counts":
        """The same for the wider places that contain these."""
        cells: dict[tuple[str, str], int] = {}
        for (place, column), n in self.cells.items():
            key = ancestor(place, depth), column
            cells[key] = cells.get(key, 0) + n
        return Counts(cells, _gathered(self.places, depth), _gathered(self.of, depth))


def counts(actor: Actor, asked: Question, *, depth: int, by_field: bool) -> Counts:
    """Columns are the fields, or the codes. Places are the regions at `depth` (1 province to 4 kelurahan).

    Grouped by whole region codes, which the indexes hold in order; wider places are gathered from them.
    """
    rows = open_now(actor, asked)
    rows = rows.annotate(column=_field()) if by_field else rows.annotate(column=F("code"))
    each = rows.values("region", "column").annotate(n=Count("business", distinct=True))
    places = rows.values("region").annotate(n=Count("business", distinct=True))
    fine = Counts(
        {(r["region"], r["column"]): r["n"] for r in each.order_by()},
        {r["region"]: r["n"] for r in places.order_by()},
        _population(actor, asked),
    )
    return fine.at(depth)


def _population(actor: Actor, asked: Question) -> dict[str, int]:
    """All businesses of each region, less the few that are gone: each count is read from an index of its own."""
    found = _per_region(every_business(actor, asked))
    for left in gone(asked):
        for region, n in _per_region(left).items():
            if region in found:
                found[region] -= n
    return found


def _per_region(rows: Any) -> dict[str, int]:
    return dict(rows.values_list("region").annotate(n=Count("*")).order_by())


def _field() -> Case:
    fields: dict[str, list[str]] = {}
    for code, field in field_of().items():
        fields.setdefault(field, []).append(code)
    told: Iterable[When] = (When(code__in=codes, then=Value(field)) for field, codes in fields.items())
    return Case(*told, default=Value(""), output_field=CharField())


def _gathered(found: Mapping[str, int], depth: int) -> dict[str, int]:
    wider: dict[str, int] = {}
    for place, n in found.items():
        wider[ancestor(place, depth)] = wider.get(ancestor(place, depth), 0) + n
    return wider
