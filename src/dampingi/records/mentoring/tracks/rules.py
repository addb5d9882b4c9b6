"""What each stage of a programme asks, from its published edition."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dampingi.records.mentoring.tracks.vocabulary import Condition
from dampingi.records.programmes.models import StageEdition


@dataclass(frozen=True)
class Rule:
    """One stage: when it may begin (`entry`), what must be there before it is finished (`exit`), by when."""

    code: str
    name: str
    due_on: datetime.date
    purpose: str = ""
    by_need: bool = False
    """Not everybody needs it; where not, that is said with its reason."""
    fields: tuple[str, ...] = ()
    """Who has an open constraint in one of these fields needs a stage by need (definitions/constraint_fields.yaml)."""
    entry: tuple[Condition, ...] = ()
    exit: tuple[Condition, ...] = ()

    def told(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "name": self.name,
            "due_on": self.due_on.isoformat(),
            "purpose": self.purpose,
            "by_need": self.by_need,
            "fields": list(self.fields),
            "entry": [c.told() for c in self.entry],
            "exit": [c.told() for c in self.exit],
        }

    @classmethod
    def read(cls, told: dict[str, Any]) -> "Rule":
        return cls(
            code=told["code"],
            name=told["name"],
            due_on=datetime.date.fromisoformat(told["due_on"]),
            purpose=told["purpose"],
            by_need=told["by_need"],
            fields=tuple(told["fields"]),
            entry=tuple(Condition(**c) for c in told["entry"]),
            exit=tuple(Condition(**c) for c in told["exit"]),
        )


@dataclass(frozen=True)
class Asked:
    """The edition in force of a programme, and its rules by the stage's code."""

    edition: StageEdition
    rules: dict[str, Rule]

    @property
    def conditions(self) -> set[Condition]:
        return {c for rule in self.rules.values() for c in (*rule.entry, *rule.exit)}


def asked(programmes: Iterable[uuid.UUID]) -> dict[uuid.UUID, Asked]:
    """programme -> what its stages ask now; none for a programme that published nothing."""
    found: dict[uuid.UUID, Asked] = {}
    for edition in StageEdition.objects.filter(programme__in=list(programmes)).order_by("number"):
        found[edition.programme_id] = Asked(edition, {told["code"]: Rule.read(told) for told in edition.body})
    return found
