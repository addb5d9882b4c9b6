"""The mayor's decree over loans, and a month's minutes with a bank. Always Indonesian: they are official documents."""

import datetime
from typing import Any

from django.utils import timezone, translation

from dampingi.foundation.regions.codes import zone
from dampingi.foundation.regions.queries import name_of
from dampingi.foundation.ui import formats
from dampingi.outcomes.papers.content import frame
from dampingi.records.mentoring.places import place_words
from dampingi.records.partners.models import Partner
from dampingi.records.subsidies.models import DecreeLine, LoanDecree, Reconciliation
from dampingi.records.subsidies.reconciling import COUNTS, ITEMS
from dampingi.records.subsidies.wording import told


def decree(found: LoanDecree, bank: Partner | None = None) -> dict[str, Any]:
    """Whom it names and what it costs; without number and day until the mayor has signed. For a bank an extract that lists its own loans only."""
    lines = found.lines.filter(counts=True).select_related(
        "application__person", "application__business", "application__bank", "application__loan"
    )
    every = list(lines.order_by("application__submitted_on", "id"))
    rows = [n for n in every if bank is None or n.application.bank_id == bank.id]
    title = f"Keputusan wali kota tentang penerima subsidi bunga {name_of(found.region)}"
    with translation.override("id"):
        return frame(found.region) | {
            "title": f"Petikan {title[0].lower()}{title[1:]} untuk {bank.name}" if bank else title,
            "bank": bank.name if bank else "",
            "number": found.number,
            "place": name_of(found.region),
            "basis": found.basis,
            "count": formats.number(len(every)),
            "city": formats.money(sum(n.city for n in every)),
            "shown": formats.number(len(rows)),
            "shown_city": formats.money(sum(n.city for n in rows)),
            "rows": [_loan(at, n) for at, n in enumerate(rows, 1)],
            "day": formats.day(found.on) if found.on else "",
        }


def _loan(at: int, line: DecreeLine) -> list[str]:
    asked = line.application
    loan = getattr(asked, "loan", None)
    return [
        str(at), asked.person.name, asked.business.name, place_words(asked.region), f"{asked.bank.name}{f', {loan.number}' if loan else ''}",
        formats.money(line.principal), f"{line.months} bulan", formats.money(line.city),
    ]  # fmt: skip


def minutes(found: Reconciliation, *, number: str, on: datetime.date) -> dict[str, Any]:
    body = found.body
    with translation.override("id"):
        return frame(found.region) | {
            "title": f"Berita acara rekonsiliasi subsidi bunga {found.bank.name}, {formats.month(found.month)}",
            "number": number,
            "lines": [["Bank", found.bank.name], ["Kota", name_of(found.region)], ["Bulan", formats.month(found.month)]],
            "rows": [_item(i) for i in body["items"]],
            "faults": [
                [f["loan"], formats.money(f["amount"]), formats.money(f["due"]) if f["due"] is not None else "–", "; ".join(told(f["faults"]))]
                for f in body["faults"]
            ],
            "remarks": found.remarks,
            "answer": found.answer,
            "signatures": [
                ["Untuk bank", found.by_name, _on(found, found.at)],
                ["Untuk dinas", found.decided_by_name, _on(found, found.decided_at or found.at)],
            ],
            "hash": found.hash,
            "day": formats.day(on),
        }  # fmt: skip


def _item(item: dict[str, Any]) -> list[str]:
    shown = formats.number if item["code"] in COUNTS else formats.money
    gap = item["theirs"] - item["ours"]
    return [
        str(ITEMS[item["code"]]),
        shown(item["ours"]),
        shown(item["theirs"]),
        shown(gap) if gap else "sama",
    ]


def _on(found: Reconciliation, at: datetime.datetime) -> str:
    return formats.day(timezone.localtime(at, zone(found.region)).date())
