"""The demo's year passes while it is built: what is recorded in March bears a time in March, the same for every build."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone

_STEP = datetime.timedelta(milliseconds=1)


class Clock:
    """Stands at the morning of the day it is set to; each look at it is a millisecond after all looks before.

    It may be set back: a step lives through the whole year before the next one does.
    """

    def __init__(self, day: datetime.date) -> None:
        self._looks = 0
        self.set(day)

    def set(self, day: datetime.date) -> None:
        self._morning = _morning(day)

    def now(self) -> datetime.datetime:
        self._looks += 1
        return self._morning + self._looks * _STEP


@contextmanager
def passing(clock: Clock) -> Iterator[None]:
    """Let Django's idea of now be the clock's, in this process, while a city is built and nothing is served.

    Models and actions ask `timezone.now`; it asks the `datetime` of its module, so that is what is exchanged.
    """
    real = timezone.datetime  # type: ignore[attr-defined]

    class Passing(real):  # type: ignore[misc, valid-type]
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> datetime.datetime:
            return clock.now().astimezone(tz) if tz else clock.now().replace(tzinfo=None)

    timezone.datetime = Passing  # type: ignore[attr-defined]
    try:
        yield
    finally:
        timezone.datetime = real  # type: ignore[attr-defined]


def _morning(day: datetime.date) -> datetime.datetime:
    return datetime.datetime(
        day.year, day.month, day.day, 1, 30, tzinfo=datetime.UTC
    )  # half past eight in Depok
