"""What a calendar is read into, and how reading fails."""

import datetime
from dataclasses import dataclass, field

MOST_BYTES = 5_000_000


class CalendarError(ValueError):
    """`code`: not_a_calendar, too_large, too_many, too_heavy."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, order=True)
class Busy:
    """Both in UTC."""

    start: datetime.datetime
    end: datetime.datetime


@dataclass(frozen=True)
class Note:
    """An entry that was left out (`no_start`, `ends_before`, `too_often`, `broken`), or taken as local time (`unknown_zone`)."""

    code: str
    on: datetime.date | None
    about: str = ""
    """The name of the zone. Never a title."""


@dataclass
class Read:
    busy: list[Busy] = field(default_factory=list)
    """In order, merged: entries that touch are one."""
    notes: list[Note] = field(default_factory=list)
    entries: int = 0
