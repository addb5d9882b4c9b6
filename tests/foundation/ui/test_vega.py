"""Pictures are said in Vega-Lite's own words; Altair, which checks every word of it, must draw the same."""

import json

import altair as alt
import numpy as np
import vl_convert

from dampingi.foundation.ui import charts, vega

ROWS = [
    {"name": "Beji", "value": 0.91, "low": 0.85, "high": 0.95, "month": "Jan", "panel": "a"},
    {"name": "Limo", "value": 0.62, "low": 0.5, "high": 0.7, "month": "Feb", "panel": "b"},
]


def same(ours, theirs):
    """Both drawn by the one renderer."""
    told = theirs.to_dict()
    told["config"] = charts.CONFIG
    drawn = [
        vl_convert.vegalite_to_svg(json.dumps(each)) for each in (ours | {"config": charts.CONFIG}, told)
    ]
    assert drawn[0] == drawn[1]


def test_bars_with_their_span_and_words():
    def rows(a):
        return a.chart(ROWS) if a is vega else alt.Chart(alt.InlineData(values=ROWS))

    x = vega.by("value:Q", axis={"title": None, "format": ".0%"}, scale={"domain": [0, 1], "nice": False})
    y = vega.by("name:N", sort=["Limo", "Beji"], axis={"title": None, "labels": False})
    ours = vega.layer(
        rows(vega).mark("bar", height=12).encode(x=x, y=y, color=vega.value("#2c3b94")),
        rows(vega).mark("rule", strokeWidth=2).encode(x="low:Q", x2="high:Q", y=y),
        rows(vega).mark("text", align="left", dx=6).encode(x=vega.by("high:Q"), y=y, text="name:N"),
    ).sized(width=300, height=vega.step(26))
    ax = alt.X("value:Q", axis=alt.Axis(title=None, format=".0%"), scale=alt.Scale(domain=[0, 1], nice=False))
    ay = alt.Y("name:N", sort=["Limo", "Beji"], axis=alt.Axis(title=None, labels=False))
    theirs = alt.layer(
        rows(alt).mark_bar(height=12).encode(x=ax, y=ay, color=alt.value("#2c3b94")),
        rows(alt).mark_rule(strokeWidth=2).encode(x="low:Q", x2="high:Q", y=ay),
        rows(alt).mark_text(align="left", dx=6).encode(x=alt.X("high:Q"), y=ay, text="name:N"),
    ).properties(width=300, height=alt.Step(26))
    same(ours, theirs)


def test_panels_and_what_stands_below():
    x, y = vega.by("month:O", axis={"title": None}), vega.by("value:Q", axis={"title": None, "tickCount": 2})
    ours = (
        vega.layer(vega.Picture().mark("line", strokeWidth=2).encode(x=x, y=y))
        .sized(width=120, height=64)
        .facet(vega.by("panel:N", header={"title": None}), columns=2, spacing=14, data=vega.rows_of(ROWS))
    )
    ax, ay = (
        alt.X("month:O", axis=alt.Axis(title=None)),
        alt.Y("value:Q", axis=alt.Axis(title=None, tickCount=2)),
    )
    theirs = (
        alt.layer(alt.Chart().mark_line(strokeWidth=2).encode(x=ax, y=ay))
        .properties(width=120, height=64)
        .facet(alt.Facet("panel:N", header=alt.Header(title=None)), columns=2, spacing=14, data=alt.InlineData(values=ROWS))
    )  # fmt: skip
    same(ours, theirs)
    line = vega.chart(ROWS).mark("line").encode(x=x, y=y).sized(width=200, height=50)
    theirs = (
        alt.Chart(alt.InlineData(values=ROWS)).mark_line().encode(x=ax, y=ay).properties(width=200, height=50)
    )
    same(vega.stacked(line, line, spacing=10), alt.vconcat(theirs, theirs, spacing=10))


def test_numbers_of_numpy_are_numbers():
    rows = [{"name": "Beji", "value": np.int64(3)}, {"name": "Limo", "value": np.float64(2.5)}]
    plain = [{"name": "Beji", "value": 3}, {"name": "Limo", "value": 2.5}]
    drawn = [
        charts.svg(vega.chart(told).mark("bar").encode(x="value:Q", y="name:N"), title="t", description="d")
        for told in (rows, plain)
    ]
    assert drawn[0].split("</desc>")[1] == drawn[1].split("</desc>")[1]
