"""What a definition gives on the reader's own data, each figure a door, before anybody submits it."""

import datetime
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from dampingi.engines.indicators import Component, Figure, Indicator
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import depth
from dampingi.foundation.regions.queries import name_of, names
from dampingi.foundation.ui import formats
from dampingi.insight.indicators.catalogue import catalogue
from dampingi.insight.indicators.entries import ENTER, places
from dampingi.insight.indicators.models import Draft, Entry
from dampingi.insight.indicators.queries import SEE
from dampingi.insight.monitoring.dashboard.asked import INDICATOR, Asked, asked
from dampingi.insight.monitoring.dashboard.behind import GROUP, GROUPING, NOT_RECORDED
from dampingi.insight.monitoring.dashboard.places import BELOW
from dampingi.insight.monitoring.dashboard.wording import counted, labels, written
from dampingi.insight.monitoring.queries import values_of

MOST = 40


@dataclass(frozen=True)
class Tried(Asked):
    """The question about a draft: its doors are the draft's own."""

    draft: Any = None

    def here(self, **changes: Any) -> str:
        return f"{reverse('indicator_draft', args=[self.draft])}?{self.query(**changes)}"

    def door(self, code: str, **changes: Any) -> str:
        return f"{reverse('indicator_draft_rows', args=[self.draft])}?{self.query(**changes)}"


def tried(
    actor: Actor, told: QueryDict, draft: Draft, definition: Indicator, *, today: datetime.date
) -> Tried:
    """Raises what a question about figures raises."""
    found = question(actor, told, definition, today=today)
    parts = {f.name: getattr(found, f.name) for f in fields(Asked)}
    return Tried(**parts, draft=draft.id)


def question(actor: Actor, told: QueryDict, definition: Indicator, *, today: datetime.date) -> Asked:
    plain = told.copy()
    plain.pop(INDICATOR, None)
    found = asked(actor, plain, today=today)
    parts = {f.name: getattr(found, f.name) for f in fields(Asked)}
    return Asked(**parts | {"indicator": definition})


def preview(actor: Actor, found: Asked) -> dict[str, Any]:
    """The figure of the place, and of the places below or the months."""
    said = found.indicator
    figure = values_of(actor, [said], programme=found.programme, region=found.region, period=found.period).of(
        said.code
    )
    return {
        "asked": found,
        "place": name_of(found.region),
        "value": written(said, figure.value),
        "counted": counted(said, figure) if figure.value is not None else "",
        "door": _door(found),
        "components": _components(actor, found),
        "parts": [
            part for grouping in _groupings(found) for part in [_part(actor, found, grouping)] if part["rows"]
        ],
    }


def _door(found: Asked, **more: str) -> str:
    """The rows behind it; of what has no rows of its own, the part of the page that says what it is made of."""
    if not found.indicator.dataset:
        return "#bagian" if found.indicator.parts else "#isian"
    return found.door(found.indicator.code, **more)


def _components(actor: Actor, found: Asked) -> list[dict[str, Any]]:
    """Of a composite: each part's value, the scale it is put on, what it scores and weighs, and its own door."""
    counting = catalogue(found.programme.region)
    held = [counting[p.indicator] for p in found.indicator.parts if p.indicator in counting]
    told = values_of(actor, held, programme=found.programme, region=found.region, period=found.period)
    return [
        {
            "name": counting[p.indicator].name, "value": written(counting[p.indicator], told.value(p.indicator)),
            "zero": written(counting[p.indicator], p.zero), "full": written(counting[p.indicator], p.full), "weight": p.weight,
            "score": _score(p, told.of(p.indicator)), "door": f"{reverse('figure_rows')}?{found.query(indikator=p.indicator)}",
        }
        for p in found.indicator.parts
        if p.indicator in counting
    ]  # fmt: skip


def _score(part: Component, figure: Figure) -> str:
    score = part.score(figure)
    return (
        formats.MISSING if score is None else formats.number(Decimal(score.numerator) / score.denominator, 1)
    )


def typed_values(actor: Actor, said: Indicator) -> dict[str, Any]:
    """Of a manual indicator: what was typed, the newest first, and where the reader may type."""
    rows = Entry.objects.for_actor(actor, SEE).filter(owner=said.owner, code=said.code)
    found = list(rows.order_by("-start", "region", "-number")[: MOST * 3])
    called = names({row.region for row in found})
    return {
        "entries": [(row, called.get(row.region, row.region)) for row in found],
        "enters": bool(places(actor, said)) if actor.holds(ENTER) else False,
    }


def _groupings(found: Asked) -> list[str]:
    below = BELOW.get(depth(found.region), "")
    return [name for name in (below, "month") if name in found.indicator.groupings]


def _part(actor: Actor, found: Asked, grouping: str) -> dict[str, Any]:
    said = found.indicator
    figures = values_of(
        actor, [said], (grouping,), programme=found.programme, region=found.region, period=found.period
    ).by(said.code)
    called = labels(grouping, figures, found.programme)
    rows = [
        {
            "name": called[key], "value": written(said, figure.value), "counted": counted(said, figure),
            "door": _door(found, **{GROUPING: grouping, GROUP: key or NOT_RECORDED}),
        }
        for key, figure in list(figures.items())[:MOST]
    ]  # fmt: skip
    return {"grouping": grouping, "rows": rows}


def preview_or_why(actor: Actor, ask: Any) -> dict[str, Any]:
    """Where there is nothing to try it on, the sentence that says so."""
    try:
        return {"preview": preview(actor, ask())}
    except Refused as refusal:
        return {"no_preview": refusal.message}
