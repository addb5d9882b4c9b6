"""What other apps show on a partner's page. They add themselves at start-up: this app knows none of them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from dampingi.foundation.accounts.actors import Actor
from dampingi.records.partners.models import Partner


@dataclass(frozen=True)
class Line:
    title: str
    href: str = ""
    note: str = ""
    look: tuple[Any, Any] | None = None
    """(State, words)."""


@dataclass(frozen=True)
class Panel:
    title: str
    lines: list[Line] = field(default_factory=list)
    empty: str = ""
    action: tuple[str, str] | None = None
    """(words, address) of what can be begun here."""


Source = Callable[[Actor, Partner], Panel]
sources: list[Source] = []


def register_panel(source: Source) -> None:
    if source not in sources:
        sources.append(source)


def panels_of(actor: Actor, partner: Partner) -> list[Panel]:
    return [source(actor, partner) for source in sources]
