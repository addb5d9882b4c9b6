"""The parts of the region side by side."""

from typing import Any

from dampingi.foundation.ui import formats
from dampingi.outcomes.reports.composing.entries import Entries
from dampingi.outcomes.reports.composing.funnel import funnel
from dampingi.outcomes.reports.composing.material import Place

COLUMNS = {
    "pass_rate": "Lulus",
    "participation": "Hadir",
    "stage_timeliness": "Tahap tepat",
    "visits_per_participant": "Kunjungan per bulan",
    "verified_share": "Verifikasi",
    "report_punctuality": "Laporan tepat",
    "turnover_change": "Omzet",
}
EXTRA = ("report_punctuality",)
"""City figures that stand in this table only."""


def section(entries: Entries) -> dict[str, Any]:
    material = entries.material
    known = [code for code in COLUMNS if material.indicator(code)]
    rows = [{"code": p.code, "name": p.name, "figures": _row(entries, known, p)} for p in material.parts]
    total = [
        _enrolled(entries, material.region, material.figure("pass_rate").denominator),
        *map(entries.whole, known),
    ]
    extra = [total[known.index(code) + 1] for code in EXTRA if code in known]
    return {
        "division": material.division,
        "lead": f"Setiap {material.division} dibandingkan dengan target kota. Rentang di grafik menunjukkan seberapa jauh angka dapat "
        "bergeser hanya karena kebetulan.",
        "columns": ["Peserta", *(COLUMNS[c] for c in known)],
        "rows": rows,
        "total": {"name": material.region.name, "figures": total},
        "extra": extra,
        "ranked": _ranked(entries, rows),
        "funnel": funnel(entries.material),
    }


def _row(entries: Entries, codes: list[str], place: Place) -> list[int | None]:
    enrolled = _enrolled(entries, place, entries.material.figure("pass_rate", place.code).denominator)
    return [enrolled, *(entries.part(code, place, bounded=code == "pass_rate") for code in codes)]


def _enrolled(entries: Entries, place: Place, people: int) -> int:
    part = place.code != entries.material.region.code
    return entries.ledger.count(
        f"Peserta, {place.name}",
        people,
        region=place.code,
        indicator="pass_rate",
        grouping=(entries.material.division,) if part else (),
        group=(place.code,) if part else (),
        source="Keputusan peserta",
    )


def _ranked(entries: Entries, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """By pass rate, best first; the sentence says whether the first and the last can be told apart."""
    told = [{"name": r["name"], "figure": r["figures"][1]} for r in rows if len(r["figures"]) > 1]
    told = [t for t in told if entries.ledger.value(t["figure"]) is not None]
    told.sort(key=lambda t: (-(entries.ledger.value(t["figure"]) or 0), t["name"]))
    target = entries.material.targets.get("pass_rate")
    return {
        "rows": told,
        "target": float(target) if target is not None else None,
        "takeaway": _takeaway(entries, told),
    }


def _takeaway(entries: Entries, told: list[dict[str, Any]]) -> str:
    if len(told) < 2:
        return "Peserta lulus."
    best, least = entries.ledger[told[0]["figure"]], entries.ledger[told[-1]["figure"]]
    first, last = told[0]["name"], told[-1]["name"]
    span = f"{first} {formats.percent(best.value, 0)}, {last} {formats.percent(least.value, 0)}"
    if best.low and least.high and float(best.low) > float(least.high):
        return f"Peserta lulus berbeda nyata antarwilayah: {span}."
    return f"Peserta lulus: {span}; rentangnya masih bertumpuk."
