"""The whole document as plain JSON for definitions/letters/city_report.typ."""

from typing import Any

from django.utils import timezone, translation

from dampingi.foundation.regions.codes import zone
from dampingi.foundation.ui import formats
from dampingi.outcomes.documents.codes import picture, spoken
from dampingi.outcomes.reports.doors import Doors
from dampingi.outcomes.reports.ledger import Ledger
from dampingi.outcomes.reports.paper import annex, field, front, people
from dampingi.outcomes.reports.words import day, moment

BY_THE_END = [
    ["good", "mencapai target"],
    ["watch", "sedikit di bawah target"],
    ["late", "jauh di bawah target"],
    ["none", "belum ada data atau target"],
]
"""What the states of schema 1 mean: they were judged by the end value alone, and stay printed so."""
ON_THE_WAY = [
    ["good", "sesuai jalan menuju target"],
    ["watch", "sedikit tertinggal"],
    ["late", "jauh tertinggal"],
    ["none", "belum ada data atau tuntutan"],
]


def layout(data: dict[str, Any], *, code: str, sha256: str) -> dict[str, Any]:
    """`data` is a snapshot's, `code` and `sha256` its document's. Always Indonesian: it is an official document."""
    with translation.override("id"):
        doors = Doors(Ledger.from_json(data["figures"]), data["site"], code)
        return {
            **_about(data, code, sha256),
            **front.pages(data, doors),
            **field.pages(data, doors),
            **people.pages(data, doors),
            **annex.pages(data, doors),
        }


def _about(data: dict[str, Any], code: str, sha256: str) -> dict[str, Any]:
    head, region, programme = data["letterhead"], data["region"], data["programme"]
    made = moment(data["made_at"])
    local = timezone.localtime(made, zone(region["code"]))
    title = f"Laporan {programme['name']} {region['name']}"
    return {
        "title": title,
        "kind": "Laporan kota" if region["code"].count(".") else "Laporan provinsi",
        "headline_title": [programme["name"], region["name"]],
        "author": head["office"],
        "keywords": [programme["code"], region["code"], code],
        "made": {part: getattr(made, part) for part in ("year", "month", "day", "hour", "minute", "second")},
        "programme": programme["code"],
        "period": formats.span(day(programme["starts_on"]), day(data["as_of"])),
        "running": f"{title} · {spoken(code)}",
        "kop": {key: head[key] for key in ("government", "office", "address", "contact")},
        "legend": ON_THE_WAY if data["schema"] > 1 else BY_THE_END,
        "particulars": [
            ["Nomor", data["number"] or "diberi saat ditandatangani"],
            ["Keadaan per", formats.day(day(data["as_of"]))],
            ["Dibuat", formats.moment(local, str(zone(region["code"])))],
            ["Oleh", data["made_by"]["name"]],
        ],
        "verify": _verify(data, code, sha256),
        "signature": {
            "place": head["place"],
            "date": formats.day(local.date()),
            "title": head["signatory_title"] or f"Kepala {head['office']}",
            "name": head["signatory"],
            "rank": head["signatory_rank"],
            "nip": head["signatory_nip"],
        },
    }


def _verify(data: dict[str, Any], code: str, sha256: str) -> dict[str, Any]:
    url = f"{data['site']}/verifikasi/{code}/"
    audit = data["audit"]
    return {
        "url": url,
        "site": f"{data['site']}/verifikasi/",
        "code": spoken(code),
        "hash": sha256,
        "qr": picture(url),
        "audit": f"mata rantai {formats.number(audit['sequence'])}, {audit['hash']}" if audit else "",
    }
