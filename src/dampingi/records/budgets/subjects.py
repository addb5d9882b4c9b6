"""For what money is held: each app that reserves money registers how its records are called, where they are read, and what will be paid when."""

import datetime
import uuid
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from dampingi.foundation.accounts.actors import Actor
from dampingi.records.budgets.models import Budget

Expected = tuple[datetime.date, int]
"""A day and what is expected to be paid on it."""


@dataclass(frozen=True)
class Step:
    """Something another app offers to do with a budget: a form that sends nothing but itself."""

    title: str
    says: str
    url: str
    button: str


@dataclass(frozen=True)
class SubjectKind:
    """`titles`: the name of each. `url`: where it is read. `expected`: for a budget, per subject what is still to be paid and when, in later years too. `step`: what its app offers to do with a budget.
    `taken_back`: where its entries are taken back, in words, if not here: a record of its own says what was owed and paid, and both have to stay the same."""

    name: str
    titles: Callable[[Actor, Collection[uuid.UUID]], dict[uuid.UUID, str]]
    url: Callable[[uuid.UUID], str]
    expected: Callable[[Budget], Iterable[Expected]] | None = None
    step: Callable[[Actor, Budget], Step | None] | None = None
    taken_back: Any = None


kinds: dict[str, SubjectKind] = {}


def register(kind: SubjectKind) -> None:
    kinds[kind.name] = kind


def titles(
    actor: Actor, subjects: Iterable[tuple[str, uuid.UUID | None]]
) -> dict[uuid.UUID, tuple[str, str]]:
    """subject id -> (name, address), of those whose app told how."""
    found: dict[uuid.UUID, tuple[str, str]] = {}
    told = list(subjects)
    for name, kind in kinds.items():
        ids = {id for each, id in told if each == name and id}
        if ids:
            found |= {id: (title, kind.url(id)) for id, title in kind.titles(actor, ids).items()}
    return found


def taken_back_at(kind: str) -> str:
    """Where entries of such a subject are taken back; '' for those that are taken back in the book itself."""
    found = kinds.get(kind)
    return str(found.taken_back) if found and found.taken_back else ""


def expected(budget: Budget) -> list[Expected]:
    return sorted(e for kind in kinds.values() if kind.expected for e in kind.expected(budget))


def steps(actor: Actor, budget: Budget) -> list[Step]:
    return [s for kind in kinds.values() if kind.step and (s := kind.step(actor, budget))]
