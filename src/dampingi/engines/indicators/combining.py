"""Composite indicators: a weighted mean of others, each put on a scale of 0 to 100 first.

Min-max scaling to fixed goalposts and an arithmetic mean, as the Human Development Index did until 2009 (UNDP, Technical notes) and the
OECD/JRC Handbook on Constructing Composite Indicators (2008, ch. 5-6) describes. Goalposts are written down and not taken from
the data, so that one region's value never changes because another's did. Exact: fractions until the last division.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from dampingi.engines.indicators.conditions import Unclear
from dampingi.engines.indicators.figures import Figure

MOST_PARTS, MOST_WEIGHT = 12, 100


@dataclass(frozen=True)
class Component:
    """`zero` and `full` are the values, in the part's own scale, that count as 0 and as 100; where lower is better zero is the higher one."""

    indicator: str
    weight: int
    zero: Decimal
    full: Decimal

    def score(self, figure: Figure) -> Fraction | None:
        """0 to 100, exact; None where the part has no value."""
        if figure.denominator == 0:
            return None
        zero, full = Fraction(self.zero), Fraction(self.full)
        reached = (Fraction(figure.numerator, figure.denominator) - zero) / (full - zero)
        return 100 * min(Fraction(1), max(Fraction(0), reached))


def combined(parts: Sequence[tuple[Component, Figure]], *, skips: bool) -> Figure:
    """The whole; without a value where a part has none, unless the definition `skips` missing parts (then of those there are)."""
    told = [(part.weight, part.score(figure)) for part, figure in parts]
    if not skips and any(score is None for _w, score in told):
        return Figure(0, 0)
    there = [(weight, score) for weight, score in told if score is not None]
    if not there:
        return Figure(0, 0)
    whole = sum((weight * score for weight, score in there), Fraction(0)) / sum(w for w, _s in there)
    return Figure(whole.numerator, whole.denominator)


def cycle(code: str, parts: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The way from an indicator through its parts back to itself; () where there is none. `parts`: code -> codes of its parts."""
    ways: list[tuple[str, ...]] = [(code,)]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        for part in parts.get(way[-1], ()):
            if part == code:
                return (*way, part)
            if part not in seen:
                seen.add(part)
                ways.append((*way, part))
    return ()


def components(code: str, raw: Any) -> tuple[Component, ...]:
    """Raises Unclear."""
    if not isinstance(raw, list) or not 2 <= len(raw) <= MOST_PARTS:
        raise Unclear(
            code, "parts", f"names 2 to {MOST_PARTS} indicators", "too_few_parts", most=str(MOST_PARTS)
        )
    found = tuple(_component(code, entry) for entry in raw)
    if len({each.indicator for each in found}) < len(found):
        raise Unclear(code, "parts", "names an indicator twice", "part_twice")
    return found


def _component(code: str, entry: Any) -> Component:
    if not isinstance(entry, Mapping) or set(entry) != {"indicator", "weight", "zero", "full"}:
        raise Unclear(code, "parts", "each has indicator, weight, zero and full", "not_a_part")
    weight = entry["weight"]
    if isinstance(weight, bool) or not isinstance(weight, int) or not 1 <= weight <= MOST_WEIGHT:
        raise Unclear(code, "parts", f"a weight is a whole number from 1 to {MOST_WEIGHT}", "not_a_weight")
    try:
        zero, full = Decimal(str(entry["zero"])), Decimal(str(entry["full"]))
    except InvalidOperation:
        raise Unclear(code, "parts", "zero and full are numbers", "not_a_part") from None
    if not zero.is_finite() or not full.is_finite() or zero == full or max(abs(zero), abs(full)) > 10**15:
        raise Unclear(code, "parts", "zero and full are two different numbers", "no_scale")
    return Component(str(entry["indicator"]), weight, zero, full)
