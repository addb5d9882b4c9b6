"""Where a figure should be today on its way to the target, and where it will be at the programme's end."""

import datetime
from calendar import monthrange
from decimal import Decimal
from typing import get_args

from django.utils.translation import gettext as _

from dampingi.engines.indicators import Indicator
from dampingi.engines.targets import Course, Forecast, Path, forecast_flow, forecast_level, standing
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.ui.states import State
from dampingi.insight.facts.datasets import DATASETS
from dampingi.insight.monitoring.dashboard.asked import Asked
from dampingi.insight.monitoring.dashboard.figures import values
from dampingi.insight.monitoring.dashboard.wording import written
from dampingi.insight.monitoring.periods import Period, month_of

LEVEL = 0.80


def path_of(asked: Asked, indicator: Indicator, target: Decimal) -> Path:
    """As the target says; where it does not, what is reached step by step (how things stand) grows from nothing to the target over the
    programme, and what happens anew every month (attendance, visits, reports) is due in full from its first day."""
    baseline, said = asked.courses.get(indicator.code, (None, ""))
    usual: Course = "linear" if _span(indicator) == "until" else "flat"
    return Path(
        baseline=baseline or Decimal(0),
        target=target,
        start=asked.programme.starts_on,
        end=asked.programme.ends_on,
        course=next((c for c in get_args(Course) if c == said), usual),
        lower_is_better=indicator.direction == "down",
    )


def state_on_the_way(
    asked: Asked, indicator: Indicator, value: Decimal | None, target: Decimal | None
) -> State:
    """Judged by where the value should be that day, not by the end value alone."""
    if value is None or target is None:
        return State.NONE
    return State(standing(path_of(asked, indicator, target), value, asked.period.end).verdict)


def due_today(asked: Asked, indicator: Indicator, target: Decimal | None) -> str:
    """What is expected by now, where that is not the target itself."""
    if target is None:
        return ""
    found = standing(path_of(asked, indicator, target), None, asked.period.end).expected
    if found is None or found == target:
        return ""
    words = {"value": written(indicator, found)}
    return (
        _("hari itu seharusnya %(value)s") % words
        if asked.month
        else _("hari ini seharusnya %(value)s") % words
    )


def outlook(actor: Actor, asked: Asked, indicator: Indicator) -> str:
    """The value at the programme's end if it goes on as until now; "" where the months do not tell, or nothing is left."""
    if asked.period.end >= asked.programme.ends_on:
        return ""
    floor, ceiling = (0.0, 1.0) if indicator.kind == "proportion" else (float("-inf"), float("inf"))
    found = (_flow if _flows(indicator) else _level)(actor, asked, indicator, floor, ceiling)
    if found is None:
        return ""
    words = {name: written(indicator, Decimal(str(edge))) for name, edge in _edges(found).items()}
    return _("perkiraan akhir program %(value)s (%(low)s–%(high)s)") % words


def _edges(found: Forecast) -> dict[str, float]:
    return {"value": found.value, "low": found.low, "high": found.high}


def _flows(indicator: Indicator) -> bool:
    return _span(indicator) == "within" and "month" in indicator.groupings


def _flow(actor: Actor, asked: Asked, indicator: Indicator, floor: float, ceiling: float) -> Forecast | None:
    found = values(
        actor, [indicator.code], "month", programme=asked.programme, region=asked.region, period=asked.period
    ).by(indicator.code)
    whole = [m for m in _months(asked.period) if month_of(m).end <= asked.period.end]
    told = [found[f"{m:%Y-%m}"] for m in whole if f"{m:%Y-%m}" in found]
    history = [(float(f.numerator), float(f.denominator)) for f in told]
    return forecast_flow(history, _left(asked), level=LEVEL, floor=floor, ceiling=ceiling)


def _level(actor: Actor, asked: Asked, indicator: Indicator, floor: float, ceiling: float) -> Forecast | None:
    """From the first month in which there was anything to tell; whole months only, and then as many as are left."""
    history: list[float] = []
    for month in _months(asked.period):
        end = month_of(month).end
        if end > asked.period.end:
            break
        value = values(
            actor, [indicator.code], programme=asked.programme, region=asked.region, period=Period(asked.period.start, end)
        ).value(indicator.code)  # fmt: skip
        if history or value:
            history.append(float(value or 0))
    return forecast_level(history, _months_after(asked), level=LEVEL, floor=floor, ceiling=ceiling)


def _months(period: Period) -> list[datetime.date]:
    first, last = (d.year * 12 + d.month - 1 for d in (period.start, period.end))
    return [datetime.date(n // 12, n % 12 + 1, 1) for n in range(first, last + 1)]


def _left(asked: Asked) -> float:
    """Months until the end, parts of them too."""
    here, end = asked.period.end, asked.programme.ends_on
    return max(0.0, _at(end) - _at(here))


def _months_after(asked: Asked) -> int:
    """Month's ends after the last whole month, up to the programme's end."""
    here, end = asked.period.end, asked.programme.ends_on
    whole = 1 if month_of(here).end == here else 0
    return max(0, (end.year - here.year) * 12 + end.month - here.month + 1 - whole)


def _at(day: datetime.date) -> float:
    return day.year * 12 + day.month + day.day / monthrange(day.year, day.month)[1]


def _span(indicator: Indicator) -> str:
    """What is combined or typed has no rows of its own and stands as a level does."""
    return DATASETS[indicator.dataset].span if indicator.dataset else "until"
