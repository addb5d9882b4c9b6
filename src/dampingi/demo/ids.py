"""UUIDv7 keys that are the same for the same seed and day: a clock that ticks a millisecond a row, seeded chance."""

import datetime
import random
import uuid
from collections.abc import Callable
from itertools import count


def seeded_ids(seed: int, today: datetime.date) -> Callable[[], uuid.UUID]:
    start = datetime.datetime(today.year, today.month, today.day, tzinfo=datetime.UTC)
    milliseconds = count(int(start.timestamp() * 1000) - 10_000_000)  # all of them before the day dawns
    rng = random.Random(f"{seed}/ids")  # noqa: S311 - a demo city, not a secret

    def next_id() -> uuid.UUID:
        chance = rng.getrandbits(74)
        high = next(milliseconds) << 80 | 7 << 76 | (chance >> 62) << 64
        return uuid.UUID(int=high | 2 << 62 | chance & (1 << 62) - 1)

    return next_id
