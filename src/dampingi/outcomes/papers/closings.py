"""What the minutes say that close a kecamatan's mentoring: the frozen figures, who drew them up and who approved. Always Indonesian."""

import datetime
from typing import Any

from django.utils import timezone, translation

from dampingi.foundation.approvals.queries import approvals_of
from dampingi.foundation.regions.codes import zone
from dampingi.foundation.ui import formats
from dampingi.insight.closings.models import Closing
from dampingi.outcomes.papers.content import frame

SHOWN = 12
"""Constraints named; the heaviest by how many are open."""


def minutes(closing: Closing, *, number: str, on: datetime.date) -> dict[str, Any]:
    body, n = closing.body, formats.number
    totals, place = body["totals"], body["region"][1]
    with translation.override("id"):
        return frame(closing.region) | {
            "title": f"Berita acara penutupan pendampingan {place}",
            "number": number,
            "lines": [
                ["Program", f"{body['programme'][1]} ({body['programme'][0]})"],
                ["Kecamatan", place],
                ["Keadaan pada akhir", formats.day(closing.as_of)],
                ["Pendamping", n(totals["mentors"])],
            ],
            "told": (
                f"{n(totals['participants'])} peserta didampingi; {n(totals['stayed'])} bertahan sampai akhir, {n(totals['left'])} berhenti, "
                f"{n(totals['replaced'])} di antaranya digantikan. {n(totals['visits'])} kunjungan tercatat; {n(totals['unvisited'])} peserta tidak pernah dikunjungi. "
                f"{n(body['clinic']['questions'])} pertanyaan dan {n(body['clinic']['bookings'])} jadwal atau antrean diteruskan klinik bisnis."
            ),
            "places": [
                [p["name"], *(n(p[key]) for key in ("participants", "stayed", "left", "replaced", "visits"))]
                for p in body["kelurahan"]
            ],
            "constraints": [[c["name"], n(c["open"]), n(c["resolved"])] for c in body["constraints"][:SHOWN]],
            "mentors": [[m["name"], n(m["participants"]), n(m["visits"])] for m in body["mentors"]],
            "remarks": closing.remarks,
            "signatures": _signatures(closing),
            "hash": closing.hash,
            "day": formats.day(on),
        }


def _signatures(closing: Closing) -> list[list[str]]:
    found = [["Disusun", closing.by_name, _on(closing, closing.at)]]
    for approval in approvals_of("closing", closing.id):
        found += [["Disetujui", v.by_name, _on(closing, v.at)] for v in approval.verdicts.all() if v.approved]
    return found


def _on(closing: Closing, at: datetime.datetime) -> str:
    return formats.day(timezone.localtime(at, zone(closing.region)).date())
