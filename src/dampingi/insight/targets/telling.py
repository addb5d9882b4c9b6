"""The lines of a page of targets as people read them."""

from typing import Any

from django.utils.translation import gettext as _

from dampingi.engines.indicators import Indicator
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui import formats
from dampingi.foundation.ui.states import LABELS, State
from dampingi.insight.monitoring.dashboard.wording import counted, within, written
from dampingi.insight.targets.asking import Page
from dampingi.insight.targets.reading import Line


def rows(page: Page, found: list[Line]) -> list[dict[str, Any]]:
    called = names({line.target.region for line in found if line.target})
    return [row(page, line, called) for line in found]


def row(page: Page, line: Line, called: dict[str, str]) -> dict[str, Any]:
    i = line.indicator
    return {
        "name": i.name, "href": page.here("target", i.code), "value": written(i, line.figure.value), "door": page.door(i.code),
        "counted": counted(i, line.figure) if line.figure.denominator else "",
        "target": written(i, line.target.value) if line.target else "",
        "of": called.get(line.target.region, "") if line.target and line.target.region != page.told.region else "",
        "baseline": written(i, line.target.baseline) if line.target and line.target.baseline is not None else "",
        "expected": expected(line), "state": str(state(line)) if line.target else "", "state_label": state_words(line),
        "forecast": forecast(line), "outlook": outlook(line),
    }  # fmt: skip


def expected(line: Line) -> str:
    if line.standing is None or line.standing.expected is None:
        return ""
    return written(line.indicator, line.standing.expected)


def state(line: Line) -> State:
    return State(line.standing.verdict) if line.standing else State.NONE


def state_words(line: Line) -> str:
    """What the colour means on the way, not at the end."""
    if line.standing is None or (line.standing.expected is None and line.figure.denominator):
        return _("Belum waktunya dinilai")
    return str(LABELS[state(line)])


def forecast(line: Line) -> str:
    if line.forecast is None:
        return ""
    f = line.forecast
    return _("%(value)s (%(low)s – %(high)s)") % {k: written(line.indicator, v) for k, v in (("value", f.value), ("low", f.low), ("high", f.high))}  # fmt: skip


def outlook(line: Line) -> str:
    """Whether the target lies inside the interval of the forecast, or beyond it."""
    if line.forecast is None or line.target is None:
        return ""
    wanted, f = float(line.target.value), line.forecast
    low, high = (f.low, f.high) if line.indicator.direction == "up" else (-f.high, -f.low)
    wanted = wanted if line.indicator.direction == "up" else -wanted
    if low >= wanted:
        return _("kemungkinan besar tercapai")
    return _("masih mungkin tercapai") if high >= wanted else _("kemungkinan besar tidak tercapai")


def headline(found: list[Line], place: str) -> str:
    aimed = [line for line in found if line.target]
    if not aimed:
        return _("%(place)s belum punya target untuk masa ini.") % {"place": place}
    late = [within(line.indicator.name) for line in aimed if state(line) is State.LATE]
    judged = [line for line in aimed if state(line) is not State.NONE]
    good = sum(state(line) is State.GOOD for line in judged)
    words = {"good": formats.number(good), "all": formats.number(len(judged)), "place": place}
    told = _("%(good)s dari %(all)s target %(place)s sesuai jalur.") % words
    return f"{told} {_('Tertinggal: %(names)s.') % {'names': ', '.join(late)}}" if late else told


def gap(indicator: Indicator, points: Any) -> str:
    """A part of a gap: +3,2 poin or 0,12."""
    value = float(points)
    if indicator.kind == "mean":
        return formats.number(value, 2)
    return _("%(n)s poin") % {"n": formats.number(value * 100, 1)}
