"""What is asked."""

from collections.abc import Mapping
from dataclasses import dataclass

MOST_PLACES, MOST_CANDIDATES, MOST_POINTS = 200, 2_000, 10**6


class Unusable(ValueError):
    """The question itself is wrong."""


@dataclass(frozen=True)
class Question:
    places: tuple[str, ...]
    candidates: tuple[str, ...]
    points: Mapping[tuple[str, str], int]
    """(candidate, place) -> whole points, 0 or more. A pair that is absent may not be."""

    def __post_init__(self) -> None:
        for ids, most in ((self.places, MOST_PLACES), (self.candidates, MOST_CANDIDATES)):
            if len(set(ids)) < len(ids) or len(ids) > most:
                raise Unusable("places and candidates are named once, and there are not too many")
        here, who = set(self.places), set(self.candidates)
        for (candidate, place), n in self.points.items():
            if candidate not in who or place not in here:
                raise Unusable(f"{candidate} at {place}: not of this question")
            if not isinstance(n, int) or not 0 <= n <= MOST_POINTS:
                raise Unusable(f"{candidate} at {place}: points are whole, from 0")
