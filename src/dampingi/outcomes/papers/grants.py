"""What a grant's agreement says (NPHD), as both sides sign it. Always Indonesian."""

import datetime
from typing import Any

from django.utils import translation

from dampingi.foundation.ui import formats
from dampingi.outcomes.papers.content import frame
from dampingi.outcomes.papers.drafts import Draft
from dampingi.outcomes.papers.models import Paper
from dampingi.records.grants.actions.studies import form_of
from dampingi.records.grants.models import Agreement


def draft(found: Agreement) -> Draft:
    """For both to sign, as it was frozen; its number is the office's own."""
    return Draft(
        kind=Paper.Kind.GRANT_AGREEMENT, subject=found.id, region=found.region,
        content=lambda _number: agreement(found), called="perjanjian-bantuan",
    )  # fmt: skip


def agreement(found: Agreement) -> dict[str, Any]:
    candidate = found.candidate
    study = candidate.selection.study
    form, days = form_of(study, candidate.selection.form), study.body["rules"]["report_days"]
    with translation.override("id"):
        return frame(found.region) | {
            "title": f"Perjanjian bantuan {candidate.name}",
            "number": found.number,
            "heading": "NASKAH PERJANJIAN HIBAH DAERAH" if candidate.cooperative_id else "PERJANJIAN PEMBERIAN BANTUAN SOSIAL",
            "form": form["name"],
            "basis": form["source"],
            "day": formats.day(found.signed_on),
            "parties": [
                ["PIHAK KESATU", found.our_name, found.our_position],
                ["PIHAK KEDUA", found.their_name, f"{found.their_position}, {candidate.name}"],
            ],
            "amount": formats.money(found.amount),
            "purpose": found.purpose,
            "parts": [[str(n), formats.money(amount), formats.day(datetime.date.fromisoformat(due))] for n, (amount, due) in enumerate(found.parts, 1)],
            "duties": [
                "PIHAK KEDUA memakai uang hanya untuk kegunaan pada Pasal 1 dan menyimpan bukti belanjanya.",
                f"PIHAK KEDUA melaporkan penggunaan setiap bagian beserta buktinya paling lambat {days} hari sesudah dibayar.",
                "Bagian berikutnya dibayar sesudah laporan bagian sebelumnya diterima. Yang tidak dipakai dikembalikan ke kas daerah.",
                "PIHAK KEDUA bertanggung jawab atas kebenaran laporannya dan bersedia diperiksa.",
            ],
            "hash": found.hash,
        }  # fmt: skip
