from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from dampingi.engines.impact import Since
from dampingi.foundation.ui.charts import Drawing, colour, draw, rows_of
from dampingi.insight.impact.measures import Measure

if TYPE_CHECKING:
    import altair as alt


def course(found: Sequence[Since], measure: Measure, *, title: str, description: str) -> Drawing:
    """The difference between both sides by surveyed months since joining; before it should lie about nought."""
    import altair as alt

    unit = measure.drawn_in
    rows = [
        {"since": s.periods, "effect": s.estimate.effect / unit, "low": s.estimate.low / unit, "high": s.estimate.high / unit,
         "when": "after" if s.periods >= 0 else "before"}
        for s in found
    ] + [{"since": -1, "effect": 0.0, "low": 0.0, "high": 0.0, "when": "before"}]  # fmt: skip

    def build(width: int) -> alt.TopLevelMixin:
        base = alt.Chart(rows_of(rows))
        x = alt.X(
            "since:O",
            axis=alt.Axis(
                title=_("bulan yang disurvei, dihitung dari bergabung"), labelAngle=0, labelOverlap=True
            ),
        )
        tint = alt.Color(
            "when:N",
            scale=alt.Scale(domain=["before", "after"], range=[colour("ink-faint"), colour("accent")]),
            legend=None,
        )
        nought = alt.Chart(rows_of([{"at": 0}])).mark_rule(color=colour("line-strong")).encode(y="at:Q")
        axis = alt.Axis(title=str(measure.axis) or None, format="~f")
        y = alt.Y("effect:Q", axis=axis)
        spans = base.mark_rule(strokeWidth=2).encode(
            x=x, y=alt.Y("low:Q", axis=axis), y2="high:Q", color=tint
        )
        dots = base.mark_point(size=70, opacity=1).encode(x=x, y=y, color=tint)
        return alt.layer(nought, spans, dots).properties(width=width - 64, height=200)

    return draw(build, title=title, description=description)
