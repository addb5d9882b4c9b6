"""What a question about indicators is answered with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dampingi.engines.indicators import Figure, Indicator
from dampingi.insight.monitoring.periods import Period

NOTHING = Figure(0, 0)
Key = tuple[str, ...]


@dataclass(frozen=True)
class Values:
    """Figures by indicator and group. A group is a tuple of texts in the order of `grouping`; () where there is none."""

    programme: str
    region: str
    period: Period
    grouping: Key
    indicators: Mapping[str, Indicator]
    figures: Mapping[str, Mapping[Key, Figure]]
    each: tuple["Values", ...] = ()
    """What it is the sum of; () of one programme's own."""

    @property
    def parts(self) -> tuple["Values", ...]:
        return self.each or (self,)

    def of(self, code: str, *group: str) -> Figure:
        return self.figures[code].get(group, NOTHING)

    def value(self, code: str, *group: str) -> Decimal | None:
        return self.of(code, *group).value

    def groups(self, code: str | None = None) -> list[Key]:
        """Every group met, in order; of one indicator or of all."""
        told = [self.figures[code]] if code else list(self.figures.values())
        return sorted({group for figures in told for group in figures})

    def by(self, code: str) -> dict[str, Figure]:
        """group -> figure, where there is one grouping."""
        return {group[0]: figure for group, figure in sorted(self.figures[code].items())}


def summed(each: Sequence[Values]) -> Values:
    """Several programmes' answers to one question: numerators and denominators added up group by group."""
    first = each[0]
    figures: dict[str, dict[Key, Figure]] = {code: {} for code in first.indicators}
    for found in each:
        for code, told in figures.items():
            for group, figure in found.figures[code].items():
                told[group] = told.get(group, NOTHING) + figure
    period = Period(min(v.period.start for v in each), max(v.period.end for v in each))
    return Values("", first.region, period, first.grouping, first.indicators, figures, tuple(each))
