"""What a kind of sheet must be able to do."""

import uuid
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from dampingi.engines.sheets.repeats import Row
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.origins.models import Origin
from dampingi.records.programmes.models import Programme

if TYPE_CHECKING:
    from dampingi.capture.imports.plans import Plan

Subject = tuple[str, uuid.UUID]


class Manner(Protocol):
    needs_programme: bool

    def known(self, by: Actor, region: str, programme: Programme | None) -> Sequence[Row]:
        """What is on record already and a row may repeat."""
        ...

    def fill(self, by: Actor, plan: "Plan", choices: Mapping[str, Any]) -> None:
        """Set `plan.rows`, one intake for each accepted row; refuse rows that break a rule of the records."""
        ...

    def record(self, *, by: Actor, origin: Origin, plan: "Plan") -> list[Subject]:
        """Carry it out inside the caller's transaction; the subjects are aligned with `plan.accepted`."""
        ...

    def undo(self, *, by: Actor, origin: Origin, subjects: Sequence[Subject]) -> dict[str, Any]:
        """Take back what nobody touched since: {archived: count, kept: [{kind, id, name, why}]}."""
        ...
