"""What the minutes say that close a kecamatan's mentoring: the frozen figures, who drew them up and who approved. Always Indonesian."""

import datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from dampingi.foundation.errors import Refused
from dampingi.foundation.ui import formats
from dampingi.insight.closings.models import Closing
from dampingi.outcomes.papers.content import day_at, frame, signed
from dampingi.outcomes.papers.drafts import Draft
from dampingi.outcomes.papers.models import Paper

SHOWN = 12
"""Constraints named; the heaviest by how many are open."""


def draft(closing: Closing) -> Draft:
    if closing.approved_at is None:
        raise Refused(_("Berita acara terbit setelah disetujui."), status=404)
    on = day_at(closing.approved_at, closing.region)
    return Draft(
        kind=Paper.Kind.CLOSING, subject=closing.id, region=closing.region, programme=closing.programme_id, on=on,
        content=lambda number: minutes(closing, number=number, on=on), called="berita-acara-penutupan",
    )  # fmt: skip


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
            "signatures": signed("closing", closing, closing.region),
            "hash": closing.hash,
            "day": formats.day(on),
        }
