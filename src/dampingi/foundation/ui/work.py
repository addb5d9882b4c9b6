"""The open work on a role's first page: what waits, how much, and the door to it. Apps add their cards at start-up; nothing here knows them."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

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


@dataclass(frozen=True)
class Desk:
    """Whose first page it is, of which programme, on which day."""

    actor: Any
    programme: Any
    today: datetime.date


Card = Callable[[Desk], Work | None]
"""None for a desk whose work it is not."""
_cards: list[tuple[int, Card]] = []


def register_work(place: int, card: Card) -> None:
    """The lower its place, the more pressing it is beside the others."""
    if (place, card) not in _cards:
        _cards.append((place, card))


def work_of(actor: Any, programme: Any, *, today: datetime.date) -> list[Work]:
    """Only what is open, most pressing first."""
    desk = Desk(actor, programme, today)
    found = [card(desk) for _place, card in sorted(_cards, key=lambda each: each[0])]
    return [each for each in found if each is not None and each.count]
