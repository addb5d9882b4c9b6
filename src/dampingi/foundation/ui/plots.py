"""The five pictures the product draws: trend, ranked bars, dots against a target, funnel, small multiples."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from dampingi.foundation.ui.charts import Drawing, colour, draw, rows_of, state_scale

if TYPE_CHECKING:
    import altair as alt

Rows = Sequence[Mapping[str, Any]]
ROW = 26


def trend(
    rows: Rows, *, title: str, description: str, format: str = ",.0f", target: float | None = None
) -> Drawing:
    """`rows`: {"period": words in order, "value": number or None}. The last value is written at its point."""
    import altair as alt

    periods = [row["period"] for row in rows]
    known = [row for row in rows if row["value"] is not None]

    def build(width: int) -> alt.LayerChart:
        angle = -45 if width < 400 and len(periods) > 6 else 0
        x = alt.X("period:O", sort=periods, axis=alt.Axis(title=None, labelAngle=angle, labelOverlap=True))
        y = alt.Y("value:Q", axis=alt.Axis(title=None, format=format), scale=alt.Scale(zero=True, nice=True))
        base = alt.Chart(rows_of(known))
        area = base.mark_area(color=colour("accent"), opacity=0.08).encode(x=x, y=y)
        last = alt.Chart(rows_of(known[-1:]))
        label = last.mark_text(dy=_clear_of_line(known), fontWeight="bold", align="right", dx=6).encode(
            x=x, y=y, text=alt.Text("value:Q", format=format)
        )
        layers = [area, base.mark_line().encode(x=x, y=y), last.mark_point(opacity=1).encode(x=x, y=y), label]
        if target is not None:
            layers += _target_line(target, format)
        return alt.layer(*layers).properties(width=width - 56, height=200)

    return draw(build, title=title, description=description)


def way(
    rows: Rows, *, title: str, description: str, format: str, target: float, end: Mapping[str, Any] | None = None
) -> Drawing:  # fmt: skip
    """`rows`: {"period", "value", "expected" or None} in order; `end`: {"period", "value", "low", "high"}, where it may end. Dashed: what is expected."""
    import altair as alt

    periods = list(dict.fromkeys([row["period"] for row in rows] + ([end["period"]] if end else [])))
    on_way = [{"period": r["period"], "value": r["expected"]} for r in rows if r["expected"] is not None]
    on_way += [{"period": end["period"], "value": target}] if end else []

    def build(width: int) -> alt.LayerChart:
        angle = -45 if width < 400 and len(periods) > 6 else 0
        x = alt.X("period:O", sort=periods, axis=alt.Axis(title=None, labelAngle=angle, labelOverlap=True))
        y = alt.Y("value:Q", axis=alt.Axis(title=None, format=format), scale=alt.Scale(zero=True, nice=True))
        base, last = alt.Chart(rows_of(rows)), alt.Chart(rows_of(rows[-1:]))
        label = last.mark_text(dy=-12, fontWeight="bold", align="right", dx=6).encode(
            x=x, y=y, text=alt.Text("value:Q", format=format)
        )
        dashed = (
            alt.Chart(rows_of(on_way))
            .mark_line(strokeDash=[4, 4], color=colour("ink-faint"))
            .encode(x=x, y=y)
        )
        layers = [
            dashed,
            base.mark_line().encode(x=x, y=y),
            last.mark_point(opacity=1).encode(x=x, y=y),
            label,
        ]
        if end:
            after = alt.Chart(rows_of([end]))
            bar = after.mark_rule(strokeWidth=2, color=colour("accent")).encode(
                x=x, y=alt.Y("low:Q"), y2="high:Q"
            )
            layers += [bar, after.mark_point(opacity=1, shape="diamond").encode(x=x, y=y)]
        layers += _target_line(target, format)
        return alt.layer(*layers).properties(width=width - 56, height=220)

    return draw(build, title=title, description=description)


def ranked(
    rows: Rows,
    *,
    title: str,
    description: str,
    format: str = ",.0f",
    target: float | None = None,
    top: float | None = None,
) -> Drawing:
    """`rows` in the order shown: {"label", "value", and if known "low", "high", "state"}."""
    import altair as alt

    names = [row["label"] for row in rows]
    told = [{"state": "none", **row} for row in rows]
    stated = any("state" in row for row in rows)

    def build(width: int) -> alt.LayerChart:
        y = alt.Y("label:N", sort=names, axis=_names_axis(names, width))
        x = alt.X(
            "value:Q",
            axis=alt.Axis(
                title=None, format=format, tickCount=4 if width > 400 else 3, grid=True, domain=False
            ),
            scale=_upto(top),
        )
        base = alt.Chart(rows_of(told))
        fill = (
            alt.Color("state:N", scale=state_scale(), legend=None) if stated else alt.value(colour("accent"))
        )
        layers = [base.mark_bar(height=12, cornerRadiusEnd=2).encode(x=x, y=y, color=fill)]
        if any("low" in row for row in rows):
            layers.append(
                base.mark_rule(color=colour("ink"), strokeWidth=1.5).encode(x="low:Q", x2="high:Q", y=y)
            )
            place = alt.X("high:Q")
        else:
            place = x
        text = alt.Text("value:Q", format=format)
        layers.append(base.mark_text(align="left", dx=6).encode(x=place, y=y, text=text))
        if target is not None:
            layers.append(_target_rule(target))
        layers += _names(rows, y, width)
        return alt.layer(*layers).properties(
            width=width - _names_room(names, width) - 40, height=_step(names, width)
        )

    return draw(build, title=title, description=description)


def dots(
    rows: Rows, *, title: str, description: str, target: float, format: str = ",.0f", top: float | None = None
) -> Drawing:
    """Each row a dot on one scale with the target as a line: {"label", "value", "state"}."""
    import altair as alt

    names = [row["label"] for row in rows]

    def build(width: int) -> alt.LayerChart:
        y = alt.Y("label:N", sort=names, axis=_names_axis(names, width, grid=True))
        x = alt.X(
            "value:Q", axis=alt.Axis(title=None, format=format, tickCount=4), scale=_upto(top, zero=False)
        )
        base = alt.Chart(rows_of([{**row, "target": target} for row in rows]))
        gap = base.mark_rule(color=colour("line-strong")).encode(x=x, x2="target:Q", y=y)
        dot = base.mark_point(size=90, opacity=1).encode(
            x=x,
            y=y,
            color=alt.Color("state:N", scale=state_scale(), legend=None),
            shape=alt.Shape("state:N", scale=_state_shapes(), legend=None),
        )
        return alt.layer(_target_rule(target), gap, dot, *_names(rows, y, width)).properties(
            width=width - _names_room(names, width) - 24, height=_step(names, width)
        )

    return draw(build, title=title, description=description)


def funnel(
    points: Rows,
    limits: Rows,
    *,
    title: str,
    description: str,
    centre: float,
    format: str = ".0%",
    size_title: str = "",
) -> Drawing:
    """`points`: {"label", "size", "value", "state"}; `limits`: {"size", "low", "high"} along the sizes.

    Points outside the limits are worth a look; the names of those only are written.
    """
    import altair as alt

    def build(width: int) -> alt.LayerChart:
        x = alt.X(
            "size:Q",
            axis=alt.Axis(title=size_title or None, tickCount=5),
            scale=alt.Scale(zero=False, nice=False, padding=12),
        )
        y = alt.Y("value:Q", axis=alt.Axis(title=None, format=format), scale=alt.Scale(zero=False))
        edge = alt.Chart(rows_of(limits))
        band = edge.mark_area(color=colour("accent"), opacity=0.09).encode(x=x, y=alt.Y("low:Q"), y2="high:Q")
        middle = alt.Chart(rows_of([{"value": centre}])).mark_rule(strokeDash=[4, 3]).encode(y="value:Q")
        dot = (
            alt.Chart(rows_of(points))
            .mark_point(size=55, opacity=0.9)
            .encode(
                x=x,
                y=y,
                color=alt.Color("state:N", scale=state_scale(), legend=None),
                shape=alt.Shape("state:N", scale=_state_shapes(plain="circle"), legend=None),
            )
        )
        layers = [band, middle, dot]
        if named := [point for point in points if point.get("named")]:
            layers.append(
                alt.Chart(rows_of(named))
                .mark_text(align="left", dx=8, fontSize=11)
                .encode(x=x, y=y, text="label:N")
            )
        return alt.layer(*layers).properties(width=width - 60, height=300 if width > 400 else 260)

    return draw(build, title=title, description=description)


def small_multiples(
    rows: Rows, *, title: str, description: str, format: str = ",.0f", target: float | None = None
) -> Drawing:
    """One little trend per panel on one scale: {"panel", "period", "value"}, panels in the order met."""
    import altair as alt

    panels = list(dict.fromkeys(row["panel"] for row in rows))
    periods = list(dict.fromkeys(row["period"] for row in rows))
    told = [{**row, "target": target} for row in rows if row["value"] is not None]

    def build(width: int) -> alt.TopLevelMixin:
        columns = 4 if width > 400 else 2
        x = alt.X("period:O", sort=periods, axis=alt.Axis(title=None, labels=False))
        y = alt.Y("value:Q", axis=alt.Axis(title=None, format=format, tickCount=2))
        base = alt.Chart()
        layers = [base.mark_line(strokeWidth=2).encode(x=x, y=y)]
        if target is not None:
            layers.append(base.mark_rule(strokeDash=[4, 3]).encode(y="target:Q"))
        each = alt.layer(*layers).properties(width=(width - 40) / columns - 16, height=64)
        facet = alt.Facet("panel:N", sort=panels, header=alt.Header(title=None))
        return each.facet(facet, columns=columns, spacing=14, data=rows_of(told))

    return draw(build, title=title, description=description)


def _clear_of_line(known: Rows) -> int:
    """Above the last point, or below it where the line comes down from above."""
    falling = len(known) > 1 and known[-1]["value"] < known[-2]["value"]
    return 16 if falling else -12


def _target_line(target: float, format: str) -> list[alt.Chart]:
    import altair as alt

    base = alt.Chart(rows_of([{"value": target}]))
    rule = base.mark_rule(strokeDash=[4, 3]).encode(y="value:Q")
    label = base.mark_text(
        align="left", baseline="bottom", dx=4, dy=-3, color=colour("ink-faint"), fontSize=11
    )
    return [rule, label.encode(y="value:Q", x=alt.value(0), text=alt.value("target"))]


def _target_rule(target: float) -> alt.Chart:
    import altair as alt

    base = alt.Chart(rows_of([{"value": target}]))
    return base.mark_rule(strokeDash=[4, 3], color=colour("ink-soft")).encode(x="value:Q")


def _names_axis(names: Sequence[str], width: int, *, grid: bool = False) -> alt.Axis:
    """Room for the names, which `_names` writes: an axis would cut what does not fit on one line."""
    import altair as alt

    room = _names_room(names, width)
    return alt.Axis(title=None, labels=False, minExtent=room, maxExtent=room, grid=grid)


def _names(rows: Rows, y: alt.Y, width: int) -> list[alt.Chart]:
    import altair as alt

    told = [{**row, "written": _written(row["label"], width)} for row in rows]
    layers = []
    for lines, lift in ((1, 0), (2, -7)):
        chosen = [row for row in told if row["written"].count("\n") == lines - 1]
        mark = alt.Chart(rows_of(chosen)).mark_text(
            align="right", dx=-8, dy=lift, lineBreak="\n", lineHeight=14, color=colour("ink-soft")
        )
        layers += [mark.encode(y=y, x=alt.value(0), text="written:N")] if chosen else []
    return layers


def _written(name: str, width: int) -> str:
    """The name on at most two lines."""
    lines = textwrap.wrap(name, 26 if width > 400 else 19, max_lines=2, placeholder="…")
    return "\n".join(lines)


def _names_room(names: Sequence[str], width: int) -> int:
    longest = max((len(line) for name in names for line in _written(name, width).split("\n")), default=0)
    return 16 + round(6.3 * longest)


def _step(names: Sequence[str], width: int) -> alt.Step:
    import altair as alt

    return alt.Step(34 if any("\n" in _written(name, width) for name in names) else ROW)


def _upto(top: float | None, *, zero: bool = True) -> alt.Scale:
    import altair as alt

    return alt.Scale(domain=[0, top], nice=False) if top else alt.Scale(zero=zero, nice=True)


def _state_shapes(*, plain: str = "square") -> alt.Scale:
    import altair as alt

    good = "circle" if plain != "circle" else "triangle-down"
    return alt.Scale(domain=["good", "watch", "late", "none"], range=[good, "triangle-up", "diamond", plain])
