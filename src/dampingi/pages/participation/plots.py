"""What was said against what came: points on the diagonal are right."""

from typing import Any

from django.utils.translation import gettext as _

from dampingi.foundation.ui import vega
from dampingi.foundation.ui.charts import Drawing, colour, draw
from dampingi.foundation.ui.vega import Picture


def calibration(bins: list[dict[str, Any]], *, takeaway: str) -> Drawing:
    rows = [
        {"predicted": b["predicted"], "seen": b["seen"], "low": b["interval"]["low"], "high": b["interval"]["high"]}
        for b in bins
    ]  # fmt: skip
    top = max(max(r["predicted"], r["high"]) for r in rows) * 1.05
    line = [{"predicted": 0.0, "seen": 0.0}, {"predicted": top, "seen": top}]

    def build(width: int) -> Picture:
        scale = {"domain": [0, top], "nice": False}
        x = vega.by(
            "predicted:Q", scale=scale, axis={"title": _("disebut model"), "format": ".0%", "tickCount": 5}
        )
        y = vega.by(
            "seen:Q", scale=scale, axis={"title": _("yang berhenti"), "format": ".0%", "tickCount": 5}
        )
        right = vega.chart(line).mark("line", color=colour("line-strong"), strokeDash=[4, 3]).encode(x=x, y=y)
        base = vega.chart(rows)
        spans = base.mark("rule", color=colour("accent-line"), strokeWidth=2).encode(
            x=x, y=vega.by("low:Q", scale=scale), y2="high:Q"
        )
        dots = base.mark("point", size=70, opacity=1, filled=True, color=colour("accent")).encode(x=x, y=y)
        return vega.layer(right, spans, dots).sized(width=width - 70, height=min(width - 70, 260))

    return draw(build, title=_("Yang disebut dan yang terjadi"), description=takeaway)
