"""The table of who stands where: each figure with the address of the participants behind it."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.records.mentoring.queries.participants import FINISHED
from dampingi.records.mentoring.queries.standings import Place, Standings


def standings_rows(told: Standings) -> list[dict[str, Any]]:
    """The whole first, then each kecamatan followed by its kelurahan."""
    rows = [_row(told, told.whole, district=True, name=_("Semua"))]
    for district, places in told.districts:
        rows.append(_row(told, district, district=True))
        rows += [_row(told, place, district=False) for place in places]
    return rows


def _row(told: Standings, place: Place, *, district: bool, name: str = "") -> dict[str, Any]:
    stages = [*told.stages, None]
    cells = [_cell(told, place, stage) for stage in stages]
    of = {"program": told.programme.code}
    total = {
        "label": _("Peserta"),
        "count": place.total, "href": _address(place, keadaan="active", **of),
        "late": place.total_late, "late_href": _address(place, keadaan="late", **of),
    }  # fmt: skip
    return {"name": name or place.name, "district": district, "cells": [*cells, total]}


def _cell(told: Standings, place: Place, stage: Any) -> dict[str, Any]:
    id, at = (stage.id, str(stage.id)) if stage else (None, FINISHED)
    return {
        "label": stage.name if stage else _("Semua selesai"),
        "count": place.at.get(id, 0),
        "href": _address(place, tahap=at, program=told.programme.code),
        "late": place.late.get(id, 0),
        "late_href": _address(place, tahap=at, keadaan="late", program=told.programme.code),
    }


def _address(place: Place, **asked: str) -> str:
    told = {"wilayah": place.region} | asked
    return f"{reverse('participants')}?{urlencode({k: v for k, v in told.items() if v})}"
