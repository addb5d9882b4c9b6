"""The report's charts: the same drawings as on the screen, in concrete colours and in the documents' typeface."""

import re
from typing import Any

from dampingi.foundation.ui import charts, formats, plots
from dampingi.outcomes.documents.fonts import FAMILY
from dampingi.outcomes.reports.paper.doors import Doors
from dampingi.outcomes.reports.words import day, written

SOURCE = "laporan pendamping, dengan rentang 90% (Wilson)"


def trend(data: dict[str, Any], doors: Doors) -> dict[str, str] | None:
    told = data["trend"]
    points = [{"period": formats.month(day(p["month"])).partition(" ")[0][:3], "value": _value(p["figure"], doors)} for p in told["points"]]
    if sum(p["value"] is not None for p in points) < 3:
        return None
    form = ".0%" if told["kind"] == "percent" else ",.1f"
    words = "; ".join(f"{formats.month(day(p['month']))}: {written(doors.ledger[p['figure']])}" for p in told["points"])
    drawn = plots.trend(points, title=told["name"], description=words, format=form, target=told["target"])
    return {"picture": for_paper(drawn.narrow), "takeaway": told["takeaway"], "words": f"{told['takeaway']} {words}"}


def ranked(data: dict[str, Any], doors: Doors) -> dict[str, str] | None:
    told = data["districts"]["ranked"]
    rows = []
    for entry in told["rows"]:
        figure = doors.ledger[entry["figure"]]
        if figure.value is not None:
            bounds = {"low": float(figure.low), "high": float(figure.high)} if figure.low and figure.high else {}
            rows.append({"label": entry["name"], "value": float(figure.value), "state": figure.state or "none", **bounds})
    if len(rows) < 2:
        return None
    words = "; ".join(f"{e['name']}: {written(doors.ledger[e['figure']])}" for e in told["rows"])
    drawn = plots.ranked(rows, title=told["takeaway"], description=words, format=".0%", target=told["target"], top=1.0)
    return {
        "picture": for_paper(drawn.document),
        "takeaway": told["takeaway"],
        "words": f"{told['takeaway']} {words}",
        "source": SOURCE,
    }


def funnel(told: dict[str, Any] | None) -> dict[str, str] | None:
    if not told:
        return None
    drawn = plots.funnel(
        told["points"],
        told["limits"],
        title=told["takeaway"],
        description=told["takeaway"],
        centre=told["centre"],
        format=told["format"],
        size_title=told["size_title"],
    )
    return {
        "picture": for_paper(drawn.document),
        "takeaway": told["takeaway"],
        "words": told["words"],
        "source": told["source"],
    }


def for_paper(drawn: str) -> str:
    """The screen's accessible names carry a running number, which would change the bytes; the document says them itself."""
    coloured = re.sub(r"var\(--([a-z-]+)\)", lambda found: charts.colour(found[1]), drawn)
    bare = re.sub(r"<(title|desc)\b[^>]*>.*?</\1>", "", coloured, flags=re.S)
    opening, rest = bare.split(">", 1)
    opening = re.sub(r' (?:role|aria-\w+)="[^"]*"', "", opening)
    return f'{opening} font-family="{FAMILY}">{rest}'


def _value(no: int, doors: Doors) -> float | None:
    value = doors.ledger.value(no)
    return None if value is None else float(value)
