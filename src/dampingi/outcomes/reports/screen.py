"""A snapshot on the screen: the same figures as on paper, each a door."""

from typing import Any
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.ui.navigation import open_to
from dampingi.insight.monitoring import queries as monitoring
from dampingi.insight.monitoring.periods import of_programme
from dampingi.outcomes.documents.codes import spoken
from dampingi.outcomes.reports import pictures
from dampingi.outcomes.reports.doors import Doors
from dampingi.outcomes.reports.gathering import PRINT
from dampingi.outcomes.reports.ledger import Figure, Ledger
from dampingi.outcomes.reports.models import Snapshot
from dampingi.outcomes.reports.words import COURSES, ahead, amount, between, day, fraction, wanted, written

PLACES = frozenset({"province", "city", "kecamatan", "kelurahan"})
"""Groupings that the figure's own region already tells."""


def page(found: Snapshot) -> dict[str, Any]:
    data = found.data
    doors = Doors(Ledger.from_json(data["figures"]), "", found.document.code)
    return {
        "snapshot": found,
        "code": spoken(found.document.code),
        "headline": {"cell": doors.cell(data["headline"]["recorded"])},
        "summary": data["summary"],
        "cards": [_card(no, data, doors) for no in data["cards"]],
        "slips": data["slips"][:4],
        "advice": [{**r, "figures": doors.cells(r["figures"])} for r in data["recommendations"]],
        "numbers": [{"label": n["label"], "cell": doors.cell(n["figure"])} for n in data["numbers"]],
        "columns": data["districts"]["columns"],
        "division": data["districts"]["division"],
        "rows": [_row(r, doors) for r in data["districts"]["rows"]],
        "total": _row(data["districts"]["total"], doors),
        "trend": pictures.trend(data, doors),
        "ranked": pictures.ranked(data, doors),
        "funnel": pictures.funnel(data),
        "mentors": data["mentors"],
        "bands": [
            {"name": b["name"], "cell": doors.cell(b["figure"])} for b in data["mentors"].get("bands", ())
        ],
        "appreciation": data["appreciation"],
        "count": len(data["figures"]),
    }


def _card(no: int, data: dict[str, Any], doors: Doors) -> dict[str, Any]:
    figure = doors.ledger[no]
    definition = next(d for d in data["definitions"] if d["code"] == figure.indicator)
    return {
        "label": definition["name"],
        "value": written(figure),
        "state": figure.state,
        "target": amount(figure.target, figure.kind) if figure.target is not None else "",
        "way": _way(figure),
        "definition": f"{definition['why']} {definition['formula']}",
        "href": doors.address(no),
    }


def _way(figure: Figure) -> str:
    told = [wanted(figure).partition(", target")[0]] if figure.expected is not None else []
    told += [f"perkiraan akhir program {ahead(figure)}"] if figure.forecast else []
    return "; ".join(text for text in told if not text.startswith("target"))


def _row(row: dict[str, Any], doors: Doors) -> dict[str, Any]:
    return {"name": row["name"], "cells": doors.cells(row["figures"], state=True)}


def figure_page(actor: Actor, found: Snapshot, figure: Figure) -> dict[str, Any]:
    """One figure as it was frozen, what it was made from, and what the same question answers now."""
    data = found.data
    definition = next((d for d in data["definitions"] if d["code"] == figure.indicator), None)
    return {
        "snapshot": found,
        "code": spoken(found.document.code),
        "figure": figure,
        "value": written(figure),
        "between": between(figure),
        "fraction": fraction(figure),
        "target": amount(figure.target, figure.kind) if figure.target is not None else "",
        "expected": amount(figure.expected, figure.kind) if figure.expected is not None else "",
        "course": COURSES.get(figure.course, ""),
        "ahead": ahead(figure),
        "definition": definition,
        "as_of": day(data["as_of"]),
        "now": _now(actor, found, figure),
        "door": door(actor, found, figure),
        "before": figure.no - 1,
        "after": figure.no + 1 if figure.no < len(data["figures"]) else 0,
    }


def _now(actor: Actor, found: Snapshot, figure: Figure) -> dict[str, str] | None:
    """The figure asked again today for the same day: it differs where records were corrected since."""
    if not figure.indicator or figure.kind == "count":
        return None
    programme = found.programme
    asked = monitoring.values(
        actor,
        [figure.indicator],
        _others(figure.grouping),
        programme=programme,
        region=figure.region,
        period=of_programme(programme, until=day(found.data["as_of"])),
        permission=PRINT,
    )
    group = [v for name, v in zip(figure.grouping, figure.group, strict=True) if name not in PLACES]
    answer = asked.of(figure.indicator, *group)
    same = (answer.numerator, answer.denominator) == (figure.numerator, figure.denominator)
    value = None if answer.value is None else str(answer.value)
    return {"value": amount(value, figure.kind), "same": "yes" if same else ""}


def door(actor: Actor, found: Snapshot, figure: Figure) -> str:
    """The page of the rows, where this actor may open it."""
    doors = open_to(actor)
    try:
        if not figure.indicator:
            href = reverse(figure.page) if figure.page else ""
            return href if href in doors else ""
        about = {"program": found.programme.code, "wilayah": figure.region, "indikator": figure.indicator}
        for name, value in zip(figure.grouping, figure.group, strict=True):
            if name not in PLACES:
                about |= {"menurut": name, "nilai": value}
        return f"{reverse('figure_rows')}?{urlencode(about)}" if reverse("dashboard") in doors else ""
    except NoReverseMatch:
        return ""


def _others(grouping: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in grouping if name not in PLACES)
