"""The pass rate beside what re-verification found."""

from typing import Any

from dampingi.outcomes.reports.composing.entries import Entries


def section(entries: Entries) -> dict[str, Any]:
    told, place = entries.material.headline, entries.material.region
    recorded = entries.whole("pass_rate")
    checked = entries.ledger.count(
        f"Peserta diperiksa ulang, {place.name}",
        told.checked,
        region=place.code,
        source="Pemeriksaan ulang acak oleh orang lain",
        page="participants",
    )
    corrected = error = None
    if told.corrected is not None:
        about = {
            "region": place.code,
            "kind": "percent",
            "source": "Pemeriksaan ulang acak, berlapis (Tenenbein 1970)",
            "page": "participants",
        }
        corrected = entries.ledger.add(
            f"Peserta lulus terkoreksi, {place.name}",
            value=told.corrected,
            low=told.low,
            high=told.high,
            **about,
        )
        error = entries.ledger.add(f"Galat laporan kelulusan, {place.name}", value=told.error, **about)
    return {
        "recorded": recorded,
        "checked": checked,
        "corrected": corrected,
        "error": error,
        "level": told.level,
    }
