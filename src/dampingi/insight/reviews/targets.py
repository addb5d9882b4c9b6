"""Which of the programme's targets are reached, part by part: indicator by indicator, as the dashboard tells them."""

import datetime
from decimal import Decimal
from typing import Any

from dampingi.engines.indicators import Figure, Indicator
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.regions.queries import below
from dampingi.insight.monitoring import queries as monitoring
from dampingi.insight.monitoring.periods import of_programme
from dampingi.insight.reviews.counting import part_depth
from dampingi.records.programmes.models import Programme

GROUPINGS = {2: "city", 3: "kecamatan", 4: "kelurahan"}


def reached(actor: Actor, programme: Programme, as_of: datetime.date) -> list[dict[str, Any]]:
    """A row for each indicator with a target in each part where something is due: the figure as two integers, and whether it does."""
    at, period = part_depth(programme), of_programme(programme, until=as_of)
    wanted = {r.code: monitoring.targets(programme, region=r.code) for r in below(programme.region, at)}
    codes = sorted({code for told in wanted.values() for code in told})
    known = [
        i for i in monitoring.indicators(programme.region) if i.code in codes and GROUPINGS[at] in i.groupings
    ]
    if not known:
        return []
    found = monitoring.values(
        actor, [i.code for i in known], GROUPINGS[at], programme=programme, region=programme.region,
        period=period, permission=Permission.MANAGE_EVALUATION,
    )  # fmt: skip
    return [
        _row(part, i, found.of(i.code, part), Decimal(wanted[part][i.code]))
        for part in sorted(wanted)
        for i in known
        if i.code in wanted[part] and found.of(i.code, part).denominator
    ]


def _row(part: str, indicator: Indicator, figure: Figure, target: Decimal) -> dict[str, Any]:
    value = figure.value or Decimal(0)
    good = value >= target if indicator.direction == "up" else value <= target
    return {
        "part": part, "indicator": indicator.code, "definition": indicator.hash, "target": str(target.normalize()),
        "numerator": figure.numerator, "denominator": figure.denominator, "reached": good,
    }  # fmt: skip
