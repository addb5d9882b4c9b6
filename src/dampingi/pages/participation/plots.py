"""What was said against what came: points on the diagonal are right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from dampingi.foundation.ui.charts import Drawing, colour, draw, rows_of

if TYPE_CHECKING:
    import altair as alt


def calibration(bins: list[dict[str, Any]], *, takeaway: str) -> Drawing:
    import altair as alt

    rows = [
        {"predicted": b["predicted"], "seen": b["seen"], "low": b["interval"]["low"], "high": b["interval"]["high"]}
        for b in bins
    ]  # fmt: skip
    top = max(max(r["predicted"], r["high"]) for r in rows) * 1.05
    line = [{"predicted": 0.0, "seen": 0.0}, {"predicted": top, "seen": top}]

    def build(width: int) -> alt.LayerChart:
        scale = alt.Scale(domain=[0, top], nice=False)
        x = alt.X(
            "predicted:Q", scale=scale, axis=alt.Axis(title=_("disebut model"), format=".0%", tickCount=5)
        )
        y = alt.Y("seen:Q", scale=scale, axis=alt.Axis(title=_("yang berhenti"), format=".0%", tickCount=5))
        right = (
            alt.Chart(rows_of(line))
            .mark_line(color=colour("line-strong"), strokeDash=[4, 3])
            .encode(x=x, y=y)
        )
        base = alt.Chart(rows_of(rows))
        spans = base.mark_rule(color=colour("accent-line"), strokeWidth=2).encode(
            x=x, y=alt.Y("low:Q", scale=scale), y2="high:Q"
        )
        dots = base.mark_point(size=70, opacity=1, filled=True, color=colour("accent")).encode(x=x, y=y)
        return alt.layer(right, spans, dots).properties(width=width - 70, height=min(width - 70, 260))

    return draw(build, title=_("Yang disebut dan yang terjadi"), description=takeaway)
