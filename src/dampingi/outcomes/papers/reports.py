"""What the official form of a monthly report says. Always Indonesian: it is an official document."""

import datetime
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from dampingi.foundation.errors import Conflict
from dampingi.foundation.ui import formats
from dampingi.outcomes.papers.content import frame, told_day
from dampingi.outcomes.papers.drafts import Draft
from dampingi.outcomes.papers.models import Paper
from dampingi.records.mentoring.models import MonthlyReport
from dampingi.records.mentoring.queries.reports import way_of
from dampingi.records.mentoring.sheet import sheet_of


def draft(report: MonthlyReport) -> Draft:
    """Of an approved report, once for each version."""
    if report.state != MonthlyReport.State.APPROVED:
        raise Conflict(_("Formulir resmi terbit setelah laporan disetujui. Sebelum itu, cetak halamannya."))
    return Draft(
        kind=Paper.Kind.MONTHLY_REPORT, subject=report.id, region=report.region, programme=report.programme_id,
        version=report.version, replaces=False, made_at=_approved_at(report),
        content=lambda _number: form(report), called=f"laporan-{report.month:%Y-%m}",
    )  # fmt: skip


def _approved_at(report: MonthlyReport) -> datetime.datetime:
    given = [v.at for a in way_of(report) if a.version == report.version for v in a.verdicts.all()]
    return max(given, default=timezone.now())


def form(report: MonthlyReport) -> dict[str, Any]:
    """Its frozen figures, its words, and who approved it when."""
    with translation.override("id"):
        sheet = sheet_of(report, report.figures)
        return frame(report.region) | {
            "title": f"Laporan {formats.month(report.month)} – {report.mentor.name}",
            "lines": [
                ["Nama pendamping", report.mentor.name],
                ["Tingkat", sheet.level],
                ["Wilayah", sheet.place],
                ["Program", f"{report.programme.name} ({report.programme.code})"],
                ["Bulan", formats.month(report.month)],
                ["Diajukan", _handed_in(report)],
            ],
            "parts": [
                {
                    "title": part.title,
                    "lines": [[line.label, line.value, line.note] for line in part.lines],
                    "people": ", ".join(name for name, _href in part.people),
                }
                for part in sheet.parts
            ],
            "words": [
                ["Kendala bulan ini", report.obstacle],
                ["Keberhasilan bulan ini", report.success],
                ["Rencana bulan depan", report.plan],
            ],
            "signatures": _signatures(report),
        }


def _handed_in(report: MonthlyReport) -> str:
    told = f"{formats.day(report.submitted_on)}, versi {report.version}"
    if report.submitted_on is None or not report.late:
        return f"{told}, tepat waktu"
    return f"{told}, terlambat {(report.submitted_on - report.due_on).days} hari"


def _signatures(report: MonthlyReport) -> list[dict[str, str]]:
    approvals = [a for a in way_of(report) if a.version == report.version]
    found = [{"role": "Pendamping", "name": report.mentor.name, "at": formats.day(report.submitted_on)}]
    roles = {3: "Pemeriksa kecamatan", 2: "Pemeriksa kota"}
    for verdict in sorted((v for a in approvals for v in a.verdicts.all()), key=lambda v: -v.level):
        role = roles.get(verdict.level, "Pemeriksa")
        found.append({"role": role, "name": verdict.by_name, "at": told_day(verdict.at, report.region)})
    return found
