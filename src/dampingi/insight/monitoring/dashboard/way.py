"""Where a figure should be today on its way to the target, and where it will be at the programme's end."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from dampingi.engines.indicators import Indicator
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.ui.states import State
from dampingi.insight.monitoring import ways
from dampingi.insight.monitoring.dashboard.asked import Asked
from dampingi.insight.monitoring.dashboard.figures import ask
from dampingi.insight.monitoring.dashboard.wording import written
from dampingi.insight.monitoring.goals import Goal, goal_of
from dampingi.insight.monitoring.values import Key, Values

WHOLE: tuple[Key, ...] = ((),)


def goal(asked: Asked, indicator: Indicator, found: Values, groups: Iterable[Key] = WHOLE) -> Goal | None:
    """What is wanted of the figure that these groups of `found` make; of several programmes as much of each as it brings into it."""
    keys = list(groups)
    weights = [sum(part.of(indicator.code, *key).denominator for key in keys) for part in found.parts]
    wanted = [told.get(indicator.code) for told in asked.wanted]
    return goal_of(indicator, list(zip(weights, wanted, strict=True)))


def state_on_the_way(asked: Asked, value: Decimal | None, goal: Goal | None) -> State:
    """Judged by where the value should be that day, not by the end value alone."""
    return goal.state(value, asked.period.end) if goal else State.NONE


def due_today(asked: Asked, indicator: Indicator, goal: Goal | None) -> str:
    """What is expected by now, where that is not the target itself."""
    found = goal.standing(None, asked.period.end).expected if goal else None
    if goal is None or found is None or found == goal.target:
        return ""
    words = {"value": written(indicator, found)}
    return (
        _("hari itu seharusnya %(value)s") % words
        if asked.month
        else _("hari ini seharusnya %(value)s") % words
    )


def outlook(actor: Actor, asked: Asked, indicator: Indicator) -> str:
    """The value at the programme's end if it goes on as until now; "" where the months do not tell, nothing is left, or several end at different days."""
    if len({p.ends_on for p in asked.programmes}) > 1:
        return ""

    def by_question(actor: Actor, codes: Any, grouping: Any = (), *, period: Any, **_where: Any) -> Values:
        return ask(actor, asked, codes, grouping, until=period.end)

    told = ways.histories(
        actor, [indicator], programme=asked.programme, region=asked.region, seen=asked.period, ask=by_question
    ).get(indicator.code, ())
    found = ways.forecast(indicator, told, on=asked.period.end, end=asked.ends_on)
    if found is None:
        return ""
    edges = {"value": found.value, "low": found.low, "high": found.high}
    words = {name: written(indicator, Decimal(str(edge))) for name, edge in edges.items()}
    return _("perkiraan akhir program %(value)s (%(low)s–%(high)s)") % words
