"""The official forms of all approved reports of a month, set in one go. One that cannot be set does not stop the others."""

import datetime
import logging
import tempfile
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.models import User
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Denied, Refused
from dampingi.foundation.jobs.actions import start
from dampingi.foundation.jobs.models import Job
from dampingi.foundation.regions.codes import ancestor
from dampingi.foundation.ui.formats import month as written_month
from dampingi.outcomes.documents.actions import keep_printing
from dampingi.outcomes.documents.models import Printing
from dampingi.outcomes.documents.typesetting import NotSet, Presses
from dampingi.outcomes.papers import reports as forms
from dampingi.outcomes.papers.actions import PRESS, keep_paper, order_of
from dampingi.outcomes.papers.models import Paper
from dampingi.records.mentoring.models import MonthlyReport
from dampingi.records.mentoring.queries.reports import reports

log = logging.getLogger(__name__)

KIND = "print_reports"
AT_ONCE = 21
"""Forms of one transaction; progress is told between two."""


def approved(actor: Actor, month: datetime.date) -> Any:
    """In the order of their regions, as they are bound."""
    found = reports(actor).filter(month=month, state=MonthlyReport.State.APPROVED)
    return found.order_by("region", "mentor__name", "id")


@transaction.atomic
def start_printing(*, by: Actor, month: datetime.date) -> Job:
    """Asked again while it is being done, it is the same work."""
    reach = by.regions(Permission.VIEW_MONTHLY_REPORTS)
    if not reach:
        raise Denied(_("Laporan sebulan dicetak oleh yang memeriksa atau menyelenggarakan."))
    count = approved(by, month).count()
    if not count:
        raise Refused(
            _("Belum ada laporan %(month)s yang disetujui. Setujui laporannya dulu, lalu cetak semuanya.")
            % {"month": written_month(month)}
        )
    params = {"month": month.isoformat()}
    User.objects.select_for_update().get(
        id=by.user_id
    )  # pressed twice at once, the second waits for the first
    open_now = (Job.State.WAITING, Job.State.RUNNING)
    same = Job.objects.filter(kind=KIND, by=by.user_id, params=params, state__in=open_now)
    if held := same.first():
        return held
    work = start(by=by, kind=KIND, params=params, total=count)
    work.url = reverse("printed_reports", args=[work.id])
    work.save(update_fields=["url"])
    record_event(
        by=by, action="print_reports", subject=("job", work.id), region=min(reach, key=len), programme=None,
        detail={"month": params["month"], "rows": count},
    )  # fmt: skip
    return work


@transaction.atomic
def take_along(*, by: Actor, work: Job, taken: Iterable[MonthlyReport]) -> None:
    """Notes that the forms of a month left as one file: for each city, where its inspector looks."""
    for city, left in sorted(Counter(ancestor(report.region, 2) for report in taken).items()):
        record_event(
            by=by, action="download_printed_reports", subject=("job", work.id), region=city, programme=None,
            detail={"month": work.params["month"], "rows": left},
        )  # fmt: skip


def print_forms(found: Sequence[MonthlyReport], presses: Presses) -> dict[uuid.UUID, str]:
    """Set and keep the form of each, unless that was done; told is why one could not be."""
    papers, wrong = _frozen(found)
    there = Printing.objects.filter(format="pdf", document__in=[p.document_id for p in papers.values()])
    kept = set(there.values_list("document", flat=True))
    with tempfile.TemporaryDirectory() as folder:
        orders = {}
        for id, paper in papers.items():
            if paper.document_id not in kept:
                with _told(wrong, id):
                    order = order_of(paper, Path(folder) / f"{id}.pdf")
                    orders[id] = order, presses.order(order)
        bodies = {}
        for id, (order, fault) in orders.items():
            with _told(wrong, id):
                if said := fault.result():
                    raise NotSet(said)
                bodies[id] = order.out.read_bytes()
    with transaction.atomic():
        for id, body in bodies.items():
            keep_printing(by=PRESS, document=papers[id].document, format="pdf", body=body)
    return wrong


def _frozen(found: Sequence[MonthlyReport]) -> tuple[dict[uuid.UUID, Paper], dict[uuid.UUID, str]]:
    """All in one transaction, each of which can fail alone."""
    papers: dict[uuid.UUID, Paper] = {}
    wrong: dict[uuid.UUID, str] = {}
    drafts = {}
    for report in found:
        with _told(wrong, report.id):
            drafts[report.id] = forms.draft(report)
    with transaction.atomic():
        for id, draft in drafts.items():
            with _told(wrong, id):
                papers[id] = keep_paper(draft)
    return papers, wrong


@contextmanager
def _told(wrong: dict[uuid.UUID, str], report: uuid.UUID) -> Iterator[None]:
    try:
        yield
    except Exception as error:
        wrong[report] = _why(error)


def _why(error: Exception) -> str:
    if isinstance(error, Refused):
        return str(error)
    log.error("the form of a report could not be set", exc_info=error)
    return _("Formulirnya tidak dapat disusun; isi laporannya tetap tersimpan. Hubungi pengelola sistem.")


def printings_of(actor: Actor, ids: Iterable[str]) -> list[tuple[MonthlyReport, Printing]]:
    """Of those reports that the actor still reaches and that are still approved, in the order of their regions."""
    still = reports(actor).filter(id__in=list(ids), state=MonthlyReport.State.APPROVED)
    found = list(still.order_by("region", "mentor__name", "id"))
    papers = Paper.objects.unscoped("of reports in reach").filter(
        kind=Paper.Kind.MONTHLY_REPORT, subject__in=[r.id for r in found]
    )
    documents: dict[Any, Any] = {(p.subject, p.version): p.document_id for p in papers}
    kept = Printing.objects.filter(format="pdf", document__in=list(documents.values()))
    files: dict[Any, Printing] = {p.document_id: p for p in kept.select_related("document")}
    printings = ((r, files.get(documents.get((r.id, r.version)))) for r in found)
    return [(r, printing) for r, printing in printings if printing]
