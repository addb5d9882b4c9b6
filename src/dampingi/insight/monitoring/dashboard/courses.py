"""How the chosen indicator went month by month, and for whom."""

import datetime
from decimal import Decimal
from typing import Any

from django.utils import formats as django_formats
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.ui import formats, plots
from dampingi.insight.monitoring.dashboard.asked import Asked
from dampingi.insight.monitoring.dashboard.drawings import drawn
from dampingi.insight.monitoring.dashboard.figures import ask
from dampingi.insight.monitoring.dashboard.places import axis
from dampingi.insight.monitoring.dashboard.wording import counted, labels, written
from dampingi.insight.monitoring.periods import Period, month_of
from dampingi.insight.monitoring.values import Values


def course(actor: Actor, asked: Asked, target: Decimal | None) -> dict[str, Any] | None:
    """Each whole month by itself where the indicator allows it, else how it stood at each month's end."""
    own = "month" in asked.indicator.groupings
    told = _by_month(actor, asked) if own else _month_ends(actor, asked)
    told = _from_first(told)
    known = [row for row in told if row["value"] is not None]
    if len(known) < 3:
        return None
    takeaway = _takeaway(asked, known)
    return {
        "takeaway": takeaway,
        "own": own,
        "drawing": drawn(
            plots.trend,
            told,
            title=asked.name,
            description=takeaway,
            format=axis(asked),
            target=float(target) if target is not None else None,
        ),
        "columns": [_("Bulan"), asked.name, _("Dari")],
        "rows": [(row["name"], row["written"], row["counted"]) for row in told],
    }


def _from_first(told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without the months before there was anything to tell: a flat start is no rise."""
    first = next((n for n, row in enumerate(told) if row["value"]), len(told))
    return told[first:]


def _months(period: Period) -> list[datetime.date]:
    first, last = (d.year * 12 + d.month - 1 for d in (period.start, period.end))
    return [datetime.date(n // 12, n % 12 + 1, 1) for n in range(first, last + 1)]


def _by_month(actor: Actor, asked: Asked) -> list[dict[str, Any]]:
    code = asked.indicator.code
    found = ask(actor, asked, [code], "month")
    whole = [month for month in _months(asked.period) if month_of(month).end <= asked.period.end]
    return [_point(asked, month, found, f"{month:%Y-%m}") for month in whole]


def _month_ends(actor: Actor, asked: Asked) -> list[dict[str, Any]]:
    told = []
    for month in _months(asked.period):
        end = min(month_of(month).end, asked.period.end)
        found = ask(actor, asked, [asked.indicator.code], until=end)
        told.append(_point(asked, month, found))
    return told


def _point(asked: Asked, month: datetime.date, found: Values, *group: str) -> dict[str, Any]:
    figure = found.of(asked.indicator.code, *group)
    value = figure.value
    return {
        "period": django_formats.date_format(month, "M"),
        "name": formats.month(month),
        "value": float(value) if value is not None else None,
        "written": written(asked.indicator, value),
        "counted": counted(asked.indicator, figure) if value is not None else formats.MISSING,
    }


def _takeaway(asked: Asked, known: list[dict[str, Any]]) -> str:
    first, last = known[0], known[-1]
    words = {"first": first["written"], "from": first["name"], "last": last["written"], "to": last["name"]}
    if first["written"] == last["written"]:
        return _("Tetap di sekitar %(last)s dari %(from)s sampai %(to)s") % words
    if last["value"] > first["value"]:
        return _("Naik dari %(first)s pada %(from)s menjadi %(last)s pada %(to)s") % words
    return _("Turun dari %(first)s pada %(from)s menjadi %(last)s pada %(to)s") % words


def breakdown(actor: Actor, asked: Asked) -> list[dict[str, Any]]:
    """The indicator by sex and by sector, as far as it can be told apart."""
    titles = {"sex": _("Menurut jenis kelamin"), "sector": _("Menurut sektor usaha")}
    return [
        {"title": title, "rows": _lines(actor, asked, grouping), "grouping": grouping}
        for grouping, title in titles.items()
        if grouping in asked.indicator.groupings
    ]


def _lines(actor: Actor, asked: Asked, grouping: str) -> list[dict[str, Any]]:
    code = asked.indicator.code
    found = ask(actor, asked, [code], grouping)
    figures = {k: f for k, f in found.by(code).items() if f.value is not None}
    called = labels(grouping, figures, *asked.programmes)
    order = sorted(figures, key=lambda k: (not k, -figures[k].denominator, k))
    return [
        {
            "label": called[k],
            "value": written(asked.indicator, figures[k].value),
            "share": min(1.0, max(0.0, float(figures[k].value or 0)))
            if asked.indicator.kind == "proportion"
            else None,
            "counted": counted(asked.indicator, figures[k]),
            "door": asked.door(code, menurut=grouping, nilai=k or "-"),
        }
        for k in order
    ]
