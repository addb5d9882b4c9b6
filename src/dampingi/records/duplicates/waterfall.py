"""The evidence of a pair as a waterfall: each step's bar begins where the one before ended."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from dampingi.engines.linkage import Evidence
from dampingi.records.duplicates.models import Pair
from dampingi.records.duplicates.words import COMPARED, bits, chance, chance_words, evidence, said

COMBINED = ("crossed", "one_owner", "one_door")
"""What several facts tell together: not known is the usual case, and no fact anybody could fill in."""
SILENT = 0.05
"""Bits below which a step says nothing."""


@dataclass(frozen=True)
class Step:
    """`x` and `width` in percent of the picture's width; `zero` is where even odds stand."""

    words: str
    bits: str
    chance: str
    chance_words: str
    x: float
    width: float
    kind: str


@dataclass(frozen=True)
class Waterfall:
    steps: tuple[Step, ...]
    zero: float
    unknown: str

    @property
    def last(self) -> Step:
        return self.steps[-1]


def waterfall(pair: Pair) -> Waterfall | None:
    steps = evidence(pair)
    if not steps:
        return None
    told = [step for step in steps[1:] if abs(step.weight) >= SILENT]
    told = sorted(told, key=lambda step: -step.weight)
    ends = [0.0, steps[0].weight]
    for step in told:
        ends.append(ends[-1] + step.weight)
    low, high = min(ends), max(ends)
    scale = 100 / (high - low or 1)
    at = [(end - low) * scale for end in ends]
    shown = [_start(steps[0], at)]
    running = steps[0].weight
    for number, step in enumerate(told, 1):
        running += step.weight
        shown.append(
            _step(said(step.comparison, step.level), step.weight, running, at[number], at[number + 1])
        )
    unknown = ", ".join(
        str(COMPARED[s.comparison])
        for s in steps[1:]
        if s.level == "unknown" and s.comparison not in COMBINED
    )
    return Waterfall(tuple(shown), round(-low * scale, 2), unknown)


def _start(step: Evidence, at: list[float]) -> Step:
    return _step(_("Sebelum dibandingkan: dua usaha sembarang"), step.weight, step.weight, at[0], at[1])


def _step(words: str, weight: float, running: float, start: float, end: float) -> Step:
    probability = 1 / (1 + 2.0 ** -max(-1000.0, min(1000.0, running)))
    left, right = sorted((start, end))
    return Step(
        words, bits(weight), chance(probability), chance_words(probability), round(left, 2), round(max(right - left, 0.4), 2),
        "for" if weight > 0 else "against",
    )  # fmt: skip
