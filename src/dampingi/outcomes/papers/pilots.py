"""What the decree on pilot cooperatives says: the frozen choice, departures with their reasons, who drew it up and who approved. Always Indonesian."""

import datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from dampingi.foundation.errors import Refused
from dampingi.foundation.ui import formats
from dampingi.insight.pilots.models import PilotChoice
from dampingi.insight.pilots.wording import points
from dampingi.outcomes.papers.content import day_at, frame, signed
from dampingi.outcomes.papers.drafts import Draft
from dampingi.outcomes.papers.models import Paper


def draft(found: PilotChoice) -> Draft:
    if found.approved_at is None:
        raise Refused(_("Surat keputusan terbit setelah disetujui kepala dinas."), status=404)
    on = day_at(found.approved_at, found.region)
    return Draft(
        kind=Paper.Kind.PILOTS, subject=found.id, region=found.region, on=on,
        content=lambda number: decree(found, number=number, on=on), called="sk-koperasi-percontohan",
    )  # fmt: skip


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
            "remarks": found.remarks, "signatures": signed("pilot_choice", found, found.region, decided="Ditetapkan"),
            "hash": found.hash, "day": formats.day(on),
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
