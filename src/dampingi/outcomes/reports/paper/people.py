"""Mentors' results, appreciation, recommendations, and who signs."""

from dataclasses import dataclass
from math import ceil, floor
from typing import Any

from dampingi.foundation.ui import formats
from dampingi.outcomes.reports.doors import Doors
from dampingi.outcomes.reports.ledger import Figure


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
    rows = [*told["teams"], *(r for g in told["groups"] for r in g["rows"])]
    axis = Axis.around([doors.ledger[r["figure"]] for r in rows])
    return {
        "ready": True,
        "lead": told["lead"],
        "axis": f"Rentang {formats.percent(told['level'], 0)} ({axis.least}–{axis.most})",
        "bands": [{"name": b["name"], "figure": doors.cell(b["figure"])} for b in told["bands"]],
        "why": told["why"],
        "team_caption": told["team_caption"],
        "teams": [_team(t, doors, axis) for t in told["teams"]],
        "groups": [
            {
                "title": g["title"],
                "caption": g["caption"],
                "rows": [_mentor(r, doors, axis) for r in g["rows"]],
            }
            for g in told["groups"]
        ],
    }


def _team(row: dict[str, Any], doors: Doors, axis: "Axis") -> dict[str, Any]:
    return {
        "name": row["name"],
        "participants": formats.number(row["participants"]),
        "figure": doors.cell(row["figure"]),
        "interval": axis.interval(doors.ledger[row["figure"]]),
        "trace": doors.trace([row["figure"]]),
    }


def _mentor(row: dict[str, Any], doors: Doors, axis: "Axis") -> dict[str, Any]:
    return {**_team(row, doors, axis), "region": row["region"], "band": row["band"]}


@dataclass(frozen=True)
class Axis:
    """The stretch of the 0 to 100 scale that all scores and their bounds lie in, in whole tens."""

    least: int = 0
    most: int = 100

    @classmethod
    def around(cls, figures: list[Figure]) -> "Axis":
        ends = [float(end) for f in figures for end in (f.low, f.high) if end is not None]
        return cls(max(0, floor(min(ends) / 10) * 10), min(100, ceil(max(ends) / 10) * 10)) if ends else cls()

    def interval(self, figure: Figure) -> dict[str, float] | None:
        """Where on the axis (0 to 1) the score and its bounds lie."""
        if figure.value is None or figure.low is None or figure.high is None:
            return None
        told = {"from": figure.low, "to": figure.high, "at": figure.value}
        return {
            key: min(1.0, max(0.0, (float(t) - self.least) / (self.most - self.least)))
            for key, t in told.items()
        }
