"""The one page: figure cards, the programme in numbers, the month's line, what slips, and two paragraphs."""

import datetime
from decimal import Decimal
from typing import Any

from dampingi.foundation.ui import formats
from dampingi.insight.monitoring.periods import month_of
from dampingi.outcomes.reports.composing.entries import Entries
from dampingi.outcomes.reports.ledger import Figure
from dampingi.outcomes.reports.words import between, due, wanted, written

CARDS = (
    "participation",
    "stage_timeliness",
    "visits_per_participant",
    "verified_share",
    "turnover_change",
    "new_nib",
)
TREND = "participation"
NEEDED_MONTHS = 3


def cards(entries: Entries) -> list[int]:
    return [no for no in (entries.whole(code) for code in CARDS) if no]


def numbers(entries: Entries) -> list[dict[str, Any]]:
    counts, region = entries.material.counts, entries.material.region
    told = [
        ("pendaftar", counts.applications, "Pendaftaran", "programmes"),
        ("peserta terdaftar", counts.enrolled, "Keputusan peserta", "participants"),
        ("peserta perempuan", counts.women, "Keputusan peserta", "participants"),
        ("berhenti", counts.exited, "Pengunduran diri dengan alasan", "participants"),
        ("digantikan dari daftar tunggu", counts.replaced, "Penggantian peserta", "participants"),
        ("di daftar tunggu", counts.waiting, "Hasil seleksi", "programmes"),
        ("ditolak dengan alasan", counts.rejected, "Hasil seleksi", "programmes"),
        ("pendamping", sum(counts.mentors.values()), "Penunjukan pendamping", "mentors"),
        ("kunjungan pendampingan", counts.visits, "Catatan kunjungan", "visits"),
        ("pelatihan", counts.trainings, "Daftar hadir pelatihan", "participants"),
        ("usaha peserta tercatat", counts.businesses, "Daftar usaha", "businesses"),
        ("peserta diperiksa ulang", counts.checked, "Pemeriksaan ulang acak", "participants"),
    ]
    count = entries.ledger.count
    return [
        {
            "label": label,
            "figure": count(label.capitalize(), value, region=region.code, source=source, page=page),
        }
        for label, value, source, page in told
    ]


def trend(entries: Entries) -> dict[str, Any]:
    material = entries.material
    told = material.indicator(TREND)
    points = []
    for month in material.months:
        figure = material.by_month.of(TREND, f"{month:%Y-%m}")
        if told and figure.denominator:
            no = entries.indicator(
                TREND,
                figure,
                place=f"{material.region.name}, {formats.month(month)}",
                region=material.region.code,
                grouping=("month",),
                group=(f"{month:%Y-%m}",),
                on=min(month_of(month).end, material.as_of),
            )
            points.append({"month": month.isoformat(), "figure": no})
    target = material.targets.get(TREND)
    return {
        "name": told.name if told else "",
        "kind": "percent",
        "target": float(target) if target is not None else None,
        "points": points,
        "takeaway": _trend_words(entries, points, told.name if told else ""),
    }


def _trend_words(entries: Entries, points: list[dict[str, Any]], name: str) -> str:
    values = [(p["month"], entries.ledger.value(p["figure"])) for p in points]
    known = [(month, value) for month, value in values if value is not None]
    if len(known) < NEEDED_MONTHS:
        return f"{name}: belum cukup bulan untuk melihat arah."
    least, most = min(known, key=lambda k: k[1]), max(known, key=lambda k: k[1])
    return (
        f"{name} turun naik antara {formats.percent(least[1], 0)} ({_month(least[0])}) "
        f"dan {formats.percent(most[1], 0)} ({_month(most[0])})."
    )


def _month(text: str) -> str:
    return formats.month(datetime.date.fromisoformat(text)).partition(" ")[0]


def slips(entries: Entries, told: dict[str, Any]) -> list[dict[str, Any]]:
    """Indicators behind on the way to their target, the furthest first, each with where it is lowest."""
    behind = [
        entries.ledger[no]
        for no in [*told["cards"], told["headline"]["recorded"], *told["districts"]["extra"]]
        if no
    ]
    behind = [f for f in behind if f.state in ("late", "watch") and f.value is not None]
    behind.sort(key=_reached)
    return [_slip(entries, figure) for figure in behind]


def _reached(figure: Figure) -> Decimal:
    return Decimal(figure.value or 0) / (Decimal(due(figure) or 0) or Decimal(1))


def _slip(entries: Entries, figure: Figure) -> dict[str, Any]:
    known = entries.lowest(figure.indicator, 2)
    lowest = " dan ".join(f"{f.name.rpartition(', ')[2]} ({written(f)})" for f in known)
    name = figure.name.rpartition(", ")[0]
    return {
        "state": figure.state,
        "title": f"{name} {written(figure)}, {wanted(figure)}",
        "text": f"Terendah di {lowest}." if lowest else "",
        "figures": [figure.no, *(f.no for f in known)],
    }


def sentences(entries: Entries, told: dict[str, Any]) -> list[str]:
    return [_outcome(entries, told), _standing(entries, told)]


def _outcome(entries: Entries, told: dict[str, Any]) -> str:
    material, counts = entries.material, entries.material.counts
    recorded = entries.ledger[told["headline"]["recorded"]]
    day = formats.day(material.as_of)
    start = (
        f"Sampai {day}, {formats.number(counts.enrolled)} orang pernah terdaftar sebagai peserta; "
        f"{formats.number(counts.exited)} berhenti dan {formats.number(counts.replaced)} di antaranya digantikan. "
        f"Pendamping melaporkan {formats.number(recorded.numerator)} peserta ({written(recorded)}) lulus ketiga pembinaan."
    )
    return f"{start} {_corrected(entries, told['headline'])}"


def _corrected(entries: Entries, told: dict[str, Any]) -> str:
    if not told["corrected"]:
        return "Pemeriksaan ulang belum cukup untuk menyatakan galat angka itu, jadi bacalah sebagai laporan, bukan sebagai hasil."
    corrected, error = entries.ledger[told["corrected"]], entries.ledger[told["error"]]
    return (
        f"Pemeriksaan ulang atas {formats.number(entries.ledger[told['checked']].value)} peserta mendapati {written(error)} laporan keliru; "
        f"angka yang terkoreksi ialah {written(corrected)} (rentang {formats.percent(told['level'], 0)}: {between(corrected)})."
    )


def _standing(entries: Entries, told: dict[str, Any]) -> str:
    stated = [
        entries.ledger[no]
        for no in [told["headline"]["recorded"], *told["cards"], *told["districts"]["extra"]]
        if no
    ]
    stated = [f for f in stated if f.state and f.state != "none"]
    if not stated:
        return "Target belum ditetapkan, atau belum ada yang dituntut hari itu, sehingga capaian belum dapat dibandingkan dengan rencana."
    good = sum(f.state == "good" for f in stated)
    late = sum(f.state == "late" for f in stated)
    behind = f"{formats.number(late)} jauh tertinggal" if late else "tidak ada yang jauh tertinggal"
    return (
        f"Dari {formats.number(len(stated))} indikator yang bertarget, {formats.number(good)} sesuai jalan menuju target dan "
        f"{behind}. Setiap angka di laporan ini bernomor; Lampiran B menunjukkan asalnya."
    )
