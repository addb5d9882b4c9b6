"""The evaluation's own pictures; teams and funnel use the house's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from django.utils.translation import gettext as _

from dampingi.engines.appraisal import normal_limits
from dampingi.foundation.ui import plots
from dampingi.foundation.ui.charts import Drawing, colour, draw, rows_of

if TYPE_CHECKING:
    import altair as alt

Rows = Sequence[Mapping[str, Any]]


def profile(rows: Rows, bands: Rows, *, title: str, description: str) -> Drawing:
    """One mentor: `rows` {"label", "score", "low", "high", "city"}, the composite first; `bands` {"name", "lower"}."""
    import altair as alt

    names = [row["label"] for row in rows]
    edges = [{"edge": b["lower"]} for b in bands if b["lower"] > 0]
    heads = [
        {"name": b["name"], "middle": (b["lower"] + upper) / 2, "short": b["name"].split()[-1].capitalize()}
        for b, upper in zip(bands, [*[b["lower"] for b in bands[1:]], 100], strict=True)
    ]

    def build(width: int) -> alt.TopLevelMixin:
        wide = width > 400
        room = 118 if wide else 92
        scale = alt.Scale(domain=[0, 100], nice=False)
        x = alt.X("score:Q", scale=scale, axis=alt.Axis(title=None, values=[0, 25, 50, 75, 100], grid=False))
        y = alt.Y(
            "label:N", sort=names, axis=alt.Axis(title=None, labelLimit=room, minExtent=room, grid=False)
        )
        base = alt.Chart(rows_of(rows))
        lines = (
            alt.Chart(rows_of(edges))
            .mark_rule(color=colour("line-strong"), strokeDash=[2, 3])
            .encode(x=alt.X("edge:Q", scale=scale))
        )
        words = (
            alt.Chart(rows_of([h for h in heads if wide or h["middle"] > 40]))
            .mark_text(color=colour("ink-faint"), fontSize=11 if wide else 10, baseline="bottom")
            .encode(x=alt.X("middle:Q", scale=scale), y=alt.value(-4), text="name:N" if wide else "short:N")
        )
        spans = base.mark_rule(color=colour("accent-line"), strokeWidth=8, strokeCap="round").encode(
            x=alt.X("low:Q", scale=scale), x2="high:Q", y=y
        )
        city = base.mark_tick(color=colour("ink-soft"), thickness=2, size=18).encode(
            x=alt.X("city:Q", scale=scale), y=y
        )
        dots = base.mark_point(size=90, opacity=1).encode(x=x, y=y)
        return alt.layer(lines, words, spans, city, dots).properties(
            width=width - room - 34, height=alt.Step(34)
        )

    return draw(build, title=title, description=description)


def teams(rows: Rows, *, title: str, description: str) -> Drawing:
    """Kecamatan teams: {"label", "score", "low", "high"}, best first."""
    return _intervals(rows, title=title, description=description, step=26)


def _intervals(rows: Rows, *, title: str, description: str, step: int) -> Drawing:
    import altair as alt

    names = [row["label"] for row in rows]
    low = 5 * int(min(row["low"] for row in rows) // 5)
    high = 5 * (int(max(row["high"] for row in rows) // 5) + 1)

    def build(width: int) -> alt.TopLevelMixin:
        room = 130 if width > 400 else 96
        scale = alt.Scale(domain=[max(0, low), min(100, high)], nice=False)
        y = alt.Y(
            "label:N", sort=names, axis=alt.Axis(title=None, labelLimit=room, minExtent=room, grid=False)
        )
        base = alt.Chart(rows_of(rows))
        spans = base.mark_rule(color=colour("accent-line"), strokeWidth=7, strokeCap="round").encode(
            x=alt.X("low:Q", scale=scale, axis=alt.Axis(title=None, tickCount=5, grid=True)), x2="high:Q", y=y
        )
        dots = base.mark_point(size=60, opacity=1).encode(x=alt.X("score:Q", scale=scale), y=y)
        return alt.layer(spans, dots).properties(width=width - room - 34, height=alt.Step(step))

    return draw(build, title=title, description=description)


def funnel(
    points: Rows, *, centre: float, noise_sd: float, title: str, description: str
) -> tuple[Drawing, list[dict[str, Any]]]:
    """Adjusted outcomes against the number of participants, with the limits of chance; also the points outside 95%.

    `points`: {"label", "size", "value"} on the dimension's 0-100 scale. Normal limits from the model's noise (engines.appraisal.funnel).
    """
    sizes = [row["size"] for row in points]
    along = np.linspace(max(1.0, min(sizes) - 1), max(sizes) + 1, 40)
    limits = normal_limits(centre, noise_sd**2, along)
    own = normal_limits(centre, noise_sd**2, np.array(sizes, dtype=float))
    marked: list[dict[str, Any]] = []
    for n, row in enumerate(points):
        outside = not own.low_95[n] <= row["value"] <= own.high_95[n]
        marked.append({**row, "state": "watch" if outside else "none", "outside": outside, "named": False})
    _name_extremes([row for row in marked if row["outside"]])
    edges = [
        {"size": float(s), "low": float(low), "high": float(high)}
        for s, low, high in zip(limits.size, limits.low_95, limits.high_95, strict=True)
    ]
    drawing = plots.funnel(
        marked,
        edges,
        title=title,
        description=description,
        centre=centre,
        format=".0f",
        size_title=_("peserta"),
    )
    return drawing, [row for row in marked if row["outside"]]


def _name_extremes(outside: list[dict[str, Any]]) -> None:
    """Write the names of the farthest on either side only: more would lie on one another; the table has them all."""
    ordered = sorted(outside, key=lambda row: row["value"])
    for row in [*ordered[:1], *ordered[-1:]]:
        row["named"] = True
