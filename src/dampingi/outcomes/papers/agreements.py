"""What a mentor's performance agreement says, as both sides signed it. Always Indonesian: it is an official document."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from dampingi.foundation.errors import Conflict
from dampingi.foundation.ui import formats
from dampingi.insight.agreements.models import Agreement, Signature
from dampingi.insight.agreements.page import month_list, plain_target
from dampingi.insight.agreements.queries import BOTH
from dampingi.outcomes.papers.content import day_at, frame, told_day
from dampingi.outcomes.papers.drafts import Draft
from dampingi.outcomes.papers.letters import role_of
from dampingi.outcomes.papers.models import Paper
from dampingi.records.mentoring.places import place_words


def draft(found: Agreement) -> Draft:
    signatures = sorted(found.signatures.all(), key=lambda s: s.at)
    if len(signatures) < BOTH:
        raise Conflict(_("Perjanjian terbit setelah kedua pihak menandatangani."))
    mentor = found.mentor
    on = day_at(signatures[-1].at, mentor.region)
    return Draft(
        kind=Paper.Kind.AGREEMENT, subject=mentor.id, region=mentor.region, programme=mentor.programme_id, on=on,
        version=found.number, content=lambda number: agreement(found, signatures, number=number, on=on),
        called="perjanjian-kinerja",
    )  # fmt: skip


def agreement(
    found: Agreement, signatures: Sequence[Signature], *, number: str, on: datetime.date
) -> dict[str, Any]:
    """Targets and work programme as signed, with who signed when and the hash both signed."""
    mentor = found.mentor
    with translation.override("id"):
        targets = [plain_target(found.programme.region, t) for t in found.targets]
        return frame(mentor.region) | {
            "title": f"Perjanjian kinerja {mentor.name}",
            "number": number,
            "lines": [
                ["Nama", mentor.name],
                ["Tugas", role_of(mentor)],
                ["Wilayah", place_words(mentor.region)],
                ["Program", f"{mentor.programme.name} ({mentor.programme.code})"],
                ["Edisi", formats.number(found.number)],
                *([["Alasan perubahan", found.reason]] if found.reason else []),
            ],
            "targets": [[t["name"], t["value"], t["period"]] for t in targets],
            "programme": [[ln["activity"], ln["output"], month_list(ln["months"])] for ln in found.lines],
            "signatures": [
                {"role": str(s.get_side_display()), "name": s.by_name, "at": told_day(s.at, mentor.region)}
                for s in signatures
            ],
            "hash": found.hash,
            "day": formats.day(on),
        }
