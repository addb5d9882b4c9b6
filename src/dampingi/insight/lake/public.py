"""The public edition: figures of every kabupaten/kota in a lake, no rows, in files anyone may take.

The rules are those of a programme's open figures (monitoring/editions): a figure of few people, or one that points at few, is not told; what is
told is rounded. Only whole cities stand in it and no sums of several, so that nothing can be worked out by subtraction within one edition. Two
editions of one year can be subtracted from each other: rounding blurs what lies between them and does not hide it, so publish a year once it is over.
"""

import csv
import io
import json
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from dampingi.engines.indicators import SUBJECT, Figure, Indicator
from dampingi.engines.lake import Manifest
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.regions.queries import name_of
from dampingi.insight.indicators.catalogue import catalogue
from dampingi.insight.lake.asking import ask
from dampingi.insight.lake.engines import Engine
from dampingi.insight.lake.stores import Store
from dampingi.insight.monitoring.editions import disclosure, told_figure
from dampingi.insight.monitoring.periods import Period

HIDDEN = "x"
COLUMNS: Mapping[str, str] = {
    "kode_wilayah": "kode kabupaten/kota",
    "wilayah": "namanya",
    "tahun": "tahun",
    "nilai": "nilai, dibulatkan; x berarti tidak ditampilkan",
    "dari_sekitar": "banyaknya yang mendasari, ke kelipatan lima terdekat; x berarti tidak ditampilkan",
}


def publish_public(
    actor: Actor, *, store: Store, engine: Engine, to: Store, period: Period, region: str = ""
) -> int:
    """One CSV and one JSON an indicator; returns how many figures are told. Raises Denied, Refused."""
    actor.require(Permission.PUBLISH_OPEN_DATA, region=region)
    told = 0
    for dataset, members in _by_dataset().items():
        codes = [each.code for each in members]
        asked = {"store": store, "engine": engine, "period": period, "region": region}
        found = ask(actor, codes, ("city",), **asked)
        people = ask(actor, codes, ("city", SUBJECT), **asked)
        for each in members:
            lines = _lines(each, found.figures[each.code], people.figures[each.code], period)
            told += sum(line["nilai"] != HIDDEN for line in lines)
            to.replace(f"{dataset}/{each.code}-{period.end.year}.csv", _csv(lines))
            to.replace(
                f"{dataset}/{each.code}-{period.end.year}.json", _metadata(each, period, found.editions)
            )
    record_event(
        by=actor, action="publish_lake_figures", subject=("lake_edition", region or "-"), region=region,
        detail={"figures": told, "until": period.end.isoformat()},
    )  # fmt: skip
    return told


def _by_dataset() -> dict[str, list[Indicator]]:
    found: dict[str, list[Indicator]] = defaultdict(list)
    for each in catalogue().values():
        if each.dataset and "city" in each.groupings:
            found[each.dataset].append(each)
    return found


def _lines(
    indicator: Indicator,
    figures: Mapping[tuple[str, ...], Figure],
    people: Mapping[tuple[str, ...], Figure],
    period: Period,
) -> list[dict[str, Any]]:
    counted: dict[str, int] = defaultdict(int)
    for city, _whom in people:
        counted[city] += 1
    lines = []
    for (city,), figure in sorted(figures.items()):
        told = told_figure(indicator, figure, counted[city], None)
        lines.append(
            {
                "kode_wilayah": city,
                "wilayah": name_of(city),
                "tahun": period.end.year,
                "nilai": told["value"] or HIDDEN,
                "dari_sekitar": told["of"] or HIDDEN,
            }
        )
    return lines


def _csv(lines: list[dict[str, Any]]) -> bytes:
    out = io.StringIO()
    write = csv.DictWriter(out, list(COLUMNS))
    write.writeheader()
    write.writerows(lines)
    return ("\ufeff" + out.getvalue()).encode()


def _metadata(indicator: Indicator, period: Period, editions: tuple[Manifest, ...]) -> bytes:
    """What Satu Data Indonesia asks of every table (Perpres 39/2019; Permen PPN/Bappenas 16/2020): concept, definition, unit, coverage, source, contact."""
    told = {
        "judul": _("%(name)s menurut kabupaten/kota, %(year)d") % {"name": _(indicator.name), "year": period.end.year},
        "produsen_data": _("Dinas yang membidangi koperasi dan usaha mikro di setiap kabupaten/kota"),
        "kontak": _("Penyelenggara data terbuka pada dinas itu"),
        "konsep": _(indicator.why),
        "definisi": _(indicator.formula),
        "sumber_definisi": _(indicator.source),
        "sidik_definisi": indicator.hash,
        "batasan": _(indicator.limits),
        "satuan": _(indicator.unit),
        "ukuran": indicator.kind,
        "periode": [period.start.isoformat(), period.end.isoformat()],
        "klasifikasi": _("kabupaten/kota"),
        "kode_rujukan": _("Kode dan data wilayah administrasi pemerintahan (Kemendagri)."),
        "pengungkapan": disclosure(),
        "lisensi": "CC BY 4.0",
        "kolom": dict(COLUMNS),
        "edisi": {each.place: each.at for each in editions},
    }  # fmt: skip
    return (json.dumps(told, indent=1, ensure_ascii=False) + "\n").encode()
