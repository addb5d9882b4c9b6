"""A figure is two integers. Only here are they divided."""

from dataclasses import dataclass
from decimal import Decimal, localcontext
from math import sqrt
from statistics import NormalDist


@dataclass(frozen=True, slots=True)
class Figure:
    """`numerator` over `denominator`, both exact. Adding two figures of one indicator gives the figure of both groups."""

    numerator: int
    denominator: int

    @property
    def value(self) -> Decimal | None:
        """The exact quotient to 28 digits; None where nothing was due (a denominator of 0 is no zero)."""
        if self.denominator == 0:
            return None
        with localcontext() as exact:
            exact.prec = 28
            return Decimal(self.numerator) / Decimal(self.denominator)

    @property
    def is_part(self) -> bool:
        """Whether the numerator lies within the denominator, as it does in every proportion."""
        return 0 <= self.numerator <= self.denominator

    def __add__(self, other: "Figure") -> "Figure":
        return Figure(self.numerator + other.numerator, self.denominator + other.denominator)


def wilson(figure: Figure, level: float = 0.90) -> tuple[float, float] | None:
    """Score interval of a proportion (Wilson, J. Am. Stat. Assoc. 22, 1927); None without a denominator, and where the
    numerator is no part of it: what an office defines need not be a proportion although it says so, and then has no such interval.

    Unlike the textbook interval it stays inside 0..1 and is honest for the 20 to 40 participants of a kelurahan (Brown, Cai
    and DasGupta, Statistical Science 16, 2001).
    """
    n, k = figure.denominator, figure.numerator
    if not figure.is_part or n == 0:
        return None
    z = NormalDist().inv_cdf(0.5 + level / 2)
    p = k / n
    centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return max(0.0, centre - half), min(1.0, centre + half)
