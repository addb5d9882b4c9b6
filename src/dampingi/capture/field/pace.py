"""How fast one phone may call: a bucket of calls that fills again with time. A phone that is told to wait keeps its queue.

Each web process counts for itself, so that a call costs no question to the database; with W processes a phone gets at most W times as much.
"""

import threading
import time
import uuid
from collections import OrderedDict
from collections.abc import Callable
from math import ceil

MOST = 600
"""Calls at once: a week's queue with its photos, sent as fast as a good line carries it."""
PER_SECOND = 10.0
REMEMBERED = 20_000
"""Phones whose bucket is kept; the one heard of least lately is forgotten, which gives it a full one."""


class Pace:
    def __init__(
        self, most: int = MOST, per_second: float = PER_SECOND, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.most, self.per_second, self.clock = most, per_second, clock
        self._left: OrderedDict[uuid.UUID, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, device: uuid.UUID) -> int:
        """0 where the phone may call now; otherwise whole seconds until it may. Takes one call from its bucket."""
        with self._lock:
            now = self.clock()
            left, since = self._left.pop(device, (float(self.most), now))
            left = min(self.most, left + (now - since) * self.per_second)
            allowed = left >= 1
            self._left[device] = (left - 1 if allowed else left, now)
            while len(self._left) > REMEMBERED:
                self._left.popitem(last=False)
        return 0 if allowed else ceil((1 - left) / self.per_second)


PACE = Pace()
