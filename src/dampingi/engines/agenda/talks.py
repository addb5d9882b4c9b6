"""What is planned: a talk, and where and when it was put."""

from dataclasses import dataclass

from .frame import Slot


@dataclass(frozen=True, slots=True)
class Talk:
    """`group` is the evaluation (ratings are compared inside it), `track` the level and region it is kept with, `person` who presents."""

    key: str
    group: str
    track: str
    person: str


@dataclass(frozen=True, slots=True)
class Placed:
    talk: Talk
    slot: Slot
    room: int
    raters: tuple[str, ...]
