"""One indicator by two groupings: every cell with what it was divided from, and the door to its rows."""

import datetime
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.engines.indicators import Figure
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import depth
from dampingi.foundation.regions.queries import name_of
from dampingi.foundation.ui.lists import EXPORT
from dampingi.insight.monitoring.dashboard.asked import Asked
from dampingi.insight.monitoring.dashboard.figures import ask
from dampingi.insight.monitoring.dashboard.page import choices_of
from dampingi.insight.monitoring.dashboard.places import BELOW
from dampingi.insight.monitoring.dashboard.wording import GROUPINGS, counted, labels, within, written
from dampingi.insight.monitoring.values import NOTHING

ROWS, COLUMNS = "baris", "kolom"
PLACES = {"province": 1, "city": 2, "kecamatan": 3, "kelurahan": 4}
"""Grouping -> depth of its codes."""
PREFERRED = ("sector", "constraint", "stage", "sex", "month", "mentor")
FEW, SHADES, MOST_COLUMNS = 10, 5, 24
Cells = Mapping[tuple[str, str], Figure]


@dataclass(frozen=True)
class Whole:
    """What stands in the table's last column and last row, and in its corner."""

    parts: tuple[Mapping[str, Figure], Mapping[str, Figure]]
    all: Figure


def crossed(actor: Actor, asked: Asked, told: QueryDict, *, today: datetime.date) -> dict[str, Any]:
    """Raises Refused (404) where the indicator does not know a grouping."""
    by = _groupings(asked, told)
    cells = {(row, column): figure for (row, column), figure in _figures(actor, asked, *by).items()}
    return {
        "asked": asked,
        "place": name_of(asked.region),
        "by": by,
        "by_words": [GROUPINGS[name] for name in by],
        "groupings": [(name, GROUPINGS[name]) for name in _possible(asked)],
        "choices": choices_of(actor, asked, today=today, together=True),
        "few": FEW,
        "turned": _address(asked, by[1], by[0]),
        "export": f"{_address(asked, *by)}&{EXPORT}=xlsx",
    } | _table(asked, by, cells, _whole(actor, asked, by, cells))


def _figures(actor: Actor, asked: Asked, *by: str) -> Mapping[tuple[str, ...], Figure]:
    return ask(actor, asked, [asked.indicator.code], by).figures[asked.indicator.code]


def _whole(actor: Actor, asked: Asked, by: tuple[str, str], cells: Cells) -> Whole:
    """Counted rows are in one cell each, so that cells add up. What is combined or typed is asked for: a mean of means is no mean."""
    if asked.indicator.dataset:
        return Whole((_totals(cells, 0), _totals(cells, 1)), sum(cells.values(), NOTHING))
    rows, columns = ({key: f for (key,), f in _figures(actor, asked, name).items()} for name in by)
    return Whole((rows, columns), _figures(actor, asked).get((), NOTHING))


def _possible(asked: Asked) -> list[str]:
    """Groupings that tell something apart here: no places as wide as the one asked for, or wider."""
    here = depth(asked.region)
    return [name for name in asked.indicator.groupings if PLACES.get(name, 9) > here]


def _groupings(asked: Asked, told: QueryDict) -> tuple[str, str]:
    possible = _possible(asked)
    wanted = [told.get(ROWS, ""), told.get(COLUMNS, "")]
    unknown = [name for name in wanted if name and name not in GROUPINGS]
    if unknown:
        raise Refused(_("Pengelompokan itu tidak ada. Pilih dari daftar."), status=404)
    usual = [n for n in (BELOW.get(depth(asked.region)), *PREFERRED) if n in possible]
    chosen = [name if name in possible else "" for name in wanted]
    for n in (0, 1):
        if not chosen[n] or chosen[n] == chosen[1 - n]:
            chosen[n] = next((name for name in usual if name != chosen[1 - n]), "")
    if not all(chosen):
        raise Refused(
            _("%(name)s tidak dapat dikelompokkan menurut dua hal di sini. Pilih indikator lain.")
            % {"name": asked.name}
        )
    return chosen[0], chosen[1]


def _table(asked: Asked, by: tuple[str, str], cells: Cells, whole: Whole) -> dict[str, Any]:
    totals = whole.parts
    called = [labels(name, totals[n], *asked.programmes) for n, name in enumerate(by)]
    rows = sorted(totals[0], key=lambda key: _order(by[0], key, totals[0], called[0]))
    columns = sorted(totals[1], key=lambda key: _order(by[1], key, totals[1], called[1]))
    shade = _shades(asked, cells)
    return {
        "columns": [
            _cell(asked, by[1:], (key,), totals[1][key]) | {"label": called[1][key]}
            for key in columns[:MOST_COLUMNS]
        ],
        "hidden": max(0, len(columns) - MOST_COLUMNS),
        "rows": [
            {
                "label": called[0][row],
                "cells": [
                    _cell(asked, by, (row, column), cells.get((row, column), NOTHING))
                    | {"shade": shade.get((row, column), 0)}
                    for column in columns[:MOST_COLUMNS]
                ],
                "total": _cell(asked, by[:1], (row,), totals[0][row]),
            }
            for row in rows
        ],
        "total": _cell(asked, (), (), whole.all),
        "takeaway": _takeaway(asked, cells, called),
    }


def _totals(cells: Cells, place: int) -> dict[str, Figure]:
    """Each row is in one group of a grouping, so that figures add up to the whole."""
    told: dict[str, Figure] = defaultdict(lambda: NOTHING)
    for key, figure in cells.items():
        told[key[place]] += figure
    return dict(told)


def _order(
    grouping: str, key: str, totals: Mapping[str, Figure], called: Mapping[str, str]
) -> tuple[Any, ...]:
    """What is not recorded comes last; months as they went, places by name, others by size."""
    if grouping == "month" or grouping in PLACES or grouping == "mentor":
        return (not key, key if grouping == "month" else called[key])
    return (not key, -totals[key].denominator, key)


def _cell(asked: Asked, by: tuple[str, ...], group: tuple[str, ...], figure: Figure) -> dict[str, Any]:
    return {
        "figure": figure,
        "value": written(asked.indicator, figure.value),
        "counted": counted(asked.indicator, figure),
        "known": figure.value is not None,
        "few": not _enough(asked, figure),
        "door": _door(asked, by, group) if figure.value is not None else "",
    }


def _door(asked: Asked, by: tuple[str, ...], group: tuple[str, ...]) -> str:
    """Places narrow the region; other groups are named in the address."""
    changes: dict[str, str] = {}
    names = (("menurut", "nilai"), ("menurut_b", "nilai_b"))
    told = iter(names)
    for name, key in zip(by, group, strict=True):
        if name in PLACES:
            changes["wilayah"] = max(changes.get("wilayah", asked.region), key, key=len)
        else:
            grouping, value = next(told)
            changes |= {grouping: name, value: key or "-"}
    return asked.door(asked.indicator.code, **changes)


def _enough(asked: Asked, figure: Figure) -> bool:
    """What is combined or typed is divided by nothing that could be few."""
    return not asked.indicator.dataset or abs(figure.denominator) >= FEW


def _shades(asked: Asked, cells: Cells) -> dict[tuple[str, str], int]:
    """1 to SHADES from the lowest to the highest value of the table; cells with few things in them have none."""
    known = _known(asked, cells)
    if not known:
        return {}
    low, high = min(known.values()), max(known.values())
    if low == high:
        return dict.fromkeys(known, 1)
    return {k: 1 + min(SHADES - 1, int(SHADES * (v - low) / (high - low))) for k, v in known.items()}


def _known(asked: Asked, cells: Cells) -> dict[tuple[str, str], Decimal]:
    return {k: f.value for k, f in cells.items() if f.value is not None and _enough(asked, f)}


def _takeaway(asked: Asked, cells: Cells, called: list[dict[str, str]]) -> str:
    up = asked.indicator.direction == "up"
    known = _known(asked, cells)
    if len(known) < 2:
        return _("Terlalu sedikit untuk menunjuk satu sel")
    worst = min(known, key=lambda k: known[k] * (1 if up else -1))
    words = {
        "name": asked.name,
        "row": called[0][worst[0]],
        "column": within(called[1][worst[1]]),
        "value": written(asked.indicator, known[worst]),
    }
    return _("%(name)s paling lemah di %(row)s, %(column)s: %(value)s") % words


def _address(asked: Asked, row: str, column: str) -> str:
    return f"{reverse('cross_table')}?{asked.query()}&{urlencode({ROWS: row, COLUMNS: column})}"
