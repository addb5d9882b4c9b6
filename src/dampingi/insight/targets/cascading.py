"""A target handed down to the regions right below: what is proposed for each, and whether it sums."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dampingi.engines.targets import Part, equal, rolled_up, same_effort, short
from dampingi.foundation.regions.codes import depth
from dampingi.foundation.regions.models import Region
from dampingi.foundation.regions.queries import below
from dampingi.insight.monitoring.dashboard.places import BELOW
from dampingi.insight.monitoring.queries import values
from dampingi.insight.targets.held import Held, held_in
from dampingi.insight.targets.intake import Wanted
from dampingi.insight.targets.reading import Line, Question, unit_of

EQUAL, EFFORT, HELD = "rata", "upaya", "sekarang"


@dataclass(frozen=True)
class Child:
    """One region right below: how it stands, what it weighs, the target it has of its own (None: the parent's), what is proposed."""

    region: Region
    part: Part
    own: Decimal | None
    proposed: Decimal
    baseline: Decimal | None = None
    """Where its way begins: its own, or that of the target handed down."""


@dataclass(frozen=True)
class Sum:
    """What the parts come to; `short` is in units of the numerator, 0 where it sums."""

    whole: Decimal | None
    short: Decimal


def children(asked: Question, line: Line, way: str = EFFORT) -> list[Child]:
    """Those in which something is counted. Without a target to hand down there are none."""
    grouping = BELOW.get(depth(asked.region), "")
    if line.target is None or grouping not in line.indicator.groupings:
        return []
    code = line.indicator.code
    found = values(
        asked.actor, [code], grouping, programme=asked.programme, region=asked.region, period=asked.seen
    ).by(code)
    regions = {r.code: r for r in below(asked.region, depth(asked.region) + 1)}
    parts = {
        c: Part(found[c].value, found[c].denominator) for c in regions if c in found and found[c].denominator
    }
    told = _held(asked, line, parts)
    own = {c: t.value for c, t in told.items() if t.region == c}
    wanted = _wanted(line, parts, own, way)
    return [
        Child(regions[c], parts[c], own.get(c), wanted[c], _baseline(line, told.get(c)))
        for c in sorted(parts)
    ]


def _wanted(
    line: Line, parts: Mapping[str, Part], own: Mapping[str, Decimal], way: str
) -> Mapping[str, Decimal]:
    assert line.target is not None
    if way == HELD:
        return {c: own.get(c, line.target.value) for c in parts}
    if way == EQUAL:
        return equal(parts, line.target.value)
    ceiling = Decimal(1) if line.indicator.kind == "proportion" else None
    return same_effort(parts, line.target.value, unit=unit_of(line.indicator), ceiling=ceiling)


def _held(asked: Question, line: Line, parts: Mapping[str, Part]) -> dict[str, Held]:
    code = line.indicator.code
    return {c: t[code] for c, t in held_in(asked.programme, parts, asked.code).items() if code in t}


def _baseline(line: Line, told: Held | None) -> Decimal | None:
    """Without one the way would begin at nothing, and a region behind with the whole's target be on track with its own."""
    if told is not None and told.baseline is not None:
        return told.baseline
    return line.target.baseline if line.target else None


def summed(line: Line, rows: Sequence[Wanted]) -> Sum:
    assert line.target is not None
    wanted, weights = {r.region: r.value for r in rows}, {r.region: r.weight for r in rows}
    whole = rolled_up(wanted, weights)
    return Sum(whole, short(wanted, weights, line.target.value, unit=unit_of(line.indicator)))


def rolled(line: Line, found: Sequence[Child]) -> Sum | None:
    """What the targets of the regions below come to; None while none of them has one of its own."""
    if line.target is None or not any(c.own is not None for c in found):
        return None
    target = line.target.value
    return summed(
        line, [Wanted(c.region.code, target if c.own is None else c.own, c.part.weight) for c in found]
    )
