import datetime
from dataclasses import dataclass, field

from dampingi.records.surveys.figures import Figures


@dataclass(frozen=True, slots=True)
class AnswerIntake:
    """`state` is one of `models.State` but open; `number` is which answer of this respondent it is, from 1, so that none hides another."""

    number: int
    state: str
    on: datetime.date
    how: str = ""
    figures: Figures = field(default_factory=dict)
    note: str = ""
