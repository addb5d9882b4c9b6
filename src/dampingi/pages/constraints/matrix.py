"""Place by constraint: how many are held back, how many of a hundred, and the door behind each figure."""

from typing import Any

from django.utils.translation import gettext as _

from dampingi.engines.indicators import Figure
from dampingi.foundation.definitions import choices, load
from dampingi.foundation.regions.codes import depth
from dampingi.foundation.regions.queries import below, name_of, names
from dampingi.foundation.ui import formats
from dampingi.foundation.ui.tilemap import Tile
from dampingi.insight.constraints.counts import Counts
from dampingi.insight.constraints.questions import codes_of
from dampingi.insight.constraints.unusual import Standout
from dampingi.pages.constraints.asked import RATE, Asked

SHADES = 5


def columns_of(here: Asked) -> list[str]:
    """The seven fields, or the constraints of the chosen one."""
    if here.code:
        return [here.code]
    return list(codes_of(here.field)) if here.field else [each["code"] for each in load("constraint_fields")]


def called(columns: list[str]) -> dict[str, tuple[str, str]]:
    """column -> (name, short name)."""
    shorts = {each["code"]: each["short"] for each in load("constraint_fields")}
    every = choices("constraints") | choices("constraint_fields")
    return {c: (every.get(c, c), _(shorts[c]) if c in shorts else every.get(c, c)) for c in columns}


def matrix(here: Asked, counted: Counts) -> dict[str, Any]:
    columns = columns_of(here)
    places = places_of(here, counted)
    named = called(columns)
    figures = {(p, c): counted.figure(p, c) for p in places for c in columns}
    most = max((measured(here, f) for f in figures.values()), default=0)
    return {
        "columns": [
            {
                "label": named[c][0],
                "short": named[c][1],
                "href": here.here(**here.column_of(c)) if not here.code else "",
                "total": _cell(
                    here, Figure(counted.column(c), counted.population), 0, here.door(**here.column_of(c))
                ),
            }
            for c in columns
        ],
        "rows": [
            {
                "label": name,
                "href": here.here(wilayah=p) if depth(p) == here.level and p != here.region else "",
                "total": _cell(here, counted.figure(p), 0, _door(here, p)),
                "of": counted.of.get(p, 0),
                "cells": [_cell(here, figures[p, c], most, _door(here, p, c), named[c][1]) for c in columns],
            }
            for p, name in _most_held_first(places, counted)
        ],
        "total": _cell(here, Figure(counted.total, counted.population), 0, here.door()),
        "of": counted.population,
        "without": [name for p, name in places.items() if not counted.of.get(p)],
        "wide": len(columns) > 8,
    }


def places_of(here: Asked, counted: Counts) -> dict[str, str]:
    """The places right below, and those known less exactly than that."""
    if depth(here.region) >= here.level:
        return {here.region: name_of(here.region)}
    found = {r.code: r.name for r in below(here.region, here.level)}
    vague = sorted({*counted.of, *counted.places} - found.keys())
    return found | {code: _("%(name)s, belum rinci") % {"name": name_of(code)} for code in vague}


def _most_held_first(places: dict[str, str], counted: Counts) -> list[tuple[str, str]]:
    """Those without any business are named below the table instead."""
    known = [(p, name) for p, name in places.items() if counted.of.get(p)]
    return sorted(known, key=lambda each: (-counted.places.get(each[0], 0), each[1]))


def _door(here: Asked, place: str, column: str = "") -> str:
    """None for a place known less exactly: its code stands for all that lies in it."""
    if depth(place) < here.level:
        return ""
    return here.door(wilayah=place, **(here.column_of(column) if column else {}))


def measured(here: Asked, figure: Figure) -> float:
    if here.measure == RATE:
        return 100 * figure.numerator / figure.denominator if figure.denominator else 0.0
    return figure.numerator


def told(here: Asked, figure: Figure) -> tuple[str, str]:
    """(what was asked for, the other way to say it)."""
    count = formats.number(figure.numerator)
    share = (
        formats.number(100 * figure.numerator / figure.denominator, 1)
        if figure.denominator
        else formats.MISSING
    )
    return (share, count) if here.measure == RATE else (count, share)


def shade(value: float, most: float) -> int:
    """0 for none, then five steps up to the most of what is shown together."""
    return 0 if not value or not most else 1 + min(SHADES - 1, int(value / most * SHADES))


def _cell(here: Asked, figure: Figure, most: float, door: str, label: str = "") -> dict[str, Any]:
    first, second = told(here, figure)
    return {
        "count": figure.numerator,
        "first": first,
        "second": second,
        "of": figure.denominator,
        "shade": shade(measured(here, figure), most),
        "door": door if figure.numerator else "",
        "label": label,
    }


def tiles(here: Asked, fine: Counts) -> tuple[list[Tile], list[Tile]]:
    """(kelurahan, kecamatan) for the map, shaded by the measure."""
    kecamatan = fine.at(3)
    wanted = below(here.region, 4)
    most = max((measured(here, fine.figure(r.code)) for r in wanted), default=0)

    def tile(code: str, name: str, figure: Figure) -> Tile:
        value = measured(here, figure)
        return Tile(code, name, told(here, figure)[0], href=here.here(wilayah=code), shade=shade(value, most))

    above = names({r.code.rpartition(".")[0] for r in wanted})
    return (
        [tile(r.code, r.name, fine.figure(r.code)) for r in wanted],
        [tile(code, name, kecamatan.figure(code)) for code, name in above.items()],
    )


def standouts(here: Asked, found: list[Standout], most: int) -> list[dict[str, Any]]:
    """What is unusual, in words with its figures and its door."""
    places = names({each.place for each in found})
    named = called([each.column for each in found])
    return [
        {
            "place": places.get(each.place, each.place),
            "name": named[each.column][0],
            "more": each.more,
            "here": formats.number(100 * each.here.numerator / each.here.denominator, 1),
            "elsewhere": formats.number(100 * each.elsewhere.numerator / each.elsewhere.denominator, 1),
            "count": each.here.numerator,
            "of": each.here.denominator,
            "interval": f"{formats.number(100 * each.low, 1)}–{formats.number(100 * each.high, 1)}",
            "door": here.door(wilayah=each.place, **here.column_of(each.column)),
        }
        for each in found[:most]
    ]
