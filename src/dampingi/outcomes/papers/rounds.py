"""What the approved minutes of a monitoring round say, from what was frozen. Always Indonesian: they are official documents."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from dampingi.foundation.errors import Refused
from dampingi.foundation.ui import formats
from dampingi.insight.rounds.models import Minutes
from dampingi.outcomes.papers.content import day_at, frame, signed, told_day
from dampingi.outcomes.papers.drafts import Draft
from dampingi.outcomes.papers.models import Paper

ABREAST = 4
"""Questions in one table of the regions: more do not fit a page's width."""


def draft(found: Minutes) -> Draft:
    """Drawn up anew they stand in place of the earlier."""
    if found.approved_at is None:
        raise Refused(_("Berita acara terbit setelah disetujui."), status=404)
    region = found.round.region
    on = day_at(found.approved_at, region)
    return Draft(
        kind=Paper.Kind.ROUND, subject=found.round_id, version=found.number, region=region, on=on,
        content=lambda number: minutes(found, number=number, on=on), called="berita-acara-pemantauan",
    )  # fmt: skip


def minutes(found: Minutes, *, number: str, on: datetime.date) -> dict[str, Any]:
    body, region, n = found.body, found.round.region, formats.number
    with translation.override("id"):
        return frame(region) | {
            "title": f"Berita acara putaran pemantauan {body['period']}, {body['region'][1]}",
            "number": number,
            "lines": [
                ["Periode", body["period"]],
                ["Yang mengundang", body["region"][1]],
                ["Batas pengajuan", _day(body["due_on"])],
                ["Keadaan pada", told_day(found.at, region)],
                ["Laporan diterima", f"{n(body['accepted'])} dari {n(len(body['lines']))} wilayah"],
            ],
            "board": [[line["place"], line["state"], "; ".join(line["flags"]) or "–"] for line in body["lines"]],
            "together": [
                [f"{t['name']} ({t['unit']})" if t["unit"] else t["name"], t["shown"], t["counted"], n(t["regions"])]
                for t in body["together"]
            ],
            "regions": _regions(body),
            "problems": [_problem(p) for p in body["problems"]["rows"]],
            "problems_told": _problems_told(body["problems"]),
            "remarks": found.remarks,
            "signatures": signed("round_minutes", found, region),
            "hash": found.hash,
            "day": formats.day(on),
        }  # fmt: skip


def _regions(body: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Tables of a few questions each: {head, rows}; what was not handed in is told apart from what has no data."""
    names = [t["name"] for t in body["together"]]
    return [
        {
            "head": ["Wilayah", *(names[n] for n in part)],
            "rows": [
                [line["place"], *(_cell(line, line["cells"][n]) for n in part)] for line in body["lines"]
            ],
        }
        for part in _parts(range(len(names)))
    ]


def _parts(numbers: Sequence[int]) -> list[Sequence[int]]:
    return [numbers[start : start + ABREAST] for start in range(0, len(numbers), ABREAST)]


def _cell(line: Mapping[str, Any], told: str | None) -> str:
    if told is None:
        return (
            "tidak dihitung" if line["edition"] else "belum diajukan"
        )  # what was returned is handed in, and counts nowhere
    return told or "tidak ada data"


def _problem(row: Mapping[str, Any]) -> list[str]:
    agreed = [f"{a['text']} ({a['owner']}, {_day(a['until'])})" for a in row["actions"]]
    return [
        row["title"],
        row["place"],
        row["authority"],
        "\n".join(agreed) or "Belum ada tindakan yang disepakati.",
    ]


def _problems_told(problems: Mapping[str, Any]) -> str:
    left = problems["open"] - len(problems["rows"])
    if not problems["open"]:
        return "Tidak ada masalah yang terbuka dalam daftar masalah."
    return f"{formats.number(left)} masalah lain yang terbuka ada dalam daftar masalah." if left else ""


def _day(told: str) -> str:
    return formats.day(datetime.date.fromisoformat(told))
