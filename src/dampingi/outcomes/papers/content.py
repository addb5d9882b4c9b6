"""What all papers say alike: the office's head and foot, days where they happened, who signed. Always Indonesian: they are official documents."""

import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from dampingi.foundation.approvals.queries import approvals_of
from dampingi.foundation.regions.codes import ancestor, depth, zone
from dampingi.foundation.ui import formats
from dampingi.outcomes.documents.actions import LETTERHEAD_FIELDS
from dampingi.outcomes.documents.codes import picture, spoken
from dampingi.outcomes.documents.queries import letterhead_for


def office_of(region: str) -> str:
    return ancestor(region, min(2, depth(region)))


def frame(region: str) -> dict[str, Any]:
    head = letterhead_for(region)
    return {
        "kop": {field: getattr(head, field) for field in LETTERHEAD_FIELDS},
        "site": settings.PUBLIC_URL.rstrip("/"),
    }


def day_at(at: datetime.datetime, region: str) -> datetime.date:
    return timezone.localtime(at, zone(region)).date()


def told_day(at: datetime.datetime, region: str) -> str:
    return formats.day(day_at(at, region))


def signed(kind: str, found: Any, region: str, *, decided: str = "Disetujui") -> list[list[str]]:
    """What was done, by whom and on which day: who drew up what was frozen, and who approved it."""
    told = [["Disusun", found.by_name, told_day(found.at, region)]]
    for approval in approvals_of(kind, found.id):
        told += [[decided, v.by_name, told_day(v.at, region)] for v in approval.verdicts.all() if v.approved]
    return told


def laid(
    content: dict[str, Any], *, code: str, sha256: str, made_at: datetime.datetime, region: str
) -> dict[str, Any]:
    """The frozen content with what only its document knows: code, hash, time."""
    kop = content["kop"]
    url = f"{content['site']}/verifikasi/{code}/"
    made = made_at.astimezone(datetime.UTC)
    return content | {
        "author": kop["office"],
        "keywords": [code],
        "made": {part: getattr(made, part) for part in ("year", "month", "day", "hour", "minute", "second")},
        "running": f"{content['title']} · {spoken(code)}",
        "verify": {
            "url": url, "site": f"{content['site']}/verifikasi/", "code": spoken(code), "hash": sha256,
            "qr": picture(url), "audit": "",
        },
        "signature": {
            "place": kop["place"], "date": content.get("day") or told_day(made_at, region),
            "title": kop["signatory_title"] or f"Kepala {kop['office']}", "name": kop["signatory"],
            "rank": kop["signatory_rank"], "nip": kop["signatory_nip"],
        },
    }  # fmt: skip
