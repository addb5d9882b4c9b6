"""The mayor's decree over loans, and a month's minutes with a bank. Always Indonesian: they are official documents."""

import datetime
import uuid
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.queries import name_of
from dampingi.foundation.ui import formats
from dampingi.outcomes.papers.content import day_at, frame, told_day
from dampingi.outcomes.papers.drafts import Draft
from dampingi.outcomes.papers.models import Paper
from dampingi.records.mentoring.places import place_words
from dampingi.records.partners.models import Partner
from dampingi.records.subsidies.models import DecreeLine, LoanDecree, Reconciliation
from dampingi.records.subsidies.reconciling import COUNTS, ITEMS
from dampingi.records.subsidies.wording import told


def decree_draft(found: LoanDecree) -> Draft:
    """The text the mayor signs, once the head cleared it; with its number once it is enacted."""
    if found.state not in (LoanDecree.State.CLEARED, LoanDecree.State.ENACTED):
        raise Refused(_("Naskah keputusan terbit setelah rancangannya disetujui kepala."), status=404)
    return Draft(
        kind=Paper.Kind.LOAN_DECREE, subject=found.id, version=found.revision, region=found.region,
        content=lambda _number: decree(found), called="keputusan-subsidi",
    )  # fmt: skip


def extract_draft(found: LoanDecree, bank: Partner) -> Draft:
    """An enacted decree with the loans of one bank only: what the others' borrowers owe is not its business."""
    return Draft(
        kind=Paper.Kind.LOAN_EXTRACT, subject=uuid.uuid5(found.id, str(bank.id)), version=found.revision, replaces=False,
        region=found.region, content=lambda _number: decree(found, bank), called="petikan-keputusan-subsidi",
    )  # fmt: skip


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


def minutes_draft(found: Reconciliation) -> Draft:
    """The month's minutes both sides agreed on, from what was frozen."""
    if found.state != Reconciliation.State.AGREED:
        raise Refused(_("Berita acara terbit setelah disepakati."), status=404)
    on = day_at(found.decided_at, found.region)
    return Draft(
        kind=Paper.Kind.RECONCILIATION, subject=found.id, region=found.region, on=on,
        content=lambda number: minutes(found, number=number, on=on), called=f"rekonsiliasi-{found.month:%Y-%m}",
    )  # fmt: skip


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
                ["Untuk bank", found.by_name, told_day(found.at, found.region)],
                ["Untuk dinas", found.decided_by_name, told_day(found.decided_at or found.at, found.region)],
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
