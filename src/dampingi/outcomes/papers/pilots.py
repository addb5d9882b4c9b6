"""What the decree on pilot cooperatives says: the frozen choice, departures with their reasons, who drew it up and who approved. Always Indonesian."""

import datetime
from typing import Any

from django.utils import timezone, translation

from dampingi.foundation.approvals.queries import approvals_of
from dampingi.foundation.regions.codes import zone
from dampingi.foundation.ui import formats
from dampingi.insight.pilots.models import PilotChoice
from dampingi.insight.pilots.wording import points
from dampingi.outcomes.papers.content import frame


def decree(found: PilotChoice, *, number: str, on: datetime.date) -> dict[str, Any]:
    body, n = found.body, formats.number
    with translation.override("id"):
        city = body["region"][1]
        return frame(found.region) | {
            "title": f"Penetapan koperasi percontohan {city}",
            "number": number,
            "lines": [["Wilayah", city], ["Tahun buku", str(found.year)], ["Penetapan ke", n(found.number)]],
            "told": _told(body),
            "places": [[p["name"], *_served(p["served"])] for p in body["places"]],
            "departures": [
                [p["name"], p["best"]["name"] if p["best"] else "tidak ada", p["reason"]] for p in body["places"] if p["departs"]
            ],
            "remarks": found.remarks, "signatures": _signatures(found), "hash": found.hash, "day": formats.day(on),
        }  # fmt: skip


def _told(body: dict[str, Any]) -> str:
    n, weights = formats.number, body["rules"]["weights"]
    served = sum(bool(p["served"]) for p in body["places"])
    ready = sum(not c["barriers"] for c in body["candidates"])
    return (
        f"Dari {n(len(body['candidates']))} koperasi, {n(ready)} memenuhi syarat; {n(served)} dari {n(len(body['places']))} kecamatan terlayani. "
        f"Kesiapan dinilai dengan bobot kesehatan {n(weights['health'])}, pembukuan digital {n(weights['digital'])}, laporan terbuka {n(weights['transparent'])}, "
        f"dan unit toko {n(weights['shop'])}; dikurangi {n(body['rules']['away'])} poin bila berkantor di kecamatan lain. "
        f"Susunan terbaik berjumlah {points(body['best_points'])} poin, susunan ini {points(body['points'])} poin."
    )


def _served(served: dict[str, Any] | None) -> list[str]:
    if served is None:
        return ["Belum ada koperasi yang memenuhi syarat atau dipilih", "–"]
    away = " (berkantor di kecamatan lain)" if served["away"] else ""
    return [f"{served['name']}{away}", points(served["points"])]


def _signatures(found: PilotChoice) -> list[list[str]]:
    told = [["Disusun", found.by_name, _on(found, found.at)]]
    for approval in approvals_of("pilot_choice", found.id):
        told += [["Ditetapkan", v.by_name, _on(found, v.at)] for v in approval.verdicts.all() if v.approved]
    return told


def _on(found: PilotChoice, at: datetime.datetime) -> str:
    return formats.day(timezone.localtime(at, zone(found.region)).date())
