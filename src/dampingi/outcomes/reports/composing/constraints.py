"""What holds businesses back, by field and place."""

from collections import Counter
from typing import Any

from dampingi.foundation.ui import formats
from dampingi.outcomes.reports.composing.entries import Entries
from dampingi.outcomes.reports.words import inside

CODE = "constraints_resolved"
MOST = 12
FIELDS = {
    "kelembagaan": "Legalitas",
    "sdm": "SDM",
    "produksi": "Produksi",
    "pembiayaan": "Pembiayaan",
    "pemasaran": "Pemasaran",
    "it": "IT",
    "jejaring": "Jejaring",
}


def section(entries: Entries) -> dict[str, Any]:
    material = entries.material
    open_now = {g: _open(f) for g, f in material.constraints.figures.get(CODE, {}).items()}
    fields = [f for f in FIELDS if f in set(material.constraint_fields.values())]
    rows = [
        {
            "code": p.code,
            "name": p.name,
            "people": _people(entries, p.code),
            "figures": _row(entries, p, fields, open_now),
        }
        for p in material.parts
    ]
    common = _common(entries, open_now)
    return {
        "columns": [FIELDS[f] for f in fields],
        "caption": "Angka: kendala usaha peserta yang belum teratasi. Makin gelap, makin banyak kendala per peserta.",
        "tile_caption": "Satu kotak satu kelurahan: kendala yang belum teratasi; makin gelap, makin banyak per peserta.",
        "rows": rows,
        "groups": _groups(material),
        "tiles": [_tile(entries, v) for v in material.villages],
        "common": common,
        "lead": _lead(entries, common),
    }


def _open(figure: Any) -> int:
    return figure.denominator - figure.numerator


def _groups(material: Any) -> list[dict[str, str]]:
    above = material.parts if material.division != "kelurahan" else [material.region]
    return [{"code": p.code, "name": p.name} for p in above]


def _people(entries: Entries, code: str) -> int:
    return entries.material.figure("pass_rate", code).denominator


def _row(entries: Entries, place: Any, fields: list[str], open_now: dict[tuple[str, ...], int]) -> list[int]:
    material = entries.material
    told: Counter[str] = Counter()
    for (part, code), count in open_now.items():
        if part == place.code:
            told[material.constraint_fields.get(code, "")] += count
    return [
        entries.ledger.count(
            f"Kendala {FIELDS[f].lower()}, {place.name}",
            told[f],
            region=place.code,
            indicator=CODE,
            grouping=(material.division,),
            group=(place.code,),
            source="Kendala usaha peserta yang belum teratasi",
        )
        for f in fields
    ]


def _tile(entries: Entries, place: Any) -> dict[str, Any]:
    figure = entries.material.village_constraints.of(CODE, place.code)
    no = entries.ledger.count(
        f"Kendala, Kelurahan {place.name}",
        _open(figure),
        region=place.code,
        indicator=CODE,
        grouping=("kelurahan",),
        group=(place.code,),
        source="Kendala usaha peserta yang belum teratasi",
    )
    people = entries.material.village_enrolled.of("pass_rate", place.code).denominator
    return {"code": place.code, "name": place.name, "people": people, "figure": no}


def _common(entries: Entries, open_now: dict[tuple[str, ...], int]) -> list[dict[str, Any]]:
    told: Counter[str] = Counter()
    for (_part, code), count in open_now.items():
        told[code] += count
    named = sorted(((n, code) for code, n in told.items() if n), key=lambda k: (-k[0], k[1]))[:MOST]
    material = entries.material
    return [
        {
            "code": code,
            "name": material.constraint_names.get(code, code),
            "field": material.constraint_fields.get(code, ""),
            "figure": entries.ledger.count(
                f"Kendala: {material.constraint_names.get(code, code)}",
                n,
                region=material.region.code,
                indicator=CODE,
                grouping=("constraint",),
                group=(code,),
                source="Kendala usaha peserta yang belum teratasi",
            ),
        }
        for n, code in named
    ]


def _lead(entries: Entries, common: list[dict[str, Any]]) -> str:
    if not common:
        return "Belum ada kendala yang tercatat."
    first = common[0]
    return (
        f"Kendala tersering ialah “{inside(first['name'])}”, pada {formats.number(entries.ledger.value(first['figure']))} usaha peserta. "
        "Kendala yang dicatat pendamping pada tahap identifikasi masalah menjadi dasar rencana kerja tahun berikutnya."
    )
