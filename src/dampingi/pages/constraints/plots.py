"""The chart of comings and goings: bars for what came up and what was overcome, a line for what is open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dampingi.foundation.ui.charts import Drawing, colour, draw, rows_of
from dampingi.insight.constraints.courses import Month

if TYPE_CHECKING:
    import altair as alt


def comings_and_goings(months: Sequence[Month], *, title: str, description: str) -> Drawing:
    import altair as alt

    periods = [f"{m.first:%m/%y}" for m in months]
    rows = [
        {"period": p, "new": m.new, "over": -m.resolved, "open": m.open}
        for p, m in zip(periods, months, strict=True)
    ]

    def build(width: int) -> alt.TopLevelMixin:
        angle = -45 if width < 400 else 0
        x = alt.X("period:O", sort=periods, axis=alt.Axis(title=None, labelAngle=angle, labelOverlap=True))
        bare = alt.X("period:O", sort=periods, axis=alt.Axis(title=None, labels=False, domain=False))
        base = alt.Chart(rows_of(rows))
        y = alt.Y(
            "open:Q",
            axis=alt.Axis(title=None, format=",.0f", tickCount=3),
            scale=alt.Scale(zero=True, nice=True),
        )
        line = base.mark_line().encode(x=bare, y=y)
        area = base.mark_area(color=colour("accent"), opacity=0.08).encode(x=bare, y=y)
        last = alt.Chart(rows_of(rows[-1:]))
        point = last.mark_point(opacity=1).encode(x=bare, y=y)
        label = last.mark_text(dy=-12, fontWeight="bold", align="right", dx=6).encode(
            x=bare, y=y, text=alt.Text("open:Q", format=",.0f")
        )
        top = alt.layer(area, line, point, label).properties(width=width - 60, height=130)
        flow = alt.Axis(title=None, tickCount=3, labelExpr="format(abs(datum.value), ',.0f')")
        new = base.mark_bar(color=colour("watch-fill")).encode(x=x, y=alt.Y("new:Q", axis=flow))
        over = base.mark_bar(color=colour("good-fill")).encode(x=x, y=alt.Y("over:Q", axis=flow))
        return alt.vconcat(top, alt.layer(new, over).properties(width=width - 60, height=90), spacing=10)

    return draw(build, title=title, description=description)
