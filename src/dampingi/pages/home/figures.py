"""The headline figures of a place against their targets, and where it slips most."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from dampingi.engines.indicators import Indicator
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.regions.codes import depth
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui import formats
from dampingi.foundation.ui.states import State
from dampingi.insight.monitoring.queries import aims, values
from dampingi.insight.monitoring.services import SERVICES, of_services
from dampingi.insight.monitoring.values import Values
from dampingi.insight.monitoring.ways import judged
from dampingi.records.programmes.models import Programme

HEADLINE = (
    "pass_rate",
    "participation",
    "stage_timeliness",
    "visits_per_participant",
    "report_punctuality",
    "verified_share",
)
OWN = ("visits_per_participant", "stage_timeliness", "participation", "weeks_with_sales")
BELOW = {2: "kecamatan", 3: "kelurahan"}
SHOWN_SLIPS = 5


@dataclass(frozen=True)
class Card:
    """A figure as the card component shows it."""

    code: str
    label: str
    value: str
    note: str
    target: str
    state: str
    href: str
    definition: str


@dataclass(frozen=True)
class Slip:
    """A place that stays behind the target of an indicator; `gap` is the share of the target that is missing."""

    code: str
    indicator: str
    region: str
    place: str
    value: str
    target: str
    gap: Decimal
    state: State
    href: str


def cards(
    actor: Actor,
    programme: Programme,
    *,
    region: str = "",
    codes: tuple[str, ...] = (),
    permission: Permission = Permission.VIEW_DASHBOARD,
) -> list[Card]:
    codes = codes or headline_of(programme)
    found = values(actor, codes, programme=programme, region=region, permission=permission)
    wanted = _aims(programme, region or programme.region)
    return [
        _card(found.indicators[code], found.value(code), wanted.get(code), region, found, programme)
        for code in codes
    ]


def headline_of(programme: Programme) -> tuple[str, ...]:
    return SERVICES if of_services(programme) else HEADLINE


def slips(actor: Actor, programme: Programme, *, region: str) -> list[Slip]:
    """The places right below `region` that miss most of a target, worst first."""
    grouping = BELOW.get(depth(region))
    if not grouping:
        return []
    codes = headline_of(programme)
    found = values(actor, codes, grouping, programme=programme, region=region)
    wanted = _aims(programme, region)
    places = names(group[0] for group in found.groups())
    missed = [
        _slip(
            found.indicators[code],
            (code_of, places.get(code_of, code_of)),
            figure.value,
            wanted[code],
            found,
            programme,
        )
        for code in codes
        if code in wanted
        for code_of, figure in found.by(code).items()
        if figure.value is not None
    ]
    behind = [slip for slip in missed if slip and slip.gap > 0]
    return sorted(behind, key=lambda slip: (-slip.gap, slip.place))[:SHOWN_SLIPS]


def written(indicator: Indicator, value: Any) -> str:
    if indicator.kind == "mean":
        return formats.number(value, indicator.decimals)
    return formats.percent(value)


Target = tuple[Decimal, tuple[Decimal | None, str]]
"""The value, and the baseline and course of the way to it."""


def _aims(programme: Programme, region: str) -> dict[str, Target]:
    found = aims(programme, region=region)
    return {code: (Decimal(str(t.value)), (t.baseline, t.course)) for code, t in found.items()}


def _card(
    indicator: Indicator, value: Decimal | None, target: Target | None, region: str, found: Values, programme: Programme
) -> Card:  # fmt: skip
    on = found.period.end
    state = (
        State(judged(indicator, value, *target, programme=programme, on=on).verdict) if target else State.NONE
    )
    return Card(
        code=indicator.code,
        label=indicator.name,
        value=written(indicator, value),
        note=indicator.unit if indicator.kind == "mean" else "",
        target=written(indicator, target[0]) if target else "",
        state=str(state) if target else "",
        href=door(indicator.code, region, programme),
        definition=f"{indicator.formula} {indicator.why}",
    )


def _slip(
    indicator: Indicator, where: tuple[str, str], value: Decimal, target: Target, found: Values, programme: Programme
) -> Slip | None:  # fmt: skip
    """None where nothing is expected yet. The gap is to what is expected that day, not to the end."""
    region, place = where
    stands = judged(indicator, value, *target, programme=programme, on=found.period.end)
    if stands.expected is None:
        return None
    due, lower = stands.expected, indicator.direction == "down"
    gap = (value - due if lower else due - value) / due if due else Decimal(0)
    return Slip(
        code=indicator.code,
        indicator=indicator.name,
        region=region,
        place=place,
        value=written(indicator, value),
        target=written(indicator, target[0]),
        gap=gap,
        state=State(stands.verdict),
        href=f"{reverse('dashboard')}?{_asked(indicator.code, region, programme)}",
    )


def door(code: str, region: str, programme: Programme) -> str:
    """The rows behind a figure."""
    return f"{reverse('figure_rows')}?{_asked(code, region, programme)}"


def _asked(code: str, region: str, programme: Programme) -> str:
    told = {"program": programme.code, "wilayah": region, "indikator": code}
    return urlencode({key: value for key, value in told.items() if value})
