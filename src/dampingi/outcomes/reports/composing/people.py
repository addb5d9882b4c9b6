"""Mentors' results as bands, with what the figures can and cannot say; and who may honestly be called the best."""

from collections.abc import Sequence
from typing import Any

from dampingi.foundation.ui import formats
from dampingi.outcomes.reports.composing.entries import Entries
from dampingi.outcomes.reports.composing.material import Evaluated, Unit

SURE_ENOUGH = 0.8
"""The least probability of being among the best that is called so on paper."""
NOT_ENOUGH = "belum cukup bukti"


def mentors(entries: Entries) -> dict[str, Any]:
    told = entries.material.evaluated
    if told is None:
        return {
            "ready": False,
            "lead": "Penilaian pendamping untuk program ini belum dihitung, sehingga hasilnya tidak dimuat.",
        }
    units = [unit for group in told.groups.values() for unit in group]
    return {
        "ready": True,
        "lead": _lead(told, units),
        "level": told.level,
        "evaluation": {
            "name": told.name,
            "computed_on": told.computed_on.isoformat(),
            "inputs": told.inputs_hash,
        },
        "bands": _bands(entries, told, units),
        "why": _why(told, units),
        "team_caption": "Bukti satu kecamatan digabung, sehingga lebih dapat diandalkan daripada bukti satu pendamping. "
        f"Keandalan antartim: {formats.number(told.team_reliability, 2)}.",
        "teams": [_entry(entries, u) for u in sorted(told.teams, key=lambda u: u.name)],
        "groups": [_group(entries, title, group) for title, group in told.groups.items()],
    }


def _lead(told: Evaluated, units: Sequence[Unit]) -> str:
    enough = sum(u.sufficient for u in units)
    return (
        f"{formats.number(len(units))} pendamping dinilai dengan empat jenis bukti yang dijaga terpisah sampai akhir: proses, hasil terverifikasi, "
        f"kompetensi menurut panel, dan suara peserta. {_enough(enough, len(units))}"
    )


def _enough(enough: int, everyone: int) -> str:
    if enough == everyone:
        return "Bukti untuk semuanya cukup."
    return (
        f"Untuk {formats.number(enough)} di antaranya buktinya cukup; "
        f"sisanya ditandai “{NOT_ENOUGH}” dan tidak dibandingkan."
    )


def _bands(entries: Entries, told: Evaluated, units: Sequence[Unit]) -> list[dict[str, Any]]:
    names = [*told.bands, NOT_ENOUGH]
    counted = {name: sum(_band(u) == name for u in units) for name in names}
    source = f"Penilaian {told.name}"
    region = entries.material.region.code
    return [
        {
            "name": name,
            "figure": entries.ledger.count(
                f"Pendamping: {name}", n, region=region, source=source, page="evaluations"
            ),
        }
        for name, n in counted.items()
    ]


def _why(told: Evaluated, units: Sequence[Unit]) -> list[str]:
    ranked = any(u.top_chance is not None for u in units)
    level = formats.percent(told.level, 0)
    gate = formats.number(told.gate, 1)
    found = formats.number(told.reliability, 2)
    rank = (
        f"Keandalan nilai perorangan {found}, di bawah ambang {gate}: sebagian besar selisih antarpendamping adalah kebetulan, "
        "maka laporan ini menyebut golongan, bukan peringkat."
        if not ranked
        else f"Keandalan nilai perorangan {found}, mencapai ambang {gate}: peringkat boleh dibaca, bersama rentangnya."
    )
    return [
        rank,
        f"Nilai sudah memperhitungkan berat-ringannya kelompok dampingan (omzet awal, bidang, umur usaha, angkatan). Rentang {level} "
        "menunjukkan seberapa jauh nilai dapat bergeser bila buktinya sedikit berbeda.",
        *told.cautions,
        "Setiap pendamping melihat buktinya sendiri di halaman “Mengapa?” dan berhak mengajukan sanggah sebelum keputusan ditandatangani.",
    ]


def _group(entries: Entries, title: str, units: Sequence[Unit]) -> dict[str, Any]:
    shown = sorted(units, key=lambda u: (u.region, u.place, u.name))
    return {
        "title": title,
        "caption": "Diurutkan menurut wilayah, bukan menurut nilai.",
        "rows": [_entry(entries, u) for u in shown],
    }


def _entry(entries: Entries, unit: Unit) -> dict[str, Any]:
    known = unit if unit.sufficient else None
    no = entries.ledger.add(
        f"Nilai, {unit.name}",
        region=entries.material.region.code,
        kind="score",
        value=known.score if known else None,
        low=known.low if known else None,
        high=known.high if known else None,
        source="Penilaian pendamping",
        page="evaluations",
    )
    return {
        "name": unit.name,
        "region": unit.place,
        "participants": unit.participants,
        "band": _band(unit),
        "figure": no,
    }


def _band(unit: Unit) -> str:
    return unit.band if unit.sufficient else NOT_ENOUGH


def appreciation(entries: Entries) -> dict[str, Any]:
    """Named only where it is at least 80% certain that they belong to the best; else the report says that it cannot say."""
    told = entries.material.evaluated
    if told is None:
        return {"lead": "Apresiasi menyusul setelah penilaian pendamping dihitung.", "rows": []}
    people = [u for group in told.groups.values() for u in group]
    rows = [*_sure(entries, people, told, "pendamping"), *_sure(entries, told.teams, told, "tim")]
    level = formats.percent(SURE_ENOUGH, 0)
    lead = (
        f"Disebut di sini hanya bila peluangnya termasuk yang terbaik sedikitnya {level}; urutan menurut nama."
        if rows
        else f"Tidak ada pendamping atau tim yang dengan peluang {level} dapat dinyatakan termasuk yang terbaik. Menyebut nama berarti mengundi. "
        "Apresiasi sebaiknya diberikan kepada semua pada golongan tertinggi."
    )
    return {"lead": lead, "rows": rows}


def _sure(entries: Entries, units: Sequence[Unit], told: Evaluated, kind: str) -> list[dict[str, Any]]:
    chosen = sorted((u for u in units if (u.top_chance or 0) >= SURE_ENOUGH), key=lambda u: u.name)
    return [
        {
            "name": u.name,
            "region": u.place,
            "reason": f"{u.band}; termasuk {_top(told, kind)} {kind} terbaik",
            "figure": entries.ledger.add(
                f"Peluang termasuk terbaik, {u.name}",
                region=entries.material.region.code,
                kind="percent",
                value=u.top_chance,
                source="Penilaian pendamping",
                page="evaluations",
            ),
        }
        for u in chosen
    ]


def _top(told: Evaluated, kind: str) -> str:
    return formats.number(told.top) if kind == "pendamping" else formats.number(min(3, len(told.teams)))
