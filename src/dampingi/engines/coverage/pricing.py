"""What another choice costs against the best one."""

from collections.abc import Mapping
from dataclasses import dataclass

from .solving import Choice, Impossible, assign
from .terms import Question


@dataclass(frozen=True)
class Price:
    places: int
    """Places fewer that are served."""
    points: int
    """Points fewer; below zero only where fewer places are served."""
    choice: Choice

    @property
    def nothing(self) -> bool:
        return self.places == 0 and self.points == 0


def forced_out(asked: Question, best: Choice, candidate: str) -> Price:
    return _price(best, assign(asked, without=(candidate,)))


def forced_in(asked: Question, best: Choice, candidate: str) -> Price | None:
    """None where the candidate may serve nowhere."""
    try:
        return _price(best, assign(asked, insisted=(candidate,)))
    except Impossible:
        return None


def pinned(asked: Question, best: Choice, pins: Mapping[str, str]) -> Price:
    """What is lost when people decide for some places. Raises Impossible."""
    return _price(best, assign(asked, pins=pins))


def _price(best: Choice, other: Choice) -> Price:
    return Price(len(best.served) - len(other.served), best.points - other.points, other)
