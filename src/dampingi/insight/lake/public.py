"""The public edition: figures of every kabupaten/kota in a lake, no rows, in files anyone may take.

The rules are those of a programme's open figures (monitoring/editions): a figure of few people, or one that points at few, is not told; what is
told is rounded. Only whole cities stand in it and no sums of several, so that nothing can be worked out by subtraction within one edition. Two
editions of one year could be subtracted from each other, and rounding would blur what lies between them without hiding it: only a year that is over is
published, and only once to a place. What was corrected afterwards is told in the next year's edition, not in a second one.
"""

import csv
import datetime
import io
import json
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.engines.indicators import SUBJECT, Figure, Indicator
from dampingi.engines.lake import Manifest
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import depth
from dampingi.foundation.regions.queries import name_of
from dampingi.insight.indicators.catalogue import catalogue
from dampingi.insight.lake.asking import ask
from dampingi.insight.lake.engines import Engine
from dampingi.insight.lake.stores import Store
from dampingi.insight.lake.waiting import CITY
from dampingi.insight.monitoring.editions import disclosure, told_figure
from dampingi.insight.monitoring.periods import Period

HIDDEN = "x"
FIRST = 2000
COLUMNS: Mapping[str, str] = {
    "kode_wilayah": "kode kabupaten/kota",
    "wilayah": "namanya",
    "tahun": "tahun",
    "nilai": "nilai, dibulatkan; x berarti tidak ditampilkan",
    "dari_sekitar": "banyaknya yang mendasari, ke kelipatan lima terdekat; x berarti tidak ditampilkan",
}


def publish_public(
    actor: Actor, *, store: Store, engine: Engine, to: Store, year: int, region: str = ""
) -> int:
    """One CSV and one JSON an indicator, and last the year's list of them; returns how many figures are told. Raises Denied, Refused."""
    actor.require(Permission.PUBLISH_OPEN_DATA, region=region)
    _check(to, year, region)
    period, told, tables = Period(datetime.date(year, 1, 1), datetime.date(year, 12, 31)), 0, []
    for dataset, members in _by_dataset().items():
        codes = [each.code for each in members]
        asked = {"store": store, "engine": engine, "period": period, "region": region}
        found = ask(actor, codes, ("city",), **asked)
        people = ask(actor, codes, ("city", SUBJECT), persons=True, **asked)
        for each in members:
            lines = _lines(each, found.figures[each.code], people.figures[each.code], period)
            told += sum(line["nilai"] != HIDDEN for line in lines)
            table = f"{dataset}/{each.code}-{year}"
            to.replace(f"{table}.csv", _csv(lines))
            to.replace(f"{table}.json", _metadata(each, period, found.editions))
            tables.append(f"{table}.csv")
    to.replace(
        _list_of(year),
        (json.dumps({"tahun": year, "tabel": sorted(tables)}, indent=1) + "\n").encode(),
    )
    record_event(
        by=actor, action="publish_lake_figures", subject=("lake_edition", region or "-"), region=region,
        detail={"figures": told, "until": period.end.isoformat()},
    )  # fmt: skip
    return told


def _check(to: Store, year: int, region: str) -> None:
    today = timezone.localdate()
    if not FIRST <= year < today.year:
        raise Refused(
            _("Yang terbuka untuk umum hanya tahun yang sudah berakhir, %(first)d sampai %(last)d.")
            % {"first": FIRST, "last": today.year - 1}
        )
    if depth(region) > CITY:
        raise Refused(
            _(
                "Yang terbuka untuk umum hanya kabupaten/kota yang utuh. Sebutkan kabupaten/kota, provinsi, atau tanpa --city."
            )
        )
    if any(name.startswith(str(year)) for name in to.names("tahun")):
        raise Refused(
            _(
                "Angka tahun %(year)d sudah terbit di %(where)s. Dua edisi satu tahun dapat dikurangkan sehingga menunjuk orang; terbitkan tahun lain, atau tempat lain bila yang lama belum pernah dibagikan."
            )
            % {"year": year, "where": to.url}
        )


def _list_of(year: int) -> str:
    """One for a place, whatever part of the country was told: a part told beside the whole could be subtracted from it."""
    return f"tahun/{year}.json"


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
