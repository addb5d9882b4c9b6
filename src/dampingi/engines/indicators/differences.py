"""Whether two figures differ by more than chance: the difference, its interval, and what kind of evidence there is.

A figure is a ratio of sums, and one person often has several rows in it (trainings, months), so rows are no independent evidence: the
sums of each person are. Both figures may hold the same persons (one place at two times, a kecamatan inside its city).

- Ratios of sums, shared persons or not: the linearised (Taylor) variance of the difference with persons as clusters (Woodruff, J. Am.
  Stat. Assoc. 66, 1971; Cochran, Sampling Techniques, 3rd ed., 6.6), Student's t with one degree less than persons.
- Proportions of two groups without a person in common: Newcombe's score interval (Statistics in Medicine 17, 1998, method 10), whose
  counts are divided by the design effect where a person's rows agree more than chance would make them (Rao and Scott, Biometrics 48,
  1992). It stays honest near 0 and 1, where the linearised variance is nothing.
- What is called a proportion and is none (a numerator beyond its denominator) is judged as a ratio of sums.
- Assumed: persons are alike draws of what might have happened; nothing is said about why figures differ. With fewer than `FEWEST`
  persons on either side there is a difference and no interval.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from dampingi.engines.indicators.figures import Figure

FEWEST = 10
Person = str
Sums = Mapping[Person, Figure]
"""Person -> their share of a figure. Persons whose share is 0 of 0 are left out by themselves."""


@dataclass(frozen=True, slots=True)
class Difference:
    """`gap` is the first figure minus the second, None where one of them is missing. `low`, `high`: its interval, None where there are too
    few persons or nothing varies. `shared`: persons in both."""

    first: Figure
    second: Figure
    gap: float | None
    low: float | None
    high: float | None
    persons: tuple[int, int]
    shared: int

    @property
    def certain(self) -> bool:
        """More than chance: the interval leaves zero out."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


def difference(first: Sums, second: Sums, *, proportion: bool, level: float = 0.90) -> Difference:
    one, two = _present(first), _present(second)
    totals = _total(one), _total(two)
    persons, shared = (len(one), len(two)), len(one.keys() & two.keys())
    values = totals[0].value, totals[1].value
    if values[0] is None or values[1] is None:
        return Difference(*totals, None, None, None, persons, shared)
    gap = float(values[0] - values[1])
    if min(persons) < FEWEST:
        return Difference(*totals, gap, None, None, persons, shared)
    edges: tuple[float | None, float | None]
    if proportion and not shared and all(total.is_part for total in totals):
        edges = _newcombe(_thinned(one, totals[0]), _thinned(two, totals[1]), level)
    else:
        edges = _linearised(one, two, totals, gap, level)
    return Difference(*totals, gap, *edges, persons, shared)


def _present(sums: Sums) -> dict[Person, Figure]:
    return {person: each for person, each in sums.items() if each.numerator or each.denominator}


def _total(sums: Sums) -> Figure:
    return sum(sums.values(), Figure(0, 0))


def _influence(each: Figure | None, total: Figure) -> float:
    """How much a person pulls the ratio away from what it is without them, to the first order."""
    if each is None:
        return 0.0
    return (each.numerator - each.denominator * total.numerator / total.denominator) / total.denominator


def _linearised(
    one: Sums, two: Sums, totals: tuple[Figure, Figure], gap: float, level: float
) -> tuple[float | None, float | None]:
    from scipy.special import stdtrit  # here: only a comparison needs it

    everyone = one.keys() | two.keys()
    pulls = (_influence(one.get(p), totals[0]) - _influence(two.get(p), totals[1]) for p in everyone)
    n = len(everyone)
    error = sqrt(n / (n - 1) * sum(pull * pull for pull in pulls))
    if error < 1e-12:
        return None, None
    half = float(stdtrit(n - 1, 0.5 + level / 2)) * error
    return gap - half, gap + half


def _thinned(sums: Sums, total: Figure) -> tuple[float, float]:
    """(successes, tries) worth as much as independent ones."""
    tries, share = total.denominator, total.numerator / total.denominator
    plain = share * (1 - share) / tries
    found = sum(_influence(each, total) ** 2 for each in sums.values())
    effect = max(1.0, found / plain) if plain > 0 else max(1.0, tries / len(sums))
    return total.numerator / effect, tries / effect


def _newcombe(one: tuple[float, float], two: tuple[float, float], level: float) -> tuple[float, float]:
    z = NormalDist().inv_cdf(0.5 + level / 2)
    (p, low, high), (q, below, above) = _scored(*one, z), _scored(*two, z)
    return (
        max(-1.0, p - q - sqrt((p - low) ** 2 + (above - q) ** 2)),
        min(1.0, p - q + sqrt((high - p) ** 2 + (q - below) ** 2)),
    )


def _scored(k: float, n: float, z: float) -> tuple[float, float, float]:
    p = k / n
    centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return p, centre - half, centre + half
