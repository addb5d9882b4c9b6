"""What a question about indicators is answered with."""

from collections.abc import Mapping
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
