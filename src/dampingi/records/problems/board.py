"""The board: every open problem in one column, with whom it waits for, and what was closed lately."""

import datetime
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.translation import gettext as _

from dampingi.foundation.ui.formats import short_day
from dampingi.foundation.ui.states import State
from dampingi.records.problems.authority import called, place
from dampingi.records.problems.listing import tell_places
from dampingi.records.problems.models import AgreedAction
from dampingi.records.problems.standing import (
    LATE,
    LOOKS,
    NEW,
    READY,
    RUNNING,
    WAITING,
    WORDS,
    days_of,
    state_of,
    where,
)

ORDER = (LATE, WAITING, NEW, RUNNING, READY)
SHOWN = 12
LATELY = datetime.timedelta(days=90)


@dataclass(frozen=True)
class Lane:
    key: str
    words: str
    look: State
    cards: list[Any]
    count: int

    @property
    def more(self) -> int:
        return self.count - len(self.cards)


def board(rows: Any, today: datetime.date) -> list[Lane]:
    """`rows` with their standing, not archived; the oldest first."""
    running = list(rows.filter(closed_at=None).order_by("noted_on", "title", "id"))
    closed = rows.filter(closed_on__gte=today - LATELY).order_by("-closed_on", "title", "id")
    lanes: dict[str, list[Any]] = defaultdict(list)
    for row in running:
        lanes[where(row)].append(row)
    told = [Lane(key, str(WORDS[key]), LOOKS[key], lanes[key][:SHOWN], len(lanes[key])) for key in ORDER]
    last = list(closed[:SHOWN])
    told.append(Lane("", _("Ditutup 90 hari terakhir"), State.GOOD, last, closed.count()))
    _tell([card for lane in told for card in lane.cards], today)
    return told


def _tell(cards: list[Any], today: datetime.date) -> None:
    """Of all lanes at once."""
    tell_places(cards)
    nearest, whose = _nearest(cards), cache(called)
    for card in cards:
        card.days = days_of(card, today)
        card.look, card.look_words = state_of(card)
        card.awaits = _awaits(card, nearest.get(card.id), whose)


def _nearest(cards: list[Any]) -> dict[Any, AgreedAction]:
    """The open action that is due first, of each."""
    rows = AgreedAction.objects.unscoped("of problems the reader reaches").filter(
        problem__in=cards, done_at=None, dropped_at=None
    )
    return {a.problem_id: a for a in rows.select_related("owner").order_by("-due_on", "-id")}


def _awaits(card: Any, next_one: AgreedAction | None, whose: Callable[[str, str], str]) -> str:
    """Whom it waits for, and until when."""
    if card.closed_at:
        return str(card.look_words)
    if card.held == card.home and next_one:
        return _("%(who)s, %(due)s") % {"who": next_one.by_whom, "due": short_day(next_one.due_on)}
    return whose(place(card.region, card.held), card.held)
