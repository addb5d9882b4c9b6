import datetime
from dataclasses import dataclass


@dataclass(frozen=True)
class TimeIntake:
    """One of the office's times as somebody writes it down; see `models.OfficeTime`."""

    kind: str
    name: str
    first: datetime.date
    last: datetime.date
    weekdays: str = ""
    starts: datetime.time | None = None
    ends: datetime.time | None = None
    closed: bool = True
    code: str = ""

    @property
    def same(self) -> tuple[object, ...]:
        """As `OfficeTime.same`."""
        return (self.name, self.first, self.last, self.weekdays, self.starts)
