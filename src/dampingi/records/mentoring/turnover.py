"""A participant's turnover month by month, as a picture in millions of rupiah."""

from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dampingi.foundation.ui import plots
from dampingi.foundation.ui.charts import Drawing
from dampingi.foundation.ui.formats import money, month
from dampingi.records.mentoring.models import Growth

TENTH_OF_MILLION = 100_000


def turnover_chart(growth: Sequence[Growth]) -> Drawing | None:
    """None while there are fewer than three months: two points are no course."""
    if len(growth) < 3:
        return None
    rows = [{"period": date_format(g.month, "M"), "value": _millions(g.turnover)} for g in growth]
    described = _("Dari %(first)s pada %(start)s menjadi %(last)s pada %(end)s.") % {
        "first": money(growth[0].turnover),
        "start": month(growth[0].month),
        "last": money(growth[-1].turnover),
        "end": month(growth[-1].month),
    }
    return plots.trend(rows, title=_("Omzet per bulan"), description=described, format=",.1f")


def _millions(turnover: int) -> float:
    """To one decimal, halves upwards as everywhere on the page."""
    return (2 * turnover + TENTH_OF_MILLION) // (2 * TENTH_OF_MILLION) / 10
