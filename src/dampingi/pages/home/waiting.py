from dataclasses import dataclass

from dampingi.foundation.ui.states import State


@dataclass(frozen=True)
class Work:
    """What waits, how much of it, and the door to exactly that."""

    count: int
    label: str
    note: str
    href: str
    icon: str
    state: State = State.WATCH
