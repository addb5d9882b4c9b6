from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heard:
    """What somebody heard from an alumnus; see `models.Said`. `to_clinic`: the problem becomes a question to the clinic."""

    state: str
    how: str
    turnover: int | None = None
    workers: int | None = None
    problem: str = ""
    topic: str = ""
    to_clinic: bool = False
