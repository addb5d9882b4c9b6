"""Where a figure should be today on its way to the target, and where it will be at the programme's end."""

from decimal import Decimal

from django.utils.translation import gettext as _

from dampingi.engines.indicators import Indicator
from dampingi.engines.targets import Path, standing
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.ui.states import State
from dampingi.insight.monitoring import ways
from dampingi.insight.monitoring.dashboard.asked import Asked
from dampingi.insight.monitoring.dashboard.figures import values
from dampingi.insight.monitoring.dashboard.wording import written
from dampingi.insight.monitoring.periods import Period


def path_of(asked: Asked, indicator: Indicator, target: Decimal) -> Path:
    """To the programme's end, as the target says."""
    baseline, course = asked.courses.get(indicator.code, (None, ""))
    return ways.path_of(indicator, target, baseline=baseline, course=course, span=_whole(asked))


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
    told = ways.histories(
        actor, [indicator], programme=asked.programme, region=asked.region, seen=asked.period, ask=values
    ).get(indicator.code, ())
    found = ways.forecast(indicator, told, on=asked.period.end, end=asked.programme.ends_on)
    if found is None:
        return ""
    edges = {"value": found.value, "low": found.low, "high": found.high}
    words = {name: written(indicator, Decimal(str(edge))) for name, edge in edges.items()}
    return _("perkiraan akhir program %(value)s (%(low)s–%(high)s)") % words


def _whole(asked: Asked) -> Period:
    return Period(asked.programme.starts_on, asked.programme.ends_on)
