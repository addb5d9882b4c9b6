"""Figures over several programmes, as a province needs them: numerators and denominators added up, never means of shares."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dampingi.engines.indicators import Figure, Indicator
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.ui.states import State, against_target
from dampingi.insight.monitoring.queries import indicator, targets, values
from dampingi.insight.monitoring.values import NOTHING, Values
from dampingi.records.programmes.models import Programme


@dataclass(frozen=True)
class Together:
    """Each programme's figures and targets, and what they make together."""

    programmes: tuple[Programme, ...]
    each: Mapping[uuid.UUID, Values]
    wanted: Mapping[uuid.UUID, Mapping[str, Decimal]]

    def of(self, code: str, programme: Programme | None = None) -> Figure:
        if programme:
            return self.each[programme.id].of(code)
        return sum((found.of(code) for found in self.each.values()), NOTHING)

    def target(self, code: str, programme: Programme | None = None) -> Decimal | None:
        """A programme's own; of all together: what they would reach if each reached its own, so weighted by denominators. None while one
        that counts has no target."""
        if programme:
            return self.wanted[programme.id].get(code)
        counting = [(self.of(code, p).denominator, self.target(code, p)) for p in self.programmes]
        known = [(weight, target) for weight, target in counting if weight and target is not None]
        whole = sum(weight for weight, _target in known)
        if not whole or len(known) < sum(1 for weight, _target in counting if weight):
            return None
        return sum((weight * target for weight, target in known), Decimal(0)) / whole

    def state(self, code: str, programme: Programme | None = None) -> State:
        down = indicator(code).direction == "down"
        return against_target(
            self.of(code, programme).value, self.target(code, programme), lower_is_better=down
        )

    def reached(self, code: str) -> tuple[int, int]:
        """How many programmes are at their target, and how many have both a figure and a target."""
        told = [self.state(code, p) for p in self.programmes]
        return sum(s is State.GOOD for s in told), sum(s is not State.NONE for s in told)

    def indicator(self, code: str) -> Indicator:
        return indicator(code)


def together(actor: Actor, programmes: Sequence[Programme], codes: Sequence[str]) -> Together:
    """Each programme up to today, as far as the actor reaches it. Raises what `values` raises."""
    return Together(
        tuple(programmes),
        {p.id: values(actor, codes, programme=p) for p in programmes},
        {p.id: _targets(p) for p in programmes},
    )


def _targets(programme: Programme) -> dict[str, Decimal]:
    return {code: Decimal(value) for code, value in targets(programme, region=programme.region).items()}
