"""Figures over several programmes, as a province needs them: numerators and denominators added up, never means of shares."""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dampingi.engines.indicators import Figure, Indicator
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.ui.states import State
from dampingi.insight.monitoring.goals import Goal, Wanted, goal_of
from dampingi.insight.monitoring.queries import aims, indicator, values
from dampingi.insight.monitoring.values import NOTHING, Values
from dampingi.records.programmes.models import Programme


@dataclass(frozen=True)
class Together:
    """Each programme's figures and targets, and what they make together."""

    programmes: tuple[Programme, ...]
    each: Mapping[uuid.UUID, Values]
    wanted: Mapping[uuid.UUID, Mapping[str, Wanted]]

    def of(self, code: str, programme: Programme | None = None) -> Figure:
        if programme:
            return self.each[programme.id].of(code)
        return sum((found.of(code) for found in self.each.values()), NOTHING)

    def goal(self, code: str, programme: Programme | None = None) -> Goal | None:
        """A programme's own; of all together: what they would reach if each reached its own, so weighted by denominators. None while one
        that counts has no target."""
        asked = (programme,) if programme else self.programmes
        counting = [(self.of(code, p).denominator, self.wanted[p.id].get(code)) for p in asked]
        if not programme and not any(weight for weight, _wanted in counting):
            return None
        return goal_of(self.indicator(code), counting)

    def target(self, code: str, programme: Programme | None = None) -> Decimal | None:
        goal = self.goal(code, programme)
        return goal.target if goal else None

    def state(self, code: str, programme: Programme | None = None) -> State:
        """By where it should be by now. A programme that is over is judged by its last day."""
        goal = self.goal(code, programme)
        return goal.state(self.of(code, programme).value, self._day(programme)) if goal else State.NONE

    def on_the_way(self, code: str) -> tuple[int, int]:
        """How many programmes are where they should be by now, and how many have both a figure and something expected."""
        told = [self.state(code, p) for p in self.programmes]
        return sum(s is State.GOOD for s in told), sum(s is not State.NONE for s in told)

    def indicator(self, code: str) -> Indicator:
        return indicator(code)

    def _day(self, programme: Programme | None) -> datetime.date:
        asked = [programme] if programme else self.programmes
        return max(self.each[p.id].period.end for p in asked)


def together(actor: Actor, programmes: Sequence[Programme], codes: Sequence[str]) -> Together:
    """Each programme up to today, as far as the actor reaches it. Raises what `values` raises."""
    return Together(
        tuple(programmes),
        {p.id: values(actor, codes, programme=p) for p in programmes},
        {p.id: wanted_of(p, region=p.region) for p in programmes},
    )


def wanted_of(programme: Programme, *, region: str) -> dict[str, Wanted]:
    """indicator -> what holds for the region, with the way to it."""
    return {
        code: Wanted(programme, Decimal(t.value), t.baseline, t.course)
        for code, t in aims(programme, region=region).items()
    }
