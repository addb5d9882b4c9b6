from collections.abc import Sequence

from django.utils.translation import gettext as _

from dampingi.engines.impact import Since
from dampingi.foundation.ui import vega
from dampingi.foundation.ui.charts import Drawing, colour, draw
from dampingi.foundation.ui.vega import Picture
from dampingi.insight.impact.measures import Measure


def course(found: Sequence[Since], measure: Measure, *, title: str, description: str) -> Drawing:
    """The difference between both sides by surveyed months since joining; before it should lie about nought."""
    unit = measure.drawn_in
    rows = [
        {"since": s.periods, "effect": s.estimate.effect / unit, "low": s.estimate.low / unit, "high": s.estimate.high / unit,
         "when": "after" if s.periods >= 0 else "before"}
        for s in found
    ] + [{"since": -1, "effect": 0.0, "low": 0.0, "high": 0.0, "when": "before"}]  # fmt: skip

    def build(width: int) -> Picture:
        base = vega.chart(rows)
        x = vega.by(
            "since:O",
            axis={
                "title": _("bulan yang disurvei, dihitung dari bergabung"),
                "labelAngle": 0,
                "labelOverlap": True,
            },
        )
        tint = vega.by(
            "when:N",
            scale={"domain": ["before", "after"], "range": [colour("ink-faint"), colour("accent")]},
            legend=None,
        )
        nought = vega.chart([{"at": 0}]).mark("rule", color=colour("line-strong")).encode(y="at:Q")
        axis = {"title": str(measure.axis) or None, "format": "~f"}
        y = vega.by("effect:Q", axis=axis)
        spans = base.mark("rule", strokeWidth=2).encode(
            x=x, y=vega.by("low:Q", axis=axis), y2="high:Q", color=tint
        )
        dots = base.mark("point", size=70, opacity=1).encode(x=x, y=y, color=tint)
        return vega.layer(nought, spans, dots).sized(width=width - 64, height=200)

    return draw(build, title=title, description=description)
