"""What holds businesses back, where: open constraints per place, as a matrix that reads by row and by column."""

from collections import Counter
from typing import Any

from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.regions.codes import depth
from dampingi.insight.monitoring.dashboard.asked import Asked
from dampingi.insight.monitoring.dashboard.figures import ask
from dampingi.insight.monitoring.dashboard.places import BELOW
from dampingi.insight.monitoring.dashboard.wording import labels, within

CODE, COLUMNS, SHADES = "constraints_resolved", 8, 5


def matrix(actor: Actor, asked: Asked) -> dict[str, Any] | None:
    """Rows are places, columns the commonest constraints; shades compare within the matrix."""
    place = BELOW.get(depth(asked.region), "kelurahan")
    if CODE not in asked.counting:
        return None
    found = ask(actor, asked, [CODE], (place, "constraint"))
    open_: Counter[tuple[str, str]] = Counter()
    for (where, what), figure in found.figures[CODE].items():
        open_[where, what] += figure.denominator - figure.numerator
    per_code, per_place = Counter[str](), Counter[str]()
    for (where, what), count in open_.items():
        per_code[what] += count
        per_place[where] += count
    columns = [c for c, n in sorted(per_code.items(), key=lambda pair: (-pair[1], pair[0]))[:COLUMNS] if n]
    if not columns:
        return None
    called = labels("constraint", columns, *asked.programmes) | labels(place, per_place, *asked.programmes)
    most = max(open_[p, c] for p in per_place for c in columns)
    return {
        "columns": [
            {
                "label": called[c],
                "total": per_code[c],
                "door": _door(asked, c),
                "share": per_code[c] / per_code.total(),
            }
            for c in columns
        ],
        "rows": [
            {
                "label": called[p],
                "href": asked.here(wilayah=p),
                "total": per_place[p],
                "cells": [_cell(asked, p, c, open_[p, c], most) for c in columns],
            }
            for p in sorted(per_place, key=lambda p: called[p])
        ],
        "total": per_code.total(),
        "hidden": len([c for c, n in per_code.items() if n]) - len(columns),
        "takeaway": _("Kendala terbanyak: %(name)s") % {"name": within(called[columns[0]])},
    }


def _cell(asked: Asked, place: str, code: str, count: int, most: int) -> dict[str, Any]:
    shade = 0 if not count else 1 + min(SHADES - 1, count * SHADES // (most + 1))
    return {"count": count, "shade": shade, "door": _door(asked, code, place) if count else ""}


def _door(asked: Asked, code: str, place: str = "") -> str:
    changes = {"menurut": "constraint", "nilai": code, "bagian": "belum"}
    return asked.door(CODE, **changes, **({"wilayah": place} if place else {}))
