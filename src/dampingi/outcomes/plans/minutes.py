"""The forum's minutes as they were frozen: how they stand, and what their paper prints. Papers are always Indonesian."""

import datetime
from typing import Any

from django.utils import translation

from dampingi.foundation.approvals.models import Approval, Verdict
from dampingi.foundation.approvals.queries import approvals_of
from dampingi.foundation.regions.queries import name_of
from dampingi.foundation.ui import formats
from dampingi.outcomes.papers.content import frame, told_day
from dampingi.outcomes.papers.meetings import WEEKDAYS
from dampingi.outcomes.plans.models import ForumMinutes, Origin
from dampingi.outcomes.plans.names import FORUM

WAITING, APPROVED = Approval.State.WAITING, Approval.State.APPROVED
UNASKED = ""
"""Written before minutes were checked."""


def state_of(row: ForumMinutes) -> str:
    found = approvals_of(FORUM, row.id).first()
    return found.state if found else UNASKED


def approved(row: ForumMinutes) -> Verdict | None:
    found = approvals_of(FORUM, row.id).filter(state=APPROVED).first()
    return next((v for v in found.verdicts.all() if v.approved), None) if found else None


def held(row: ForumMinutes) -> dict[str, Any]:
    """{venue, chair, present, summary}, as frozen; of the first minutes as they were kept beside it, without a chair."""
    kept = {"venue": row.venue, "chair": "", "present": row.present, "summary": row.summary}
    return kept | row.body.get("held", {})


def people(row: ForumMinutes) -> list[list[str]]:
    """[name, office], one of each line."""
    each = (line.partition(",") for line in held(row)["present"].splitlines() if line.strip())
    return [[name.strip(), office.strip()] for name, _comma, office in each if name.strip()]


def promises(row: ForumMinutes) -> list[dict[str, Any]]:
    """Those a promise became: its goal, its activity and what came of it."""
    return [w for w in row.body["wishes"] if w["origin"] == Origin.PROMISE]


def printed(row: ForumMinutes, *, number: str, on: datetime.date) -> dict[str, Any]:
    told, n = held(row), formats.number
    with translation.override("id"):
        labels = {code: str(label) for code, label in Origin.choices}
        return frame(row.region) | {
            "title": f"Berita acara Forum Perangkat Daerah {name_of(row.region)} {row.plan.year}",
            "number": number,
            "lines": [
                ["Rencana kerja", f"{name_of(row.region)}, tahun {row.plan.year}"],
                ["Sidang", f"ke-{n(row.number)}"],
                ["Hari, tanggal", f"{WEEKDAYS[row.held_on.weekday()]}, {formats.day(row.held_on)}"],
                ["Tempat", told["venue"]],
                *([["Pimpinan", told["chair"]]] if told["chair"] else []),
            ],
            "summary": told["summary"],
            "counts": [[labels[code], *(n(c[k]) for k in ("all", "accepted", "refused", "open"))] for code, c in row.body["by_origin"]],
            "wishes": [_wish(at, w, labels) for at, w in enumerate(row.body["wishes"], 1)],
            "promises": [[w["text"], w["goal"], w["activity"] or "–", w.get("aim") or "–", w.get("result") or "belum ada"] for w in promises(row)],
            "people": people(row),
            "signatures": _signatures(row),
            "hash": row.hash,
            "day": formats.day(on),
        }  # fmt: skip


def _wish(at: int, w: dict[str, Any], labels: dict[str, str]) -> list[str]:
    origin = f"{labels[w['origin']]} {w['reference']}".strip()
    return [str(at), w["text"], origin, w["place"] or "seluruh wilayah", answer_words(w)]


def answer_words(w: dict[str, Any]) -> str:
    if w["answer"] == "accepted":
        return f"Diterima ke dalam {w['activity']}" + (f": {w['reason']}" if w["reason"] else "")
    return f"Ditolak: {w['reason']}" if w["answer"] == "refused" else "Belum dijawab"


def _signatures(row: ForumMinutes) -> list[list[str]]:
    given = approved(row)
    found = [["Disusun", row.by_name, told_day(row.at, row.region)]]
    return found + ([["Disetujui", given.by_name, told_day(given.at, row.region)]] if given else [])
