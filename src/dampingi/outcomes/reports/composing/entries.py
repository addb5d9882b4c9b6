"""Entering figures of indicators into the ledger, each with its target, its state and its uncertainty."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from dampingi.engines.indicators import Figure as Fraction
from dampingi.engines.indicators import Indicator, wilson
from dampingi.foundation.ui.states import State, against_target
from dampingi.outcomes.reports.composing.material import Material, Place
from dampingi.outcomes.reports.ledger import Figure, Ledger

KINDS = {"proportion": "percent", "change": "percent", "mean": "number"}


@dataclass
class Entries:
    material: Material
    ledger: Ledger

    def indicator(
        self,
        code: str,
        figure: Fraction,
        *,
        place: str,
        region: str,
        grouping: Sequence[str] = (),
        group: Sequence[str] = (),
        bounded: bool = False,
    ) -> int | None:
        """The number of the figure just entered; None where the indicator is not defined here."""
        told = self.material.indicator(code)
        if told is None:
            return None
        target = self.material.targets.get(code)
        return self.ledger.add(
            f"{told.name}, {place}",
            region=region,
            kind=KINDS[told.kind],
            indicator=code,
            value=figure.value,
            numerator=figure.numerator,
            denominator=figure.denominator,
            unit=told.unit,
            target=target,
            state=state_of(told, figure.value, target),
            grouping=tuple(grouping),
            group=tuple(group),
            source=told.source,
            **(_bounds(told, figure) if bounded else {}),
        )

    def whole(self, code: str) -> int | None:
        region = self.material.region
        return self.indicator(code, self.material.figure(code), place=region.name, region=region.code)

    def part(self, code: str, place: Place, *, bounded: bool = False) -> int | None:
        division = self.material.division
        return self.indicator(
            code,
            self.material.figure(code, place.code),
            place=place.name,
            region=place.code,
            grouping=(division,),
            group=(place.code,),
            bounded=bounded,
        )

    def lowest(self, code: str, count: int) -> list[Figure]:
        """The figures of the parts of the region where the indicator is least, entered if they were not yet."""
        parts = [(self.material.figure(code, p.code).value, p) for p in self.material.parts]
        known = sorted(((v, p.code, p) for v, p in parts if v is not None), key=lambda k: k[:2])
        return [self._entered(code, place) for _value, _code, place in known[:count]]

    def _entered(self, code: str, place: Place) -> Figure:
        """A part's figure, by the number it already has or a new one."""
        group = ((self.material.division,), (place.code,))
        told = (f for f in self.ledger.figures if f.indicator == code and (f.grouping, f.group) == group)
        found = next((f for f in told if f.kind != "count"), None)
        return found or self.ledger[self.part(code, place) or 0]


def state_of(told: Indicator, value: Decimal | None, target: Decimal | None) -> str:
    state = against_target(value, target, lower_is_better=told.direction == "down")
    return "" if target is None else State(state).value


def _bounds(told: Indicator, figure: Fraction) -> dict[str, float]:
    bounds = wilson(figure) if told.kind == "proportion" else None
    return {"low": bounds[0], "high": bounds[1]} if bounds else {}
