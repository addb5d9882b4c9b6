"""The way to a target as a picture: what was, what should have been, and where it may end."""

from typing import Any

from django.utils import formats as django_formats

from dampingi.engines.targets import expected
from dampingi.foundation.ui import formats, plots
from dampingi.foundation.ui.charts import Drawing
from dampingi.insight.monitoring.dashboard.drawings import drawn
from dampingi.insight.monitoring.dashboard.wording import counted, written
from dampingi.insight.monitoring.periods import month_of
from dampingi.insight.targets.reading import Line, Question

LEAST = 2


def course(asked: Question, line: Line, description: str) -> tuple[Drawing, list[tuple[str, ...]]] | None:
    """With the same as a table; None with too little history."""
    known = [(m, f) for m, f in line.history if f.value is not None]
    if line.path is None or len(known) < LEAST:
        return None
    points: list[dict[str, Any]] = []
    table = []
    for month, figure in known:
        wanted = expected(line.path, min(month_of(month).end, asked.span.end))
        points.append(
            {
                "period": django_formats.date_format(month, "M"), "value": float(figure.value or 0),
                "expected": None if wanted is None else float(wanted),
            }
        )  # fmt: skip
        table.append((formats.month(month), written(line.indicator, figure.value), written(line.indicator, wanted), counted(line.indicator, figure)))  # fmt: skip
    end = None
    if line.forecast:
        f = line.forecast
        end = {
            "period": django_formats.date_format(asked.span.end, "M"),
            "value": f.value,
            "low": f.low,
            "high": f.high,
        }
    axis = ",.1f" if line.indicator.kind == "mean" else ".0%"
    target = float(line.path.target)
    picture = drawn(
        plots.way,
        points,
        title=line.indicator.name,
        description=description,
        format=axis,
        target=target,
        end=end,
    )
    return picture, table
