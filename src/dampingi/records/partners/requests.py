"""What is asked of a partner, gathered for its own page. Apps above add themselves to `sources` at start-up: this app knows none of them."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from dampingi.foundation.accounts.actors import Actor
from dampingi.records.partners.models import Partner


@dataclass(frozen=True)
class Asked:
    """One thing that waits for a partner, or that it may look at."""

    group: str
    """What kind of thing, in the reader's words: a heading of the page."""
    title: str
    href: str = ""
    note: str = ""
    due: datetime.date | None = None
    waits: bool = True
    """Somebody of the partner has to do something."""


Source = Callable[[Actor, list[Partner]], list[Asked]]
sources: list[Source] = []


def register_source(source: Source) -> None:
    if source not in sources:
        sources.append(source)


def asked_of(actor: Actor, partners: list[Partner]) -> list[Asked]:
    """Everything, what waits first, the earliest due date on top."""
    found = [each for source in sources for each in source(actor, partners)] if partners else []
    return sorted(found, key=lambda a: (not a.waits, a.due or datetime.date.max, a.group, a.title))
