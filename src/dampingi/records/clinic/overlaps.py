"""Two things at once: a person is in one place. Times of one day; what ends when the other begins does not overlap."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True)
class Span:
    """From `starts` for so many minutes on one day; past midnight counts as the same day's end."""

    on: datetime.date
    starts: datetime.time
    minutes: int

    @property
    def told(self) -> str:
        end = self._begin + self.minutes
        return f"{self.starts:%H.%M}\u2013{end // 60 % 24:02d}.{end % 60:02d}"

    @property
    def _begin(self) -> int:
        return self.starts.hour * 60 + self.starts.minute

    def overlaps(self, other: "Span") -> bool:
        if self.on != other.on:
            return False
        return self._begin < other._begin + other.minutes and other._begin < self._begin + self.minutes
