"""All approved forms of a month: asked for, seen through, taken along as one file."""

import datetime
import re
import tempfile
import uuid
import zipfile
from collections.abc import Iterable
from typing import IO

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.foundation.jobs.models import Job
from dampingi.foundation.jobs.queries import job_of
from dampingi.foundation.regions.queries import names
from dampingi.outcomes.documents.models import Printing
from dampingi.outcomes.papers.batches import KIND, printings_of, start_printing, take_along
from dampingi.records.mentoring.models import MonthlyReport
from dampingi.records.mentoring.queries.reports import reports

IN_MEMORY = 2 * 2**20
PIECE = 2**16


@require_POST
@requires(Permission.VIEW_MONTHLY_REPORTS)
def printing(request: HttpRequest) -> HttpResponse:
    try:
        month = datetime.date.fromisoformat(f"{request.POST.get('bulan', '')}-01")
    except ValueError:
        raise Refused(_("Pilih bulannya dari daftar laporan bulanan, lalu cetak.")) from None
    return redirect("job", start_printing(by=request.actor, month=month).id)


@require_GET
@requires(Permission.VIEW_MONTHLY_REPORTS)
def printed(request: HttpRequest, job_id: uuid.UUID) -> HttpResponse:
    """What was set, each with its file; what could not be, and why."""
    work = _work(request, job_id)
    if not work.finished:
        return redirect("job", work.id)
    kept = printings_of(request.actor, work.result.get("printed", ()))
    wrong = work.result.get("wrong", {})
    left = reports(request.actor).filter(id__in=list(wrong)).order_by("region", "mentor__name")
    places = names({r.region for r in left} | {r.region for r, _printing in kept})
    context = {
        "work": work,
        "month": datetime.date.fromisoformat(work.params["month"]),
        "kept": [{"report": r, "place": places.get(r.region, r.region), "size": p.size} for r, p in kept],
        "wrong": [
            {"report": r, "place": places.get(r.region, r.region), "why": wrong[str(r.id)]} for r in left
        ],
        "total": len(kept) + len(left),
    }
    return render(request, "papers/printed_reports.html", context)


@require_GET
@requires(Permission.VIEW_MONTHLY_REPORTS)
def archive(request: HttpRequest, job_id: uuid.UUID) -> HttpResponse:
    """All of them in one ZIP, a file for each, named by its region and mentor."""
    work = _work(request, job_id)
    kept = printings_of(request.actor, work.result.get("printed", ()))
    if not kept and work.finished:
        raise Refused(_("Tidak satu formulir pun dapat dicetak. Alasannya ada di halaman hasil."), status=404)
    if not kept:
        raise Refused(_("Belum ada formulir yang selesai dicetak. Tunggu pekerjaannya selesai."), status=404)
    take_along(by=request.actor, work=work, taken=[report for report, _printing in kept])
    name = f"laporan-bulanan-{work.params['month'][:7]}.zip"
    return FileResponse(_zipped(kept), as_attachment=True, filename=name, content_type="application/zip")


def _work(request: HttpRequest, job_id: uuid.UUID) -> Job:
    work = job_of(request.actor, job_id)
    if work.kind != KIND:
        raise Refused(_("Halaman itu tidak ada."), status=404)
    return work


def _zipped(kept: Iterable[tuple[MonthlyReport, Printing]]) -> IO[bytes]:
    """PDFs are packed already: they are stored as they are, a piece at a time."""
    out = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the answer closes it
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as made:
        for report, printing in kept:
            told = re.sub(r"[^\w .-]", "", f"{report.region} {report.mentor.name}").strip()
            called = f"{told} {printing.document.code}.pdf"
            with printing.file.open("rb") as source, made.open(called, "w") as target:
                while piece := source.read(PIECE):
                    target.write(piece)
    out.seek(0)
    return out
