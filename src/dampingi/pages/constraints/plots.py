"""The chart of comings and goings: bars for what came up and what was overcome, a line for what is open."""

from collections.abc import Sequence

from dampingi.foundation.ui import vega
from dampingi.foundation.ui.charts import Drawing, colour, draw
from dampingi.foundation.ui.vega import Picture
from dampingi.insight.constraints.courses import Month


def comings_and_goings(months: Sequence[Month], *, title: str, description: str) -> Drawing:
    periods = [f"{m.first:%m/%y}" for m in months]
    rows = [
        {"period": p, "new": m.new, "over": -m.resolved, "open": m.open}
        for p, m in zip(periods, months, strict=True)
    ]

    def build(width: int) -> Picture:
        angle = -45 if width < 400 else 0
        x = vega.by("period:O", sort=periods, axis={"title": None, "labelAngle": angle, "labelOverlap": True})
        bare = vega.by("period:O", sort=periods, axis={"title": None, "labels": False, "domain": False})
        base = vega.chart(rows)
        y = vega.by(
            "open:Q",
            axis={"title": None, "format": ",.0f", "tickCount": 3},
            scale={"zero": True, "nice": True},
        )
        line = base.mark("line").encode(x=bare, y=y)
        area = base.mark("area", color=colour("accent"), opacity=0.08).encode(x=bare, y=y)
        last = vega.chart(rows[-1:])
        point = last.mark("point", opacity=1).encode(x=bare, y=y)
        label = last.mark("text", dy=-12, fontWeight="bold", align="right", dx=6).encode(
            x=bare, y=y, text=vega.by("open:Q", format=",.0f")
        )
        top = vega.layer(area, line, point, label).sized(width=width - 60, height=130)
        flow = {"title": None, "tickCount": 3, "labelExpr": "format(abs(datum.value), ',.0f')"}
        new = base.mark("bar", color=colour("watch-fill")).encode(x=x, y=vega.by("new:Q", axis=flow))
        over = base.mark("bar", color=colour("good-fill")).encode(x=x, y=vega.by("over:Q", axis=flow))
        return vega.stacked(top, vega.layer(new, over).sized(width=width - 60, height=90), spacing=10)

    return draw(build, title=title, description=description)
