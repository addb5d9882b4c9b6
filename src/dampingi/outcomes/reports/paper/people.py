"""Mentors' results, appreciation, recommendations, and who signs."""

from typing import Any

from dampingi.foundation.ui import formats
from dampingi.outcomes.reports.ledger import Figure
from dampingi.outcomes.reports.doors import Doors


def pages(data: dict[str, Any], doors: Doors) -> dict[str, Any]:
    return {
        "mentors": _mentors(data, doors),
        "appreciation": {
            "lead": data["appreciation"]["lead"],
            "rows": [{**r, "figure": doors.cell(r["figure"])} for r in data["appreciation"]["rows"]],
        },
        "recommendations": {
            "lead": "Setiap rekomendasi lahir dari aturan tertulis dan angka yang disebut di bawahnya; keputusannya tetap pada pimpinan.",
            "rows": [{**r, "figures": doors.cells(r["figures"])} for r in data["recommendations"]],
        },
    }


def _mentors(data: dict[str, Any], doors: Doors) -> dict[str, Any]:
    told = data["mentors"]
    if not told["ready"]:
        return {"ready": False, "lead": told["lead"]}
    return {
        "ready": True,
        "lead": told["lead"],
        "level": formats.percent(told["level"], 0),
        "bands": [{"name": b["name"], "figure": doors.cell(b["figure"])} for b in told["bands"]],
        "why": told["why"],
        "team_caption": told["team_caption"],
        "teams": [_team(t, doors) for t in told["teams"]],
        "groups": [
            {"title": g["title"], "caption": g["caption"], "rows": [_mentor(r, doors) for r in g["rows"]]}
            for g in told["groups"]
        ],
    }


def _team(row: dict[str, Any], doors: Doors) -> dict[str, Any]:
    return {
        "name": row["name"],
        "participants": formats.number(row["participants"]),
        "figure": doors.cell(row["figure"]),
        "interval": _interval(doors.ledger[row["figure"]]),
        "trace": doors.trace([row["figure"]]),
    }


def _mentor(row: dict[str, Any], doors: Doors) -> dict[str, Any]:
    return {**_team(row, doors), "region": row["region"], "band": row["band"]}


def _interval(figure: Figure) -> dict[str, float] | None:
    """Where on a line from 0 to 100 the score and its bounds lie."""
    if figure.value is None or figure.low is None or figure.high is None:
        return None
    return {
        key: min(1.0, max(0.0, float(told) / 100))
        for key, told in {"from": figure.low, "to": figure.high, "at": figure.value}.items()
    }
