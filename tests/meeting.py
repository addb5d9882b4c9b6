"""People who look at one thing before any of them writes: what a race test waits for, on however busy a machine."""

from collections import Counter, defaultdict
from collections.abc import Callable
from functools import wraps
from threading import Event, Lock, get_ident
from typing import Any

FOR_NOBODY = 0.03
"""Seconds to wait behind a lock, where nobody else can come: long enough for one who would come."""
FOR_OTHERS = 20.0
"""Seconds to wait without the lock. Nobody waits that long: all go on when the last has looked."""


def meeting(look: Callable[..., Any], seconds: float = FOR_NOBODY, among: int = 2) -> Callable[..., Any]:
    """`look`, but whoever looked the n-th time goes on only when `among` people have looked as often, or after `seconds`."""
    looks: Counter[int] = Counter()
    came: Counter[int] = Counter()
    met: defaultdict[int, Event] = defaultdict(Event)
    counting = Lock()

    @wraps(look)
    def looking(*args: Any, **kwargs: Any) -> Any:
        found = look(*args, **kwargs)
        with counting:
            nth = looks[get_ident()] = looks[get_ident()] + 1
            came[nth] += 1
            all_came = met[nth]
            if came[nth] >= among:
                all_came.set()
        all_came.wait(seconds)
        return found

    return looking
