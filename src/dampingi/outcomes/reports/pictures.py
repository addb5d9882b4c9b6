"""The report's charts: one drawing for the page and for the paper, where it takes the documents' typeface."""

import re
from dataclasses import dataclass
from typing import Any

from dampingi.foundation.ui import charts, formats, plots
from dampingi.foundation.ui.charts import Drawing
from dampingi.outcomes.documents.fonts import FAMILY
from dampingi.outcomes.reports.doors import Doors
from dampingi.outcomes.reports.words import day, written

SOURCE = "laporan pendamping, dengan rentang 90% (Wilson)"
ENOUGH_MONTHS = 3


@dataclass(frozen=True)
class Picture:
    """`words` say the same for those who cannot see it; `rows` the same as a table. Paper takes it at half the page's width."""

    drawing: Drawing
    takeaway: str
    rows: list[list[str]]
    source: str = ""

    @property
    def words(self) -> str:
        return f"{self.takeaway} {'; '.join(': '.join(row) for row in self.rows)}"

    def on_paper(self) -> dict[str, str]:
        drawn = for_paper(self.drawing.narrow)
        return {"picture": drawn, "takeaway": self.takeaway, "words": self.words, "source": self.source}


def on_paper(picture: Picture | None) -> dict[str, str] | None:
    return picture.on_paper() if picture else None


def trend(data: dict[str, Any], doors: Doors) -> Picture | None:
    told = data["trend"]
    points = [{"period": _short(p["month"]), "value": _value(p["figure"], doors)} for p in told["points"]]
    if sum(p["value"] is not None for p in points) < ENOUGH_MONTHS:
        return None
    rows = [[formats.month(day(p["month"])), written(doors.ledger[p["figure"]])] for p in told["points"]]
    words = "; ".join(": ".join(row) for row in rows)
    drawn = plots.trend(points, title=told["name"], description=words, format=".0%", target=told["target"])
    return Picture(drawn, told["takeaway"], rows)


def ranked(data: dict[str, Any], doors: Doors) -> Picture | None:
    told = data["districts"]["ranked"]
    bars, rows = [], []
    for entry in told["rows"]:
        figure = doors.ledger[entry["figure"]]
        if figure.value is not None:
            bounds = (
                {"low": float(figure.low), "high": float(figure.high)} if figure.low and figure.high else {}
            )
            bars.append(
                {
                    "label": entry["name"],
                    "value": float(figure.value),
                    "state": figure.state or "none",
                    **bounds,
                }
            )
            rows.append([entry["name"], written(figure)])
    if len(bars) < 2:
        return None
    words = "; ".join(": ".join(row) for row in rows)
    drawn = plots.ranked(
        bars, title=told["takeaway"], description=words, format=".0%", target=told["target"], top=1.0
    )
    return Picture(drawn, told["takeaway"], rows, SOURCE)


def funnel(data: dict[str, Any]) -> Picture | None:
    told = data["districts"]["funnel"]
    if not told:
        return None
    about = {key: told[key] for key in ("centre", "format", "size_title")}
    drawn = plots.funnel(
        told["points"], told["limits"], title=told["takeaway"], description=told["words"], **about
    )
    rows = [[p["label"], formats.percent(p["value"])] for p in told["points"] if p["named"]]
    return Picture(drawn, told["takeaway"], rows, told["source"])


def for_paper(drawn: str) -> str:
    """Concrete colours and our typeface; without the screen's accessible names, which carry a running number that would
    change the bytes (the document says the same words itself)."""
    coloured = re.sub(r"var\(--([a-z-]+)\)", lambda found: charts.colour(found[1]), drawn)
    bare = re.sub(r"<(title|desc)\b[^>]*>.*?</\1>", "", coloured, flags=re.S)
    opening, rest = bare.split(">", 1)
    opening = re.sub(r' (?:role|aria-\w+)="[^"]*"', "", opening)
    return f'{opening} font-family="{FAMILY}">{rest}'


def _short(month: str) -> str:
    return formats.month(day(month))[:3]


def _value(no: int, doors: Doors) -> float | None:
    value = doors.ledger.value(no)
    return None if value is None else float(value)
