"""Entering figures of indicators into the ledger, each with its target, its state and its uncertainty."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from dampingi.engines.indicators import Figure as Fraction
from dampingi.engines.indicators import Indicator, wilson
from dampingi.engines.targets import Path, expected, standing
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
        on: datetime.date | None = None,
    ) -> int | None:
        """The number of the figure just entered; None where the indicator is not defined here. Judged by where it should be that day (the
        report's)."""
        told = self.material.indicator(code)
        if told is None:
            return None
        path, day = self.material.paths.get(code), on or self.material.as_of
        return self.ledger.add(
            f"{told.name}, {place}",
            region=region,
            kind=KINDS[told.kind],
            indicator=code,
            value=figure.value,
            numerator=figure.numerator,
            denominator=figure.denominator,
            unit=told.unit,
            target=path.target if path else None,
            state=standing(path, figure.value, day).verdict if path else "",
            way=way_of(path, day) | ({} if grouping else self._ahead(code)),
            grouping=tuple(grouping),
            group=tuple(group),
            source=told.source,
            **(_bounds(told, figure) if bounded else {}),
        )

    def _ahead(self, code: str) -> dict[str, float]:
        found = self.material.forecasts.get(code)
        if found is None:
            return {}
        return {"forecast": found.value, "forecast_low": found.low, "forecast_high": found.high}

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


def way_of(path: Path | None, on: datetime.date) -> dict[str, Decimal | float | str | None]:
    return {"course": path.course, "baseline": path.baseline, "expected": expected(path, on)} if path else {}


def _bounds(told: Indicator, figure: Fraction) -> dict[str, float]:
    bounds = wilson(figure) if told.kind == "proportion" else None
    return {"low": bounds[0], "high": bounds[1]} if bounds else {}
