"""What the approved minutes of a monitoring round say, from what was frozen. Always Indonesian: they are official documents."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone, translation

from dampingi.foundation.approvals.queries import approvals_of
from dampingi.foundation.regions.codes import zone
from dampingi.foundation.ui import formats
from dampingi.insight.rounds.models import Minutes
from dampingi.outcomes.papers.content import frame

ABREAST = 4
"""Questions in one table of the regions: more do not fit a page's width."""


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
                ["Keadaan pada", _on(region, found.at)],
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
            "signatures": _signatures(found),
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


def _signatures(found: Minutes) -> list[list[str]]:
    region = found.round.region
    told = [["Disusun", found.by_name, _on(region, found.at)]]
    for approval in approvals_of("round_minutes", found.id):
        told += [["Disetujui", v.by_name, _on(region, v.at)] for v in approval.verdicts.all() if v.approved]
    return told


def _day(told: str) -> str:
    return formats.day(datetime.date.fromisoformat(told))


def _on(region: str, at: datetime.datetime) -> str:
    return formats.day(timezone.localtime(at, zone(region)).date())
