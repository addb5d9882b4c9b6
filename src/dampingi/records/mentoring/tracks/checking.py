"""Whether what a stage asks is there, from counts that were read for many participants at once."""

import datetime
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dampingi.records.mentoring.tracks.reading import NOTHING, Counts, Found
from dampingi.records.mentoring.tracks.vocabulary import Condition, Duty


@dataclass(frozen=True)
class Checked:
    """A condition and what is on record for it."""

    condition: Condition
    words: str
    found: Found

    @property
    def met(self) -> bool:
        return self.found.count >= self.condition.needed

    @property
    def on(self) -> datetime.date | None:
        return self.found.on

    @property
    def duty(self) -> Duty:
        return self.condition.duty

    @property
    def progress(self) -> str:
        """`1/3` where several are asked for and some are missing."""
        wanted = self.condition.needed
        return f"{self.found.count}/{wanted}" if wanted > 1 and not self.met else ""

    def told(self) -> dict[str, Any]:
        on = self.found.on.isoformat() if self.found.on else None
        return {**self.condition.told(), "found": self.found.count, "met": self.met, "on": on}


Names = dict[tuple[str, str], str]
"""(task or stage, code) -> name."""


def check(
    conditions: Iterable[Condition],
    enrolment: uuid.UUID,
    *,
    counts: Counts,
    done: Mapping[str, datetime.date],
    names: Names,
) -> tuple[Checked, ...]:
    """`done`: the participant's finished stages by code, with the day."""

    def found(condition: Condition) -> Found:
        if condition.kind == "stage":
            return Found(1, done[condition.what]) if condition.what in done else NOTHING
        return counts.get((enrolment, *condition.key), NOTHING)

    return tuple(Checked(c, c.words(names), found(c)) for c in conditions)
