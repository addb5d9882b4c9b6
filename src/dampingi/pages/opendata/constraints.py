"""An edition of the open table of constraints as a page and as a file, from what was stored alone."""

import csv
import io
from collections.abc import Iterable
from typing import Any

from django.utils import translation

from dampingi.foundation.definitions import choices
from dampingi.foundation.ui import formats
from dampingi.insight.constraints.models import Publication
from dampingi.insight.constraints.published import HIDDEN, Published, metadata


def table(found: Published) -> dict[str, Any]:
    """Names in the reader's language where the list of constraints still has them."""
    called, fields = choices("constraints"), choices("constraint_fields")
    rows = [
        {
            "name": called.get(code, name),
            "field": fields.get(field, field),
            "cells": [_told(n) for n in cells],
            "total": _told(total),
        }
        for (code, name, field), cells, total in zip(
            found.constraints, found.table.cells, found.table.rows, strict=True
        )
    ]
    return {
        "places": [name for _code, name in found.places],
        "rows": rows,
        "totals": [_told(n) for n in found.table.columns],
        "total": _told(found.table.total),
        "hidden": found.table.hidden,
    }


def described(edition: Publication) -> dict[str, str]:
    """The metadata word for word as published; in another language than the office's, in that one."""
    if (translation.get_language() or "id") == "id":
        return edition.data["metadata"]
    return metadata(Published.of(edition.data), number=edition.number, reason=edition.reason)


def listed(editions: Iterable[Publication], shown: Publication) -> list[dict[str, Any]]:
    return [
        {
            "edition": each.edition,
            "month": formats.month(each.day),
            "number": each.number,
            "made_at": each.made_at,
            "reason": each.reason,
            "sha256": each.sha256,
            "shown": each == shown,
        }
        for each in editions
    ]


def lines(edition: Publication) -> str:
    """One line a cell, with codes, so that a machine can join it; totals are not repeated but for the whole city."""
    out, found = io.StringIO(), Published.of(edition.data)
    write = csv.writer(out)
    write.writerow(["edisi", "kode_wilayah", "wilayah", "bidang", "kode_kendala", "kendala", "usaha"])
    for row, (code, name, field) in enumerate(found.constraints):
        cells = [
            *zip(found.places, found.table.cells[row], strict=True),
            (found.region, found.table.rows[row]),
        ]
        for (place, called), n in cells:
            write.writerow([edition.edition, place, called, field, code, name, HIDDEN if n is None else n])
    return out.getvalue()


def _told(n: int | None) -> str:
    return HIDDEN if n is None else formats.number(n)
