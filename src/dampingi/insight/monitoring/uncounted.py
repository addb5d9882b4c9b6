"""Figures that no dataset holds: typed values, and composites of other indicators."""

from collections.abc import Callable, Mapping, Sequence

from dampingi.engines.indicators import Cell, Figure, Indicator, combined, totalled
from dampingi.engines.indicators.datasets import REGIONS
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.regions.codes import inside
from dampingi.insight.indicators.catalogue import catalogue
from dampingi.insight.indicators.models import Entry
from dampingi.insight.monitoring.periods import Period
from dampingi.records.programmes.models import Programme

Figures = dict[tuple[str, ...], Figure]


def typed_figures(
    actor: Actor,
    said: Indicator,
    groups: tuple[str, ...],
    *,
    region: str,
    period: Period,
    permission: Permission,
) -> Figures:
    """Accepted values whose period ended within the one asked for, of the places in the actor's reach."""
    assert said.entered is not None
    rows = Entry.objects.for_actor(actor, permission).filter(
        inside(region), owner=said.owner, code=said.code, state=Entry.State.ACCEPTED, end__gte=period.start, end__lte=period.end
    )  # fmt: skip
    cells: dict[tuple[str, ...], list[Cell]] = {}
    for row in rows:
        key = tuple(row.region[: REGIONS[g]] if g in REGIONS else f"{row.start:%Y-%m}" for g in groups)
        cells.setdefault(key, []).append(Cell(row.region, row.end, row.numerator, row.denominator))
    return {key: totalled(found, said.entered) for key, found in cells.items()}


def composite_figures(
    chosen: Sequence[Indicator],
    programme: Programme,
    ask: Callable[[Sequence[Indicator]], Mapping[str, Mapping[tuple[str, ...], Figure]]],
) -> dict[str, Figures]:
    """`ask` gives the parts' figures by group; a group that a part does not know is one without a value of it."""
    counting = catalogue(programme.region)
    codes = dict.fromkeys(part.indicator for each in chosen for part in each.parts)
    parts = ask([counting[code] for code in codes if code in counting])
    found: dict[str, Figures] = {}
    for each in chosen:
        keys = {key for part in each.parts for key in parts.get(part.indicator, {})}
        whole = {key: _whole(each, parts, key) for key in keys}
        found[each.code] = {key: figure for key, figure in whole.items() if figure.denominator}
    return found


def _whole(
    said: Indicator, parts: Mapping[str, Mapping[tuple[str, ...], Figure]], key: tuple[str, ...]
) -> Figure:
    nothing = Figure(0, 0)
    told = [(part, parts.get(part.indicator, {}).get(key, nothing)) for part in said.parts]
    return combined(told, skips=said.skips)
